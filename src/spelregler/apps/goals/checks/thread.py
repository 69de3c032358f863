"""The checks on the thread from vision to unit goal: decided by the right body, shared, measured and linked."""

from __future__ import annotations

from datetime import date

from spelregler.apps.goals.checks.reads import GOALS
from spelregler.apps.goals.checks.scopes import owner_scope
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries import check_facts
from spelregler.apps.goals.queries import visions as visions_queries
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import council_term, municipality
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.goals import chain, visions
from spelregler.domain.period import Period
from spelregler.domain.words import Words

BODY_CODES = {Body.Kind.COUNCIL: "KF", Body.Kind.EXECUTIVE_BOARD: "KS", Body.Kind.COMMITTEE: "N"}


def load_shared_goals(load: Load) -> list[chain.SharedGoal]:
    """Each municipal goal with the committees whose goals serve it. Two queries."""
    served = check_facts.committees_served(as_of=load.as_of)
    return [_shared(goal, served.get(goal.pk, {}), load.as_of) for goal in _municipal(load.as_of)]


def _municipal(as_of: date) -> list[Goal]:
    goals = check_facts.political_goals(as_of=as_of)
    return [goal for goal in goals if goal.level == Goal.Level.MUNICIPAL and _decided_by_owner(goal, as_of=as_of)]


def _shared(goal: Goal, committees: dict[str, date], as_of: date) -> chain.SharedGoal:
    """It is shared from the day when its second committee came to it, and not before it holds and is decided itself."""
    since = sorted(committees.values())[1:2]
    decided = [goal.decision.decided_on] if goal.decision else []
    named = goal.coordinated_by if goal.coordination is None or goal.coordination.decided_on <= as_of else None
    return chain.SharedGoal(
        key=goal.code,
        name=goal.title,
        committees=tuple(sorted(committees)),
        since=max([goal.start, *decided, *since]),
        coordinating_body=named.code if named else "",
        coordinated_from=goal.coordination.decided_on if named and goal.coordination else None,
    )


def _decided_by_owner(goal: Goal, *, as_of: date) -> bool:
    decision = goal.decision
    return decision is not None and decision.decided_on <= as_of and decision.body_id == goal.body_id


def load_vision(load: Load) -> list[visions.VisionInTerm]:
    """The vision in force, the council's term on the day, and the dialogues that were held by then. Four queries."""
    vision = visions_queries.vision_on(load.as_of)
    if vision is None or vision.decision is None:
        return []
    term = council_term(as_of=load.as_of)
    place = municipality()
    start_day = place.start_day if place else None
    return [
        visions.VisionInTerm(
            decided_on=vision.decision.decided_on,
            term=Period(term.start, term.end) if term else None,
            dialogues=tuple(
                visions.Dialogue(each.held_on, each.feedback_on) for each in visions_queries.dialogues(as_of=load.as_of)
            ),
            entered_late=start_day is not None and vision.decision.decided_on < start_day,
        )
    ]


def load_decisions(load: Load) -> list[chain.GoalDecision]:
    """Each political goal with its decision, if the goal's own body had taken it by the day. Two queries."""
    indicated, targeted = load.once(check_facts.targeted, year=load.as_of.year)
    return [
        _goal_decision(goal, as_of=load.as_of, has_indicator=goal.pk in indicated, has_target=goal.pk in targeted)
        for goal in check_facts.political_goals(as_of=load.as_of)
    ]


def _goal_decision(goal: Goal, *, as_of: date, has_indicator: bool, has_target: bool) -> chain.GoalDecision:
    decision = goal.decision if _decided_by_owner(goal, as_of=as_of) else None
    return chain.GoalDecision(
        key=goal.code,
        name=goal.title,
        owner=owner_scope(goal),
        entered_on=goal.start,
        body_kind=BODY_CODES.get(Body.Kind(decision.body.kind), "") if decision else "",
        decided_on=decision.decided_on if decision else None,
        paragraph=decision.paragraph if decision else "",
        has_indicator=has_indicator,
        has_target=has_target,
    )


registry.register(
    Check(
        name="goals.shared_goals_coordinated",
        title=Words("Shared goals are coordinated"),
        formula=Words("Decided municipal goals that two committees or more work for without a coordinating body = 0."),
        scope_kinds=("municipality",),
        load=load_shared_goals,
        judge=chain.judge_shared_goals_coordinated,
        reads=GOALS,
    )
)
registry.register(
    Check(
        name="goals.decided_by_political_body",
        title=Words("Goals are decided by the body that owns them"),
        formula=Words(
            "Each municipal and committee goal has its owner's decision with day and paragraph, a measure and a target."
        ),
        scope_kinds=("committee",),
        load=load_decisions,
        judge=chain.judge_decided_by_political_body,
        reads=(*GOALS, "goals.target"),
    )
)
registry.register(
    Check(
        name="goals.vision_in_dialogue",
        title=Words("The vision grows out of a dialogue with residents"),
        formula=Words(
            "Each term of the council has at least one dialogue on the vision with published feedback on "
            "what was taken in. A vision adopted in the term without any is a breach. How good it was is "
            "not asked."
        ),
        scope_kinds=("municipality",),
        load=load_vision,
        judge=visions.judge_vision_in_dialogue,
        reads=("goals.vision", "goals.visiondialogue", "decisions.decision", "organisation.body", "organisation.term"),
        parameters=visions.OncePerTerm,
    )
)
