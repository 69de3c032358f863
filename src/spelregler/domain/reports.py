"""Reports of results: what a body has got, in time, and what it said of it (MR-14, MR-31, CP-15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from spelregler.domain.bad_news import NO_NEWS, BodyNews, news_of
from spelregler.domain.checks import param
from spelregler.domain.findings import Duty, InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.frames.deviation import DeviationLimits
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.roles import Role
from spelregler.domain.wording import days_long
from spelregler.domain.words import Bilingual, Words, joined

VALUED, TOLD, PLANNED_FOR = "followup.reports_valued", "followup.results_told", "followup.planning_basis"
"""The checks' names."""
YEAR = timedelta(days=365)


class Kind(StrEnum):
    """What an occasion of reporting is about."""

    MONTHLY = "monthly"
    TERTIAL = "tertial"
    INTERIM = "interim"
    ANNUAL = "annual"
    PLANNING = "planning"


class Outcome(StrEnum):
    """What a body said of a report. To file it is no valuing (MR-14)."""

    SATISFIED = "satisfied"
    ASKS = "asks"
    ACTS = "acts"
    ACCEPTS = "accepts"
    FILED = "filed"


@dataclass(frozen=True)
class Valued:
    """What the body decided about a report on a day."""

    on: date
    outcome: Outcome


