"""How goals came out, follow-up by follow-up, and the check that units reach theirs (MR-41)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from spelregler.domain.checks import param
from spelregler.domain.findings import Evidence, Judgement, Scope, Status, nothing_known
from spelregler.domain.goals.attainment import GoalScale, GoalStatus, Scaled, judge_share
from spelregler.domain.measured import Unit
from spelregler.domain.wording import pct, percentage
from spelregler.domain.words import Words


@dataclass(frozen=True)
class GoalOutcome:
    """How one goal was judged in one follow-up (the effective judgement).

    `is_computed` says that the status follows from the share, so that another scale judges it anew; what a person
    judged stays as judged.
    """

    key: str
    name: str
    status: GoalStatus
    share: Decimal | None = None
    is_computed: bool = False

    def by(self, scale: GoalScale) -> GoalOutcome:
        """The outcome on the package's own scale (P05)."""
        return replace(self, status=judge_share(self.share, scale=scale)) if self.is_computed else self


@dataclass(frozen=True)
class PeriodOutcome:
    """All goals of one owner in one follow-up, for example an interim report."""

    judged_on: date
    goals: tuple[GoalOutcome, ...] = ()

    @property
    def measurable(self) -> int:
        return sum(goal.status is not GoalStatus.NOT_MEASURABLE for goal in self.goals)

    @property
    def reached(self) -> int:
        return sum(goal.status in (GoalStatus.MET, GoalStatus.PARTLY) for goal in self.goals)

    @property
    def share(self) -> Decimal | None:
        """Met or partly met, in per cent of what can be measured."""
        return percentage(self.reached, self.measurable)

    def by(self, scale: GoalScale) -> PeriodOutcome:
        """The follow-up on the package's own scale (P05)."""
        return replace(self, goals=tuple(goal.by(scale) for goal in self.goals))


@dataclass(frozen=True)
class UnitOutcomes:
    """A unit's follow-up periods, oldest first."""

    unit: Scope
    periods: tuple[PeriodOutcome, ...] = ()


@dataclass(frozen=True)
class UnitAttainment(Scaled):
    """MR-41: the share of its goals that a unit is to reach, and the share below which it is critical."""

    minimum_pct: int = param(
        80, minimum=1, maximum=100, unit=Unit.PER_CENT, title=Words("Share of the goals to be reached")
    )
    critical_pct: int = param(50, minimum=0, maximum=100, unit=Unit.PER_CENT, title=Words("Critical under a share of"))

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.critical_pct > self.minimum_pct:
            raise ValueError(f"critical ({self.critical_pct} %) must not exceed the share ({self.minimum_pct} %)")


def judge_unit_attainment(facts: Sequence[UnitOutcomes], *, parameters: UnitAttainment, as_of: date) -> list[Judgement]:
    """MR-41: a free unit reaches its goals. Under once is attention; twice, or critical, is a breach.

    One judgement per unit; nothing known without a judged, measurable goal. The shares are per cent of the measurable
    goals that are met or partly met at a follow-up, on the scale of P05.
    """
    if not facts:
        return [nothing_known(missing=Words("judged unit goals"), expected_of="EC")]
    return [_attainment(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _attainment(fact: UnitOutcomes, *, parameters: UnitAttainment, as_of: date) -> Judgement:
    periods = [period.by(parameters.scale()) for period in fact.periods]
    known = [period for period in periods if period.share is not None and period.judged_on <= as_of]
    if not known or known[-1].share is None:
        return nothing_known(
            scope=fact.unit,
            missing=Words("at least one judged, measurable goal"),
            expected_of="EC",
        )
    last, share = known[-1], known[-1].share
    kept = share >= parameters.minimum_pct
    run = _same_side(known, limit=parameters.minimum_pct)
    serious = not kept and (share < parameters.critical_pct or len(run) > 1)
    inputs: dict[str, str | int | None] = {
        "followed_up_on": last.judged_on.isoformat(),
        "measurable": last.measurable,
        "met_or_partly": last.reached,
        "not_measurable": len(last.goals) - last.measurable,
        "share_pct": str(share),
        "limit_pct": parameters.minimum_pct,
        "periods_under": 0 if kept else len(run),
    }
    return Judgement(
        fact.unit,
        Status.KEPT if kept else Status.BREACH if serious else Status.ATTENTION,
        Words(
            "{reached} of {measurable} measurable goals are met or partly met at the follow-up "
            "of {judged_on} ({share}); the limit is {minimum_pct}%.",
            reached=last.reached,
            measurable=last.measurable,
            judged_on=last.judged_on,
            minimum_pct=parameters.minimum_pct,
            share=pct(share),
        ),
        inputs,
        run[0].judged_on,
        "" if kept else "EC",
        evidence=Evidence(last.judged_on, "EC"),
    )


def _same_side(periods: Sequence[PeriodOutcome], *, limit: int) -> list[PeriodOutcome]:
    """The unbroken run of latest periods that lie on the same side of the limit as the last one."""
    kept = periods[-1].share is not None and periods[-1].share >= limit
    run: list[PeriodOutcome] = []
    for period in reversed(periods):
        if period.share is None or (period.share >= limit) != kept:
            break
        run.insert(0, period)
    return run
