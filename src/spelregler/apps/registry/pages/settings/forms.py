"""How the registry is set up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.domain.registry import ALWAYS_DEMANDED, PARTS
from spelregler.platform.forms import PlainForm, language_of_reader


class SettingsForm(PlainForm):
    """The pattern of the numbers, and what every memo must have."""

    pattern = forms.CharField(
        label=_("Pattern of registry numbers"),
        max_length=60,
        help_text=_("{organ} is the body's code, {ar} the year and {nummer} the running number."),
    )
    demanded = forms.MultipleChoiceField(
        label=_("What an official's memo must have"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Summary and proposal for decision are always there. What is left out is given a reason."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = [
            (name, each.text(language_of_reader())) for name, each in PARTS.items() if name not in ALWAYS_DEMANDED
        ]
        self.offer("demanded", chosen)
