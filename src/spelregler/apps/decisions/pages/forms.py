"""What the minutes say of a decision, as the secretary enters it in every room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.organisation.models import Body, Department, Post
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.forms import DayField, LongField, PlainForm, SearchForm, language_of_reader, not_later


def named(each: Body | Department) -> str:
    """The name in the language of whoever reads the form."""
    return Pair(each.name, each.name_en).text(language_of_reader())


def titled(each: Post) -> str:
    """The post's title in the language of whoever reads the form."""
    return Pair(each.title, each.title_en).text(language_of_reader())


class BodySearch(SearchForm):
    """Whose decisions, assignments, questions, cases or meetings."""

    organ = forms.ChoiceField(label=_("Body"))

    def __init__(self, *args: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("organ", [("", _("All")), *((each.code, named(each)) for each in bodies)])


class ParagraphForm(PlainForm):
    """Day and paragraph of a decision that has been taken."""

    decided_on = DayField(label=_("Day of decision"))
    paragraph = forms.CharField(label="§", max_length=12)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_decided_on(self) -> date | None:
        """The minutes tell of what has been."""
        day: date | None = self.cleaned_data["decided_on"]
        return not_later(day, self.today) if day else None

    @property
    def minuted(self) -> Minutes:
        """The decision as the minutes have it."""
        told = self.cleaned_data
        return Minutes(told["decided_on"], told["paragraph"], told.get("text", ""))


class MinutesForm(ParagraphForm):
    """Day, paragraph and text of a decision that has been taken."""

    look: Bilingual | None = Words(
        "The decision stands in the registry with its day and paragraph, and what it decides holds. What is wrong in "
        "it is put right by a new decision."
    )

    text = LongField(label=_("Text of the decision"), rows=3, max_length=4000)
