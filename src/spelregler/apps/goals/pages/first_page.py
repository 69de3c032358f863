"""How the goals near a role go, and the pages where it decides plans, on its first page."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.access.visibility import seen_nodes
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages.thread.presenters import MARKS
from spelregler.apps.goals.pages.words import scale_on, status_words, title
from spelregler.apps.goals.queries.goals_now import goals_now
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.ui.page import StateList, StateRow

MOST_GOALS = 6
OF_A_BODY = frozenset({"N", "Np", "KS", "KSp", "FC"})


def goals(acting_role: ActingRole) -> StateList | None:
    """The own unit's goals, the own body's, else the municipality's, each with how it goes; the first six."""
    day = acting_role.as_of
    found = goals_now(_near(acting_role), year=day.year, as_of=day, scale=scale_on(day))
    seen = seen_nodes(acting_role, found)
    if not seen:
        return None
    left = len(seen) - MOST_GOALS
    return StateList(
        title=_("The goals %(year)s") % {"year": day.year},
        url=_tree(acting_role),
        rows=[_row(each, acting_role.language) for each in seen[:MOST_GOALS]],
        note=_("and %(n)d more") % {"n": left} if left > 0 else "",
    )


def _near(acting_role: ActingRole) -> Q:
    if acting_role.place[0] == "unit":
        return Q(unit__code=acting_role.unit)
    own = Q(body__code=acting_role.body)
    return own if acting_role.role in OF_A_BODY and acting_role.body else Q(level=Goal.Level.MUNICIPAL)


def _tree(acting_role: ActingRole) -> str:
    unit = acting_role.unit if acting_role.place[0] == "unit" else ""
    return reverse("goals:tree") + (f"?enhet={unit}" if unit else "")


def _row(goal: GoalNode, language: str) -> StateRow:
    url, label = reverse("goals:goal", args=[goal.code]), title(goal, language)
    if not goal.is_decided:
        return StateRow(label=label, url=url, status="not_assessed", status_text=_("proposal, not decided"))
    status = goal.judged.status
    return StateRow(label=label, url=url, status=MARKS[status], status_text=status_words(status))


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
