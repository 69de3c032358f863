"""What is typed when a unit has gone through the policy, and when that was a mistake."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.knowledge.models import UnitInformation
from spelregler.apps.knowledge.operations import Informed
from spelregler.apps.knowledge.pages.words import KINDS
from spelregler.platform.forms import CountField, DayField, PlainForm

MOST = 20_000


class InformForm(PlainForm):
    """How, when, and how many of how many."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How did you go through the policy?"),
        widget=forms.RadioSelect,
        choices=list(KINDS.items()),
        initial=UnitInformation.Kind.MEETING,
    )
    held_on = DayField(label=gettext_lazy("On which day?"))
    took_part = CountField(label=gettext_lazy("How many took part?"), min_value=1, max_value=MOST)
    of_how_many = CountField(
        label=gettext_lazy("How many work in the unit?"), min_value=1, max_value=MOST, required=False
    )

    def __init__(self, *args: Any, today: date, employed: int, **more: Any) -> None:
        super().__init__(*args, initial={"held_on": today, "of_how_many": employed or None}, **more)
        self.fields["of_how_many"].help_text = (
            _("%(n)d by the register. Change it if that is wrong.") % {"n": employed}
            if employed
            else _("Everybody employed in the unit, also those who were absent.")
        )

    def said(self) -> Informed:
        """What was said, as the operation takes it."""
        return Informed(**self.cleaned_data)


class WithdrawForm(PlainForm):
    """What was wrong."""

    reason = forms.CharField(label=gettext_lazy("What was wrong?"), max_length=400)
