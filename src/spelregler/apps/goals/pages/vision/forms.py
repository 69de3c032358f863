"""What the minutes say of a vision, and what a dialogue with residents gave."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.goals.pages.forms import MinutedForm
from spelregler.platform.forms import DayField, LongField, PlainForm, not_later

WORDS = 300


class VisionForm(MinutedForm):
    """The council's decision on what the municipality wants to become."""

    vision = LongField(label=_("The vision"), rows=2, max_length=WORDS)
    vision_en = LongField(label=_("The vision in English"), rows=2, max_length=WORDS, required=False)
    start = DayField(label=_("Holds from"), required=False, help_text=_("The day of the decision, if left empty."))
    field_order = ("vision", "vision_en", "decided_on", "paragraph", "start")


class DialogueForm(PlainForm):
    """A dialogue on the vision that has been held; its feedback when it has been given."""

    held_on = DayField(label=_("Held on"))
    audience = forms.CharField(label=_("With whom and where"), max_length=200)
    taken_in = LongField(label=_("What was taken in"), rows=3, max_length=600, required=False)
    feedback_on = DayField(
        label=_("Feedback published on"),
        required=False,
        help_text=_("When those who took part, and everybody, were told what was taken in. It may be entered later."),
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_held_on(self) -> date:
        """It has been held."""
        return not_later(self.cleaned_data["held_on"], self.today)


class FeedbackForm(PlainForm):
    """What residents are told came of a dialogue."""

    taken_in = LongField(label=_("What was taken in"), rows=3, max_length=600)
    feedback_on = DayField(label=_("Feedback published on"))
