"""A body's trainings and self-checks, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.apps.knowledge.models import Attendance, SelfCheck
from spelregler.apps.knowledge.pages.body.forms import ANSWERS
from spelregler.apps.organisation.models import Training


@dataclass(frozen=True)
class TrainingRow:
    """A training or its catch-up; without a number until it is recorded."""

    pk: int | None
    held_on: date
    is_catch_up: bool
    took_part: int | None
    part: str
    is_over: bool
    withdrawn_for: str


def training_rows(
    trainings: Sequence[Training], attendances: Sequence[Attendance], *, as_of: date
) -> list[TrainingRow]:
    """The newest first, as they stood on the day."""
    told = {
        each.training_id
        for each in attendances
        if not each.is_catch_up and not (each.ended_on and each.ended_on <= as_of)
    }
    rows = [
        TrainingRow(
            pk=each.pk,
            held_on=each.held_on,
            is_catch_up=each.is_catch_up,
            took_part=each.took_part,
            part=each.part,
            is_over=bool(each.ended_on and each.ended_on <= as_of),
            withdrawn_for=each.withdrawn_for,
        )
        for each in attendances
    ]
    rows += [TrainingRow(None, each.held_on, False, None, "", False, "") for each in trainings if each.pk not in told]
    return sorted(rows, key=lambda each: each.held_on, reverse=True)


@dataclass(frozen=True)
class SelfCheckView:
    """A self-check: its day, each question with its answer, and what was agreed."""

    answered_on: date
    answers: list[tuple[str, str]]
    agreed: str


def self_check_views(found: Iterable[SelfCheck], language: str) -> list[SelfCheckView]:
    """In the reader's language, the newest first."""
    return [
        SelfCheckView(
            answered_on=each.answered_on,
            answers=[(one["sv" if language == "sv" else "en"], str(ANSWERS[one["answer"]])) for one in each.answers],
            agreed=each.agreed,
        )
        for each in found
    ]
