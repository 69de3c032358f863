"""What bad news was known when, and when the body was told of it (MR-31): from what was recorded, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spelregler.domain.frames.deviation import DeviationLevel, DeviationLimits, ReportedForecast
from spelregler.domain.words import Words


class Kind(StrEnum):
    """A committee's negative forecast that needs action, a serious deviation of a unit, or a target that is missed."""

    FORECAST = "forecast"
    UNIT = "unit"
    GOAL = "goal"


class Way(StrEnum):
    """How a body was told: by a report that it got, by its own decision on the matter, or as somebody recorded."""

    REPORT = "report"
    DECISION = "decision"
    MEETING = "meeting"
    MAIL = "mail"
    QUESTION = "question"


@dataclass(frozen=True)
class Telling:
    """The body was told on a day. `of` is the day since when it was known, where one news alone was told."""

    kind: Kind
    code: str
    on: date
    way: Way
    where: str
    of: date | None = None


@dataclass(frozen=True)
class Reported:
    """The forecasts of the year that a body or a unit has reported, oldest first."""

    kind: Kind
    code: str
    name: str
    forecasts: tuple[ReportedForecast, ...]


@dataclass(frozen=True)
class MissedGoal:
    """A measure's target that is missed, and since when that was known."""

    code: str
    name: str
    known_on: date


@dataclass(frozen=True)
class BodyNews:
    """What a body is to be told of, and what tells that it was."""

    reported: tuple[Reported, ...] = ()
    missed: tuple[MissedGoal, ...] = ()
    tellings: tuple[Telling, ...] = ()


NO_NEWS = BodyNews()


@dataclass(frozen=True)
class News:
    """Something bad: whose it is, since when it was known, when it was mended, and how it was told first."""

    kind: Kind
    code: str
    name: str
    known_on: date
    mended_on: date | None = None
    told: Telling | None = None

    @property
    def words(self) -> Words:
        """What it is, to begin a sentence with."""
        return {
            Kind.FORECAST: Words("The negative forecast of {name}", name=self.name),
            Kind.UNIT: Words("The serious deviation of {name}", name=self.name),
            Kind.GOAL: Words("The missed target of {name}", name=self.name),
        }[self.kind]

    def days(self, as_of: date) -> int:
        """Days from when it was known until it was told; while it is not, until it was mended or the day comes."""
        until = self.told.on if self.told else self.mended_on or as_of
        return (until - self.known_on).days


def news_of(about: BodyNews, *, limits: DeviationLimits) -> list[News]:
    """The body's bad news of the year, the oldest first, each with the first that told of it after it was known.

    A forecast is bad while it needs action (P07), a unit's deviation while it is serious. Each unbroken run of such
    forecasts is one news, known from its first report and mended by the report that ends it.
    """
    found = [each for reported in about.reported for each in _runs(reported, about.tellings, limits)]
    found.extend(
        News(
            Kind.GOAL,
            each.code,
            each.name,
            each.known_on,
            None,
            _first(about.tellings, Kind.GOAL, each.code, each.known_on),
        )
        for each in about.missed
    )
    return sorted(found, key=lambda each: (each.known_on, each.kind, each.name))


def _runs(reported: Reported, tellings: Sequence[Telling], limits: DeviationLimits) -> Iterator[News]:
    least = DeviationLevel.SERIOUS if reported.kind is Kind.UNIT else DeviationLevel.ACTION
    run: list[ReportedForecast] = []
    for each in reported.forecasts:
        level = limits.level(frame=each.frame, forecast=each.forecast, committee=reported.kind is Kind.FORECAST)
        if level >= least:
            run.append(each)
        elif run:
            yield _news(reported, run, each.reported_on, tellings)
            run = []
    if run:
        yield _news(reported, run, None, tellings)


def _news(of: Reported, run: Sequence[ReportedForecast], mended_on: date | None, tellings: Sequence[Telling]) -> News:
    known_on = run[0].reported_on
    decided = [
        Telling(of.kind, of.code, each.answered_on, Way.DECISION, each.decision)
        for each in run
        if each.answered_on and of.kind is Kind.FORECAST
    ]
    told = _first([*decided, *tellings], of.kind, of.code, known_on)
    return News(of.kind, of.code, of.name, known_on, mended_on, told)


def _first(tellings: Sequence[Telling], kind: Kind, code: str, known_on: date) -> Telling | None:
    told = [
        each
        for each in tellings
        if (each.kind, each.code) == (kind, code) and each.on >= known_on and each.of in (None, known_on)
    ]
    return min(told, key=lambda each: each.on, default=None)
