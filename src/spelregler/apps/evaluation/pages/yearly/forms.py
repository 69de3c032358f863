"""The forms of a yearly evaluation: the body's answers, a side's part, what is to be better, and the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.apps.evaluation.models import QuestionAnswer
from spelregler.apps.evaluation.models.yearly import LONGEST
from spelregler.apps.evaluation.operations import Answered
from spelregler.domain.evaluation import ANSWERS
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.forms import LongField, PlainForm, language_of_reader

ANSWER, WORDS = "answer:", "words:"
"""What a question's two fields begin with."""

ANSWER_WORDS = {"yes": Words("Yes"), "partly": Words("Partly"), "no": Words("No")}


def answer_words(answer: str) -> str:
    """An answer as people say it."""
    return ANSWER_WORDS[answer].text(language_of_reader())


class QuestionsForm(PlainForm):
    """What the body answers to each question, as one, and in a few words why."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[tuple[str, Bilingual]],
        held: Iterable[QuestionAnswer],
        **more: Any,
    ) -> None:
        known = {each.question: each for each in held}
        initial = {f"{ANSWER}{name}": each.answer for name, each in known.items()}
        initial |= {f"{WORDS}{name}": each.words for name, each in known.items()}
        super().__init__(*args, initial=initial, **more)
        self.questions = questions
        for name, asked in questions:
            choices = [(each, answer_words(each)) for each in ANSWERS]
            label = asked.text(language_of_reader())
            self.add(f"{ANSWER}{name}", forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect))
            self.add(f"{WORDS}{name}", LongField(label=_("Why"), rows=2, max_length=1000, required=False))

    @property
    def answered(self) -> list[Answered]:
        """What was said, question by question."""
        said = self.cleaned_data
        return [
            Answered(name, asked, said[f"{ANSWER}{name}"], said[f"{WORDS}{name}"]) for name, asked in self.questions
        ]


class PartForm(PlainForm):
    """How the year looks from one side."""

    text = LongField(
        label=gettext_lazy("How has the policy been followed, seen from you?"),
        help_text=gettext_lazy("What works, what does not, and what would help. Write no names."),
        rows=8,
        max_length=LONGEST,
    )


class ImprovementsForm(PlainForm):
    """What the body means to do better."""

    text = LongField(
        label=gettext_lazy("What is to be better next year?"),
        help_text=gettext_lazy("What is to be done, and who sees to it. Name roles, not people."),
        rows=6,
        max_length=LONGEST,
        required=False,
    )


class DecisionForm(MinutesForm):
    """What the minutes say, where the decision makes something final."""

    look = Words(
        "What stands here is final with the decision. What is wrong in it is put right by a correction, decided anew."
    )


class CorrectForm(PlainForm):
    """A correction is begun; nothing is to be filled in."""
