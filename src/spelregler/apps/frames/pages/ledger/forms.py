"""The forms of the ledger: a file to look at, a table's columns, the internal accounts, and the import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.frames.files.ledger_table import is_table
from spelregler.apps.frames.models import DimensionChoice, TableChoice
from spelregler.exchange import sheets, sie
from spelregler.platform.forms import CountField, PlainForm
from spelregler.platform.table_files import SentFileField

HIGHEST_DIMENSION = 9999
MONEY_UNITS = [("", _("Choose")), ("kr", "kr"), ("tkr", "tkr"), ("mnkr", "mnkr")]
HEADINGS = ("responsibility", "activity", "account", "month", "amount")


def _refuse_other_kinds(name: str, start: bytes) -> None:
    (sheets if is_table(name) else sie).refuse_other_kinds(start)


class FileForm(PlainForm):
    """The file, and which of its dimensions are whose; a dimension left empty is the one that is remembered."""

    file = SentFileField(
        label=_("SIE file, or a table as CSV or XLSX"),
        accept=".se,.si,.sie,.SE,.SI,.csv,.xlsx",
        refuse=_refuse_other_kinds,
    )
    responsibility = CountField(
        label=_("Dimension of responsibility"),
        help_text=_("The number that stands in the file after #DIM. Left empty: the one that was chosen last."),
        max_value=HIGHEST_DIMENSION,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    activity = CountField(
        label=_("Dimension of activity"),
        max_value=HIGHEST_DIMENSION,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, chosen: DimensionChoice | None = None, **more: Any) -> None:
        if chosen is not None:
            more["initial"] = {
                "responsibility": chosen.responsibility_dimension,
                "activity": chosen.activity_dimension,
            }
        super().__init__(*args, auto_id="file_%s", **more)


class TableForm(PlainForm):
    """Each heading as it stands in the file, the unit of its amounts and the sign of a cost."""

    responsibility = forms.CharField(label=_("Heading of the responsibility code"), max_length=80)
    activity = forms.CharField(label=_("Heading of the activity"), max_length=80, required=False)
    account = forms.CharField(label=_("Heading of the account"), max_length=80)
    month = forms.CharField(label=_("Heading of the month or day"), max_length=80)
    amount = forms.CharField(label=_("Heading of the amount"), max_length=80)
    money_unit = forms.ChoiceField(label=_("The amounts are in"), choices=MONEY_UNITS)
    sign = forms.ChoiceField(
        label=_("A cost is written"),
        choices=[("plus", _("without a sign, as in SIE")), ("minus", _("with a minus sign"))],
        required=False,
    )

    def __init__(self, *args: Any, chosen: TableChoice | None = None, **more: Any) -> None:
        if chosen is not None:
            known = {name: getattr(chosen, name) for name in (*HEADINGS, "money_unit")}
            more["initial"] = known | {"sign": "minus" if chosen.costs_are_negative else "plus"}
        super().__init__(*args, auto_id="table_%s", **more)

    def headings(self) -> dict[str, str]:
        """What each column is called."""
        return {name: self.cleaned_data[name] for name in HEADINGS}


class InternalForm(PlainForm):
    """The accounts that the units bill each other on; empty is none."""

    accounts = forms.CharField(label=_("Internal accounts, for example 391-399, 4990"), max_length=200, required=False)


class ImportForm(PlainForm):
    """What the plan that was looked at was made against."""

    against = forms.CharField(widget=forms.HiddenInput, required=False)
