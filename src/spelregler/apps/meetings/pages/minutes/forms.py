"""When the minutes were adjusted, and when the notice of it is up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, PlainForm

USUALLY_UP = timedelta(days=22)
"""What is proposed; the secretary says which day it is."""


class AdjustForm(PlainForm):
    """The day on which the minutes were adjusted."""

    look = Words(
        "The minutes stay as they are, everybody reads them, and each decision in them is one that other rooms know."
    )

    adjusted_on = DayField(label=gettext_lazy("Adjusted on"))


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
