"""What people write about a unit's freedom. A form reads what is typed and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.autonomy.models import Review
from spelregler.apps.autonomy.operations import LONGEST_EVIDENCE
from spelregler.platform.forms import DayField, LongField, PlainForm


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
        asked: Any = self.fields["ground"]
        asked.choices = grounds
        if len(grounds) == 1:
            asked.initial = grounds[0][0]


class ReviewForm(PlainForm):
    """What was seen at a review of an intervention, and what follows."""

    seen = LongField(
        label=_("What has been seen"),
        help_text=_("What is better, worse or the same, and why you choose as you do. Write no names."),
        max_length=1000,
    )
    outcome = forms.ChoiceField(
        label=_("What follows"),
        widget=forms.RadioSelect,
        choices=[
            (Review.Outcome.CONTINUE, _("It continues as it is")),
            (Review.Outcome.EASE, _("It is eased: less is limited from today")),
            (Review.Outcome.RENEW, _("It is renewed: it lasts longer")),
            (Review.Outcome.END, _("It ends: the cause is gone and the unit is free")),
        ],
    )
    limits = forms.CharField(label=_("If it is eased: what is still limited"), max_length=300, required=False)
    last_day = DayField(label=_("If it is renewed: the new last day"), required=False)
