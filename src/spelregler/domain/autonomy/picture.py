"""The twelve unit clauses as one picture: what state a unit is in, on what evidence, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.autonomy.signals import Signal
from spelregler.domain.autonomy.states import StandKind, UnitState
from spelregler.domain.findings import Status, earliest
from spelregler.domain.period import Period


@dataclass(frozen=True)
class InterventionFact:
    """An intervention as recorded. It limits only inside its period, so it ends without anybody acting.

    `closing_from` is when the exit criterion was met and the handing back began.
    """

    key: str
    ground: str
    proposed_on: date
    period: Period | None = None
    closing_from: date | None = None
    withdrawn_on: date | None = None

    def state(self, *, as_of: date) -> UnitState | None:
        """Proposed until it starts, intervention inside its period, closing towards its end, then nothing."""
        if as_of < self.proposed_on or (self.withdrawn_on is not None and self.withdrawn_on <= as_of):
            return None
        if self.period is None or as_of < self.period.start:
            return UnitState.INTERVENTION_PROPOSED
        if not self.period.contains(as_of):
            return None
        closing = self.closing_from is not None and self.closing_from <= as_of
        return UnitState.CLOSING if closing else UnitState.INTERVENTION


@dataclass(frozen=True)
class ConditionView:
    """One of the six conditions and its answer for the unit."""

    clause: str
    status: Status


@dataclass(frozen=True)
class GroundView:
    """One of the six grounds: how many signals stand open, and how many of those wait for an answer."""

    clause: str
    open_signals: int
    unanswered: int
    oldest: date | None


@dataclass(frozen=True)
class UnitPicture:
    """One unit, one date. There is no sum and no score; `missing` is shown as loudly as a breach."""

    state: UnitState
    conditions: tuple[ConditionView, ...]
    grounds: tuple[GroundView, ...]
    missing: tuple[str, ...]
    since: date | None = None

    @property
    def unmet(self) -> int:
        """How many of the conditions are known not to be met."""
        return sum(each.status in (Status.BREACH, Status.ATTENTION) for each in self.conditions)

    @property
    def known(self) -> int:
        """How many of the conditions there is an answer to."""
        return len(self.conditions) - len(self.missing)

    @property
    def is_free(self) -> bool:
        """MR-40…45: a unit is called free only where every condition is known and none is unmet, nobody has chosen
        otherwise, and no signal waits for an answer.
        """
        waits = any(ground.unanswered for ground in self.grounds)
        all_known = bool(self.conditions) and not self.missing
        return self.state is UnitState.AUTONOMOUS and all_known and not self.unmet and not waits


# The state that limits most goes before the others when several things happen at once.
_WEIGHT = (
    UnitState.INTERVENTION,
    UnitState.CLOSING,
    UnitState.INTERVENTION_PROPOSED,
    UnitState.DIALOGUE,
)


def unit_picture(
    *,
    conditions: Mapping[str, Status],
    grounds: Iterable[str],
    signals: Sequence[Signal],
    interventions: Sequence[InterventionFact],
    as_of: date,
) -> UnitPicture:
    """MR-40…51: the state follows from what people decided; a signal nobody has answered changes nothing yet."""
    open_signals = [signal for signal in signals if signal.is_open(as_of=as_of)]
    state, since = _state(open_signals, interventions, as_of=as_of)
    return UnitPicture(
        state=state,
        conditions=tuple(ConditionView(clause, status) for clause, status in conditions.items()),
        grounds=tuple(_ground(clause, open_signals, as_of=as_of) for clause in grounds),
        missing=tuple(clause for clause, status in conditions.items() if status is Status.NOT_ASSESSED),
        since=since,
    )


def _state(
    open_signals: Sequence[Signal], interventions: Sequence[InterventionFact], *, as_of: date
) -> tuple[UnitState, date | None]:
    found: dict[UnitState, list[date | None]] = {}
    for each in interventions:
        state = each.state(as_of=as_of)
        if state is not None:
            found.setdefault(state, []).append(_entered(each, state))
    for signal in open_signals:
        if signal.answer is StandKind.INTERVENE and _is_carried_out(signal, interventions, as_of=as_of):
            continue  # while it holds it tells the state itself, and after its last day the unit is free
        if signal.is_answered(as_of=as_of) and signal.answer is not StandKind.NO_ACTION:
            state = UnitState.DIALOGUE if signal.answer is StandKind.DIALOGUE else UnitState.INTERVENTION_PROPOSED
            found.setdefault(state, []).append(signal.answered_on)
    for state in _WEIGHT:
        if state in found:
            return state, earliest(found[state])
    return UnitState.AUTONOMOUS, None


def _is_carried_out(signal: Signal, interventions: Sequence[InterventionFact], *, as_of: date) -> bool:
    """An intervention on the signal's ground has begun since the management last took a stand."""
    stands = signal.stood_on(as_of=as_of)
    return bool(stands) and any(
        each.ground == signal.ground and stands[-1] <= each.proposed_on <= as_of for each in interventions
    )


def _entered(each: InterventionFact, state: UnitState) -> date | None:
    if state is UnitState.CLOSING:
        return each.closing_from
    if state is UnitState.INTERVENTION and each.period is not None:
        return each.period.start
    return each.proposed_on


def _ground(clause: str, open_signals: Sequence[Signal], *, as_of: date) -> GroundView:
    mine = [signal for signal in open_signals if signal.ground == clause]
    waiting = [signal for signal in mine if not signal.is_answered(as_of=as_of)]
    oldest = earliest(signal.opened_on for signal in mine)
    return GroundView(clause=clause, open_signals=len(mine), unanswered=len(waiting), oldest=oldest)
