"""The targets that approved values did not reach, and how each is answered. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.models import Measurement, MissedAnswer, Target
from spelregler.apps.goals.queries.goal_history import direction_of
from spelregler.apps.goals.queries.ownership import PostHeld, posts_held
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.goals.attainment import GoalScale, GoalStatus, Measure, judge_goal
from spelregler.domain.goals.follow_up import FollowedUp
from spelregler.domain.goals.values import Missed, Reaction, median_days
from spelregler.domain.roles import Resource

DAYS = FollowedUp().days
"""The days that MR-30 gives for an improvement after a target was missed."""


@dataclass(frozen=True)
class MissedTarget:
    """A target not met by the latest approved value, whose it is, and its answer."""

    target: Target
    measurement: Measurement
    department: str
    where: str
    matter: Resource
    fact: Missed
    answer: MissedAnswer | None
    hidden: str = ""

    @property
    def key(self) -> str:
        """The row of a form."""
        return f"{self.measurement.pk}-{self.target.pk}"

    def reaction(self, as_of: date) -> Reaction:
        """Answered, waiting or late."""
        return self.fact.reaction(as_of=as_of, days=DAYS)


def missed_targets(*, year: int, as_of: date, scale: GoalScale) -> list[MissedTarget]:
    """The targets of the year that are not met (P05), the unanswered and longest open first (MR-30).

    The number of queries does not grow with them.
    """
    places = {place.code: place for place in unit_places(as_of=as_of)}
    bodies = {each.code: each for each in departments(as_of=as_of)}
    held = posts_held(as_of=as_of)
    goals = Target.objects.on(as_of).filter(year=year)
    counts = Q(goal__level="unit") | Q(goal__decision__decided_on__lte=as_of)
    rows = list(goals.filter(counts).select_related("indicator", "goal__unit").order_by("pk"))
    latest = _latest(rows, year=year, as_of=as_of)
    answers = _answers(rows, as_of=as_of)
    hidden = hidden_measurements(indicators=goals.values("indicator"), as_of=as_of)
    found = []
    for row in rows:
        measurement = latest.get((row.indicator_id, row.goal.unit_id))
        if measurement is None or not _is_missed(row, measurement, scale):
            continue
        unit, owner = row.goal.unit, held.get(row.indicator.owner_id) if row.indicator.owner_id else None
        place = places.get(unit.code) if unit else None
        if place is not None:
            department, where = place.department, place.name
            matter = unit_matter(place, decided_at="unit" if place.manager else "department")
        else:
            department = owner.department if owner else ""
            where = bodies[department].name if department in bodies else ""
            body = bodies[department].body if department in bodies else None
            matter = Resource(kind="plan", id=department or "all", body=body, department=department or None)
        answer = answers.get((measurement.pk, row.pk))
        known = max(
            measurement.recorded_on, row.start
        )  # A value older than its target is a miss once the target is set.
        fact = Missed(department, known, answer.answered_on if answer else None)
        found.append(
            MissedTarget(row, measurement, department, where, matter, fact, answer, hidden.get(measurement.pk, ""))
        )
    return sorted(found, key=lambda each: (each.answer is not None, each.fact.approved_on, each.where))


def _latest(targets: Sequence[Target], *, year: int, as_of: date) -> dict[tuple[int, int | None], Measurement]:
    """The latest value for all that can answer the year's targets, an older one too, as in the goal's own status."""
    rows = Measurement.objects.known_on(as_of).filter(
        indicator__in={each.indicator_id for each in targets},
        sex=Measurement.Sex.TOTAL,
        period_end__lte=date(year + 1, 1, 1),
    )
    return {(row.indicator_id, row.unit_id): row for row in rows.order_by("period_end", "period_start", "pk")}


def _answers(targets: Sequence[Target], *, as_of: date) -> dict[tuple[int, int], MissedAnswer]:
    rows = MissedAnswer.objects.filter(target__in=[each.pk for each in targets], answered_on__lte=as_of)
    return {(row.measurement_id, row.target_id): row for row in rows.select_related("action", "owner")}


def _is_missed(target: Target, measurement: Measurement, scale: GoalScale) -> bool:
    measure = Measure(measurement.value, target.value, target.baseline, direction_of(target))
    return judge_goal([measure], scale=scale) is GoalStatus.NOT_MET


def seen_by(acting_role: ActingRole, found: Sequence[MissedTarget]) -> list[MissedTarget]:
    """Those that the role rules let the acting role see: at home, or of the whole municipality.

    That a target is missed tells what the value is at most: where that is hidden only whoever is to answer is told.
    """
    return [
        each
        for each in found
        if may(acting_role, GoalAction.ANSWER_MISSED if each.hidden else GoalAction.SEE_MISSED, each.matter)
    ]


def sees_any(acting_role: ActingRole) -> bool:
    """Whether the list is offered at all: the role rules are asked about the acting role's own unit or department."""
    own = Resource(kind="plan", id="own", department=acting_role.department or None, unit=acting_role.unit or None)
    return may(acting_role, GoalAction.SEE_MISSED, own)


def may_answer(acting_role: ActingRole, each: MissedTarget) -> bool:
    """Whoever answers for the goal answers when it is missed (MR-30)."""
    return each.answer is None and may(acting_role, GoalAction.ANSWER_MISSED, each.matter)


def medians(found: Sequence[MissedTarget]) -> dict[str, Decimal | None]:
    """The median days to an answer by the department's code; None from fewer than five answers. Never by person."""
    return median_days(each.fact for each in found)


def owners_near(each: MissedTarget, *, as_of: date) -> list[PostHeld]:
    """The posts that may own the action: held, in the unit, or in the department where there is none."""
    unit = each.target.goal.unit.code if each.target.goal.unit else ""
    held = [post for post in posts_held(as_of=as_of).values() if post.holder]
    return [post for post in held if (post.unit == unit if unit else post.department == each.department)]
