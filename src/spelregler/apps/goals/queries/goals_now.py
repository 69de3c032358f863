"""Some goals and how each goes, without what they hang together with. Reads only."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries.goal_history import in_year
from spelregler.apps.goals.queries.thread import GoalNode, nodes_of
from spelregler.domain.goals.attainment import GoalScale


def goals_now(which: Q, *, year: int, as_of: date, scale: GoalScale) -> list[GoalNode]:
    """Some goals of the year, by level, owner and code, with no threads and no actions. Eight queries."""
    return nodes_of(
        Goal.objects.filter(which, in_year(year)), year=year, as_of=as_of, scale=scale, actions=(), among=()
    )
