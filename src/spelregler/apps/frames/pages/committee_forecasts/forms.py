"""The forms of a committee's own forecast, and of the decision that answers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.platform.forms import LongField, PlainForm, TkrField
from spelregler.ui import formatting


class CommitteeForecastForm(PlainForm):
    """What the committee's whole frame is expected to cost, with what is not shared out."""

    month = forms.TypedChoiceField(
        label=_("Outcome counted through"), help_text=_("The last month that the forecast builds on.")
    )
    amount = TkrField(label=_("Net cost for the whole year, tkr"))
    comment = LongField(label=_("Comment"), rows=2, max_length=400, required=False)

    def __init__(self, *args: Any, today: date, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("month", [(month, formatting.month_name(month, language)) for month in range(today.month, 0, -1)])
        asked: Any = self.fields["month"]
        asked.coerce = lambda month: date(today.year, int(month), 1)
        asked.initial = max(1, today.month - 1)


class AnswerForm(MinutesForm):
    """What the committee decided on its forecast: measures, or acceptance with a reason (MR-19)."""

    kind = forms.ChoiceField(
        label=_("What the committee decided"),
        widget=forms.RadioSelect,
        choices=[
            (Decision.Kind.MEASURES, _("Measures so that the frame is kept")),
            (Decision.Kind.ACCEPT_WITH_REASON, _("Accepts the deviation; the reason stands in the text")),
        ],
    )
    field_order = ("kind", "decided_on", "paragraph", "text")


class ChosenAnswerForm(PlainForm):
    """A decision that is in the register already."""

    decision = forms.TypedChoiceField(label=_("Decision in the register"))

    def __init__(self, *args: Any, decisions: Sequence[Decision], **more: Any) -> None:
        super().__init__(*args, **more)
        known = {str(each.pk): each for each in decisions}
        asked: Any = self.fields["decision"]
        asked.coerce = known.__getitem__
        self.offer("decision", [(pk, f"{each}: {each.title}") for pk, each in known.items()])
