"""An occasion of reporting, as it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spelregler.apps.followup.models.occasions import TITLE
from spelregler.apps.followup.operations import OccasionSaid
from spelregler.apps.followup.pages.words import KINDS
from spelregler.apps.organisation.models import Body
from spelregler.domain.reports import Kind
from spelregler.platform.forms import CodeField, DayField, PlainForm


class OccasionForm(PlainForm):
    """What is to be reported, of which period, and by when on each level."""

    kind = forms.ChoiceField(label=_("What is reported?"), choices=[(each.value, said) for each, said in KINDS.items()])
    title = forms.CharField(label=_("Title"), max_length=TITLE)
    first = DayField(label=_("From and including"))
    last = DayField(label=_("To and including"))
    units_by = DayField(label=_("The units' last day"))
    due_on = DayField(label=_("The departments' last day to their bodies"))
    committees_by = DayField(
        label=_("The committees' last day to the executive board"),
        help_text=_("Leave empty where the committees give no report of their own."),
        required=False,
    )
    top = forms.ChoiceField(
        label=_("Body that gets the report of the whole municipality"),
        help_text=_("Leave empty where only the committees get reports."),
        required=False,
    )
    top_by = DayField(label=_("Last day for that report"), required=False)
    event = CodeField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, tops: Iterable[Body], begun: Mapping[str, Any], language: str, **more: Any) -> None:
        super().__init__(*args, initial=dict(begun), **more)
        self.tops = {each.code: each for each in tops}
        names = [
            (each.code, each.name if language == "sv" else each.name_en or each.name) for each in self.tops.values()
        ]
        self.offer("top", [("", gettext("No body")), *names])

    def said(self) -> OccasionSaid:
        """What was typed, as the operation takes it."""
        told = self.cleaned_data
        return OccasionSaid(**told | {"kind": Kind(told["kind"]), "top": self.tops.get(told["top"])})
