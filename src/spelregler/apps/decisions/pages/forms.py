"""What the minutes say of a decision, as the secretary enters it in every room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import Minutes, OtherDecision
from spelregler.apps.decisions.queries.minuted import decision_by_key, decision_under
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


MEANT = "meant"
"""The box by which somebody says that the decision under the paragraph is the one that is meant; its value is its
key."""


class ParagraphForm(PlainForm):
    """Day and paragraph of a decision that has been taken.

    Given the `body`, the decision may be one that is entered already. The form then shows which it is, and asks.
    """

    decided_on = DayField(label=_("Day of decision"))
    paragraph = forms.CharField(label="§", max_length=12)

    def __init__(self, *args: Any, today: date, body: Body | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today, self.whose = today, body
        self.meant: int | None = None

    def clean_decided_on(self) -> date | None:
        """The minutes tell of what has been."""
        day: date | None = self.cleaned_data["decided_on"]
        return not_later(day, self.today) if day else None

    def clean(self) -> dict[str, Any]:
        """Nothing is taken to a decision that is entered already before somebody has said that it is meant."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        day, paragraph = told.get("decided_on"), told.get("paragraph")
        if self.whose is None:
            self._hear_what_is_meant()
        if self.whose is None or not day or not paragraph:
            return told
        known = decision_under(body=self.whose, decided_on=day, paragraph=paragraph)
        if known is not None:
            is_meant = self.data.get(self.add_prefix(MEANT)) == str(known.pk)
            self._ask_whether(known, is_meant=is_meant)
            if is_meant:
                self.meant = known.pk
                told[MEANT] = True
            else:
                self.add_error("paragraph", OtherDecision(known).text(language_of_reader()))
        return told

    def carried_out(self, act: Callable[[dict[str, Any]], object]) -> bool:
        """What the operation finds to be another decision is asked about too."""

        def asked(said: dict[str, Any]) -> object:
            try:
                return act(said)
            except OtherDecision as other:
                if MEANT not in self.fields:
                    self._ask_whether(other.known, is_meant=False)
                raise

        return super().carried_out(asked)

    def _hear_what_is_meant(self) -> None:
        """Without a body the operation asks; what somebody has answered is kept over the look."""
        typed = self.data.get(self.add_prefix(MEANT), "")
        known = decision_by_key(typed) if typed else None
        if known is not None:
            self._ask_whether(known, is_meant=True)
            self.meant = known.pk

    def _ask_whether(self, known: Decision, *, is_meant: bool) -> None:
        words = gettext("It is meant: § %(paragraph)s, %(title)s")
        box = forms.CheckboxInput(attrs={"value": known.pk}, check_test=lambda _said: is_meant)
        label = words % {"paragraph": known.paragraph, "title": known.title}
        self.add(MEANT, forms.BooleanField(label=label, required=False, widget=box))
        names = [name for name in self.fields if name != MEANT]
        names.insert(names.index("paragraph") + 1, MEANT)
        self.order_fields(names)

    @property
    def minuted(self) -> Minutes:
        """The decision as the minutes have it."""
        told = self.cleaned_data
        return Minutes(told["decided_on"], told["paragraph"], told.get("text", ""), self.meant)


class MinutesForm(ParagraphForm):
    """Day, paragraph and text of a decision that has been taken."""

    look: Bilingual | None = Words(
        "The decision stands in the registry with its day and paragraph, and what it decides holds. What is wrong in "
        "it is put right by a new decision."
    )

    text = LongField(label=_("Text of the decision"), rows=3, max_length=4000)
