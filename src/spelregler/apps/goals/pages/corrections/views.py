"""Correcting a year that is over: one page for what was put right, and for whoever may put it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.corrections import presenters
from spelregler.apps.goals.pages.corrections.forms import JudgementForm, NamedForm, TargetForm
from spelregler.apps.goals.pages.periods.forms import PeriodForm
from spelregler.apps.goals.pages.periods.shared import period_is_set
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries import corrections, lookups, reporting
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import year_asked


@dataclass(frozen=True)
class _Forms:
    """A year that is over as the acting role sees it, and the forms for what it may put right; one of them was sent."""

    year: corrections.ClosedYear
    period: PeriodForm
    target: TargetForm
    judgement: JudgementForm

    @classmethod
    def of(cls, request: Request, year: int, *, was_sent: str = "", goal: str = "") -> _Forms:
        acting_role, today = request.acting_role, request.acting_role.today
        typed = {was_sent: sent(request)}
        found = corrections.closed_year(acting_role, year=year, scale=scale_on(acting_role.as_of), goal=goal)
        judged = corrections.may_judge(acting_role, found.goals)
        return cls(
            found,
            PeriodForm(typed.get("period"), scopes=corrections.scopes_to_open(acting_role), year=year, within=True),
            TargetForm(
                typed.get("target"),
                targets=presenters.target_choices(corrections.may_move(acting_role, found.targets), acting_role),
                today=today,
            ),
            JudgementForm(
                typed.get("judgement"),
                goals=presenters.goal_choices(judged, acting_role),
                levels=presenters.level_choices(),
                year=year,
                minutes="needed" if any(goal.level != "unit" for goal in judged) else "none",
                today=today,
            ),
        )

    @property
    def sent(self) -> PlainForm:
        """The one that was sent; else any of them, and nothing is wrong in it."""
        return next((each for each in (self.period, self.target, self.judgement) if each.is_bound), self.period)


def corrected(request: Request) -> HttpResponse:
    """What was put right in a year that is over, open to all; and for some roles, how to put more right."""
    return _page(request, _Forms.of(request, named_year(request, request.GET.get("ar", ""))))


def _page(request: Request, shown: _Forms) -> HttpResponse:
    acting_role, year = request.acting_role, shown.year.year
    found = paged(shown.year.corrected, request.GET, reverse("goals:corrections"))
    page = page_shell(
        request,
        title=_("Corrections %(year)s") % {"year": year},
        lead=_("A year that is over is put right by a role that may, with a reason. What it was is shown beside it."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Corrections"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    context = {
        "page": page,
        "year": year,
        "years": corrections.years_closed(as_of=acting_role.as_of),
        "rows": presenters.corrected_rows(found.rows, acting_role),
        "pager": found.pager,
        "forms": shown,
        "is_now": acting_role.as_of == acting_role.today,
        "opened": presenters.opened_again(reporting.periods(as_of=acting_role.today), year, acting_role),
    }
    return render(request, "goals/corrections.html", context, status=shown.sent.status)


@only_sent
def correct_period(request: Request) -> HttpResponse:
    """A period of a year that is over is opened again, or locked."""
    shown = _Forms.of(request, named_year(request, NamedForm(request.POST).year_text), was_sent="period")
    return _back(shown.year.year) if period_is_set(request, shown.period) else _page(request, shown)


@only_sent
def correct_target(request: Request) -> HttpResponse:
    """The secretary enters the body's decision that moves a target of a year that is over."""
    acting_role, target = request.acting_role, lookups.political_target(NamedForm(request.POST).said("target"))
    if target is None:
        raise NotVisible(Words("No such target."))
    must(acting_role, *corrections.entering(target))
    shown = _Forms.of(request, named_year(request, str(target.year)), was_sent="target")

    def act(said: dict[str, Any]) -> None:
        given = {"value": said["value"], "reason": said["reason"], **shown.target.minutes}
        operations.correct_target(target=target, **given, on=acting_role.today, who=acting_role.who)

    if not shown.target.carried_out(act):
        return _page(request, shown)
    messages.success(request, _("The target is changed, and what it was is shown beside it."))
    return _back(target.year)


@only_sent
def correct_judgement(request: Request) -> HttpResponse:
    """How a goal went is judged anew: a unit's by its head, a body's entered from its minutes."""
    acting_role, named = request.acting_role, NamedForm(request.POST)
    year = named_year(request, named.year_text)
    asked_about = named.said("goal") or ""
    shown = _Forms.of(request, year, was_sent="judgement", goal=asked_about)
    node = next((each for each in shown.year.goals if each.code == asked_about), None)
    goal = lookups.goal_by_code(code=node.code) if node else None
    asked = corrections.judging(acting_role, [node]) if node else []
    if goal is None or not asked:
        raise NotVisible(Words("No such goal in that year."))
    must(acting_role, *asked[0][1:])

    def act(said: dict[str, Any]) -> None:
        given = {"level": said["level"], "reason": said["reason"], **shown.judgement.minutes}
        operations.correct_judgement(goal=goal, year=year, **given, on=acting_role.today, who=acting_role.who)

    if not shown.judgement.carried_out(act):
        return _page(request, shown)
    messages.success(request, _("The judgement is changed, and what it was is shown beside it."))
    return _back(year)


def named_year(request: Request, text: str) -> int:
    """One of the years that are over; the last one where none is named."""
    years = corrections.years_closed(as_of=request.acting_role.as_of)
    return year_asked(text, years, years[0])


def _back(year: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('goals:corrections')}?ar={year}")
