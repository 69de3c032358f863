"""Checks on the red thread from political goal to unit plan: is each link there, decided, and measurable?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.domain.checks import NoParameters, param
from spelregler.domain.findings import MUNICIPALITY, Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.wording import named, pct, percentage
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
            Words("All {shared_count} shared goals have a coordinating body.", shared_count=len(shared)),
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
        Words(
            "All {goals_count} goals are decided by a political body and have a measure and a target.",
            goals_count=len(goals),
        ),
        inputs,
        latest(goal.decided_on for goal in goals),
    )


@dataclass(frozen=True)
class GoalForm:
    """How a unit goal is formulated."""

    name: str
    since: date
    has_indicator: bool
    has_target: bool


@dataclass(frozen=True)
class UnitGoals:
    """The goals a unit has on the date."""

    unit: Scope
    goals: tuple[GoalForm, ...] = ()


@dataclass(frozen=True)
class GoalsMeasurable:
    """CP-22: how many goals a unit can carry."""

    max_goals: int = param(10, minimum=1, maximum=50, unit=Unit.GOALS, title=Words("Most goals that a unit may have"))


def judge_goals_measurable(facts: Sequence[UnitGoals], *, parameters: GoalsMeasurable, as_of: date) -> list[Judgement]:
    """CP-22: every unit goal has an indicator and a target, else breach; too many goals is attention.

    One judgement per unit; nothing known without goals. A fact is the goals that a unit has on the day.
    """
    if not facts:
        return [nothing_known(missing=Words("the units' goals"), expected_of="EC")]
    return [_measurable(fact, most=parameters.max_goals) for fact in facts]


def _measurable(fact: UnitGoals, *, most: int) -> Judgement:
    if not fact.goals:
        return nothing_known(scope=fact.unit, missing=Words("the unit's goals"), expected_of="EC")
    vague = [goal for goal in fact.goals if not (goal.has_indicator and goal.has_target)]
    count = len(fact.goals)
    inputs: dict[str, str | int | None] = {"goals": count, "not_measurable": len(vague), "most_goals": most}
    if vague:
        names = [goal.name for goal in vague]
        words = Words(
            "{vague_count} of {count} goals lack a measure or a target: {names}.",
            vague_count=len(vague),
            count=count,
            names=named(names),
        )
        since = earliest(goal.since for goal in vague)
        return Judgement(fact.unit, Status.BREACH, words, inputs, since, "EC")
    if count > most:
        words = Words("The unit has {count} goals; at most {most} are meant.", count=count, most=most)
        since = sorted(goal.since for goal in fact.goals)[most]  # the goal that made them too many
        return Judgement(fact.unit, Status.ATTENTION, words, inputs, since, "FC")
    words = Words("All {count} goals have a measure and a target.", count=count)
    return Judgement(fact.unit, Status.KEPT, words, inputs, latest(goal.since for goal in fact.goals))


@dataclass(frozen=True)
class UnitSteering:
    """Whether a unit has goals and a plan for the year. `since` is when it should have had them."""

    name: str
    since: date
    goals_on: date | None = None
    plan_on: date | None = None

    @property
    def steered(self) -> bool:
        return self.goals_on is not None and self.plan_on is not None


@dataclass(frozen=True)
class DepartmentChain:
    """The units of a department and how far the goals reach."""

    department: Scope
    units: tuple[UnitSteering, ...] = ()


def judge_units_steered(facts: Sequence[DepartmentChain], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """CP-17: all units of a department have goals and a plan. None at all is a breach, some is attention.

    One judgement per department; nothing known without units. A fact is a department's units in the year.
    """
    if not facts:
        return [nothing_known(missing=Words("departments with units"), expected_of="FC")]
    return [_steered(fact) for fact in facts]


def _steered(fact: DepartmentChain) -> Judgement:
    share = percentage(sum(unit.steered for unit in fact.units), len(fact.units))
    if share is None:
        return nothing_known(
            scope=fact.department,
            missing=Words("the department's units"),
            expected_of="FC",
        )
    missing = [unit for unit in fact.units if not unit.steered]
    inputs: dict[str, str | int | None] = {
        "units": len(fact.units),
        "without_goals_or_plan": len(missing),
        "share_pct": str(share),
    }
    if not missing:
        since = latest(day for unit in fact.units for day in (unit.goals_on, unit.plan_on))
        words = Words("All {units_count} units have goals and a plan.", units_count=len(fact.units))
        return Judgement(fact.department, Status.KEPT, words, inputs, since)
    names = [unit.name for unit in missing]
    return Judgement(
        fact.department,
        Status.BREACH if share == Decimal(0) else Status.ATTENTION,
        Words("{share} of the units have goals and a plan. Missing at {names}.", share=pct(share), names=named(names)),
        inputs,
        earliest(unit.since for unit in missing),
        "FC",
    )
