"""The kinds of rows that the checks of this room rest on, and of which units they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spelregler.apps.goals.models import Action, Goal, GoalJudgement, Measurement, Plan, Target
from spelregler.apps.goals.queries.suppression import COUNTED
from spelregler.platform.touching import belongs

GOALS = ("goals.goal", "decisions.decision", "organisation.body")
ACTIONS = ("goals.action", "goals.goal")
RESULTS = (*GOALS, "goals.target", "goals.indicator", "goals.measurement", "goals.goaljudgement")


def others_that_measure(keys: Collection[int]) -> Iterable[str]:
    """The units whose values of the same indicator may be shown, or not, because of these (ADR 47)."""
    counted = Measurement.objects.filter(COUNTED, pk__in=keys).values("indicator")
    others = Measurement.objects.filter(indicator__in=counted, unit__isnull=False)
    return others.order_by().values_list("unit__code", flat=True).distinct()


# An action serves its unit's goals, a body's, and through a department's plan those of the units.
belongs(Action, "unit__code", "goals__unit__code")
belongs(Goal, "unit__code", "actions__unit__code")
belongs(GoalJudgement, "goal__unit__code")
belongs(Measurement, "unit__code", beside=others_that_measure)
belongs(Plan, "unit__code")
belongs(Target, "goal__unit__code")
