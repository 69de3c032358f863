"""The form in which an intervention is reviewed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.autonomy.models import Review
from spelregler.platform.forms import DayField, LongField, PlainForm


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
    end = DayField(label=_("If it is renewed: the new last day"), required=False)
