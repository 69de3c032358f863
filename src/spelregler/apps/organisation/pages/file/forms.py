"""What is said when an organisation is brought in by file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.organisation.pages.forms import RoomForm
from spelregler.platform.forms import DayField
from spelregler.platform.table_files import TableField


class FileForm(RoomForm):
    """The file, the day from which what is held changes, and whether what has no row ends."""

    file = TableField(
        help_text=gettext_lazy("Excel or CSV, at most 20 MB and 200,000 rows. Only the first sheet is read.")
    )
    on = DayField(
        label=gettext_lazy("Changes hold from"),
        help_text=gettext_lazy("Where somebody sits, works or belongs elsewhere now, the old ends the day before."),
    )
    end_missing = forms.BooleanField(
        label=gettext_lazy("End what has no row in the file"),
        help_text=gettext_lazy(
            "Seats, appointments and employments of the kinds that the file has. Each is shown before it is stored."
        ),
        required=False,
    )
