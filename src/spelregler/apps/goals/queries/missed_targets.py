"""The targets that approved values did not reach, and how each is answered. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.models import Measurement, MissedAnswer, Target
from spelregler.apps.goals.queries.goal_history import direction_said
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.goals.queries.ownership import EVERY, PostHeld, posts_held, posts_of_department
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.apps.organisation.queries.departments import DepartmentPlace, departments
from spelregler.apps.organisation.queries.unit_counts import units_by_department
from spelregler.apps.organisation.queries.units import unit_places, units_inside
from spelregler.domain import reading
from spelregler.domain.goals.attainment import GoalScale, GoalStatus, Measure, judge_goal
from spelregler.domain.goals.follow_up import FollowedUp
from spelregler.domain.goals.values import Missed, Reaction, median_days
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import NOTHING, Bilingual, Pair

DAYS = FollowedUp().days
"""The days that MR-30 gives for an improvement after a target was missed."""


@dataclass(frozen=True)
class MissedTarget:
    """A target not met by the latest approved value, whose it is, and its answer."""

    target: Target
    measurement: Measurement
    department: str
    where: Bilingual
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


def missed_targets(*, year: int, as_of: date, scale: GoalScale, which: Q = EVERY) -> list[MissedTarget]:
    """The targets of the year, or some of them, that are not met (P05), the unanswered and longest open first (MR-30).

    Of those that are met, figures alone are read. The number of queries does not grow with them.
    """
    found = _missed(which, year=year, as_of=as_of, scale=scale)
    rows = Target.objects.filter(pk__in=found).select_related("indicator", "goal__unit").order_by("pk")
    told = Measurement.objects.in_bulk(set(found.values()))
    answers, hidden = _answers(rows, as_of=as_of), _hidden(rows, told, as_of=as_of)
    ground = _Ground.of(rows, as_of=as_of)
    missed = []
    for row in rows:
        measurement = told[found[row.pk]]
        department, where, matter = ground.where(row)
        answer = answers.get((measurement.pk, row.pk))
        known = max(
            measurement.recorded_on, row.start
        )  # A value older than its target is a miss once the target is set.
        fact = Missed(department, known, answer.answered_on if answer else None)
        missed.append(
            MissedTarget(row, measurement, department, where, matter, fact, answer, hidden.get(measurement.pk, ""))
        )
    return sorted(missed, key=lambda each: (each.answer is not None, each.fact.approved_on, each.where.sv))


class BodyMiss(NamedTuple):
    """A target of a body's goal that is not met: whose, of which measure, and since when that was known."""

    body: str
    code: str
    title: str
    known_on: date


def missed_of_bodies(*, year: int, as_of: date, scale: GoalScale) -> list[BodyMiss]:
    """The targets of bodies' goals of the year that are not met, but for values about few cases. Few queries."""
    found = _missed(Q(goal__body__isnull=False), year=year, as_of=as_of, scale=scale)
    rows = Target.objects.filter(pk__in=found).select_related("indicator", "goal__body").order_by("pk")
    told = Measurement.objects.in_bulk(set(found.values()))
    hidden = _hidden(rows, told, as_of=as_of)
    return [
        BodyMiss(
            row.goal.body.code,
            row.indicator.code,
            row.indicator.title,
            max(told[found[row.pk]].recorded_on, row.start),
        )
        for row in rows
        if row.goal.body and found[row.pk] not in hidden
    ]


@dataclass(frozen=True)
class _Ground:
    """Where targets belong on the day: a unit's, or the department of the post that answers for the indicator."""

    places: Mapping[str, UnitPlace]
    heads: Mapping[str, DepartmentPlace]
    held: Mapping[int, PostHeld]

    @classmethod
    def of(cls, rows: Sequence[Target] | QuerySet[Target], *, as_of: date) -> _Ground:
        units = {row.goal.unit.code for row in rows if row.goal.unit}
        owners = {row.indicator.owner_id for row in rows if row.indicator.owner_id}
        return cls(
            places={place.code: place for place in unit_places(as_of=as_of, codes=units)},
            heads={each.code: each for each in departments(as_of=as_of)},
            held=posts_held(as_of=as_of, which=Q(pk__in=owners)),
        )

    def where(self, row: Target) -> tuple[str, Bilingual, Resource]:
        """The department, the place by name, and the matter that an answer is."""
        unit, owner = row.goal.unit, self.held.get(row.indicator.owner_id) if row.indicator.owner_id else None
        place = self.places.get(unit.code) if unit else None
        if place is not None:
            matter = unit_matter(place, decided_at="unit" if place.manager else "department")
            return place.department, Pair(place.name, place.name_en), matter
        code = owner.department if owner else ""
        head = self.heads.get(code)
        matter = Resource(kind="plan", id=code or "all", body=head.body if head else None, department=code or None)
        return code, Pair(head.name, head.name_en) if head else NOTHING, matter


