"""What is recorded of a dialogue."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.followup.models import Dialogue
from spelregler.apps.followup.operations import Held
from spelregler.platform.forms import DayField, LongField, PlainForm

KINDS = {Dialogue.Kind.RESULTS: _("Results dialogue"), Dialogue.Kind.BUDGET: _("Budget dialogue")}
"""What a dialogue is about, in words."""


class DialogueForm(PlainForm):
    """What was held, when, with whom, about what, and what was agreed."""

    kind = forms.ChoiceField(label=_("What was held?"), widget=forms.RadioSelect, choices=list(KINDS.items()))
    held_on = DayField(label=_("On which day?"))
    parties = forms.CharField(
        label=_("Who took part beside the body?"), help_text=_("By post, not by name."), max_length=300
    )
    themes = LongField(label=_("Themes"), rows=2, max_length=600)
    agreed = LongField(
        label=_("What was agreed?"),
        help_text=_("Everybody can read it. Write no names."),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, initial={"held_on": today, "kind": Dialogue.Kind.RESULTS}, **more)

    def said(self) -> Held:
        """What was said, as the operation takes it."""
        return Held(**self.cleaned_data)


class WithdrawForm(PlainForm):
    """What was wrong."""

    reason = forms.CharField(label=_("What was wrong?"), max_length=400)
