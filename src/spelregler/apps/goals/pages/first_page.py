"""How the goals near a role go, and the pages where it decides plans, on its first page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Errand
from spelregler.apps.acting.rights import may
from spelregler.apps.goals.access.visibility import seen_nodes
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages.words import MARKS, scale_on, status_words
from spelregler.apps.goals.queries.corrections import PERIODS_OF_ALL
from spelregler.apps.goals.queries.goals_now import goals_now
from spelregler.apps.goals.queries.job_assignments import own
from spelregler.apps.goals.queries.reporting import OPEN
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.domain.roles import Role
from spelregler.ui.names import named
from spelregler.ui.page import StateList, StateRow

PLACE, PLACE_OF_ASSIGNMENT, PLACE_OF_PERIODS = 1, 2, 4
MOST_GOALS = 6
OF_A_BODY = frozenset({"N", "Np", "KS", "KSp", "FC"})


def opening_periods(acting_role: ActingRole) -> Errand | None:
    """The periods of every department, for whoever opens them."""
    if not may(acting_role, OPEN, PERIODS_OF_ALL):
        return None
    return Errand(_("Open or lock a period"), reverse("goals:periods"))


def goals(acting_role: ActingRole) -> StateList | None:
    """The own unit's goals, the own body's, else the municipality's, each with how it goes; the first six."""
    day = acting_role.as_of
    is_employee = acting_role.role == Role.EM
    found = goals_now(_near(acting_role), year=day.year, as_of=day, scale=scale_on(day), with_links=is_employee)
    seen = seen_nodes(acting_role, found)
    if not seen:
        return None
    left = len(seen) - MOST_GOALS
    above = _leads_to(found, acting_role) if is_employee else {}
    return StateList(
        title=_("My unit's goals, and what they lead to")
        if is_employee
        else _("The goals %(year)s") % {"year": day.year},
        url=_tree(acting_role),
        rows=[_row(each, acting_role.language, above) for each in seen[:MOST_GOALS]],
        note=_("and %(n)d more") % {"n": left} if left > 0 else "",
    )


def _near(acting_role: ActingRole) -> Q:
    if acting_role.place[0] == "unit":
        return Q(unit__code=acting_role.unit)
    of_body = Q(body__code=acting_role.body)
    return of_body if acting_role.role in OF_A_BODY and acting_role.body else Q(level=Goal.Level.MUNICIPAL)


def _tree(acting_role: ActingRole) -> str:
    unit = acting_role.unit if acting_role.place[0] == "unit" else ""
    return reverse("goals:tree") + (f"?enhet={unit}" if unit else "")


def _row(goal: GoalNode, language: str, above: Mapping[str, str]) -> StateRow:
    url, label = reverse("goals:goal", args=[goal.code]), named(goal.title, goal.title_en, language)
    note = _("leads to %(goals)s") % {"goals": above[goal.code]} if above.get(goal.code) else ""
    if not goal.is_decided:
        return StateRow(label=label, url=url, status="not_assessed", status_text=_("proposal, not decided"), note=note)
    status = goal.judged.status
    return StateRow(label=label, url=url, status=MARKS[status], status_text=status_words(status), note=note)


def _leads_to(found: Iterable[GoalNode], acting_role: ActingRole) -> dict[str, str]:
    """What each goal leads to by name, of what a body has decided: that is open to all (MR-15). One query."""
    above = {goal.code: goal.parents for goal in found}
    codes = {each.code for parents in above.values() for each in parents}
    rows = Goal.objects.filter(code__in=codes, decision__decided_on__lte=acting_role.as_of)
    decided = set(rows.values_list("code", flat=True))
    return {
        code: ", ".join(acting_role.say(each.title, each.title_en) for each in parents if each.code in decided)
        for code, parents in above.items()
    }


def own_assignment(acting_role: ActingRole) -> StateList | None:
    """What an employee's own work of the year is for, as it was given; None for others, and where none is given."""
    if acting_role.role != Role.EM:
        return None
    year = acting_role.as_of.year
    given = next(
        (each for each in own(person=acting_role.person_code, as_of=acting_role.as_of) if each.year == year), None
    )
    if given is None:
        return None
    goals = ", ".join(acting_role.say(goal.title, goal.title_en) for goal in given.goals.all())
    return StateList(
        title=_("My work %(year)s") % {"year": year},
        url=reverse("goals:my_assignment"),
        rows=[
            StateRow(
                label=given.text,
                url=reverse("goals:my_assignment"),
                status="",
                note=_("for the goals: %(goals)s") % {"goals": goals} if goals else "",
            )
        ],
    )


def unit_plan(acting_role: ActingRole) -> str:
    """The own unit's plan, for whoever has a unit."""
    return _plan(acting_role, "enhet", acting_role.unit)


def department_plan(acting_role: ActingRole) -> str:
    """The own department's plan, for whoever has a department and no unit."""
    return _plan(acting_role, "forvaltning", "" if acting_role.unit else acting_role.department)


def _plan(acting_role: ActingRole, kind: str, code: str) -> str:
    return reverse("goals:owner_plan", args=[acting_role.as_of.year, kind, code]) if code else reverse("goals:chain")


def assignments(acting_role: ActingRole) -> str:
    """The job assignments of the own unit; no page for whoever has none."""
    return reverse("goals:unit_assignments", args=[acting_role.unit]) if acting_role.unit else ""
