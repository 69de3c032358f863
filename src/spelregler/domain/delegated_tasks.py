"""Whether each post that is to decide by its task has that decision delegated (CP-26).

Somebody says which posts are to decide what; the delegation orders in force say what each post has. A post that has
decided by delegation lately, and has nothing delegated any more, is told as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.findings import InputValue, Judgement, Scope, Status, earliest, nothing_known
from spelregler.domain.wording import named
from spelregler.domain.words import Bilingual, Words

TASKS = "delegation.tasks_delegated"
"""The name of the check."""


@dataclass(frozen=True)
class TaskOfPost:
    """A task by which a post is to decide, in words, since when, and whether an order in force lets it."""

    title: Bilingual
    since: date
    is_delegated: bool


@dataclass(frozen=True)
class TasksOfPlace:
    """A department with the tasks by which its posts are to decide; or the posts that belong to no department."""

    place: Scope
    tasks: tuple[TaskOfPost, ...] = ()

    @property
    def expected_of(self) -> str:
        """Who acts: the department head, or the chief executive on what is the whole municipality's."""
        return "KC" if self.place.kind == "municipality" else "FC"


def judge_tasks_delegated(facts: Sequence[TasksOfPlace], **_: object) -> list[Judgement]:
    """CP-26: posts that are to decide by their task and have no delegation for it = 0.

    One judgement per department, and one for posts outside them where there are any. A task without a row in the
    orders in force is a breach, since the task was given. Nothing known without departments, and of one where nobody
    has said which posts are to decide. A fact is a place with its tasks.
    """
    if not facts:
        return [nothing_known(missing=Words("departments"), expected_of="HR")]
    return [_judged(fact) for fact in facts]


def _judged(fact: TasksOfPlace) -> Judgement:
    if not fact.tasks:
        missing = Words("which posts are to decide by their task")
        return nothing_known(scope=fact.place, missing=missing, expected_of=fact.expected_of)
    lacking = [each for each in fact.tasks if not each.is_delegated]
    inputs: dict[str, InputValue] = {"deciding_tasks": len(fact.tasks), "tasks_without_delegation": len(lacking)}
    if not lacking:
        words = Words("All {count} tasks that decide have a row in the delegation orders.", count=len(fact.tasks))
        return Judgement(fact.place, Status.KEPT, words, inputs)
    words = Words(
        "{lacking} of {count} tasks that decide have no delegation: {titles}.",
        lacking=len(lacking),
        count=len(fact.tasks),
        titles=named([each.title for each in lacking]),
    )
    since = earliest(each.since for each in lacking)
    return Judgement(fact.place, Status.BREACH, words, inputs, since, fact.expected_of)
