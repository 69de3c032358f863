"""The forms of money between units: a move or a proposal, its answer, and the committee's limit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.apps.frames.queries.moves import FramedUnit
from spelregler.domain.words import Pair, Words
from spelregler.platform.forms import PlainForm, TkrField
from spelregler.ui import formatting


class MoveForm(PlainForm):
    """From which unit to which, how much and why; `propose` is the button that hands it to whoever decides."""

    from_unit = forms.ChoiceField(label=gettext_lazy("From unit"))
    to_unit = forms.ChoiceField(label=gettext_lazy("To unit"))
    amount = TkrField(label=gettext_lazy("Amount, tkr"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
    propose = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, givers: Sequence[FramedUnit], getters: Sequence[FramedUnit], language: str, **more: Any
    ) -> None:
        super().__init__(*args, auto_id="move_%s", **more)
        self.offer("from_unit", [(each.code, _with_left(each, language)) for each in givers])
        self.offer("to_unit", [(each.code, _with_frame(each, language)) for each in getters])
        self.fields["to_unit"].initial = getters[-1].code if getters else ""

    @property
    def has_givers(self) -> bool:
        """Whether there is a unit that can give."""
        source: Any = self.fields["from_unit"]
        return bool(source.choices)

    def named(self) -> list[str]:
        """The units that were named and exist: who may do what depends on them, whatever else is wrong."""
        target: Any = self.fields["to_unit"]
        known = {code for code, _words in target.choices}
        return [code for name in ("from_unit", "to_unit") if (code := self.data.get(name, "")) in known]


def _with_frame(unit: FramedUnit, language: str) -> str:
    return f"{Pair(unit.name, unit.name_en).text(language)}, {formatting.money(unit.frame, language, exact=True)}"


def _with_left(unit: FramedUnit, language: str) -> str:
    if unit.left is None:
        return _with_frame(unit, language)
    left = formatting.money(unit.left, language, exact=True)
    return f"{_with_frame(unit, language)} ({_('left of the limit')}: {left})"


class LimitForm(MinutesForm):
    """How much may be moved from a unit in a year, as the committee's minutes have it."""

    amount = TkrField(label=gettext_lazy("At most from one unit in a year, tkr"))
    field_order = ("amount",)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="limit_%s", **more)
        del self.fields["text"]  # the operation words it


class AnswerForm(MinutesForm):
    """Yes or no to a proposal; with the minutes where the committee itself decides."""

    look = Words("The money is moved, or the proposal is declined. Another move is a proposal of its own.")

    answer = forms.ChoiceField(
        label=gettext_lazy("The answer"),
        widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("The money is moved")), ("no", gettext_lazy("The proposal is declined"))],
        initial="yes",
    )

    def __init__(self, *args: Any, move: int, is_minuted: bool, **more: Any) -> None:
        self.move = move
        super().__init__(*args, auto_id=f"answer{move}_%s", **more)
        if not is_minuted:
            del self.fields["decided_on"], self.fields["paragraph"], self.fields["text"]

    @property
    def is_minuted(self) -> bool:
        """Whether the committee itself decides."""
        return "paragraph" in self.fields