@dataclass(frozen=True)
class ReportToBody:
    """A report that a body is to have, its last day, when it was delivered, and what the body said, the latest last."""

    title: str
    kind: Kind
    due_on: date
    delivered_on: date | None = None
    valued: tuple[Valued, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """What the body said last; None while it has said nothing."""
        return self.valued[-1].outcome if self.valued else None

    @property
    def days_late(self) -> int:
        """Days past the last day when it was delivered."""
        return max(0, (self.delivered_on - self.due_on).days) if self.delivered_on else 0


@dataclass(frozen=True)
class BodyReports:
    """A body and the reports that it has got or is to get. `head` is the role that hands them in."""

    body: Scope
    reports: tuple[ReportToBody, ...] = ()
    head: Role = Role.FC
    owner: Role = Role.N
    news: BodyNews = NO_NEWS

    @property
    def results(self) -> list[ReportToBody]:
        """Those that tell results."""
        return [each for each in self.reports if each.kind is not Kind.PLANNING]

    @property
    def materials(self) -> list[ReportToBody]:
        """Those that tell nothing yet, and are to plan by."""
        return [each for each in self.reports if each.kind is Kind.PLANNING]


@dataclass(frozen=True)
class ReportsValued:
    """MR-14: how long a body has to say what it thinks of a report."""

    days: int = param(60, minimum=1, maximum=365, unit=Unit.DAYS, title=Words("Time to value a report"))


@dataclass(frozen=True)
class ResultsTold(DeviationLimits):
    """MR-31: how long a body may be without a report, and without being told what is bad by P07's limits."""

    longest: int = param(
        183, minimum=31, maximum=366, unit=Unit.DAYS, title=Words("Longest time between two reports of results")
    )
    told_within: int = param(60, minimum=7, maximum=366, unit=Unit.DAYS, title=Words("Time to tell a body bad news"))


@dataclass(frozen=True)
class PlanningBasis:
    """CP-15: the planning material comes once a year, so many days at most after the one before."""

    longest: int = param(
        400, minimum=365, maximum=730, unit=Unit.DAYS, title=Words("Longest time between two planning materials")
    )


def judge_reports_valued(facts: Sequence[BodyReports], *, parameters: ReportsValued, as_of: date) -> list[Judgement]:
    """MR-14: a body has said what it thinks of each report that it got in the past 365 days, within the days.

    One judgement a body. A breach is a report that nobody has valued in time, or reports of which every one was filed
    without a position. A filed one among valued ones, and one that waits in time, are to be watched. Nothing known
    without a delivered report; material to plan by tells no results.
    """
    if not facts:
        return [nothing_known(missing=Words("a report handed to the body"), expected_of=Role.FC)]
    return [_valued(fact, days=parameters.days, as_of=as_of) for fact in facts]


def _valued(fact: BodyReports, *, days: int, as_of: date) -> Judgement:
    got = [each for each in fact.results if each.delivered_on and as_of - YEAR < each.delivered_on <= as_of]
    if not got:
        return nothing_known(missing=Words("a report handed to the body"), expected_of=fact.head, scope=fact.body)
    waits = sorted((each for each in got if each.outcome is None), key=_delivered)
    filed = [each for each in got if each.outcome is Outcome.FILED]
    valued = [each for each in got if each.outcome not in (None, Outcome.FILED)]
    inputs: dict[str, InputValue] = {
        "reports": len(got),
        "reports_valued": len(valued),
        "reports_filed": len(filed),
        "reports_waiting": len(waits),
    }
    words: Bilingual
    counted = Words("Reports in the past year: {got}, of which valued: {valued}.", got=len(got), valued=len(valued))
    if waits:
        first = _delivered(waits[0])
        due = first + timedelta(days=days)
        inputs["due"] = due.isoformat()
        duty = Duty(due, first)
        if as_of > due:
            words = joined(counted, Words("{report} was to be valued by {due}.", report=waits[0].title, due=due))
            return Judgement(fact.body, Status.BREACH, words, inputs, due + ONE_DAY, fact.owner, duty=duty)
    if filed and not valued:
        words = joined(counted, Words("Each one that it has decided about was filed without a position."))
        since = min(each.valued[-1].on for each in filed)
        return Judgement(fact.body, Status.BREACH, words, inputs, since, fact.owner)
    if waits:
        words = joined(counted, Words("{report} is to be valued by {due}.", report=waits[0].title, due=due))
        return Judgement(fact.body, Status.ATTENTION, words, inputs, first, fact.owner, duty=duty)
    if filed:
        words = joined(counted, Words("{report} was filed without a position.", report=filed[-1].title))
        since = min(each.valued[-1].on for each in filed)
        return Judgement(fact.body, Status.ATTENTION, words, inputs, since, fact.owner)
    return Judgement(fact.body, Status.KEPT, counted, inputs, max(each.valued[-1].on for each in valued))


def judge_results_told(facts: Sequence[BodyReports], *, parameters: ResultsTold, as_of: date) -> list[Judgement]:
    """MR-31: each report comes to its body by its last day, all through the year, and bad news is told in time.

    One judgement a body. A breach is a report whose last day has gone by, so many days between two, or bad news of the
    year (P07) that the body has not been told so many days after it was known. A report or news that came late is to be
    watched. Nothing known without a report that was to come.
    """
    missing = Words("an occasion of reporting")
    if not facts:
        return [nothing_known(missing=missing, expected_of=Role.CT)]
    longest = parameters.longest
    told = [
        _in_time(fact, fact.results, longest=longest, as_of=as_of, missing=missing, opens=Role.CT) for fact in facts
    ]
    return [_with_news(fact, each, parameters=parameters, as_of=as_of) for fact, each in zip(facts, told, strict=True)]


def _with_news(fact: BodyReports, told: Judgement, *, parameters: ResultsTold, as_of: date) -> Judgement:
    """What is said of the reports, with what is said of the bad news: the worse of the two stands."""
    if told.status in (Status.NOT_ASSESSED, Status.BREACH):
        return told
    found, within = news_of(fact.news, limits=parameters), timedelta(days=parameters.told_within)
    if not found:
        return told
    late = [each for each in found if each.days(as_of) > parameters.told_within]
    untold = [each for each in late if each.told is None and each.mended_on is None]
    late = [each for each in late if each.told is not None]
    inputs = {**told.inputs, "news": len(found), "news_untold": len(untold), "news_late": len(late)}
    if untold:
        first = untold[0]
        due = first.known_on + within
        words = Words(
            "{news} was known from {day}, and the body was to be told by {due}.",
            news=first.words,
            day=first.known_on,
            due=due,
        )
        duty = Duty(due, first.known_on)
        return replace(
            told,
            status=Status.BREACH,
            reason=joined(told.reason, words),
            inputs=inputs,
            since=due + ONE_DAY,
            expected_of=fact.head,
            duty=duty,
        )
    if late:
        worst = max(late, key=lambda each: each.days(as_of))
        words = Words(
            "{news} was known from {day}, and told after {days}.",
            news=worst.words,
            day=worst.known_on,
            days=days_long(worst.days(as_of)),
        )
        told_on = worst.told.on if worst.told else worst.known_on
        return replace(
            told,
            status=Status.ATTENTION,
            reason=joined(told.reason, words),
            inputs=inputs,
            since=told.since if told.status is Status.ATTENTION else told_on,
            duty=told.duty or Duty(worst.known_on + within, worst.known_on, done_on=told_on),
        )
    return replace(told, inputs=inputs)


def judge_planning_basis(facts: Sequence[BodyReports], *, parameters: PlanningBasis, as_of: date) -> list[Judgement]:
    """CP-15: the body gets its planning material by the last day, every year.

    One judgement a body. A breach is a material whose last day has gone by, or so many days since the last one. One
    that came late in the past 365 days is to be watched. Nothing known without one that was to come.
    """
    missing = Words("a planning material")
    if not facts:
        return [nothing_known(missing=missing, expected_of=Role.FC)]
    longest = parameters.longest
    return [
        _in_time(fact, fact.materials, longest=longest, as_of=as_of, missing=missing, opens=fact.head) for fact in facts
    ]


def _in_time(
    fact: BodyReports,
    reports: Sequence[ReportToBody],
    *,
    longest: int,
    as_of: date,
    missing: Bilingual,
    opens: Role,
) -> Judgement:
    waits = sorted((each for each in reports if not each.delivered_on), key=lambda each: each.due_on)
    got = sorted((each for each in reports if each.delivered_on), key=_delivered)
    if not waits and not got:
        return nothing_known(missing=missing, expected_of=opens, scope=fact.body)
    recent = [each for each in got if _delivered(each) > as_of - YEAR]
    late = [each for each in recent if each.days_late]
    inputs: dict[str, InputValue] = {
        "reports": len(recent),
        "reports_late": len(late),
        "days_late": sum(each.days_late for each in late),
    }
    if waits and as_of > waits[0].due_on:
        due = waits[0].due_on
        inputs["due"] = due.isoformat()
        words = Words("{report} was to be delivered by {due}.", report=waits[0].title, due=due)
        return Judgement(fact.body, Status.BREACH, words, inputs, due + ONE_DAY, fact.head, duty=Duty(due))
    if not got:
        due = waits[0].due_on
        words = Words("{report} is to be delivered by {due}.", report=waits[0].title, due=due)
        return Judgement(fact.body, Status.NOT_ASSESSED, words, inputs, None, fact.head, last_day=due)
    last = _delivered(got[-1])
    due = last + timedelta(days=longest)
    inputs["last_delivered_on"] = last.isoformat()
    if as_of > due:
        words = Words("The last one was delivered on {last}. The next was to come by {due}.", last=last, due=due)
        return Judgement(fact.body, Status.BREACH, words, inputs, due + ONE_DAY, opens, duty=Duty(due, last))
    told: Bilingual = Words(
        "Delivered in the past year: {count}. The last one on {last}.", count=len(recent), last=last
    )
    if late:
        worst = max(late, key=lambda each: each.days_late)
        by = Words("{report} came late, by {days}.", report=worst.title, days=days_long(worst.days_late))
        duty = Duty(worst.due_on, done_on=worst.delivered_on)
        return Judgement(fact.body, Status.ATTENTION, joined(told, by), inputs, min(map(_delivered, late)), duty=duty)
    return Judgement(fact.body, Status.KEPT, told, inputs, last)


def _delivered(each: ReportToBody) -> date:
    return each.delivered_on or date.max
