"""What is typed when an occasion of the year is moved."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import DayField, PlainForm


class MoveForm(PlainForm):
    """To which day, and why."""

    to = DayField(label=_("New last day"))
    reason = forms.CharField(label=_("Why is it moved?"), help_text=_("Everybody can read it."), max_length=400)
