"""What somebody says of their own reading."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.platform.forms import PlainForm


class ReadingForm(PlainForm):
    """That one has read and understood, and whether one had missed it when the others went through it."""

    is_catch_up = forms.BooleanField(
        label=gettext_lazy("I was absent when my unit or my body went through the policy"), required=False
    )
