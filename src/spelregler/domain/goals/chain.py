"""Checks on political goals: each is decided by its body, and one that several share is coordinated (MR-16, MR-17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import MUNICIPALITY, Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.wording import named
from spelregler.domain.words import Words

POLITICAL_BODIES = frozenset({"KF", "KS", "N"})


@dataclass(frozen=True)
class SharedGoal:
    """A goal and the committees it touches. `since` is when the goal began to touch them."""

    key: str
    name: str
    committees: tuple[str, ...]
    since: date
    coordinating_body: str = ""
    coordinated_from: date | None = None


def judge_shared_goals_coordinated(
    facts: Sequence[SharedGoal], *, parameters: NoParameters, as_of: date
) -> list[Judgement]:
    """MR-16: a goal that touches two committees or more has a named body that coordinates it.

    One judgement for the municipality; nothing known without goals, not applicable without shared ones. A fact is a
    goal.
    """
    if not facts:
        return [nothing_known(missing=Words("decided goals"), expected_of="KF")]
    shared = [goal for goal in facts if len(set(goal.committees)) > 1]
    if not shared:
        words = Words("No goal touches more than one committee.")
        inputs: dict[str, str | int | None] = {"goals": len(facts), "shared": 0}
        return [Judgement(MUNICIPALITY, Status.NOT_APPLICABLE, words, inputs)]
    alone = [goal for goal in shared if not goal.coordinating_body]
    inputs = {"goals": len(facts), "shared": len(shared), "without_coordinator": len(alone)}
    if alone:
        names = [goal.name for goal in alone]
        return [
            Judgement(
                MUNICIPALITY,
                Status.BREACH,
                Words(
                    "{alone_count} of {shared_count} shared goals lack a coordinating body: {names}.",
                    alone_count=len(alone),
                    shared_count=len(shared),
                    names=named(names),
                ),
                inputs,
                earliest(goal.since for goal in alone),
                "KS",
            )
        ]
    return [
        Judgement(
            MUNICIPALITY,
            Status.KEPT,
            Words("The only shared goal has a coordinating body.")
            if len(shared) == 1
            else Words("All {shared_count} shared goals have a coordinating body.", shared_count=len(shared)),
            inputs,
            latest(goal.coordinated_from or goal.since for goal in shared),
        )
    ]


@dataclass(frozen=True)
class GoalDecision:
    """A political goal with its decision. `body_kind` is a role code; `owner` the committee that owns it."""

    key: str
    name: str
    owner: Scope
    entered_on: date
    body_kind: str = ""
    decided_on: date | None = None
    paragraph: str = ""
    has_indicator: bool = False
    has_target: bool = False

    @property
    def decided(self) -> bool:
        """A decision is a political body, a date and a paragraph in its minutes."""
        return self.body_kind in POLITICAL_BODIES and self.decided_on is not None and bool(self.paragraph)


def judge_decided_by_political_body(
    facts: Sequence[GoalDecision], *, parameters: NoParameters, as_of: date
) -> list[Judgement]:
    """MR-17: goals are formulated and decided by a political body, and carry a measure and a target.

    A goal without a decision is a breach; a decided goal that lacks measure or target needs attention.

    One judgement per committee that owns goals; nothing known without goals. A fact is a goal with its decision.
    """
    if not facts:
        return [nothing_known(missing=Words("goals per committee"), expected_of="N")]
    owners = sorted({goal.owner for goal in facts})
    return [_decided(owner, [goal for goal in facts if goal.owner == owner]) for owner in owners]


def _decided(owner: Scope, goals: list[GoalDecision]) -> Judgement:
    undecided = [goal for goal in goals if not goal.decided]
    unfinished = [goal for goal in goals if goal.decided and not (goal.has_indicator and goal.has_target)]
    inputs: dict[str, str | int | None] = {
        "goals": len(goals),
        "undecided": len(undecided),
        "without_measure_or_target": len(unfinished),
    }
    if undecided:
        names = [goal.name for goal in undecided]
        return Judgement(
            owner,
            Status.BREACH,
            Words(
                "{undecided_count} of {goals_count} goals lack a decision by a political body: {names}.",
                undecided_count=len(undecided),
                goals_count=len(goals),
                names=named(names),
            ),
            inputs,
            earliest(goal.entered_on for goal in undecided),
            "N",
        )
    if unfinished:
        names = [goal.name for goal in unfinished]
        return Judgement(
            owner,
            Status.ATTENTION,
            Words(
                "{unfinished_count} decided goals lack a measure or a target: {names}.",
                unfinished_count=len(unfinished),
                names=named(names),
            ),
            inputs,
            earliest(goal.decided_on for goal in unfinished),
            "FC",
        )
    return Judgement(
        owner,
        Status.KEPT,
        Words("The only goal is decided by a political body and has a measure and a target.")
        if len(goals) == 1
        else Words(
            "All {goals_count} goals are decided by a political body and have a measure and a target.",
            goals_count=len(goals),
        ),
        inputs,
        latest(goal.decided_on for goal in goals),
    )
