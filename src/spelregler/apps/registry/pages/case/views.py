"""A case: its records, parties and decisions, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.queries.posts import handling_posts
from spelregler.apps.registry import operations
from spelregler.apps.registry.access.rights import OPEN, Action, case_matter, seeing
from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.pages.case import presenters
from spelregler.apps.registry.pages.cases.forms import ChangeForm, PartyForm
from spelregler.apps.registry.pages.words import title_of
from spelregler.apps.registry.queries.cases import case_by_pk, decisions_in, records_of
from spelregler.apps.registry.queries.waiting import slow_since
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

MODULES = ("DEC",)


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
        "is_slow": found.closed_on is None and found.last_event_on < slow_since(as_of=day),
        "responsible": acting_role.say(found.responsible.title, found.responsible.title_en),
        "body": acting_role.say(found.body.name, found.body.name_en),
        "records": presenters.record_rows(records, acting_role, may),
        "parties": presenters.party_rows(found.parties.order_by("pk"), may),
        "decisions": decisions_in(found, as_of=day),
        "asks": not may.whole or (not may.marked and presenters.has_marks(found, records)),
    }
    return render(request, "registry/case.html", context)


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


def the_case(request: Request, pk: int) -> CaseFile:
    """The case, where the reader sees it on the day. Refuses with `NotVisible` otherwise."""
    found = case_by_pk(pk, as_of=request.acting_role.as_of)
    if found is None or not OPEN.let_through(request.acting_role, [found]):
        not_here()
    return found


def not_here() -> NoReturn:
    """To this reader there is no such thing."""
    raise NotVisible(Words("There is nothing with that number in the registry."), way=Words("Search in the registry."))


def case_form(
    request: Request, found: CaseFile, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str,
    button: str, lead: str = "",
) -> HttpResponse:  # fmt: skip
    """A form about the case, on a page of its own."""
    back = reverse("registry:case", args=[found.pk])
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    page = case_page(request, found, last=title, lead=lead)
    return form_page(request, page, form, button=button, back=back, template="registry/entering.html")


def case_page(request: Request, found: CaseFile, *, last: str = "", lead: str = "") -> Page:
    """The case's own page, or one below it."""
    marked = seeing(request.acting_role, found).marked
    here = reverse("registry:case", args=[found.pk])
    crumbs = [(_("Registry"), reverse("registry:list")), (found.number, here if last else "")]
    return page_shell(
        request,
        title=last or title_of(found, marked=marked),
        lead=lead or ("" if last else found.number),
        crumbs=[*crumbs, *([(last, "")] if last else [])],
        current="registry:list",
        modules=() if last else MODULES,
        scope_kind="committee",
        scope=found.body.code,
        can_travel=not last,
    )
