"""The form in which people open a signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.autonomy.operations import LONGEST_EVIDENCE
from spelregler.platform.forms import LongField, PlainForm


class SignalForm(PlainForm):
    """On which ground, and what was seen."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    evidence = LongField(
        label=_("What has been seen"),
        help_text=_("When, what, and how often. Write no names and nothing that points out a person."),
        max_length=LONGEST_EVIDENCE,
    )

    def __init__(self, *args: Any, grounds: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("ground", grounds)
        if len(grounds) == 1:
            self.fields["ground"].initial = grounds[0][0]
