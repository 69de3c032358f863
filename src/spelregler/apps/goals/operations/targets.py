"""Indicators and what they are to reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import (
    Goal,
    Indicator,
    Origin,
    Target,
)
from spelregler.apps.organisation.models import Post
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.cleaning import clean
from spelregler.platform.audit.many import Fact, store_many
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class TargetRefused(DomainError):
    """A target belongs to a year in which its goal holds, and is not moved when the year is over."""

    code = "target-refused"


def add_indicator(
    *,
    code: str,
    title: str,
    unit_of_measure: str,
    direction: str,
    who: Who,
    title_en: str = "",
    decimals: int = 1,
    noise: Decimal = Decimal(0),
    owner: Post | None = None,
    source: str = "",
    kolada_id: str = "",
) -> Indicator:
    """Something measured says in which unit, which way is good, who answers for it and where it comes from (CP-22)."""
    indicator = Indicator(
        code=code,
        title=title.strip(),
        title_en=title_en.strip(),
        unit_of_measure=unit_of_measure,
        direction=direction,
        decimals=decimals,
        noise=noise,
        owner=owner,
        source=source,
        kolada_id=kolada_id,
    )
    store(indicator, act="add-indicator", who=who, details={"direction": direction, "unit": unit_of_measure})
    return indicator


def set_target(
    *,
    goal: Goal,
    indicator: Indicator,
    year: int,
    value: Decimal,
    set_on: date,
    who: Who,
    baseline: Decimal | None = None,
    weight: Decimal = Decimal(1),
    decision: Decision | None = None,
    origin: str = Origin.ENTERED,
) -> Target:
    """What an indicator is to reach in a year. Once the year is over only a decision moves it, and it is shown.

    So is it before that, where a body has decided the goal (MR-17); a first target fills a gap. A unit's target is
    moved by whoever decides its plan: the day is the decision's (MR-25), and the goal's page shows both.

    A target holds from the day when it was set until another is set; the older one is kept with its days. Set twice on
    one day, the later takes the place of the first, since there is no day on which the first held. `value` and
    `baseline` are in the indicator's unit.

    Refuses with `TargetRefused` a year in which the goal does not hold, a day before the target that stands, and a move
    without the decision that it needs (MR-14, MR-17).
    """
    aim = Aim(goal, indicator, year, value, baseline=baseline, weight=weight, decision=decision, origin=origin)
    with targets_held([goal.pk]):  # two editors set the same target: one waits
        known = Aimed.about([aim], set_on=set_on)
        target = known.set(aim)
        keep_targets(known, who=who)
    return target


@dataclass(frozen=True)
class Aim:
    """What an indicator is to reach for a goal in a year, in its unit."""

    goal: Goal
    indicator: Indicator
    year: int
    value: Decimal
    baseline: Decimal | None = None
    weight: Decimal = Decimal(1)
    decision: Decision | None = None
    origin: str = Origin.ENTERED

    @property
    def key(self) -> tuple[int, int, int]:
        """What makes two targets one."""
        return self.goal.pk, self.indicator.pk, self.year


REWRITTEN = ("value", "baseline", "weight", "origin", "decision")
"""What a target that is set twice on a day takes over from the later."""


@dataclass
class Aimed:
    """The targets that stand, and what is set beside them on a day. A target is set once."""

    set_on: date
    standing: dict[tuple[int, int, int], Target]
    ended: list[Fact] = field(default_factory=list)
    made: list[Fact] = field(default_factory=list)
    rewritten: list[Fact] = field(default_factory=list)

    @classmethod
    def about(cls, aims: Sequence[Aim], *, set_on: date) -> Aimed:
        """One query."""
        rows = Target.objects.filter(
            goal__in={aim.goal.pk for aim in aims},
            indicator__in={aim.indicator.pk for aim in aims},
            year__in={aim.year for aim in aims},
            end__isnull=True,
        )
        found: dict[tuple[int, int, int], Target] = {}
        for row in rows.select_related("goal", "indicator").order_by("pk"):
            found.setdefault((row.goal_id, row.indicator_id, row.year), row)
        return cls(set_on, found)

    def set(self, aim: Aim) -> Target:
        """The row that the target becomes; the one that stood ends there, or is written over where it began that day.

        Refuses with `TargetRefused` as `set_target` does.
        """
        _refuse_target_year(aim.goal, year=aim.year)
        if self.set_on >= date(aim.year + 1, 1, 1):
            _refuse_late_target(
                aim.goal, indicator=aim.indicator, year=aim.year, set_on=self.set_on, decision=aim.decision
            )
        older = self.standing.get(aim.key)
        if older is not None and self.set_on < older.start:
            raise _backdated(self.set_on, older)
        if older is not None and (older.value, older.baseline, older.weight) != (aim.value, aim.baseline, aim.weight):
            _refuse_moving(aim.goal, set_on=self.set_on, decision=aim.decision)
        to = {"start": self.set_on} | {name: getattr(aim, name) for name in REWRITTEN}
        target = Target(goal=aim.goal, indicator=aim.indicator, year=aim.year, **to)
        clean(target)
        if target.weight <= 0:
            target.full_clean()  # the database keeps it, and this says it in words
        before = None if older is None else older.value
        details = {"goal": aim.goal.code, "before": before, "value": aim.value, "set_on": self.set_on}
        if older is None or older.start < self.set_on:
            if older is not None:
                self.ended.append(Fact(older, "end-target", {"end": self.set_on}))
            self.made.append(Fact(target, "set-target", details=details, cleaned=True))
            return target
        self.rewritten.append(Fact(older, "set-target", to, details=details))
        return older


@contextmanager
def targets_held(goals: Iterable[int]) -> Iterator[None]:
    """One transaction in which nobody else sets targets for these goals; they are always taken in the same order."""
    with transaction.atomic():
        list(Goal.objects.select_for_update(no_key=True).filter(pk__in=set(goals)).order_by("pk").values_list("pk"))
        yield


def keep_targets(known: Aimed, *, who: Who) -> None:
    """What was accepted is stored, inside `targets_held`: what ends, before what takes its place."""
    store_many([*known.ended, *known.rewritten, *known.made], who=who)


def _backdated(day: date, older: Target) -> TargetRefused:
    return TargetRefused(
        Words(
            "The target for {indicator} {year} was set on {start}. It is not changed from {day}.",
            year=older.year,
            start=older.start,
            day=day,
            indicator=Pair(older.indicator.title, older.indicator.title_en),
        ),
        clause="MR-14",
        way=Words("Give a day on or after {start}.", start=older.start),
    )


# Figures ---------------------------------------------------------------------------------------------------------


def holds_in(goal: Goal, *, year: int) -> bool:
    """The goal holds on some day of the year."""
    return goal.start < date(year + 1, 1, 1) and (goal.end is None or goal.end > date(year, 1, 1))


def _refuse_target_year(goal: Goal, *, year: int) -> None:
    if not holds_in(goal, year=year):
        raise TargetRefused(
            Words("The goal “{goal}” does not hold in {year}.", year=year, goal=Pair(goal.title, goal.title_en)),
            way=Words("Choose a year in which the goal holds."),
        )


def _refuse_late_target(
    goal: Goal, *, indicator: Indicator, year: int, set_on: date, decision: Decision | None
) -> None:
    if decision is None:
        raise TargetRefused(
            Words(
                "The year {year} is over. The target for {indicator} does not change afterwards without a decision.",
                year=year,
                indicator=Pair(indicator.title, indicator.title_en),
            ),
            clause="MR-14",
            way=Words("Name the decision, or set a target for a year to come."),
        )
    _refuse_other_decider(goal, set_on=set_on, decision=decision)


def _refuse_moving(goal: Goal, *, set_on: date, decision: Decision | None) -> None:
    """A target that a body's decision stands behind is moved by another one, of the goal's own owner."""
    if decision is not None:
        _refuse_other_decider(goal, set_on=set_on, decision=decision)
    elif goal.decision_id is not None:
        raise TargetRefused(
            Words(
                "The goal “{goal}” was decided by {decision}, and its target with it. It does not "
                "change without a new decision.",
                decision=goal.decision,
                goal=Pair(goal.title, goal.title_en),
            ),
            clause="MR-17",
            way=Words("Name the new decision by the goal's owner, with its date and paragraph."),
        )


def _refuse_other_decider(goal: Goal, *, set_on: date, decision: Decision) -> None:
    political = goal.level != Goal.Level.UNIT
    if (political and decision.body_id != goal.body_id) or decision.decided_on > set_on:
        raise TargetRefused(
            Words(
                "{decision} cannot change the target: it must be taken by the goal's owner and no later than {set_on}.",
                decision=decision,
                set_on=set_on,
            ),
            clause="MR-14",
            way=Words("Choose a decision by the goal's owner."),
        )
