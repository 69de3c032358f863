"""The slides in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.knowledge.pages.slides import Question, course


@dataclass(frozen=True)
class QuestionView:
    """A question, its answers, and what the right one is and why."""

    text: str
    answers: list[str]
    right: str
    why: str


@dataclass(frozen=True)
class SlideView:
    """A slide with its number, its address and those before and after it."""

    number: int
    title: str
    text: list[str]
    picture: str
    question: QuestionView | None
    url: str
    before: str
    after: str


def slides(acting_role: ActingRole) -> list[SlideView]:
    """Every slide, in order."""
    found, language = course(as_of=acting_role.as_of), acting_role.language
    urls = [reverse("knowledge:slide", args=[number]) for number in range(1, len(found) + 1)]
    return [
        SlideView(
            number=number,
            title=each.title.text(language),
            text=[one.text(language) for one in each.text],
            picture=f"knowledge/pictures/{each.picture}.html" if each.picture else "",
            question=_question(each.question, language) if each.question else None,
            url=urls[number - 1],
            before=urls[number - 2] if number > 1 else "",
            after=urls[number] if number < len(found) else "",
        )
        for number, each in enumerate(found, 1)
    ]


def _question(asked: Question, language: str) -> QuestionView:
    answers = [each.text(language) for each in asked.answers]
    return QuestionView(asked.text.text(language), answers, answers[asked.right], asked.why.text(language))
