"""Each body's internal control, this year and the next."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.control.access import may_read
from spelregler.apps.control.models import ControlPlan
from spelregler.apps.control.pages.words import HERE, MODULES, high_from, taken
from spelregler.apps.control.queries.plans import open_high, plans_by_body
from spelregler.apps.organisation.queries.introductions import steering_bodies


@dataclass(frozen=True)
class YearCell:
    """A year's plan in a word, with a way to it for those who may read it."""

    year: int
    words: str
    url: str


@dataclass(frozen=True)
class BodyRow:
    """A body with its plans of the years, and how many deviations on high risks are open."""

    code: str
    name: str
    years: list[YearCell]
    open_high: int


def start(request: Request) -> HttpResponse:
    """The bodies in a table, with a way to each year's plan."""
    acting_role = request.acting_role
    years = (acting_role.as_of.year - 1, acting_role.as_of.year, acting_role.as_of.year + 1)
    plans, high = plans_by_body(years=years), high_from(acting_role)
    open_on_high = open_high(value=high, as_of=acting_role.as_of)
    page = page_shell(
        request,
        title=_("Internal control"),
        lead=_("What may go wrong, how it is tried, and what is done about it."),
        current=HERE,
        modules=MODULES,
    )
    rows = [
        BodyRow(
            code=body.code,
            name=acting_role.say(body.name, body.name_en),
            years=[_cell(acting_role, plans.get((body.code, year)), body.code, year) for year in years],
            open_high=open_on_high.get(body.code, 0),
        )
        for body, _term in steering_bodies(as_of=acting_role.as_of)
    ]
    return render(request, "control/start.html", {"page": page, "rows": rows, "years": years, "high": high})


def _cell(acting_role: ActingRole, plan: ControlPlan | None, code: str, year: int) -> YearCell:
    day = acting_role.as_of
    is_decided = plan is not None and taken(plan.decision, by=day) is not None
    if plan is None:
        words = _("no plan")
    elif taken(plan.reported, by=day):
        words = _("reported")
    else:
        words = _("decided") if is_decided else _("being prepared")
    reads = plan is None or may_read(acting_role, code, is_decided=is_decided)
    return YearCell(year, words, reverse("control:plan", args=[year, code]) if reads else "")
