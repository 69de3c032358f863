"""The form of a unit's own forecast."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.platform.forms import PlainForm, TkrField


class ForecastForm(PlainForm):
    """What the manager expects the year to cost, and why (MR-42)."""

    amount = TkrField(label=gettext_lazy("Net cost for the whole year, tkr"))
    comment = forms.CharField(label=gettext_lazy("Comment"), max_length=400, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="forecast-%s", **more)
