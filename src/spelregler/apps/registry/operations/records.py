"""Records come in, go out and are drawn up. A draft becomes a record by an act, and is never changed after that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from spelregler.apps.registry.models import CaseFile, Memo, Record, RecordFile
from spelregler.apps.registry.operations.cases import must_be_open
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.attachments.models import Attachment
from spelregler.platform.attachments.store import Brought
from spelregler.platform.attachments.upkeep import let_go
from spelregler.platform.audit.changes import key_of
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError


class RecordRefused(DomainError):
    """A record has a day, a subject, and a sender or receiver unless it is drawn up within; it stays as registered."""

    code = "record-refused"


@dataclass(frozen=True, kw_only=True)
class NewRecord:
    """What is told of a record. `file` lies in the store already; the grounds mark what is to be reviewed.

    `plan_code` is the row of the disposal plan in force that the record is of; whoever offers it has it from the plan.
    """

    kind: str
    dated: date
    subject: str
    correspondent: str = ""
    subject_ground: str = ""
    correspondent_ground: str = ""
    file: Brought | None = None
    file_ground: str = ""
    is_draft: bool = False
    plan_code: str = ""


def register_record(*, case: CaseFile, new: NewRecord, on: date, who: Who) -> Record:
    """The record gets the next running number of its case, unless it is a draft, which has none.

    What has come in is a public record when it is here, and is never a draft.

    Refuses with `RecordRefused` one without a subject, a letter without sender or receiver, an incoming draft, and a
    day that has not come, and a mark on a file that is not there; with `CaseRefused` a closed case.
    """
    if new.file_ground.strip() and new.file is None:
        raise _refused(
            Words("There is no file to mark."), Words("Choose the file, or leave the mark empty."), "file_ground"
        )
    row = Record(
        case_file=case,
        kind=new.kind,
        dated=new.dated,
        subject=" ".join(new.subject.split()),
        subject_ground=new.subject_ground.strip(),
        correspondent=new.correspondent.strip(),
        correspondent_ground=new.correspondent_ground.strip(),
        begun_on=on,
        plan_code=new.plan_code,
    )
    _refuse(row, is_draft=new.is_draft, on=on)
    with transaction.atomic():
        held = _locked(case)
        if not new.is_draft:
            row.number, row.registered_on = _next(held), on
        store(row, act="begin-draft" if new.is_draft else "register-record", who=who)
        if new.file:
            _keep(row, new.file, ground=new.file_ground, on=on, who=who)
        _touched(held, row, on=on)
    return row


def change_draft(*, row: Record, new: NewRecord, on: date, who: Who) -> Record:
    """What is still written on may be changed.

    Refuses with `RecordRefused` what is drawn up already, and as `register_record` does.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = must_be_draft(row)
        to = {"dated": new.dated, "subject": " ".join(new.subject.split()), "correspondent": new.correspondent.strip()}
        for name, value in to.items():
            setattr(held, name, value)
        _refuse(held, is_draft=True, on=on)
        amend(held, to=to, act="change-draft", who=who)
    return held


