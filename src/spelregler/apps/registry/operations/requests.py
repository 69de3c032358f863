"""A case is asked for by whoever leads, and registered or declined by the registrar (CP-11)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.registry.models import CaseFile, CaseRequest
from spelregler.apps.registry.operations.cases import CaseRefused, NewCase, Occasion, open_case
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store


def ask_for_case(*, body: Body, title: str, occasion: Occasion | None, post: Post, on: date, who: Who) -> CaseRequest:
    """The registrar is asked for a case; the post that asks will answer for it.

    Refuses with `CaseRefused` no title, and what is asked for already in the same words or for the same occasion.
    """
    said = " ".join(title.split())
    if not said:
        raise CaseRefused(
            Words("A case needs a title."), way=Words("Write in a few words what it is about."), field="title"
        )
    event, day = (occasion.event, occasion.on) if occasion else ("", None)
    with transaction.atomic():
        lock_audit_chain()
        waits = CaseRequest.objects.filter(body=body, ended_on__isnull=True)
        if (event and waits.filter(occasion=event, occasion_on=day).exists()) or waits.filter(title=said).exists():
            raise CaseRefused(
                Words("That is asked for already."), way=Words("The registrar has it on the work list."), field="title"
            )
        row = CaseRequest(body=body, title=said, occasion=event, occasion_on=day, asked_by=post, asked_on=on)
        store(row, act="ask-for-case", who=who)
    return row


def register_asked(*, request: CaseRequest, new: NewCase, on: date, who: Who) -> CaseFile:
    """The case that was asked for is registered, with what the registrar found right.

    Refuses with `CaseRefused` a request that is answered already, and what `open_case` refuses.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _waiting(request)
        case = open_case(new=new, on=on, who=who)
        amend(held, to={"case_file": case, "ended_on": on}, act="register-asked-case", who=who)
    return case


def decline_case(*, request: CaseRequest, reason: str, on: date, who: Who) -> CaseRequest:
    """No case is registered, and whoever asked reads why.

    Refuses with `CaseRefused` a request that is answered already, and one without a reason.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _waiting(request)
        if not reason.strip():
            raise CaseRefused(Words("The reason is missing."), way=Words("Say in a few words why."), field="reason")
        amend(held, to={"ended_on": on, "declined_for": reason.strip()}, act="decline-case", who=who)
    return held


def _waiting(request: CaseRequest) -> CaseRequest:
    held = CaseRequest.objects.select_for_update().get(pk=request.pk)
    if held.ended_on is not None:
        raise CaseRefused(Words("It is answered already."), way=Words("Read the list of cases."))
    return held
