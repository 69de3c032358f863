"""What a decision is marked for, when the talk was, and why a mark is taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.models import HowFlag
from spelregler.apps.decisions.models.flags import NOTE
from spelregler.platform.forms import DayField, LongField, PlainForm, not_later

ABOUT_WORDS = {
    HowFlag.About.UNIT: _("names a unit"),
    HowFlag.About.PERSON: _("names a person"),
    HowFlag.About.ROSTER: _("names a roster"),
    HowFlag.About.PURCHASE: _("names a single purchase"),
}


class FlagForm(PlainForm):
    """What in the decision is about how."""

    about = forms.ChoiceField(label=_("The decision"), choices=list(ABOUT_WORDS.items()), widget=forms.RadioSelect)


class TalkForm(PlainForm):
    """The day of the talk."""

    talked_on = DayField(label=_("Day of the talk"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, initial={"talked_on": today}, **more)
        self.today = today

    def clean_talked_on(self) -> date | None:
        """A talk that has been."""
        day: date | None = self.cleaned_data["talked_on"]
        return not_later(day, self.today) if day else None


class WithdrawFlagForm(PlainForm):
    """Why it is taken back."""

    reason = LongField(label=_("What was wrong?"), rows=2, max_length=NOTE)
