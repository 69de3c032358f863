"""The checks on results: followed up in time, and whether a unit reaches its goals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spelregler.apps.goals.checks.reads import ACTIONS, RESULTS
from spelregler.apps.goals.checks.scopes import owner_scope, unit_scope, units_asked
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries import check_facts, lookups
from spelregler.apps.goals.queries.goal_history import Known, load_known
from spelregler.apps.organisation.queries.units import UNITS_PLACED
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import Scope
from spelregler.domain.goals import follow_up, results
from spelregler.domain.goals.attainment import DEFAULT_SCALE
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words

MONTHS_IN_TERTIAL = 4


def load_followed_up(load: Load) -> list[follow_up.FollowUp]:
    """Each unit and owner of goals: its indicators with their latest figures, follow-ups, and what was begun for it."""
    found = load.once(followed, units=load.units)
    ages: dict[Scope, dict[int, follow_up.IndicatorAge]] = {unit_scope(place): {} for place in units_asked(load)}
    having: Counter[Scope] = Counter()
    for goal in found.goals:
        if not _holds(goal, load.as_of):
            continue
        having[owner_scope(goal)] += 1
        mine = ages.setdefault(owner_scope(goal), {})
        for indicator, age in _ages(goal, found.known, as_of=load.as_of):
            older = mine.get(indicator, age)
            mine[indicator] = replace(age, introduced_on=min(age.introduced_on, older.introduced_on))
    efforts = load.once(check_facts.efforts)
    return [
        follow_up.FollowUp(
            owner=owner,
            goals=having[owner],
            indicators=tuple(indicators.values()),
            periods=found.periods.get(owner, ()),
            efforts=tuple(efforts[owner.key]),
        )
        for owner, indicators in ages.items()
        if indicators or owner.kind == "unit"
    ]


def _ages(goal: Goal, known: Known, *, as_of: date) -> Iterable[tuple[int, follow_up.IndicatorAge]]:
    for target in known.targets_of(goal, year=as_of.year):
        series = known.series(target, unit=goal.unit_id, on=as_of)
        last = series[-1] if series else None
        yield (
            target.indicator_id,
            follow_up.IndicatorAge(
                name=target.indicator.title,
                period_months=target.indicator.months_between,
                introduced_on=goal.start,
                measured_to=last.end - ONE_DAY if last else None,
                reported_on=last.recorded_on if last else None,
            ),
        )


def load_outcomes(load: Load) -> list[results.UnitOutcomes]:
    """Each unit's follow-ups this year and last, oldest first. Six queries."""
    periods = load.once(followed, units=load.units).periods
    units = map(unit_scope, units_asked(load))
    return [results.UnitOutcomes(unit=unit, periods=periods.get(unit, ())) for unit in units]


@dataclass(frozen=True)
class Followed:
    """The goals that counted some day this year or last, by code, what was known of them, and each owner's follow-ups.

    A follow-up is a third of a year in which something was reported about the owner's goals; its day is the last such
    report. Silence is no follow-up: an old figure does not count twice against anyone.
    """

    goals: Sequence[Goal]
    known: Known
    periods: Mapping[Scope, tuple[results.PeriodOutcome, ...]]


def followed(*, as_of: date, units: Collection[str] | None = None) -> Followed:
    """The goals of every owner, or of every body and of some units by their codes; follow-ups oldest first.

    Five queries.
    """
    since = date(as_of.year - 1, 1, 1)
    rows = Goal.objects.filter(lookups.counting(as_of), check_facts.owned_among(units), start__lte=as_of)
    rows = rows.exclude(end__lte=since)
    known, goals = load_known(goals=rows, as_of=as_of), list(rows.select_related("unit", "body").order_by("code"))
    of_owner: dict[Scope, list[Goal]] = defaultdict(list)
    for goal in goals:
        of_owner[owner_scope(goal)].append(goal)
    return Followed(goals, known, {owner: _periods(its, known, since=since) for owner, its in of_owner.items()})


def _periods(goals: Sequence[Goal], known: Known, *, since: date) -> tuple[results.PeriodOutcome, ...]:
    days: dict[tuple[int, int], date] = {}
    for day in sorted({day for goal in goals for day in _reported(goal, known) if day >= since}):
        days[day.year, (day.month - 1) // MONTHS_IN_TERTIAL] = day
    return tuple(
        results.PeriodOutcome(
            judged_on=day, goals=tuple(_outcome(goal, known, day=day) for goal in goals if _holds(goal, day))
        )
        for day in days.values()
    )


def _holds(goal: Goal, day: date) -> bool:
    return goal.start <= day and (goal.end is None or day < goal.end)


def _reported(goal: Goal, known: Known) -> Iterable[date]:
    """The days on which something was reported about the goal while it held."""
    days = {said.recorded_on for said in known.said.get(goal.pk, [])}
    for target in known.targets.get(goal.pk, []):
        values = known.values.get((target.indicator_id, goal.unit_id), [])
        days |= {value.recorded_on for value in values if value.recorded_on.year == target.year and value.sex == "T"}
    return (day for day in days if _holds(goal, day))


def _outcome(goal: Goal, known: Known, *, day: date) -> results.GoalOutcome:
    judged = known.judged(goal, year=day.year, on=day, scale=DEFAULT_SCALE)
    return results.GoalOutcome(
        key=goal.code,
        name=goal.title,
        status=judged.status,
        share=judged.share,
        is_computed=judged.judged_on is None,
    )


registry.register(
    Check(
        name="goals.followed_up",
        title=Words("Results are followed up and lead to improvement"),
        formula=Words(
            "Days since the end of the last measured period ≤ the indicator's period + given days, for "
            "each; and within as many days of a goal being judged not met, an action begun since then is "
            "under way."
        ),
        scope_kinds=("committee", "unit"),
        load=load_followed_up,
        judge=follow_up.judge_followed_up,
        reads=(*ACTIONS, *RESULTS, *UNITS_PLACED),
        parameters=follow_up.FollowedUp,
    )
)
registry.register(
    Check(
        name="goals.unit_attainment",
        title=Words("The unit reaches its goals"),
        formula=Words(
            "(met + partly met goals) / measurable goals ≥ the limit; below it two follow-ups running, "
            "or below the critical share, is a breach."
        ),
        scope_kinds=("unit",),
        load=load_outcomes,
        judge=results.judge_unit_attainment,
        reads=(*RESULTS, *UNITS_PLACED),
        parameters=results.UnitAttainment,
        rests_on_reports=True,
    )
)
