"""Internal control: risks that are valued, the plan that a body decides before the year, and its report (ADR 80)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from spelregler.domain.checks import param
from spelregler.domain.findings import Duty, InputValue, Judgement, Scope, Status, earliest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, day_of_year
from spelregler.domain.wording import named
from spelregler.domain.words import Bilingual, Pair, Words, joined

PLANNED = "control.planned"
"""The name of the check."""
LOWEST, HIGHEST = 1, 4
"""The ends of both scales."""
LIKELIHOOD: Mapping[int, Words] = {
    1: Words("1 – unlikely"),
    2: Words("2 – less likely"),
    3: Words("3 – possible"),
    4: Words("4 – likely"),
}
CONSEQUENCE: Mapping[int, Words] = {
    1: Words("1 – negligible"),
    2: Words("2 – tolerable"),
    3: Words("3 – serious"),
    4: Words("4 – very serious"),
}
"""The steps of each scale in words."""


@dataclass(frozen=True)
class PlanRules:
    """CP-13: from which value a risk needs a control (P24), and by when the year is reported (P15)."""

    control_from: int = param(
        9, minimum=1, maximum=16, number="P24", unit=Unit.NUMBER, title=Words("A risk needs a control from")
    )
    reported_by: str = param(
        "02-28", number="P15", unit=Unit.DAY_OF_YEAR, title=Words("Last day for the report of the year's controls")
    )

    def __post_init__(self) -> None:
        self.last_day(2001)

    def last_day(self, year: int) -> date:
        """The last day for reporting a year to the body."""
        return day_of_year(self.reported_by, year=year + 1)


def value_of(likelihood: int | None, consequence: int | None) -> int | None:
    """Likelihood × consequence, 1 to 16 (P24); None where either is not valued."""
    return likelihood * consequence if likelihood and consequence else None


@dataclass(frozen=True)
class RiskFact:
    """A risk in a plan: its value, and whether the plan has a control of it."""

    title: str
    value: int | None
    has_control: bool


@dataclass(frozen=True)
class YearPlan:
    """A year's plan: when it was decided and entered, its risks, and when the year was reported to the body."""

    year: int
    decided_on: date | None = None
    risks: tuple[RiskFact, ...] = ()
    reported_on: date | None = None


@dataclass(frozen=True)
class PlansOfBody:
    """A committee or the board with its plans, as known on the day."""

    body: Scope
    since: date
    plans: Mapping[int, YearPlan] = field(default_factory=dict)


def judge_planned(facts: Sequence[PlansOfBody], *, parameters: PlanRules, as_of: date) -> list[Judgement]:
    """CP-13: the year's plan is decided before the year, each risk from P24 has a control, and the year before is
    reported to the body by P15's day.

    One judgement per body. No plan for the year, a risk without a control and a report that is missing are breaches;
    what was done late is to be watched. Nothing known without bodies, and of one that has never had a plan. A fact is a
    body with its plans.
    """
    if not facts:
        return [nothing_known(missing=Words("committees and board"), expected_of="KS")]
    return [_planned(fact, parameters, as_of) for fact in facts]


@dataclass(frozen=True)
class _Part:
    """What one of the three demands gives: its status, the words, and since when."""

    status: Status
    words: Bilingual
    since: date | None


def _planned(fact: PlansOfBody, rules: PlanRules, as_of: date) -> Judgement:
    if not any(each.decided_on for each in fact.plans.values()):
        missing = Words("a decided plan for internal control")
        return nothing_known(scope=fact.body, missing=missing, expected_of="FC")
    year, plan = as_of.year, fact.plans.get(as_of.year)
    parts = [_decided(plan, year, fact)]
    uncovered = _uncovered(plan, rules)
    if plan is not None and plan.decided_on:
        parts.append(_controls(plan, uncovered, rules))
    plain = len(parts)
    before = fact.plans.get(year - 1)
    last_day = rules.last_day(year - 1)
    if before is not None and before.decided_on:
        parts += _reported(before, last_day, as_of)
    order = (Status.BREACH, Status.ATTENTION, Status.KEPT)
    status = next(each for each in order if any(part.status == each for part in parts))
    inputs: dict[str, InputValue] = {
        "year": year,
        "decided_on": plan.decided_on.isoformat() if plan and plan.decided_on else None,
        "risks": len(plan.risks) if plan else 0,
        "risks_high": sum((each.value or 0) >= rules.control_from for each in plan.risks) if plan else 0,
        "risks_without_control": len(uncovered),
        "report_last": last_day.isoformat(),
        "reported_on": before.reported_on.isoformat() if before and before.reported_on else None,
    }
    since = earliest(part.since for part in parts if part.status == status)
    # The report's last day is the answer's own only where nothing but the report is in the way: a plan that is missing
    # is not excused by a last day that lay before the start day.
    is_of_report = all(each.status == Status.KEPT for each in parts[:plain])
    duty = Duty(last_day, done_on=before.reported_on) if before and before.decided_on and is_of_report else None
    words = joined(*(part.words for part in parts))
    return Judgement(fact.body, status, words, inputs, since, "" if status == Status.KEPT else "FC", duty=duty)


def _decided(plan: YearPlan | None, year: int, fact: PlansOfBody) -> _Part:
    first = date(year, 1, 1)
    if plan is None or plan.decided_on is None:
        return _Part(Status.BREACH, Words("There is no decided plan for {year}.", year=year), max(first, fact.since))
    words = Words("The plan for {year} was decided on {day}.", year=year, day=plan.decided_on)
    if plan.decided_on >= first and fact.since < first:
        return _Part(Status.ATTENTION, joined(words, Words("It is to be decided before the year.")), plan.decided_on)
    return _Part(Status.KEPT, words, plan.decided_on)


def _uncovered(plan: YearPlan | None, rules: PlanRules) -> list[RiskFact]:
    risks = plan.risks if plan else ()
    return [each for each in risks if (each.value or 0) >= rules.control_from and not each.has_control]


def _controls(plan: YearPlan, uncovered: Sequence[RiskFact], rules: PlanRules) -> _Part:
    if uncovered:
        words = Words(
            "These risks have the value {limit} or more and no control: {risks}.",
            limit=rules.control_from,
            risks=named([Pair(each.title) for each in uncovered]),
        )
        return _Part(Status.BREACH, words, plan.decided_on)
    words = Words("Each risk with the value {limit} or more has a control.", limit=rules.control_from)
    return _Part(Status.KEPT, words, plan.decided_on)


def _reported(before: YearPlan, last_day: date, as_of: date) -> list[_Part]:
    if before.reported_on is None:
        if as_of <= last_day:
            return []
        words = Words("The controls of {year} were to be reported by {day}.", year=before.year, day=last_day)
        return [_Part(Status.BREACH, words, last_day + ONE_DAY)]
    words = Words("The controls of {year} were reported on {day}.", year=before.year, day=before.reported_on)
    is_late = before.reported_on > last_day
    return [_Part(Status.ATTENTION if is_late else Status.KEPT, words, before.reported_on)]
