"""Decisions marked for a talk with the presidium: the list, and what the secretary and the chief executive do."""

from __future__ import annotations

from typing import NoReturn

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.decisions import operations, queries
from spelregler.apps.decisions.access.actions import Action
from spelregler.apps.decisions.access.flags import flag_matter
from spelregler.apps.decisions.models import Decision, HowFlag
from spelregler.apps.decisions.pages.decisions.presenters import named
from spelregler.apps.decisions.pages.flags.forms import FlagForm, TalkForm, WithdrawFlagForm
from spelregler.apps.decisions.pages.flags.presenters import flag_rows
from spelregler.apps.decisions.queries.flags import flag_by_pk, flags
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page

MODULES = ("DEC",)


def listed(request: Request) -> HttpResponse:
    """The marks that the role sees, those that wait first."""
    acting_role = request.acting_role
    must(acting_role, Action.READ_FLAG, flag_matter(acting_role.body))
    rows = flag_rows(acting_role, flags(as_of=acting_role.as_of))
    lead = _("A decision may be marked where it names a unit, a person, a roster or a single purchase.")
    page = page_shell(
        request,
        title=_("Decisions to talk about"),
        lead=lead,
        crumbs=[(_("Decisions"), reverse("decisions:list")), (_("Decisions to talk about"), "")],
        current="decisions:list",
        modules=MODULES,
    )
    notes = acting_role.as_of == acting_role.today and may(acting_role, Action.FLAG, flag_matter(acting_role.body))
    return render(request, "decisions/flags.html", {"page": page, "rows": rows, "notes": notes})


def flag(request: Request, pk: int) -> HttpResponse:
    """The secretary or the chief executive marks a decision."""
    acting_role, shown = request.acting_role, queries.decision_by_pk(pk=pk) or _not_here()
    must(acting_role, Action.FLAG, flag_matter(shown.body.code))
    form = FlagForm(sent(request))
    if form.carried_out(
        lambda said: operations.flag_decision(
            decision=shown, on=acting_role.today, role=acting_role.role, who=acting_role.who, **said
        )
    ):
        return done(request, _("The decision is marked for a talk."), reverse("decisions:decision", args=[pk]))
    lead = _("The body's presidium sees it. It is an invitation to a talk, and no verdict on the decision.")
    page = _page(request, shown, _("Mark for a talk with the presidium"), lead)
    back = reverse("decisions:decision", args=[pk])
    return form_page(request, page, form, button=_("Mark"), back=back)


def talked(request: Request, pk: int) -> HttpResponse:
    """The talk is held."""
    acting_role, found = request.acting_role, _marked(request, pk)
    form = TalkForm(sent(request), today=acting_role.today)
    if form.carried_out(
        lambda said: operations.note_talk(flag=found, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("The talk is noted as held."), reverse("decisions:flags"))
    lead = _("Only the day is kept. What was said is not written here.")
    page = _page(request, found.decision, _("Note the talk"), lead)
    return form_page(request, page, form, button=_("Note the talk"), back=reverse("decisions:flags"))


def withdraw(request: Request, pk: int) -> HttpResponse:
    """A mark that was set by mistake ends."""
    acting_role, found = request.acting_role, _marked(request, pk)
    form = WithdrawFlagForm(sent(request))
    if form.carried_out(
        lambda said: operations.withdraw_flag(flag=found, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("The mark is taken back."), reverse("decisions:flags"))
    page = _page(request, found.decision, _("Take the mark back"), "")
    return form_page(request, page, form, button=_("Take it back"), back=reverse("decisions:flags"))


def _marked(request: Request, pk: int) -> HowFlag:
    found = flag_by_pk(pk) or _not_here()
    must(request.acting_role, Action.FLAG, flag_matter(found.decision.body.code))
    return found


def _page(request: Request, shown: Decision, title: str, lead: str) -> Page:
    name = named(shown, request.acting_role.language)
    return page_shell(
        request,
        title=title,
        lead=lead or name,
        crumbs=[
            (_("Decisions"), reverse("decisions:list")),
            (shown.title, reverse("decisions:decision", args=[shown.pk])),
            (title, ""),
        ],
        current="decisions:list",
        can_travel=False,
    )


def _not_here() -> NoReturn:
    raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
