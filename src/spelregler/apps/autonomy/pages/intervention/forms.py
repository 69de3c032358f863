"""What the unit and its department management write about a signal; each signal on the page has its own forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.autonomy.models import Stand
from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, LongField, PlainForm


class SignalAct(PlainForm):
    """An act on one signal. Without fields it closes the signal."""

    def __init__(self, *args: Any, signal: int, **more: Any) -> None:
        super().__init__(*args, auto_id=f"{type(self).__name__.lower()}-{signal}-%s", **more)
        self.signal = signal


class StatementForm(SignalAct):
    """The unit's own words."""

    text = LongField(label=_("The unit's own statement"))


class StandForm(SignalAct):
    """What department management chooses, and why (MR-46…51)."""

    look = Words(
        "The unit reads the stand and the reason. With no action the signal is closed; if the matter comes back, a new "
        "one is opened."
    )

    choice = forms.ChoiceField(
        label=_("Take a stand"),
        widget=forms.RadioSelect,
        initial=Stand.Choice.DIALOGUE,
        choices=[
            (Stand.Choice.DIALOGUE, _("Dialogue")),
            (Stand.Choice.INTERVENE, _("Intervene")),
            (Stand.Choice.NO_ACTION, _("No action")),
        ],
    )
    reason = LongField(label=_("Reason"), rows=2, max_length=400)


class InterveneForm(SignalAct):
    """Which freedom is limited, what ends it, and the last day that it holds (MR-46…51)."""

    look = Words("The unit's freedom is limited from today. It can be eased or ended later, and the record stays.")

    limits = forms.CharField(label=_("Which freedom is limited"), max_length=300)
    limits_money_moves = forms.BooleanField(label=_("The unit may not move money by itself meanwhile"), required=False)
    exit_criterion = forms.CharField(label=_("What ends it"), max_length=300)
    end = DayField(label=_("Last day"))
