"""Who is employed in a unit: entered, ended, and introduced to the rules of the game (MR-5)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import may, must, unit_matter
from spelregler.apps.organisation.access.actions import ADMINISTRATION, Action, may_fill
from spelregler.apps.organisation.operations import introductions, posts
from spelregler.apps.organisation.pages.bodies.forms import LastDayForm
from spelregler.apps.organisation.pages.departments.forms import EmployForm
from spelregler.apps.organisation.pages.employments import presenters
from spelregler.apps.organisation.pages.introductions.forms import HeldForm
from spelregler.apps.organisation.pages.shell import done, form_page, room_page
from spelregler.apps.organisation.queries import places
from spelregler.domain.unit_place import UnitPlace
from spelregler.ui.page import Pager, page_asked

MODULES = ("POL",)
MOST = 100


def employees(request: Request, code: str) -> HttpResponse:
    """The people of a unit, for whoever may fill its posts; its manager or HR records who has been introduced."""
    acting_role = request.acting_role
    place = places.unit_place_by_code(code, as_of=acting_role.today)
    _must_see(acting_role, place)
    total = presenters.number_of(code, as_of=acting_role.today)
    pager = Pager.of(page_asked(request.GET.get("sida", "")), total=total, most=MOST)
    lines = presenters.lines(code, acting_role, start=pager.start, most=MOST)
    waiting = {each.key: each for each in lines if each.last_day is not None}
    form = HeldForm(sent(request), acting_role=acting_role, among=[(key, each.name) for key, each in waiting.items()])
    records = may(acting_role, Action.RECORD_INTRODUCTION, unit_matter(place, subject="administration"))
    if request.method == "POST":
        must(acting_role, Action.RECORD_INTRODUCTION, unit_matter(place, subject="administration"))
    if form.carried_out(lambda said: _introduce(code, said, acting_role)):
        return done(request, _("The introduction is recorded."), "employees", code)
    below = [
        (
            acting_role.say(place.department_name, place.department_name_en),
            reverse("organisation:department", args=[place.department]),
        )
    ]
    lead = _("Whoever is new is to learn the rules of the game in the first weeks. Only the day is kept.")
    title = _("Employed in %(unit)s") % {"unit": acting_role.say(place.name, place.name_en)}
    context = {
        "page": room_page(request, title, lead, below=below, can_travel=False, modules=MODULES),
        "form": form,
        "lines": presenters.with_boxes(lines, form),
        "pager": pager,
        "records": records and bool(waiting),
        "keeps": may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION),
        "unit": place,
    }
    return render(request, "organisation/employees.html", context, status=form.status)


def _must_see(acting_role: ActingRole, place: UnitPlace) -> None:
    """Whoever may fill the unit's posts sees who works there; to the others it is said why not."""
    if not may_fill(acting_role, unit_matter(place, concerns_role="EM")):
        must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)


def _introduce(code: str, said: dict[str, Any], acting_role: ActingRole) -> None:
    rows = presenters.rows(code, as_of=acting_role.today).filter(pk__in=said["took_part"])
    introductions.introduce_employees(
        employments=list(rows), held_on=said["held_on"], today=acting_role.today, who=acting_role.who
    )


def employ(request: Request, code: str) -> HttpResponse:
    """HR enters that somebody is employed in the unit."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    place = places.unit_place_by_code(code, as_of=acting_role.today)
    address = reverse("organisation:find_people", args=["enhet", code])
    form = EmployForm(sent(request), acting_role=acting_role, address=address)
    unit = places.unit_itself(code)
    if form.carried_out(lambda said: posts.employ_in(unit=unit, who=acting_role.who, **said)):
        return done(request, _("The employment is entered."), "employees", code)
    below = [(acting_role.say(place.name, place.name_en), reverse("organisation:employees", args=[code]))]
    return form_page(request, form, title=_("New employment"), button=_("Enter the employment"), below=below)


def end_employment(request: Request, pk: int) -> HttpResponse:
    """HR enters that somebody's employment in the unit ends after a last day."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    employment = presenters.one(pk)
    code = employment.unit.code
    form = LastDayForm(sent(request), acting_role=acting_role)
    if form.carried_out(lambda said: posts.end_employment(employment=employment, who=acting_role.who, **said)):
        return done(request, _("The employment ends after its last day."), "employees", code)
    name = acting_role.say(employment.unit.name, employment.unit.name_en)
    below = [(name, reverse("organisation:employees", args=[code]))]
    title = _("End the employment of %(name)s") % {"name": employment.person.name}
    return form_page(request, form, title=title, button=_("End"), below=below)
