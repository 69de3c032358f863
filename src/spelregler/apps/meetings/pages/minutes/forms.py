"""When the minutes were adjusted, and when the notice of it is up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.meetings.models import Attendance
from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, PlainForm

USUALLY_UP = timedelta(days=22)
"""What is proposed; the secretary says which day it is."""


class ConfirmForm(PlainForm):
    """One of those who adjust confirms the minutes, today."""

    look = Words(
        "You confirm that the minutes are right, and nothing in them is changed after that. With the last one's "
        "confirmation everybody reads them, and each decision in them is one that other rooms know."
    )


class AdjustForm(PlainForm):
    """The day on which one, or all who had not confirmed, signed the minutes on paper."""

    look = Words(
        "What is signed stays as it is. With the last signature everybody reads the minutes, and each decision in them "
        "is one that other rooms know."
    )

    signer = forms.ChoiceField(
        label=gettext_lazy("Who has signed on paper?"),
        required=False,
        help_text=gettext_lazy("Those who confirm here themselves need not sign on paper."),
    )
    adjusted_on = DayField(label=gettext_lazy("Adjusted on"))

    def __init__(self, *args: Any, waiting: Sequence[Attendance], **more: Any) -> None:
        super().__init__(*args, **more)
        self.waiting = {str(each.pk): each for each in waiting}
        everybody = gettext_lazy("All who are left")
        self.offer("signer", [("", everybody), *((key, str(each)) for key, each in self.waiting.items())])


class PostForm(PlainForm):
    """From when the notice is up, and the day on which it comes down."""

    look = Words("The days of the notice stand in the minutes.")

    posted_on = DayField(label=gettext_lazy("Put up on"))
    posted_until = DayField(
        label=gettext_lazy("Comes down on"),
        help_text=gettext_lazy("The day is a proposal. Check it against the law and your own rules."),
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, initial={"posted_on": today, "posted_until": today + USUALLY_UP}, **more)


class TakeDownForm(PlainForm):
    """When the notice came down."""

    look = Words("The days of the notice stand in the minutes.")

    taken_down_on = DayField(label=gettext_lazy("Taken down on"))
