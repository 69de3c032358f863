"""Some goals and how each goes, without what they hang together with. Reads only."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries.goal_history import in_year
from spelregler.apps.goals.queries.thread import GoalNode, nodes_of
from spelregler.domain.goals.attainment import GoalScale


def goals_now(which: Q, *, year: int, as_of: date, scale: GoalScale, with_links: bool = False) -> list[GoalNode]:
    """Some goals of the year, by level, owner and code, with no actions, and the goals next to each only where they are
    asked for. Eight queries.
    """
    found = Goal.objects.filter(which, in_year(year))
    return nodes_of(found, year=year, as_of=as_of, scale=scale, actions=(), among=None if with_links else ())
