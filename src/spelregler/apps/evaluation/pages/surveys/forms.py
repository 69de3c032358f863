"""What is typed of a survey's result, and when it was a mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.domain.surveys import INDEX, MEAN_5, MEAN_10, SHARE
from spelregler.platform.forms import CountField, DayField, FigureField, PlainForm, SearchForm

MEASURES = {
    SHARE: gettext_lazy("Share who agree, in per cent"),
    INDEX: gettext_lazy("Index 0–100"),
    MEAN_5: gettext_lazy("Mean on a scale 1–5"),
    MEAN_10: gettext_lazy("Mean on a scale 1–10"),
}
MOST_ANSWERS = 1_000_000


class ResultForm(PlainForm):
    """Which question, where, by which survey, of how many, and the figure."""

    theme = forms.ChoiceField(label=gettext_lazy("The question"), widget=forms.RadioSelect)
    department = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    survey = forms.CharField(label=gettext_lazy("The survey's name"), max_length=120)
    held_on = DayField(label=gettext_lazy("Last day to answer"))
    answers = CountField(
        label=gettext_lazy("How many answered"),
        help_text=gettext_lazy("At least ten. Fewer are never stored."),
        min_value=1,
        max_value=MOST_ANSWERS,
    )
    measure = forms.ChoiceField(label=gettext_lazy("Kind of figure"), choices=list(MEASURES.items()), initial=SHARE)
    value = FigureField(label=gettext_lazy("The figure"), min_value=0, max_value=100, decimal_places=2)

    def __init__(
        self, *args: Any, themes: Mapping[str, str], departments: Sequence[tuple[str, str]], today: date, **more: Any
    ) -> None:
        super().__init__(*args, initial={"held_on": today, "theme": next(iter(themes), "")}, **more)
        self.offer("theme", list(themes.items()))
        self.offer("department", [("", _("The whole municipality")), *departments])


class ResultSearch(SearchForm):
    """Results on one theme."""

    fraga = forms.ChoiceField(label=gettext_lazy("The question"))

    def __init__(self, *args: Any, themes: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("fraga", [("", _("All questions")), *themes.items()])


class WithdrawForm(PlainForm):
    """What was wrong."""

    reason = forms.CharField(label=gettext_lazy("What was wrong?"), max_length=400)
