"""An employee's own job assignment, and the unit's for its manager. No list reaches beyond one unit, and no score."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must, unit_matter
from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.job_assignments.forms import JobAssignmentForm
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.pages.words import title as title_of
from spelregler.apps.goals.queries import job_assignments, thread
from spelregler.apps.goals.queries.job_assignments import GIVE, Employee
from spelregler.apps.organisation.models import Person, Unit
from spelregler.apps.organisation.queries.units import unit_place
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import record_reading
from spelregler.platform.errors import NotVisible


def mine(request: Request) -> HttpResponse:
    """What my own work is for, and which goals it serves. Mine alone."""
    acting_role = request.acting_role
    if not acting_role.person_code:
        raise NotVisible(
            Words("The page is for those who work in the municipality."),
            way=Words("Log in first."),
        )
    page = page_shell(
        request,
        title=_("My job assignment"),
        lead=_("What your work is for and which of the unit's goals it serves. Nothing here measures you."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("My job assignment"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    rows = job_assignments.own(person=acting_role.person_code, as_of=acting_role.as_of)
    return render(request, "goals/my_assignment.html", {"page": page, "rows": rows})


def of_unit(request: Request, code: str) -> HttpResponse:
    """The unit's employees: who has a job assignment for the year, and when it was talked through."""
    acting_role, place = request.acting_role, _place(request, code)
    must(acting_role, GIVE, unit_matter(place))
    page = page_shell(
        request,
        title=_("Job assignments, %(unit)s") % {"unit": acting_role.say(place.name, place.name_en)},
        lead=_("One for each employee and year, tied to the unit's goals. Nothing is measured or compared."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Job assignments"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    rows = job_assignments.employees(unit=code, year=acting_role.today.year, as_of=acting_role.today)
    return render(request, "goals/unit_assignments.html", {"page": page, "rows": rows, "unit": code})


def of_person(request: Request, code: str, person: str) -> HttpResponse:
    """One employee's job assignment, for whoever leads the work; that it was read stands in the person's own trail."""
    acting_role, each = request.acting_role, _employee_led(request, code, person)
    form = _form(request, each, code)

    def act(said: dict[str, Any]) -> None:
        operations.give_job_assignment(
            person=Person.objects.get(code=each.code),
            unit=Unit.objects.get(code=code),
            year=acting_role.today.year,
            text=said["text"],
            goals=list(Goal.objects.filter(code__in=said["goals"], unit__code=code)),
            on=acting_role.today,
            who=acting_role.who,
        )

    if form.carried_out(act):
        words = _("The job assignment is given. The employee sees it at once.")
        return done(request, words, reverse("goals:unit_assignments", args=[code]))
    if each.assignment is not None:
        record_reading(who=acting_role.who, person=person, what=_("job assignment"))
    return _person_page(request, form, each, code)


def _form(request: Request, each: Employee, code: str) -> JobAssignmentForm:
    today = request.acting_role.today
    goals = thread.unit_goals(unit_code=code, year=today.year, as_of=today, scale=scale_on(today))
    given = each.assignment
    initial = {"text": given.text, "goals": [goal.code for goal in given.goals.all()]} if given else {}
    language = request.acting_role.language
    return JobAssignmentForm(
        sent(request), goals=[(each.code, title_of(each, language)) for each in goals], initial=initial
    )


def _person_page(request: Request, form: JobAssignmentForm, each: Employee, code: str) -> HttpResponse:
    back = reverse("goals:unit_assignments", args=[code])
    page = page_shell(
        request,
        title=each.name,
        lead=_("Job assignment %(year)s") % {"year": request.acting_role.today.year},
        crumbs=[(_("Job assignments"), back), (each.name, "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    words, template = _("Give the job assignment"), "goals/assignment.html"
    return form_page(request, page, form, button=words, back=back, template=template, each=each, unit=code)


@only_sent
def follow_up(request: Request, code: str, person: str) -> HttpResponse:
    """Manager and employee have talked the assignment through; the day is kept and nothing more."""
    acting_role, each = request.acting_role, _employee_led(request, code, person)
    if each.assignment is None:
        raise NotVisible(Words("The job assignment is not given."))
    operations.follow_up_job_assignment(assignment=each.assignment, on=acting_role.today, who=acting_role.who)
    return done(request, _("The day is kept."), reverse("goals:unit_assignments", args=[code]))


def _employee_led(request: Request, code: str, person: str) -> Employee:
    must(request.acting_role, GIVE, unit_matter(_place(request, code)))
    return _employee(request, code, person)


def _place(request: Request, code: str) -> UnitPlace:
    place = unit_place(code=code, as_of=request.acting_role.today)
    if place is None:
        raise NotVisible(Words("No such unit."))
    return place


def _employee(request: Request, code: str, person: str) -> Employee:
    found = job_assignments.employees(unit=code, year=request.acting_role.today.year, as_of=request.acting_role.today)
    each = next((row for row in found if row.code == person), None)
    if each is None:
        raise NotVisible(Words("Nobody by that name works in the unit."))
    return each
