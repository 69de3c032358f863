"""A disposal plan and its rows, which kind a record is, and the act by which records go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import ParagraphForm
from spelregler.apps.decisions.pages.versions import VersionForm
from spelregler.apps.registry.models import PlanRow
from spelregler.apps.registry.models.disposal import CODE, KIND, NOTE
from spelregler.apps.registry.queries.disposal import Proposed
from spelregler.domain.disposal import MOST_YEARS, KindOfRecord
from spelregler.domain.words import Words
from spelregler.platform.forms import CountField, LongField, PlainForm, language_of_reader
from spelregler.ui import formatting


class PlanForm(VersionForm):
    """The decision that adopted the plan, the first day on which it holds, and whether it begins with today's rows."""

    begins_with = forms.BooleanField(label=_("Begin with the rows of the plan in force"), required=False, initial=True)


class KindForm(PlainForm):
    """A kind of record: for how long it is kept, and by which source."""

    code = forms.CharField(label=_("Code"), max_length=CODE, help_text=_("As the plan numbers it, for example 2.1."))
    title = forms.CharField(label=_("Kind of record"), max_length=KIND)
    years = CountField(
        label=_("Years it is kept"),
        required=False,
        max_value=MOST_YEARS,
        help_text=_("Whole years after the year in which the case was closed. Empty for what is preserved."),
    )
    note = LongField(
        label=_("Source"),
        rows=2,
        max_length=NOTE,
        required=False,
        help_text=_("Law, advice or reason, as the plan has it."),
    )

    @property
    def said(self) -> KindOfRecord:
        """What was typed, as it is judged."""
        return KindOfRecord(**self.cleaned_data)


class EnterPlanForm(PlainForm):
    """The plan is whole."""

    look = Words(
        "The plan counts from today, holds from its first day, and is changed no more. What is wrong in it is put "
        "right by a new plan."
    )


def kinds_offered(rows: Sequence[PlanRow]) -> list[tuple[str, str]]:
    """The rows of the plan in force, and that nobody knows."""
    return [("", _now("Not said: it is kept")), *((each.code, str(each)) for each in rows)]


class SayKindForm(PlainForm):
    """Which kind of record it is."""

    plan_code = forms.ChoiceField(label=_("Kind of record"), required=False)

    def __init__(self, *args: Any, rows: Sequence[PlanRow], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("plan_code", kinds_offered(rows))


class DisposeForm(ParagraphForm):
    """The records that go, and the decision by which they do."""

    look = Words(
        "Files, subjects, senders and receivers of the chosen records are taken away for good. Number, days, kind and "
        "the plan's row stay. It cannot be undone."
    )

    records = forms.MultipleChoiceField(label=_("Records"), widget=forms.CheckboxSelectMultiple)

    field_order = ("records", "decided_on", "paragraph")

    def __init__(self, *args: Any, proposed: Sequence[Proposed], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("records", [(str(each.record.pk), _told(each)) for each in proposed])
        self.fields["records"].initial = [str(each.record.pk) for each in proposed]

    @property
    def chosen(self) -> list[int]:
        """The keys of the records that were left ticked."""
        return [int(each) for each in self.cleaned_data["records"]]


def _told(each: Proposed) -> str:
    case, row = each.record.case_file, each.row
    day = formatting.short_date(case.closed_on, language_of_reader()) if case.closed_on else ""
    said = {"number": f"{case.number}–{each.record.number}", "kind": str(row), "day": day}
    return _now("%(number)s: %(kind)s, case closed %(day)s") % said
