"""The pages of plans, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.models import Goal, Plan
from spelregler.apps.goals.pages.reporting.presenters import PageOf
from spelregler.apps.goals.pages.words import title
from spelregler.apps.goals.queries.plans import (
    BODY,
    DEPARTMENT,
    UNIT,
    ChainLink,
    Owner,
    OwnerPlan,
    may_propose,
    may_settle,
)
from spelregler.apps.goals.queries.thread import ActionNode, GoalNode
from spelregler.ui.formatting import days_in_words, long_date
from spelregler.ui.names import named


def name_of(owner: Owner, year: int, language: str) -> str:
    """What the plan of each level is called (domain section 0)."""
    if owner.kind == DEPARTMENT:
        words = _("Action plan %(year)s")
    elif owner.kind == UNIT:
        words = _("Unit plan %(year)s")
    elif owner.level == Goal.Level.MUNICIPAL:
        words = _("Goals and budget %(year)s")
    else:
        words = _("Operational plan %(year)s")
    return f"{words % {'year': year}}, {owner.named(language)}"


def decided_by(owner: Owner, language: str) -> str:
    """Who decides the level, in a sentence."""
    if owner.is_political:
        return _("%(body)s decides. The secretary enters the decision with date and § from the minutes.") % {
            "body": owner.named(language)
        }
    return _("The manager responsible decides, on a day that is kept.")


@dataclass(frozen=True)
class StepRow:
    """One owner in the overview."""

    name: str
    url: str
    decided: int
    proposed: int
    has_goals: bool
    state: str
    mark: str
    plan_on: object


@dataclass(frozen=True)
class Level:
    """One level of the chain above the units, and what an address calls its page."""

    heading: str
    word: str
    rows: list[ChainLink]


def levels(steps: Sequence[ChainLink]) -> list[Level]:
    """The chain from the council down to the departments."""
    kinds = (
        (_("Council: goals and budget"), "fullmaktige", BODY, Goal.Level.MUNICIPAL),
        (_("Committees: operational plans"), "namnder", BODY, Goal.Level.COMMITTEE),
        (_("Departments: action plans"), "forvaltningar", DEPARTMENT, ""),
    )
    return [
        Level(heading, word, [each for each in steps if (each.owner.kind, each.owner.level) == (kind, level)])
        for heading, word, kind, level in kinds
    ]


def step_rows(page: PageOf[ChainLink], year: int, language: str) -> PageOf[StepRow]:
    """A page of one level."""
    return PageOf([_step(each, year, language) for each in page.rows], page.pager)


def _step(each: ChainLink, year: int, language: str) -> StepRow:
    is_done = each.plan_on is not None or (each.owner.is_political and each.decided > 0 and not each.proposed)
    is_begun = bool(each.decided or each.proposed)
    words = _("decided") if is_done else _("partly decided") if each.decided and each.owner.is_political else ""
    return StepRow(
        name=named(each.owner.name, each.owner.name_en, language),
        url=reverse("goals:owner_plan", args=[year, each.owner.kind, each.owner.code]),
        decided=each.decided,
        proposed=each.proposed,
        has_goals=each.owner.kind != DEPARTMENT,
        state=words or (_("proposed") if is_begun else _("not begun")),
        mark="kept" if is_done else "attention" if is_begun else "not_assessed",
        plan_on=each.plan_on,
    )


@dataclass(frozen=True)
class PlannedGoal:
    """A goal in a plan: what it serves, who answers for it and what carries it."""

    code: str
    title: str
    url: str
    is_decided: bool
    carried_by: str
    serves: str
    measured: str


@dataclass(frozen=True)
class PlanPage:
    """One owner's plan as the acting role sees it."""

    owner: Owner
    year: int
    goals: list[PlannedGoal]
    proposals: list[PlannedGoal]
    actions: list[ActionNode]
    above: list[tuple[str, str]]
    posts: list[tuple[str, str]]
    plan_on: object
    served: list[tuple[str, str]]
    may_propose: bool
    may_act: bool
    may_change: bool
    may_carry: bool
    may_enter: bool
    may_decide: bool
    may_reopen: bool
    binds: bool
    again: list[Plan]
    count: int
    most: int
    is_full: bool
    is_near: bool


def plan_page(found: OwnerPlan, acting_role: ActingRole) -> PlanPage:
    """Only what the role may do is offered, and only on the day itself; a decided plan is taken up again first."""
    owner, is_now = found.owner, acting_role.as_of == acting_role.today and found.year >= acting_role.today.year
    settles = is_now and may_settle(acting_role, owner)
    proposes = is_now and may_propose(acting_role, owner)
    goals = [_planned(goal, found, acting_role) for goal in found.goals]
    return PlanPage(
        owner=owner,
        year=found.year,
        goals=goals,
        proposals=[goal for goal in goals if not goal.is_decided],
        actions=list(found.actions),
        above=[(goal.code, title(goal, acting_role.language)) for goal in found.above],
        posts=[(post.code, f"{acting_role.say(post.title, post.title_en)} ({post.holder})") for post in found.posts],
        plan_on=found.plan.decided_on if found.plan else None,
        served=[
            (goal.code, title(goal, acting_role.language)) for goal in (found.goals if owner.level else found.above)
        ],
        may_propose=proposes and bool(owner.level) and found.plan is None,
        may_act=proposes and not owner.is_political,
        may_change=(proposes if found.plan is None else settles) and not owner.is_political,
        may_carry=proposes and found.plan is None,
        may_enter=settles and owner.is_political,
        may_decide=settles and not owner.is_political and found.plan is None,
        may_reopen=settles and not owner.is_political and found.plan is not None,
        binds=found.plan is not None,
        again=[each for each in found.decisions if each.reopened_on is not None],
        count=found.room.count,
        most=found.room.most,
        is_full=owner.kind == UNIT and found.room.is_full,
        is_near=owner.kind == UNIT and found.room.is_near,
    )


def _planned(goal: GoalNode, found: OwnerPlan, acting_role: ActingRole) -> PlannedGoal:
    plan = long_date(found.plan.decided_on, acting_role.language) if found.plan else ""
    carried = days_in_words(goal.decision, acting_role.language) or (
        _("the unit's plan, %(day)s") % {"day": plan} if plan else ""
    )
    return PlannedGoal(
        code=goal.code,
        title=named(goal.title, goal.title_en, acting_role.language),
        url=reverse("goals:goal", args=[goal.code]),
        is_decided=goal.is_decided,
        carried_by=carried,
        serves=", ".join(acting_role.say(link.title, link.title_en) for link in goal.parents),
        measured=", ".join(acting_role.say(each.title, each.title_en) for each in goal.indicators),
    )
