"""An official's memo is written in parts, and is drawn up when its official signs it (MR-27, MR-34)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from spelregler.apps.organisation.models import Post
from spelregler.apps.registry.models import CaseFile, Memo, Record
from spelregler.apps.registry.operations.cases import must_be_open
from spelregler.apps.registry.operations.records import RecordRefused, must_be_draft, number_the_draft
from spelregler.domain.registry import PARTS, missing_parts
from spelregler.domain.wording import named
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class MemoRefused(DomainError):
    """A memo is about something, and holds what the template demands, or says why not."""

    code = "memo-refused"


def begin_memo(*, case: CaseFile, subject: str, on: date, who: Who) -> Memo:
    """A memo is begun as a draft in the case.

    Refuses with `MemoRefused` one without a title; with `CaseRefused` a closed case.
    """
    must_be_open(case)
    if not subject.strip():
        raise MemoRefused(Words("A memo needs a title."), way=Words("Write what it is about."), field="subject")
    with transaction.atomic():
        row = Record(
            case_file=case, kind=Record.Kind.INTERNAL, dated=on, begun_on=on, subject=" ".join(subject.split())
        )
        store(row, act="begin-draft", who=who)
        memo = Memo(record=row)
        store(memo, act="begin-memo", who=who)
    return memo


def write_memo(*, memo: Memo, parts: Mapping[str, str], reason: str, who: Who) -> Memo:
    """What is written so far is kept; what is missing is no hindrance to a draft.

    Refuses with `RecordRefused` one that is signed.
    """
    with transaction.atomic():
        lock_audit_chain()
        must_be_draft(memo.record)
        held = Memo.objects.select_for_update().get(pk=memo.pk)
        written = {part: parts.get(part, "").strip() for part in PARTS}
        amend(held, to={**written, "reason": reason.strip()}, act="write-memo", who=who)
    return held


def sign_memo(*, memo: Memo, post: Post, demanded: Collection[str], on: date, who: Who) -> Memo:
    """The official signs with the post: the memo is drawn up, and is never changed after that.

    Refuses with `MemoRefused` one that lacks a part that the template demands and gives no reason (MR-27); with
    `RecordRefused` one that is signed already.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = Memo.objects.select_for_update().select_related("record__case_file").get(pk=memo.pk)
        if held.signed_by_id is not None:
            raise RecordRefused(
                Words("The memo is signed already."), way=Words("Write a new memo in the case, if it is to say more.")
            )
        missing = missing_parts({part: getattr(held, part) for part in PARTS}, demanded=demanded)
        if missing and not held.reason:
            raise MemoRefused(
                Words("The memo lacks: {parts}.", parts=named(PARTS[part] for part in missing)),
                clause="MR-27",
                way=Words("Write it, or say in the last field why it is left out."),
            )
        number_the_draft(held.record, act="sign-memo", on=on, who=who)
        amend(held, to={"signed_by": post}, act="sign-memo", who=who)
    return held