def _missed(which: Q, *, year: int, as_of: date, scale: GoalScale) -> dict[int, int]:
    """The targets that are not met, each with the latest value that can answer it, by their keys. Two queries."""
    rows = (
        Target.objects.on(as_of)
        .filter(which, counting(as_of, of="goal__"), year=year)
        .annotate(latest=_latest(year=year, as_of=as_of))
    )
    columns = ("pk", "value", "baseline", "indicator__direction", "latest")
    told = list(rows.filter(latest__isnull=False).order_by("pk").values_list(*columns))
    values = dict(Measurement.objects.filter(pk__in={each[-1] for each in told}).values_list("pk", "value"))
    found = {}
    for pk, target, baseline, direction, latest in told:
        measure = Measure(values[latest], target, baseline, direction_said(direction))
        if judge_goal([measure], scale=scale) is GoalStatus.NOT_MET:
            found[pk] = latest
    return found


def _latest(*, year: int, as_of: date) -> Coalesce:
    """The latest value for all that can answer a year's target, an older one too, as in the goal's own status."""
    rows = Measurement.objects.known_on(as_of).filter(
        indicator=OuterRef("indicator"), sex=Measurement.Sex.TOTAL, period_end__lte=date(year + 1, 1, 1)
    )
    latest = rows.order_by("-period_end", "-period_start", "-pk").values("pk")
    of_whole = Case(When(goal__unit__isnull=True, then=Subquery(latest.filter(unit__isnull=True)[:1])))
    return Coalesce(Subquery(latest.filter(unit=OuterRef("goal__unit"))[:1]), of_whole)


def _hidden(rows: QuerySet[Target], told: Mapping[int, Measurement], *, as_of: date) -> Mapping[int, str]:
    indicators = {row.indicator_id for row in rows}
    return hidden_measurements(indicators=indicators, as_of=as_of, of_units=Q(pk__in=set(told)))


def _answers(targets: Iterable[Target], *, as_of: date) -> dict[tuple[int, int], MissedAnswer]:
    rows = MissedAnswer.objects.filter(target__in=[each.pk for each in targets], answered_on__lte=as_of)
    return {(row.measurement_id, row.target_id): row for row in rows.select_related("action", "owner")}


def near(acting_role: ActingRole) -> Q:
    """The targets among which are all that the acting role sees: units are alike before the rules but for the own one
    (ADR 55), so they are asked about by department. Two queries.
    """
    units = Q()
    for each in units_by_department(as_of=acting_role.as_of, some=[acting_role.unit]):
        alike = UnitPlace.alike(department=each.code, body=each.body)
        if not any(
            may(acting_role, action, unit_matter(alike, decided_at=level))
            for action in (GoalAction.SEE_MISSED, GoalAction.ANSWER_MISSED)
            for level in ("unit", "department")
        ):
            inside = units_inside(each.code, as_of=acting_role.as_of)
            units &= ~Q(goal__unit__in=inside.exclude(unit__code=acting_role.unit))
    return units


def named(key: str) -> Q:
    """The target that a row of a form is about."""
    text = key.rpartition("-")[2]
    return Q(pk=reading.read_or(reading.count, text, 0))


def answered(*, as_of: date) -> Q:
    """The targets that have been answered for by the day, whoever sees them."""
    return Q(pk__in=MissedAnswer.objects.filter(answered_on__lte=as_of).values("target"))


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
    near = Q(unit__code=unit) if unit else posts_of_department(each.department, as_of=as_of)
    held = [post for post in posts_held(as_of=as_of, which=near).values() if post.holder]
    return [post for post in held if (post.unit == unit if unit else post.department == each.department)]
