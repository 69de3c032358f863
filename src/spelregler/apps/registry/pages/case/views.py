"""A case: its records, parties and decisions, and what is done with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.queries.posts import handling_posts
from spelregler.apps.registry import operations
from spelregler.apps.registry.access.rights import Action, case_matter, seeing
from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.pages.about_case import case_form, case_page, the_case
from spelregler.apps.registry.pages.case import presenters
from spelregler.apps.registry.pages.cases.forms import ChangeForm, PartyForm
from spelregler.apps.registry.queries.cases import decisions_in, records_of
from spelregler.apps.registry.queries.waiting import slow_since
from spelregler.platform.findings import moved_occasions, occasions
from spelregler.platform.forms import PlainForm


def case(request: Request, pk: int) -> HttpResponse:
    """What is registered in the case, and what the reader may do with it."""
    acting_role, found = request.acting_role, the_case(request, pk)
    may, day = seeing(acting_role, found), acting_role.as_of
    records = records_of(found, as_of=day)
    is_open = found.closed_on is None or found.closed_on > day
    context = {
        "page": case_page(request, found),
        "case": found,
        "may": may,
        "is_open": is_open,
        "is_slow": is_open and found.last_event_on < slow_since(as_of=day),
        "responsible": acting_role.say(found.responsible.title, found.responsible.title_en),
        "body": acting_role.say(found.body.name, found.body.name_en),
        "occasion": _occasion(request, found),
        "records": presenters.record_rows(records, acting_role, may),
        "parties": presenters.party_rows(found.parties.order_by("pk"), may),
        "decisions": decisions_in(found, as_of=day),
        "asks": not may.whole or (not may.marked and presenters.has_marks(found, records)),
    }
    return render(request, "registry/case.html", context)


def _occasion(request: Request, found: CaseFile) -> str:
    """What the case is for, in words; nothing is asked for one that is for nothing of the year."""
    day = request.acting_role.as_of
    if not found.occasion:
        return ""
    return presenters.occasion_of(found, occasions(as_of=day), moved_occasions(as_of=day), request.acting_role)


def change(request: Request, pk: int) -> HttpResponse:
    """The registrar calls the case better, or gives it to another post."""
    acting_role, found = _registered(request, pk)
    initial = {"title": found.title, "responsible": found.responsible.code}
    form = ChangeForm(sent(request), posts=handling_posts(as_of=acting_role.today), initial=initial)

    def act(_said: dict[str, Any]) -> None:
        operations.change_case(case=found, who=acting_role.who, **form.change)

    return case_form(request, found, form, act, title=_("Change the case"), button=_("Save"))


def party(request: Request, pk: int) -> HttpResponse:
    """The registrar enters somebody whom the case is about."""
    acting_role, found = _registered(request, pk)

    def act(said: dict[str, Any]) -> None:
        operations.add_party(case=found, who=acting_role.who, **said)

    return case_form(request, found, PartyForm(sent(request)), act, title=_("Add a party"), button=_("Add the party"))


def close(request: Request, pk: int) -> HttpResponse:
    """The registrar closes the case."""
    acting_role, found = _registered(request, pk)

    def act(_said: dict[str, Any]) -> None:
        operations.close_case(case=found, on=acting_role.today, who=acting_role.who)

    lead = _("Nothing more is added to a case that is closed. It can be opened again.")
    return case_form(
        request, found, PlainForm(sent(request)), act, title=_("Close the case"), button=_("Close"), lead=lead
    )


def reopen(request: Request, pk: int) -> HttpResponse:
    """The registrar opens the case again."""
    acting_role, found = _registered(request, pk)

    def act(_said: dict[str, Any]) -> None:
        operations.reopen_case(case=found, on=acting_role.today, who=acting_role.who)

    return case_form(request, found, PlainForm(sent(request)), act, title=_("Open the case again"), button=_("Open"))


def _registered(request: Request, pk: int) -> tuple[Any, CaseFile]:
    """The case, for whoever registers."""
    found = the_case(request, pk)
    must(request.acting_role, Action.REGISTER, case_matter(found))
    return request.acting_role, found
