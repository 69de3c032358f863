"""A person's judgement of a goal, with its reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import (
    Goal,
    GoalJudgement,
)
from spelregler.apps.goals.operations.targets import holds_in
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class JudgementRefused(DomainError):
    """A person's judgement of a goal has a reason, and is about a year in which the goal holds."""

    code = "judgement-refused"


def judge_goal(
    *, goal: Goal, year: int, level: str, reason: str, recorded_on: date, who: Who, decision: Decision | None = None
) -> GoalJudgement:
    """A person may judge otherwise than the figures, with a reason; the figures' own answer stays visible (MR-14).

    Refuses with `JudgementRefused` no reason, another word than the four, a year that has not begun or in which the
    goal does not hold, a proposal, and a day before the judgement that stands.
    """
    _refuse_judgement(goal, year=year, level=level, reason=reason, recorded_on=recorded_on)
    with transaction.atomic():
        Goal.objects.select_for_update().get(pk=goal.pk)
        older = (
            GoalJudgement.objects.filter(goal=goal, year=year, replaced_by__isnull=True)
            .order_by("-recorded_on", "-pk")
            .first()
        )
        if older is not None and recorded_on < older.recorded_on:
            raise _older_than_the_last(older.recorded_on)
        judgement = GoalJudgement(
            goal=goal,
            year=year,
            level=level,
            reason=reason.strip(),
            judged_by=who.name,
            role=who.role,
            decision=decision,
            recorded_on=recorded_on,
            replaces=older,
        )
        store(judgement, act="judge-goal", who=who, details={"year": year, "level": level})
    return judgement


# Actions and plans -----------------------------------------------------------------------------------------------


def _refuse_judgement(goal: Goal, *, year: int, level: str, reason: str, recorded_on: date) -> None:
    field = ""
    way = Words("Write why the judgement departs from the figures.")
    if not reason.strip():
        words, field = Words("A judgement needs a reason."), "reason"
    elif level not in GoalJudgement.Level.values:
        words, field = Words("“{level}” is no judgement.", level=level), "level"
        way = Words("Choose met, partly met, not met or not measurable.")
    elif not holds_in(goal, year=year) or recorded_on < date(year, 1, 1):
        words = Words("The goal cannot be judged for {year}.", year=year)
        way = Words("Choose a year that has begun and in which it holds.")
    elif goal.level != Goal.Level.UNIT and goal.decision_id is None:
        words = Words("The goal is a proposal and is not judged.")
        way = Words("Have the goal's owner decide it first.")
    else:
        return
    raise JudgementRefused(words, clause="MR-14", way=way, field=field)


def _older_than_the_last(day: date) -> JudgementRefused:
    return JudgementRefused(
        Words("The goal has been judged later, on {day}.", day=day),
        clause="MR-14",
        way=Words("Give that day or a later one."),
    )
