"""Proposed budgets: written, submitted, compared side by side, and adopted as the minutes say (MR-18)."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done
from spelregler.apps.acting.rights import must
from spelregler.apps.frames import operations
from spelregler.apps.frames.access import actions
from spelregler.apps.frames.access.actions import Action, budget_matter
from spelregler.apps.frames.models import Proposal
from spelregler.apps.frames.pages.proposals import presenters
from spelregler.apps.frames.pages.proposals.forms import AdoptForm, DraftForm, NoteForm, SheetForm
from spelregler.apps.frames.pages.proposals.shared import (
    bodies_heard,
    decider_asked,
    is_council,
    must_propose,
    one_version,
    proposal_asked,
    side_by_side,
    written_by_reader,
    year_shown,
)
from spelregler.apps.frames.pages.words import latest_budget_day
from spelregler.apps.frames.queries import proposals as proposal_queries
from spelregler.domain.frames.proposals import years_of
from spelregler.platform.forms import PlainForm


def proposals(request: Request, year: int, code: str = "") -> HttpResponse:
    """The versions of a year's budget side by side: two or three at a time, with what sets them apart."""
    return side_by_side(request, decider_asked(request, code), year)


def first_year(request: Request) -> HttpResponse:
    """The years to choose among start with the latest one proposed."""
    known = proposal_queries.years_with_proposals(decider=decider_asked(request, ""))
    year = known[0] if known else years_of(request.acting_role.as_of.year)[1]
    return HttpResponseRedirect(reverse("frames:proposals", args=[year]))


def proposal(request: Request, pk: int) -> HttpResponse:
    """One version: the sheet with the sum at each level, what it leads to, and what may be done with it."""
    return one_version(request, proposal_asked(request, pk))


@require_POST
def draft(request: Request, year: int, code: str = "") -> HttpResponse:
    """A role that prepares the budget begins a proposal from the frames that hold."""
    acting_role, decider = request.acting_role, decider_asked(request, code)
    must_propose(request, decider)
    form, author = DraftForm(request.POST, is_council=is_council(decider)), _author(request)
    if form.carried_out(
        lambda said: operations.draft_proposal(
            decider=decider, year=year, author=author, written_on=acting_role.today, who=acting_role.who, **said
        )
    ):
        return _done(request, form.result, _("The draft is begun. Only you who write it see it until it is submitted."))
    return side_by_side(request, decider, year, draft=form)


@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """The authors save a year's amounts; the sums at each level are shown again."""
    row, who = written_by_reader(request, pk), request.acting_role.who
    (view,) = proposal_queries.proposal_views([row], as_of=request.acting_role.as_of)
    year = year_shown(request, view)
    rows = presenters.sheet_rows(view, year=year, language=request.acting_role.language)
    form = SheetForm(request.POST, rows=rows)
    if form.carried_out(
        lambda _said: operations.save_amounts(proposal=row, year=year, amounts=form.amounts(), who=who)
    ):
        return _done(request, row, _("The amounts are saved."), query=f"?ar={year}")
    return one_version(request, row, sheet=form)


@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    """The authors submit a version; from then on it is open and never changed."""
    row, acting_role, form = written_by_reader(request, pk), request.acting_role, PlainForm(request.POST)
    if form.carried_out(
        lambda _said: operations.submit_proposal(proposal=row, submitted_on=acting_role.today, who=acting_role.who)
    ):
        return _done(request, row, _("The proposal is submitted and open to everyone."))
    return one_version(request, row, act=form)


@require_POST
def renew(request: Request, pk: int) -> HttpResponse:
    """The authors begin another version of what they submitted."""
    row, acting_role = written_by_reader(request, pk), request.acting_role
    form, author = PlainForm(request.POST), _author(request)
    if form.carried_out(
        lambda _said: operations.new_version(
            proposal=row, author=author, written_on=acting_role.today, who=acting_role.who
        )
    ):
        return _done(request, form.result, _("A new version is begun."))
    return one_version(request, row, act=form)


@require_POST
def note(request: Request, pk: int) -> HttpResponse:
    """Whoever is to be heard describes what a submitted proposal leads to (MR-22)."""
    acting_role, row = request.acting_role, proposal_asked(request, pk)
    code, council = row.decider.code, is_council(row.decider)
    if not actions.may_be_heard(acting_role, code, is_council=council):
        action = Action.BE_HEARD_ON_FRAMES if council else Action.BE_HEARD_ON_INTERNAL
        must(acting_role, action, budget_matter(code, is_council=council))
    form = NoteForm(request.POST, bodies=bodies_heard(request))
    if form.carried_out(
        lambda said: operations.note_consequence(
            proposal=row, written_on=acting_role.today, who=acting_role.who, **said
        )
    ):
        return _done(request, row, _("The consequence is noted."))
    return one_version(request, row, note=form)


@require_POST
def adopt(request: Request, pk: int) -> HttpResponse:
    """The secretary enters that the body adopted this version; its amounts become the frames that hold."""
    acting_role, row = request.acting_role, proposal_asked(request, pk)
    council = is_council(row.decider)
    must(acting_role, actions.enters(is_council=council), actions.entered(row.decider.code))
    form = AdoptForm(request.POST, today=acting_role.today, is_council=council)
    latest = latest_budget_day(acting_role.today)
    if form.carried_out(
        lambda said: operations.adopt_proposal(proposal=row, latest=latest, who=acting_role.who, **said)
    ):
        return _done(request, row, _("The decision is entered and the frames hold from its day."))
    return one_version(request, row, adopt=form)


def _author(request: Request) -> operations.Author:
    return operations.Author(role=request.acting_role.role, body=request.acting_role.body)


def _done(request: Request, row: Proposal, message: str, *, query: str = "") -> HttpResponse:
    return done(request, message, reverse("frames:proposal", args=[row.pk]) + query)
