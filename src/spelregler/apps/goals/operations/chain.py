"""The chain is decided level by level: a body's proposals by its minuted decision, in one act (MR-17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision, refuse_other_kind
from spelregler.apps.goals.models import Action, Goal, Indicator
from spelregler.apps.goals.operations.goals import decide_goal, propose_goal
from spelregler.apps.goals.operations.plans import add_action
from spelregler.apps.goals.operations.targets import set_target
from spelregler.apps.organisation.models import Body, Department, Post, Unit
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

MINUTED = "Organet beslutar: "
WITH_GOALS = (Decision.Kind.GOALS, Decision.Kind.FRAMES)
"""A budget decides goals and frames in one."""


class ChainRefused(DomainError):
    """A goal in a plan has words, a goal above it and an owner; a body decides what has been proposed to it."""

    code = "chain-refused"


def decide_proposals(
    *,
    body: Body,
    goals: Sequence[Goal],
    decided_on: date,
    paragraph: str,
    on: date,
    who: Who,
    meant: int | None = None,
) -> Decision:
    """A body's decision carries the goals proposed to it: body, date and § once, and every goal with it (MR-17).

    Refuses with `ChainRefused` no goal chosen and a decision yet to be taken, with `WrongDecider` a goal that is
    another's, with `DecisionRefused` minutes that are not whole.
    """
    if not goals:
        raise ChainRefused(
            Words("No proposal is chosen."),
            clause="MR-17",
            field="goals",
            way=Words("Choose the proposals that the body decided."),
        )
    with transaction.atomic():
        decision = minuted(
            body=body,
            decided_on=decided_on,
            paragraph=paragraph,
            title=f"Mål {min(goal.start for goal in goals).year}",
            text=MINUTED + "; ".join(goal.title for goal in goals),
            on=on,
            who=who,
            meant=meant,
        )
        for goal in goals:
            decide_goal(goal=goal, decision=decision, who=who)
    return decision


def minuted(
    *,
    body: Body,
    decided_on: date,
    paragraph: str,
    title: str,
    text: str,
    on: date,
    who: Who,
    meant: int | None = None,
) -> Decision:
    """A body's decision on goals under that §, entered before or entered now (MR-27).

    Refuses with `ChainRefused` a `decided_on` after `on`, with `DecisionRefused` minutes that are not whole, with
    `OtherDecision` a § that is a decision of another kind, unless `meant` says that it is the one.
    """
    if decided_on > on:
        raise ChainRefused(
            Words("The decision has not been taken yet."),
            clause="MR-17",
            field="decided_on",
            way=Words("Enter it when the meeting has been held."),
        )
    number = paragraph.strip().removeprefix("§").strip()
    found = Decision.objects.filter(body=body, decided_on=decided_on, paragraph=number).first()
    refuse_other_kind(found, kinds=WITH_GOALS, meant=meant)
    return found or record_decision(
        body=body,
        decided_on=decided_on,
        paragraph=number,
        title=title,
        text=text,
        kind=Decision.Kind.GOALS,
        who=who,
    )


def propose_in_plan(
    *,
    level: str,
    title: str,
    why: str,
    year: int,
    parents: Sequence[Goal],
    owner: Post | None,
    on: date,
    who: Who,
    body: Body | None = None,
    unit: Unit | None = None,
    indicator: Indicator | None = None,
    target: Decimal | None = None,
    title_en: str = "",
) -> Goal:
    """A goal is proposed for a year with the goal that it serves and a post that answers for it (MR-13, MR-30).

    A unit that has as many goals as the policy allows gets no more: the eleventh is refused, not warned of (CP-22).
    `target` is in the indicator's unit.

    Refuses with `ChainRefused` no words, no goal above, no owner, and a measure or a target alone; with `TooManyGoals`,
    `PlanFrozen` and the others as `propose_goal` and `set_target` do.
    """
    _refuse_bare(title, level=level, parents=parents, owner=owner, indicator=indicator, target=target)
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    with transaction.atomic():
        goal = propose_goal(
            code=free_code(title),
            level=level,
            title=title,
            title_en=title_en,
            why=why,
            start=start,
            end=end,
            body=body,
            unit=unit,
            parents=parents,
            owner=owner,
            who=who,
        )
        if indicator is not None and target is not None:
            set_target(goal=goal, indicator=indicator, year=year, value=target, set_on=on, who=who)
    return goal


def plan_action(
    *,
    title: str,
    department: Department,
    unit: Unit | None,
    parents: Sequence[Goal],
    owner: Post | None,
    year: int,
    due_on: date,
    on: date,
    who: Who,
    title_en: str = "",
) -> Action:
    """An action in a year's plan serves a goal, has a post that answers for it and is done within the year (MR-25).

    Refuses with `ChainRefused` one that lacks any of them, with `ActionRefused` a unit that is not in the department
    then.
    """
    _refuse_bare_action(title, parents=parents, owner=owner, year=year, due_on=due_on)
    return add_action(
        code=free_code(title, Action),
        title=title,
        title_en=title_en,
        department=department,
        unit=unit,
        goals=parents,
        responsible=owner,
        start=max(on, date(year, 1, 1)),
        due_on=due_on,
        who=who,
    )


def free_code(title: str, kind: type[Goal] | type[Action] | type[Indicator] = Goal) -> str:
    """A code out of the title, with a number where it is taken."""
    stem = slugify(title)[:50] or "mal"
    taken = set(kind.objects.filter(code__startswith=stem).values_list("code", flat=True))
    tries = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in tries if code not in taken)


def _refuse_bare(
    title: str,
    *,
    level: str,
    parents: Sequence[Goal],
    owner: Post | None,
    indicator: Indicator | None,
    target: Decimal | None,
) -> None:
    if not title.strip():
        words, clause, field = Words("The goal has no words."), "MR-17", "title"
    elif level != Goal.Level.MUNICIPAL and not parents:
        words, clause = Words("The goal serves no goal above it."), "MR-13"
        field = "parents"
    elif owner is None:
        words, clause, field = Words("The goal has no owner."), "MR-30", "owner"
    elif (indicator is None) != (target is None):
        words, clause = Words("A measure and its target belong together."), "CP-22"
        field = "target" if target is None else "indicator"
    else:
        return
    raise ChainRefused(
        words,
        clause=clause,
        field=field,
        way=Words(
            "A goal has a name, a goal above it and a post that answers for it; measure and target come together."
        ),
    )


def _refuse_bare_action(title: str, *, parents: Sequence[Goal], owner: Post | None, year: int, due_on: date) -> None:
    if not title.strip():
        words, field = Words("The action has no name."), "title"
    elif not parents:
        words, field = Words("The action serves no goal."), "parents"
    elif owner is None:
        words, field = Words("The action has no owner."), "owner"
    elif due_on.year != year:
        words, field = Words("The day is not in {year}, the plan's year.", year=year), "due_on"
    else:
        return
    raise ChainRefused(
        words,
        clause="MR-25",
        field=field,
        way=Words("An action has a name, a goal that it serves, a post that answers for it and a day in the year."),
    )
