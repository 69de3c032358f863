"""Checks on the red thread from political goal to unit plan: is each link there, decided, and measurable?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.domain.checks import NoParameters, param
from spelregler.domain.findings import MUNICIPALITY, Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.wording import names_en, names_sv, pct_en, pct_sv, percentage

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
        return [nothing_known(missing_sv="beslutade mål", missing_en="decided goals", expected_of="KF")]
    shared = [goal for goal in facts if len(set(goal.committees)) > 1]
    if not shared:
        sv, en = "Inget mål berör mer än en nämnd.", "No goal touches more than one committee."
        inputs: dict[str, str | int | None] = {"goals": len(facts), "shared": 0}
        return [Judgement(MUNICIPALITY, Status.NOT_APPLICABLE, sv, en, inputs)]
    alone = [goal for goal in shared if not goal.coordinating_body]
    inputs = {"goals": len(facts), "shared": len(shared), "without_coordinator": len(alone)}
    if alone:
        names = [goal.name for goal in alone]
        return [
            Judgement(
                MUNICIPALITY,
                Status.BREACH,
                f"{len(alone)} av {len(shared)} gemensamma mål saknar samordnande organ: {names_sv(names)}.",
                f"{len(alone)} of {len(shared)} shared goals lack a coordinating body: {names_en(names)}.",
                inputs,
                earliest(goal.since for goal in alone),
                "KS",
            )
        ]
    return [
        Judgement(
            MUNICIPALITY,
            Status.KEPT,
            f"Alla {len(shared)} gemensamma mål har ett samordnande organ.",
            f"All {len(shared)} shared goals have a coordinating body.",
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
        return [nothing_known(missing_sv="mål per nämnd", missing_en="goals per committee", expected_of="N")]
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
            f"{len(undecided)} av {len(goals)} mål saknar beslut i ett politiskt organ: {names_sv(names)}.",
            f"{len(undecided)} of {len(goals)} goals lack a decision by a political body: {names_en(names)}.",
            inputs,
            earliest(goal.entered_on for goal in undecided),
            "N",
        )
    if unfinished:
        names = [goal.name for goal in unfinished]
        return Judgement(
            owner,
            Status.ATTENTION,
            f"{len(unfinished)} beslutade mål saknar mått eller målvärde: {names_sv(names)}.",
            f"{len(unfinished)} decided goals lack a measure or a target: {names_en(names)}.",
            inputs,
            earliest(goal.decided_on for goal in unfinished),
            "FC",
        )
    return Judgement(
        owner,
        Status.KEPT,
        f"Alla {len(goals)} mål är beslutade av ett politiskt organ och har mått och målvärde.",
        f"All {len(goals)} goals are decided by a political body and have a measure and a target.",
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

    max_goals: int = param(10, minimum=1, maximum=50, unit="mål")


def judge_goals_measurable(facts: Sequence[UnitGoals], *, parameters: GoalsMeasurable, as_of: date) -> list[Judgement]:
    """CP-22: every unit goal has an indicator and a target, else breach; too many goals is attention.

    One judgement per unit; nothing known without goals. A fact is the goals that a unit has on the day.
    """
    if not facts:
        return [nothing_known(missing_sv="enheternas mål", missing_en="the units' goals", expected_of="EC")]
    return [_measurable(fact, most=parameters.max_goals) for fact in facts]


def _measurable(fact: UnitGoals, *, most: int) -> Judgement:
    if not fact.goals:
        return nothing_known(
            scope=fact.unit, missing_sv="enhetens mål", missing_en="the unit's goals", expected_of="EC"
        )
    vague = [goal for goal in fact.goals if not (goal.has_indicator and goal.has_target)]
    count = len(fact.goals)
    inputs: dict[str, str | int | None] = {"goals": count, "not_measurable": len(vague), "most_goals": most}
    if vague:
        names = [goal.name for goal in vague]
        sv = f"{len(vague)} av {count} mål saknar mått eller målvärde: {names_sv(names)}."
        en = f"{len(vague)} of {count} goals lack a measure or a target: {names_en(names)}."
        since = earliest(goal.since for goal in vague)
        return Judgement(fact.unit, Status.BREACH, sv, en, inputs, since, "EC")
    if count > most:
        sv = f"Enheten har {count} mål; högst {most} är tänkt."
        en = f"The unit has {count} goals; at most {most} are meant."
        since = sorted(goal.since for goal in fact.goals)[most]  # the goal that made them too many
        return Judgement(fact.unit, Status.ATTENTION, sv, en, inputs, since, "FC")
    sv, en = f"Alla {count} mål har mått och målvärde.", f"All {count} goals have a measure and a target."
    return Judgement(fact.unit, Status.KEPT, sv, en, inputs, latest(goal.since for goal in fact.goals))


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
        return [
            nothing_known(missing_sv="förvaltningar med enheter", missing_en="departments with units", expected_of="FC")
        ]
    return [_steered(fact) for fact in facts]


def _steered(fact: DepartmentChain) -> Judgement:
    share = percentage(sum(unit.steered for unit in fact.units), len(fact.units))
    if share is None:
        return nothing_known(
            scope=fact.department,
            missing_sv="förvaltningens enheter",
            missing_en="the department's units",
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
        sv = f"Alla {len(fact.units)} enheter har mål och plan."
        en = f"All {len(fact.units)} units have goals and a plan."
        return Judgement(fact.department, Status.KEPT, sv, en, inputs, since)
    names = [unit.name for unit in missing]
    return Judgement(
        fact.department,
        Status.BREACH if share == Decimal(0) else Status.ATTENTION,
        f"{pct_sv(share)} av enheterna har mål och plan. Saknas hos {names_sv(names)}.",
        f"{pct_en(share)} of the units have goals and a plan. Missing at {names_en(names)}.",
        inputs,
        earliest(unit.since for unit in missing),
        "FC",
    )
