"""What a department's own manager policy says of a rule."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import LongField, PlainForm


class LocalRuleForm(PlainForm):
    """The text, and whether it takes nothing away from the central rule."""

    text = LongField(
        label=_("What the department's own policy says"),
        max_length=1_000,
        required=False,
        help_text=_("Left empty the rule holds as the central policy has it."),
    )
    takes_nothing_away = forms.BooleanField(
        label=_("I state that it takes nothing away from the central rule"),
        required=False,
        help_text=_("Your role and the day are shown beside the text. The program does not judge it."),
    )
