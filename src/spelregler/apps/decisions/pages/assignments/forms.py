"""What is told of an assignment: what was done, what came of it, and another day that its body has decided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, LongField, PlainForm


class ReportForm(PlainForm):
    """What was done, and what came of it where that is seen already."""

    look = Words("The assignment is reported back to the body that gave it, once.")

    result = LongField(label=_("What has been done"), max_length=1000)
    effect = LongField(
        label=_("What it has led to"),
        help_text=_("May be left empty and written when it is seen. Write no names."),
        max_length=1000,
        required=False,
    )


class EffectForm(PlainForm):
    """What came of it."""

    look = Words("What the assignment has led to is told once.")

    effect = LongField(label=_("What it has led to"), help_text=_("Write no names."), max_length=1000)


class LaterDayForm(MinutesForm):
    """The body's decision to give its assignment another day."""

    due_on = DayField(label=_("New day to report back by"))
