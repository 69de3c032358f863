"""What is typed when a body has been trained, and what it answers together in its self-check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.knowledge.operations import Attended
from spelregler.domain.words import Bilingual
from spelregler.platform.forms import CountField, DayField, LongField, PlainForm

TRAINING, CATCH_UP = "utbildning", "uppsamling"
MOST = 500


class AttendanceForm(PlainForm):
    """What was held, when, and how many took part."""

    is_catch_up = forms.ChoiceField(
        label=gettext_lazy("What was held?"),
        widget=forms.RadioSelect,
        choices=[
            (TRAINING, gettext_lazy("A training for the body")),
            (CATCH_UP, gettext_lazy("Catch-up for those who were absent")),
        ],
        initial=TRAINING,
    )
    held_on = DayField(label=gettext_lazy("On which day?"))
    took_part = CountField(label=gettext_lazy("How many took part?"), min_value=1, max_value=MOST)
    part = forms.CharField(label=gettext_lazy("What was gone through?"), max_length=120, required=False)

    def __init__(self, *args: Any, today: date, seats: int, **more: Any) -> None:
        super().__init__(*args, initial={"held_on": today}, **more)
        words = _("Members and substitutes together; %(n)d sit in the body today.")
        self.fields["took_part"].help_text = words % {"n": seats}

    def said(self) -> Attended:
        """What was said, as the operation takes it."""
        told = self.cleaned_data
        return Attended(told["is_catch_up"] == CATCH_UP, told["held_on"], told["took_part"], told["part"])


class SelfCheckForm(PlainForm):
    """The package's questions, each with yes, partly or no."""

    def __init__(self, *args: Any, questions: Sequence[tuple[str, Bilingual]], language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = [name for name, _text in questions]
        for name, text in questions:
            field = forms.ChoiceField(
                label=text.text(language), widget=forms.RadioSelect, choices=list(ANSWERS.items())
            )
            self.add(name, field)
        agreed = LongField(
            label=_("What do you agree to do?"),
            help_text=_("A sentence or two. Write no names."),
            max_length=1000,
            required=False,
        )
        self.add("agreed", agreed)

    def said(self) -> dict[str, Any]:
        """What the body answered, as the operation takes it."""
        told = self.cleaned_data
        return {"answers": {name: told[name] for name in self.asked}, "agreed": told["agreed"]}


ANSWERS = {"yes": gettext_lazy("yes"), "partly": gettext_lazy("partly"), "no": gettext_lazy("no")}
"""What a body may answer, in words."""