def add_file(*, row: Record, file: Brought, on: date, who: Who, file_ground: str = "") -> RecordFile:
    """A draft takes one version after another; what has come in takes its file once, when it is scanned.

    With `file_ground` it is marked as it is stored, so that nobody reads it before it is.

    Refuses with `RecordRefused` a new version of what is registered.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = Record.objects.select_for_update().get(pk=row.pk)
        is_taken = held.kind != Record.Kind.INCOMING or held.disposal_id is not None or held.files.exists()
        if not held.is_draft and is_taken:
            raise RecordRefused(
                Words("The record is registered, and stays as it is."),
                way=Words("Register a record that corrects it."),
                field="file",
            )
        return _keep(held, file, ground=file_ground, on=on, who=who)


def draw_up(*, row: Record, on: date, who: Who) -> Record:
    """The draft becomes a public record with its number in the case, and is never changed after that.

    Refuses with `RecordRefused` what is drawn up already, and a memo, which its official signs; with `CaseRefused` a
    closed case.
    """
    if hasattr(row, "memo"):
        raise RecordRefused(
            Words("A memo is drawn up when its official signs it."), way=Words("Ask the official to sign it.")
        )
    with transaction.atomic():
        return number_the_draft(row, act="draw-up", on=on, who=who)


def number_the_draft(row: Record, *, act: str, on: date, who: Who) -> Record:
    """The draft gets its number, within the transaction of its act.

    Refuses with `RecordRefused` what is drawn up already; with `CaseRefused` a closed case.
    """
    held = _locked(row.case_file)
    draft = must_be_draft(row)
    amend(draft, to={"number": _next(held), "registered_on": on, "dated": min(draft.dated, on)}, act=act, who=who)
    _touched(held, draft, on=on)
    return draft


def throw_away(*, row: Record, who: Who) -> None:
    """A draft is no public record yet, so it may be thrown away.

    Refuses with `RecordRefused` what is drawn up: that is disposed of only by a plan that a body has adopted.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = must_be_draft(row)
        key, name = key_of(held), str(held)
        take_away([held])
        held.delete()
        record(who=who, act="throw-away-draft", subject=name, subject_key=key)


def take_away(records: Collection[Record]) -> None:
    """The memos and files of the records, within the transaction of the act that tells of it."""
    Memo.objects.filter(record__in=records).delete()
    files = RecordFile.objects.filter(record__in=records)
    attached = dict(files.values_list("file", "file__sha256"))
    files.delete()
    Attachment.objects.filter(pk__in=attached).delete()
    let_go(set(attached.values()))


def must_be_draft(row: Record) -> Record:
    """The draft, locked.

    Refuses with `RecordRefused` what is drawn up already.
    """
    held = Record.objects.select_for_update().select_related("case_file").get(pk=row.pk)
    if not held.is_draft:
        raise RecordRefused(
            Words("The record was drawn up on {day}, and is a public record.", day=held.registered_on),
            way=Words(
                "Register a record that corrects it. It is disposed of only by a disposal plan that a body has adopted."
            ),
        )
    return held


def _locked(case: CaseFile) -> CaseFile:
    lock_audit_chain()
    held = CaseFile.objects.select_for_update().get(pk=case.pk)
    must_be_open(held)
    return held


def _next(case: CaseFile) -> int:
    return int(case.records.aggregate(last=Max("number"))["last"] or 0) + 1


def _keep(row: Record, file: Brought, *, ground: str, on: date, who: Who) -> RecordFile:
    attachment = file.row(on=on)
    store(attachment, act="attach-file", who=who)
    version = int(row.files.aggregate(last=Max("version"))["last"] or 0) + 1
    kept = RecordFile(record=row, version=version, file=attachment, file_ground=ground.strip(), added_on=on)
    store(kept, act="add-record-file", who=who)
    return kept


def _touched(case: CaseFile, row: Record, *, on: date) -> None:
    """A draft is no event: only what is registered moves the case on."""
    if not row.is_draft:
        CaseFile.objects.filter(pk=case.pk).update(last_event_on=on)


def _refuse(row: Record, *, is_draft: bool, on: date) -> None:
    if not row.subject:
        raise _refused(Words("A record needs a subject."), Words("Write in a few words what it is."), "subject")
    if row.kind != Record.Kind.INTERNAL and not row.correspondent:
        raise _refused(
            Words("A letter has a sender or a receiver."), Words("Write who it is from or to."), "correspondent"
        )
    if row.kind == Record.Kind.INTERNAL and row.correspondent:
        row.correspondent = row.correspondent_ground = ""
    if row.kind == Record.Kind.INCOMING and is_draft:
        raise _refused(
            Words("What has come in is a public record, and no draft."), Words("Register it as it is."), "is_draft"
        )
    if row.dated > on and not is_draft:
        raise _refused(Words("The day has not come yet."), Words("Give today, or an earlier day."), "dated")


def _refused(words: Bilingual, way: Bilingual, field: str) -> RecordRefused:
    return RecordRefused(words, way=way, field=field)
