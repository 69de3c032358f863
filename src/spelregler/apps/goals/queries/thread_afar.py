"""The red thread of the year that runs, from afar: bodies' goals one by one, units' goals and actions counted.

The goals and actions that are seen come from `access.afar`, each with its unit's department (`place`, `place_name`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from spelregler.apps.goals.models import Action, Goal
from spelregler.apps.goals.queries.goal_tally import count_goals
from spelregler.apps.goals.queries.thread import GoalNode, VisionNode
from spelregler.domain.goals.attainment import GoalScale

DONE, LATE, UNDER_WAY = "done", "late", "under way"


@dataclass(frozen=True)
class Alike:
    """How a unit's goal or an action stands, and in which department; `department` is empty where it is in none."""

    department: str
    name: str
    stands: str
    is_broken: bool
    name_en: str = ""


Counted = Counter[Alike]


@dataclass(frozen=True)
class Afar:
    """Vision, the goals of bodies, and how many goals of units and actions stand how in each department.

    `carried` are the codes of the bodies' goals that something is done for.
    """

    vision: VisionNode | None
    goals: tuple[GoalNode, ...]
    carried: frozenset[str]
    unit_goals: Counted
    actions: Counted


def hangs_loose(seen: QuerySet[Goal], actions: QuerySet[Action]) -> Q:
    """That nothing seen is above a goal, or nothing below."""
    return ~_is_carried(seen, actions) | ~Q(pk__in=_ends(seen, "to_goal", "from_goal"))


def count_unit_goals(
    seen: QuerySet[Goal], *, year: int, as_of: date, scale: GoalScale, broken: Q | None = None
) -> Counted:
    """The units' goals among those seen, by department and how they go, and where it is asked whether they hang loose.

    Two queries.
    """
    rows = seen.filter(level=Goal.Level.UNIT).annotate(
        is_broken=_flag(broken) if broken else Value(False, output_field=BooleanField()),
        label=Coalesce("place_name", "unit__name"),
        label_en=Coalesce("place_name_en", "unit__name_en"),
    )
    columns = ("place", "label", "label_en", "is_broken")
    found: Counted = Counter()
    for (place, label, english, is_broken, status), count in count_goals(
        rows, by=columns, year=year, as_of=as_of, scale=scale
    ).items():
        found[Alike(place or "", label, status, is_broken, english)] += count
    return found


def count_actions(seen: QuerySet[Action], goals: QuerySet[Goal], *, as_of: date) -> Counted:
    """The actions seen, by department and how they stand; broken where they serve no goal seen, and no duty.

    One query.
    """
    serving = Action.goals.through.objects.filter(goal__in=goals.values("pk"))
    rows = seen.annotate(
        label=Coalesce("place_name", "department__name"),
        label_en=Coalesce("place_name_en", "department__name_en"),
        stands=Case(
            When(done_on__lte=as_of, then=Value(DONE)),
            When(due_on__lt=as_of, then=Value(LATE)),
            default=Value(UNDER_WAY),
            output_field=CharField(),
        ),
        is_broken=_flag(~Q(pk__in=serving.values("action")) & Q(statutory_duty="")),
    )
    groups = (
        rows.order_by().values_list("place", "label", "label_en", "stands", "is_broken").annotate(count=Count("pk"))
    )
    found: Counted = Counter()
    for place, label, english, stands, is_broken, count in groups:
        found[Alike(place or "", label, stands, is_broken, english)] += count
    return found


def carried(goals: Iterable[GoalNode], seen: QuerySet[Goal], actions: QuerySet[Action]) -> frozenset[str]:
    """The codes of those goals that another seen goal serves, or a seen action. One query."""
    rows = Goal.objects.filter(code__in=[each.code for each in goals])
    return frozenset(rows.filter(_is_carried(seen, actions)).values_list("code", flat=True))


def _is_carried(seen: QuerySet[Goal], actions: QuerySet[Action]) -> Q:
    """That a goal is served by a seen goal, or a seen action is done for it."""
    # A list that is made once: asked goal by goal, SQLite walks every thread for each.
    done_for = Action.goals.through.objects.filter(action__in=actions.values("pk")).values("goal")
    return Q(pk__in=_ends(seen, "from_goal", "to_goal")) | Q(pk__in=done_for)


def _ends(seen: QuerySet[Goal], here: str, there: str) -> Any:
    """The goals at the far end of the threads of those seen."""
    ties = Goal.parents.through.objects.filter(**{f"{here}__in": seen.values("pk")})
    return ties.values(there)


def _flag(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())
