"""Who is employed in a unit: entered, ended, and introduced to the rules of the game (MR-5)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation import administering, employed, introducing, people
from spelregler.apps.organisation.access import (
    ADMINISTRATION,
    Action,
    may,
    may_fill,
    must,
    unit_matter,
)
from spelregler.apps.organisation.body_forms import LastDayForm
from spelregler.apps.organisation.department_forms import EmployForm
from spelregler.apps.organisation.introduction_forms import HeldForm
from spelregler.apps.organisation.pages import done, form_page, room_page
from spelregler.apps.organisation.queries import UnitPlace
from spelregler.apps.organisation.worn import Request, Worn
from spelregler.ui.page import Pager, page_asked

MODULES = ("POL",)
MOST = 100


def employees(request: Request, code: str) -> HttpResponse:
    """The people of a unit, for whoever may fill its posts; its manager or HR records who has been introduced."""
    worn = request.worn
    place = people.unit_place_by_code(code, as_of=worn.today)
    _must_see(worn, place)
    total = employed.number_of(code, as_of=worn.today)
    pager = Pager.of(page_asked(request.GET.get("sida", "")), total=total, most=MOST)
    lines = employed.lines(code, worn, start=pager.start, most=MOST)
    waiting = {each.key: each for each in lines if each.last_day is not None}
    form = HeldForm(request.POST or None, worn=worn, among=[(key, each.name) for key, each in waiting.items()])
    records = may(worn, Action.RECORD_INTRODUCTION, unit_matter(place, subject="administration"))
    if request.method == "POST":
        must(worn, Action.RECORD_INTRODUCTION, unit_matter(place, subject="administration"))
    if form.carried_out(lambda said: _introduce(code, said, worn)):
        return done(request, _("The introduction is recorded."), "employees", code)
    below = [(place.department_name, reverse("organisation:department", args=[place.department]))]
    lead = _("Whoever is new is to learn the rules of the game in the first weeks. Only the day is kept.")
    title = _("Employed in %(unit)s") % {"unit": place.name}
    context = {
        "page": room_page(request, title, lead, below=below, can_travel=False, modules=MODULES),
        "form": form,
        "lines": employed.ticked(lines, form.ticked),
        "pager": pager,
        "records": records and bool(waiting),
        "keeps": may(worn, Action.KEEP_STRUCTURE, ADMINISTRATION),
        "unit": place,
    }
    return render(request, "organisation/employees.html", context, status=form.status)


def _must_see(worn: Worn, place: UnitPlace) -> None:
    """Whoever may fill the unit's posts sees who works there; to the others it is said why not."""
    if not may_fill(worn, unit_matter(place, concerns_role="EM")):
        must(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)


def _introduce(code: str, said: dict[str, Any], worn: Worn) -> None:
    rows = employed.rows(code, as_of=worn.today).filter(pk__in=said["took_part"])
    introducing.introduce_employees(employments=list(rows), held_on=said["held_on"], today=worn.today, who=worn.who)


def employ(request: Request, code: str) -> HttpResponse:
    """HR enters that somebody is employed in the unit."""
    worn = request.worn
    must(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    place = people.unit_place_by_code(code, as_of=worn.today)
    address = reverse("organisation:find_people", args=["enhet", code])
    form = EmployForm(request.POST or None, worn=worn, address=address)
    unit = people.unit_itself(code)
    if form.carried_out(lambda said: administering.employ_in(unit=unit, who=worn.who, **said)):
        return done(request, _("The employment is entered."), "employees", code)
    below = [(place.name, reverse("organisation:employees", args=[code]))]
    return form_page(request, form, title=_("New employment"), button=_("Enter the employment"), below=below)


def end_employment(request: Request, pk: int) -> HttpResponse:
    """HR enters that somebody's employment in the unit ends after a last day."""
    worn = request.worn
    must(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    employment = employed.one(pk)
    code = employment.unit.code
    form = LastDayForm(request.POST or None, worn=worn)
    if form.carried_out(lambda said: administering.end_employment(employment=employment, who=worn.who, **said)):
        return done(request, _("The employment ends after its last day."), "employees", code)
    below = [(employment.unit.name, reverse("organisation:employees", args=[code]))]
    title = _("End the employment of %(name)s") % {"name": employment.person.name}
    return form_page(request, form, title=title, button=_("End"), below=below)
