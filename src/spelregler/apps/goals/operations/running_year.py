"""What is said about a decided goal while its year runs: how it goes, what it is to reach and who coordinates it.

A body's is entered from its minutes, with date and §; a unit's is its head's or its plan's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Goal, GoalJudgement, Indicator, Target
from spelregler.apps.goals.operations.chain import minuted
from spelregler.apps.goals.operations.judgements import judge_goal
from spelregler.apps.goals.operations.targets import set_target
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class RunningRefused(DomainError):
    """What a body says of its goal during the year rests on its decision, and says something new (MR-14, MR-16)."""

    code = "running-refused"


def judge_year(
    *,
    goal: Goal,
    year: int,
    level: str,
    reason: str,
    on: date,
    who: Who,
    decided_on: date | None = None,
    paragraph: str = "",
    title: str = "Bedömning",
    meant: int | None = None,
) -> GoalJudgement:
    """How a goal goes is judged by whoever owns it, with a reason; a body's goal by the body's decision (MR-14).

    The figures' own answer stays visible beside it. Refuses with `RunningRefused` the same judgement as before, and a
    body's goal without the decision's date and §; as `minuted` and `judge_goal` do.
    """
    older = GoalJudgement.objects.filter(goal=goal, year=year, replaced_by__isnull=True).first()
    if older is not None and older.level == level:
        raise _refused(Words("It is the same as before."), "MR-14", field="level")
    with transaction.atomic():
        decision = None
        if goal.body is not None:
            said = f"{goal.title}: {reason.strip()}"
            decision = _decided(goal.body, f"{title} {year}", said, decided_on, paragraph, on=on, who=who, meant=meant)
        return judge_goal(goal=goal, year=year, level=level, reason=reason, recorded_on=on, who=who, decision=decision)


def aim(
    *,
    goal: Goal,
    indicator: Indicator,
    year: int,
    value: Decimal,
    on: date,
    who: Who,
    decided_on: date | None = None,
    paragraph: str = "",
    meant: int | None = None,
) -> Target:
    """A goal that exists is measured by one more indicator, or by another target (CP-22).

    The first target of a body's goal fills a gap; another one is the body's new decision, with date and § (MR-17).
    `value` is in the indicator's unit.

    Refuses with `RunningRefused` another target without them; as `minuted` and `set_target` do.
    """
    older = Target.objects.filter(goal=goal, indicator=indicator, year=year, end__isnull=True).first()
    with transaction.atomic():
        decision = None
        if goal.body is not None and goal.decision_id is not None and (older is not None or decided_on is not None):
            said = f"{goal.title}: {indicator} {value.normalize():f}"
            decision = _decided(goal.body, f"Målvärde {year}", said, decided_on, paragraph, on=on, who=who, meant=meant)
        return set_target(
            goal=goal,
            indicator=indicator,
            year=year,
            value=value,
            baseline=older.baseline if older else None,
            weight=older.weight if older else Decimal(1),
            decision=decision,
            set_on=on,
            who=who,
        )


def name_coordinator(
    *,
    goal: Goal,
    coordinator: Body,
    decider: Body,
    decided_on: date,
    paragraph: str,
    on: date,
    who: Who,
    meant: int | None = None,
) -> Goal:
    """A goal that several committees share is held together by one body, named by the council or the board (MR-16).

    Refuses with `RunningRefused` another decider, what is no decided municipal goal, the auditors, and no date or § of
    the decision; as `minuted` does.
    """
    if decider.kind not in (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD):
        raise _refused(
            Words("Who coordinates a shared goal is decided by the council or the executive board."),
            "MR-16",
        )
    if goal.level != Goal.Level.MUNICIPAL or goal.decision_id is None or coordinator.kind == Body.Kind.AUDITORS:
        raise _refused(
            Words("A decided municipal goal is coordinated by the executive board or a committee."),
            "MR-16",
        )
    with transaction.atomic():
        held: Goal = Goal.objects.select_for_update().get(pk=goal.pk)
        said = f"{goal.title}: {coordinator} samordnar."
        held.coordination = _decided(
            decider, "Samordnande organ", said, decided_on, paragraph, on=on, who=who, meant=meant
        )
        held.coordinated_by = coordinator
        store(held, act="name-coordinator", who=who, details={"body": coordinator.code, "decision": held.coordination})
    return held


def _decided(
    body: Body,
    title: str,
    text: str,
    decided_on: date | None,
    paragraph: str,
    *,
    on: date,
    who: Who,
    meant: int | None,
) -> Decision:
    if decided_on is None or not paragraph.strip(" §"):
        raise RunningRefused(
            Words(
                "It is decided by {body}. The date or paragraph of the decision is missing.",
                body=Pair(body.name, body.name_en),
            ),
            clause="MR-14",
            field="decided_on" if decided_on is None else "paragraph",
            way=Words("Give the date and paragraph of the decision from the minutes."),
        )
    return minuted(
        body=body, decided_on=decided_on, paragraph=paragraph, title=title, text=text, on=on, who=who, meant=meant
    )


def _refused(words: Bilingual, clause: str, *, field: str = "") -> RunningRefused:
    return RunningRefused(
        field=field,
        words=words,
        clause=clause,
        way=Words("Give what it should be instead."),
    )
