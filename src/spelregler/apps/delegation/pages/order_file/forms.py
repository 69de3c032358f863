"""The decision that gave the order, and its table."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.platform.forms import DayField
from spelregler.platform.table_files import TableField


class OrderFileForm(MinutesForm):
    """Day, paragraph and text, the first day on which it holds, and the table."""

    look = None

    start = DayField(label=_("Holds from"))
    file = TableField(help_text=_("Excel or CSV, at most 20 MB. Only the first sheet is read."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].required = False
