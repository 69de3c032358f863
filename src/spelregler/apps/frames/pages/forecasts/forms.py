"""The forms of a unit's forecast: the manager's own, and something that happens once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.domain.frames.booked_years import MONTHS
from spelregler.platform.forms import PlainForm, TkrField
from spelregler.ui import formatting


class ReportForm(PlainForm):
    """What the manager expects the whole year to cost."""

    amount = TkrField(label=_("Net cost for the whole year, tkr"))
    comment = forms.CharField(label=_("Comment"), max_length=400, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="own_%s", **more)


class EventForm(PlainForm):
    """Something that happens once, with its month, net cost and reason."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=int)
    amount = TkrField(label=_("Net cost, tkr (income with a minus)"))
    reason = forms.CharField(label=_("What"), max_length=200)
    runs_on = forms.BooleanField(
        label=_("A decided change of the frame: the cost follows it evenly from the month to December"), required=False
    )

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, auto_id="event_%s", **more)
        self.offer("month", [(month, formatting.month_name(month, language)) for month in range(1, MONTHS + 1)])
