"""What limits how units work, what it rests on, and when it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.domain.autonomy.how_limits import Ground
from spelregler.platform.forms import DayField, LongField, PlainForm

GROUND_CHOICES = [
    (Ground.LAW.value, _("A law")),
    (Ground.POLICY.value, _("An adopted policy")),
    (Ground.INTERVENTION.value, _("An open intervention")),
]
WHAT_HELP = _("A rule, an instruction or a routine: what the unit may not choose for itself. Write no names.")


class GroundForm(PlainForm):
    """What it rests on."""

    ground = forms.ChoiceField(label=_("What it rests on"), choices=GROUND_CHOICES, widget=forms.RadioSelect)
    rests_on = forms.CharField(
        label=_("Which law or policy"),
        help_text=_("With its paragraph or rule. Not needed for an intervention."),
        max_length=300,
        required=False,
    )


class LimitForm(GroundForm):
    """What limits, where, since when and on what ground."""

    where = forms.ChoiceField(label=_("Whom it limits"))
    what = LongField(label=_("What limits"), help_text=WHAT_HELP, rows=2, max_length=300)
    start = DayField(label=_("Holds from"))

    field_order = ("where", "what", "start", "ground", "rests_on")

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("where", places)
        if places:
            self.fields["where"].initial = places[0][0]


class LimitedForm(PlainForm):
    """What the unit says limits it."""

    what = LongField(label=_("What limits the unit"), help_text=WHAT_HELP, rows=2, max_length=300)


class EndForm(PlainForm):
    """The first day on which it limits nobody."""

    end = DayField(label=_("Limits nobody from"))
