"""A unit is free inside its one net frame: it keeps within it, and moves money in it itself (MR-38, MR-39, MR-42)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import (
    Evidence,
    InputValue,
    Judgement,
    Scope,
    Status,
    earliest,
    latest,
    nothing_known,
)
from spelregler.domain.frames.deviation import DeviationLevel, DeviationLimits, ReportedForecast
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr, named
from spelregler.domain.words import Words


@dataclass(frozen=True)
class UnitForecasts:
    """A unit's reported forecasts this year, on its net frame."""

    unit: Scope
    forecasts: tuple[ReportedForecast, ...] = ()


@dataclass(frozen=True)
class UnitWithinFrame(DeviationLimits):
    """MR-42: P07's limits."""


def judge_unit_within_frame(
    facts: Sequence[UnitForecasts], *, parameters: UnitWithinFrame, as_of: date
) -> list[Judgement]:
    """MR-42: a free unit stays within its net frame. Notice is attention; action and serious are a breach.

    One judgement per unit; nothing known without a forecast of the year. A fact is a unit's forecasts, in `Money`; the
    limits are per cent of the net frame, above so many tkr (P07).
    """
    if not facts:
        return [nothing_known(missing=Words("the units' forecasts"), expected_of="EC")]
    return [_within(fact, parameters=parameters, as_of=as_of) for fact in facts]


_WITHIN = {
    DeviationLevel.NONE: Status.KEPT,
    DeviationLevel.NOTICE: Status.ATTENTION,
    DeviationLevel.ACTION: Status.BREACH,
    DeviationLevel.SERIOUS: Status.BREACH,
}


def _within(fact: UnitForecasts, *, parameters: UnitWithinFrame, as_of: date) -> Judgement:
    reported = sorted((each for each in fact.forecasts if each.reported_on <= as_of), key=lambda each: each.reported_on)
    if not reported:
        return nothing_known(scope=fact.unit, missing=Words("a forecast this year"), expected_of="EC")
    last = reported[-1]
    inputs = last.inputs
    level = parameters.level(frame=last.frame, forecast=last.forecast)
    status = _WITHIN[level]
    since = last.reported_on
    for each in reversed(reported):
        if _WITHIN[parameters.level(frame=each.frame, forecast=each.forecast)] is not status:
            break
        since = each.reported_on
    return Judgement(
        fact.unit,
        status,
        Words(
            "The forecast of {reported_on} {last}: {level}.",
            reported_on=last.reported_on,
            last=last.in_words,
            level=level.words,
        ),
        inputs | {"level": level.name.lower()},
        since,
        "" if status is Status.KEPT else "EC",
        evidence=Evidence(last.reported_on, "EC"),
    )


@dataclass(frozen=True)
class LineControl:
    """A rule that watches a single budget line of a unit: just what MR-39 does not want."""

    name: str
    since: date


@dataclass(frozen=True)
class UnitControl:
    """How a unit is held to its money. `since` is when it should have had its frame."""

    unit: Scope
    since: date
    frames_decided_on: tuple[date, ...] = ()
    line_controls: tuple[LineControl, ...] = ()


def judge_one_net_frame(facts: Sequence[UnitControl], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """MR-39: one net frame per unit limits its freedom; lines are information and carry no limit.

    The product has no rule on a single line, so that part is ensured and not measured.

    One judgement per unit; nothing known without units. A fact is the days of the decisions on a unit's frames: no
    frame, or several at once, is a breach.
    """
    if not facts:
        return [nothing_known(missing=Words("the unit frames"), expected_of="FC")]
    return [_one_frame(fact) for fact in facts]


def _one_frame(fact: UnitControl) -> Judgement:
    frames = sorted(fact.frames_decided_on)
    inputs: dict[str, InputValue] = {"frames": len(frames), "line_controls": len(fact.line_controls)}
    if not frames:
        words = Words("The unit has no decided net frame.")
        return Judgement(fact.unit, Status.BREACH, words, inputs, fact.since, "FC")
    if len(frames) > 1:
        words = Words("The unit has {frames_count} frames at once; one is to steer it.", frames_count=len(frames))
        return Judgement(fact.unit, Status.BREACH, words, inputs, frames[1], "FC")
    if fact.line_controls:
        names = [each.name for each in fact.line_controls]
        words = Words("Single budget lines are controlled: {names}. Only the net frame may limit.", names=named(names))
        since = earliest(each.since for each in fact.line_controls)
        return Judgement(fact.unit, Status.BREACH, words, inputs, since, "FC")
    words = Words(
        "The unit has one net frame. In Spelregler no single line can be limited; control beside it is not seen."
    )
    return Judgement(fact.unit, Status.ENSURED, words, inputs, frames[0])


@dataclass(frozen=True)
class Move:
    """Money moved between a unit's own lines. `limited_by_intervention` says an open intervention covers it."""

    name: str
    moved_on: date
    amount: Money
    needed_approval: bool = False
    limited_by_intervention: bool = False


@dataclass(frozen=True)
class UnitMoves:
    """The moves inside a unit's frame this year."""

    unit: Scope
    moves: tuple[Move, ...] = ()


def judge_moves_are_free(facts: Sequence[UnitMoves], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """MR-38: a unit moves money inside its frame without asking, unless an open intervention limits it.

    The product asks nobody, so free moves are ensured and not measured.

    One judgement per unit; nothing known without a move in the year. A fact is a unit's moves of the year, in `Money`.
    """
    if not facts:
        return [
            nothing_known(
                missing=Words("moves inside the unit frames"),
                expected_of="EC",
            )
        ]
    return [_free(fact) for fact in facts]


def _free(fact: UnitMoves) -> Judgement:
    held = [move for move in fact.moves if move.needed_approval and not move.limited_by_intervention]
    inputs: dict[str, InputValue] = {"moves": len(fact.moves), "needed_approval_without_ground": len(held)}
    if not fact.moves:
        return nothing_known(
            scope=fact.unit,
            missing=Words("a move this year that shows whether anybody had to ask"),
        )
    if held:
        total = Money.sum(abs(move.amount) for move in held)
        words = Words(
            "Moves inside the frame that needed approval although no intervention is open: "
            "{held_count} of {moves_count} ({total}).",
            held_count=len(held),
            moves_count=len(fact.moves),
            total=exact_tkr(total),
        )
        return Judgement(fact.unit, Status.BREACH, words, inputs, earliest(move.moved_on for move in held), "FC")
    many = len(fact.moves)
    words = Words("1 move inside the frame made in Spelregler, which asks nobody's leave.")
    if many > 1:
        words = Words("{many} moves inside the frame made in Spelregler, which asks nobody's leave.", many=many)
    return Judgement(fact.unit, Status.ENSURED, words, inputs, latest(move.moved_on for move in fact.moves))
