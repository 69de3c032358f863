"""An employee's job assignment. It reads what is typed and nothing more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.goals.pages.forms import Choices
from spelregler.platform.forms import LongField, PlainForm


class JobAssignmentForm(PlainForm):
    """What the work is for, and the goals of the unit that it serves. Words only; nothing is measured (CP-23)."""

    text = LongField(label=_("What the work is for"), rows=5, max_length=600)
    goals = forms.MultipleChoiceField(
        label=_("Serves the goals"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Write about the work, not about the person: no health, no judgement. The employee reads it, and it can be "
            "asked for."
        ),
    )

    def __init__(self, *args: Any, goals: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("goals", goals)
