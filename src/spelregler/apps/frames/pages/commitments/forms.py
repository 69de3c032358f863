"""The form of a table of what is ordered and not yet booked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.frames.pages.ledger.forms import MONEY_UNITS
from spelregler.platform.forms import PlainForm
from spelregler.platform.table_files import TableField


class TableForm(PlainForm):
    """The table and the unit of its amounts, which a table does not say itself."""

    file = TableField(label=_("Excel or CSV, at most 20 MB"))
    money_unit = forms.ChoiceField(
        label=_("The amounts are in"),
        choices=MONEY_UNITS,
        error_messages={"required": _("Choose kr, tkr or mnkr; the table does not say it itself.")},
    )
