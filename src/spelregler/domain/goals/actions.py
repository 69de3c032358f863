"""Actions are done in time, and new ones begun where a goal is behind (MR-28)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import param
from spelregler.domain.findings import Judgement, Scope, Status, earliest, nothing_known, start_of_run
from spelregler.domain.goals.attainment import Scaled
from spelregler.domain.goals.responses import Effort, goals_not_met
from spelregler.domain.goals.results import PeriodOutcome
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.wording import named, pct, percentage
from spelregler.domain.words import Words


@dataclass(frozen=True)
class ActionDue:
    """An action with its last day; `done_on` is None until it is carried out."""

    name: str
    due: date
    done_on: date | None = None

    @property
    def on_time(self) -> bool:
        return self.done_on is not None and self.done_on <= self.due


@dataclass(frozen=True)
class UnitActions:
    """The actions of a unit as known on the date, its follow-ups, and what was begun for its goals."""

    unit: Scope
    actions: tuple[ActionDue, ...] = ()
    periods: tuple[PeriodOutcome, ...] = ()
    efforts: tuple[Effort, ...] = ()


@dataclass(frozen=True)
class ActionsOnTime(Scaled):
    """MR-28: the share of actions that are to be done in time, and the scale that says when a goal is not met."""

    minimum_pct: int = param(
        80, minimum=1, maximum=100, unit=Unit.PER_CENT, title=Words("Share of the actions to be done in time")
    )


def judge_actions_on_time(facts: Sequence[UnitActions], *, parameters: ActionsOnTime, as_of: date) -> list[Judgement]:
    """MR-28: work towards the goals shows in actions done on time, and in new ones where a goal stays not met.

    One judgement per unit; nothing known without actions, not applicable before one is due. The share is per cent of
    the actions that have been due; what is not met is said by the scale of P05.
    """
    if not facts:
        return [nothing_known(missing=Words("the units' actions"), expected_of="EC")]
    return [_works_towards_goals(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _works_towards_goals(fact: UnitActions, *, parameters: ActionsOnTime, as_of: date) -> Judgement:
    missed = goals_not_met(periods=fact.periods, efforts=fact.efforts, scale=parameters.scale(), as_of=as_of)
    behind = [goal for goal in missed if goal.left_behind_since]
    if not behind:
        return _on_time(fact, limit=parameters.minimum_pct, as_of=as_of)
    names = [goal.name for goal in behind]
    return Judgement(
        fact.unit,
        Status.BREACH,
        Words("Not met at two follow-ups running, and no new action has begun: {names}.", names=named(names)),
        {"not_met": len(missed), "left_behind": len(behind)},
        earliest(goal.left_behind_since for goal in behind),
        "EC",
    )


def _on_time(fact: UnitActions, *, limit: int, as_of: date) -> Judgement:
    if not fact.actions:
        return nothing_known(
            scope=fact.unit,
            missing=Words("actions with a due date"),
            expected_of="EC",
        )
    due = [action for action in fact.actions if action.due < as_of]
    kept_count = sum(action.on_time for action in due)
    share = percentage(kept_count, len(due))
    inputs: dict[str, str | int | None] = {
        "due": len(due),
        "on_time": kept_count,
        "share_pct": None if share is None else str(share),
        "limit_pct": limit,
    }
    if share is None:
        words = Words("No action has reached its due date yet.")
        return Judgement(fact.unit, Status.NOT_APPLICABLE, words, inputs)
    kept = share >= limit
    return Judgement(
        fact.unit,
        Status.KEPT if kept else Status.BREACH,
        Words(
            "Actions done on time: {kept_count} of {due_count} ({share}); the limit is {limit}%.",
            kept_count=kept_count,
            due_count=len(due),
            limit=limit,
            share=pct(share),
        ),
        inputs,
        _held_since(due, limit=limit, kept=kept),
        "" if kept else "EC",
    )


def _held_since(due: Sequence[ActionDue], *, limit: int, kept: bool) -> date | None:
    """The day after the due date from which the share has stayed on the same side of the limit."""

    def same_side(day: date) -> bool:
        counted = [action for action in due if action.due < day]
        share = percentage(sum(action.on_time for action in counted), len(counted))
        return share is not None and (share >= limit) == kept

    return start_of_run(days=(action.due + ONE_DAY for action in due), holds=same_side)
