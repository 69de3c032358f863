"""Each body's internal control, this year and the next."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.control.models import ControlPlan
from spelregler.apps.control.pages.words import HERE, MODULES, high_from
from spelregler.apps.control.queries.plans import open_high, plans_by_body
from spelregler.apps.organisation.queries.introductions import steering_bodies


@dataclass(frozen=True)
class YearCell:
    """A year's plan in a word; none where nothing is prepared."""

    year: int
    words: str
    status: str


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
    page = page_shell(
        request,
        title=_("Internal control"),
        lead=_("What may go wrong, how it is tried, and what is done about it."),
        crumbs=[(_("Internal control"), "")],
        current=HERE,
        modules=MODULES,
    )
    rows = [
        BodyRow(
            code=body.code,
            name=acting_role.say(body.name, body.name_en),
            years=[_cell(acting_role, plans.get((body.code, year)), year) for year in years],
            open_high=open_high_of.get(body.code, 0),
        )
        for open_high_of in [open_high(value=high)]
        for body, _term in steering_bodies(as_of=acting_role.as_of)
    ]
    return render(request, "control/start.html", {"page": page, "rows": rows, "years": years, "high": high})


def _cell(acting_role: ActingRole, plan: ControlPlan | None, year: int) -> YearCell:
    day = acting_role.as_of
    if plan is None:
        return YearCell(year, _("no plan"), "")
    if plan.reported is not None and plan.reported.decided_on <= day:
        return YearCell(year, _("reported"), "kept")
    if plan.decision is not None and plan.decision.decided_on <= day:
        return YearCell(year, _("decided"), "kept")
    return YearCell(year, _("being prepared"), "attention")
