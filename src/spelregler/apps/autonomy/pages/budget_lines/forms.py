"""The forms of a unit's own lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.autonomy.pages.line_rows import LineRow
from spelregler.platform.forms import PlainForm, TkrField

LONGEST_LABEL = 80


class LineForm(PlainForm):
    """A line of the unit's own, and what it has (MR-39)."""

    label = forms.CharField(label=gettext_lazy("Line"), max_length=LONGEST_LABEL)
    amount = TkrField(label=gettext_lazy("Amount, tkr"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="line-%s", **more)


class RenameForm(PlainForm):
    """Another name for one of the lines."""

    label = forms.CharField(max_length=LONGEST_LABEL)

    def __init__(self, *args: Any, line: LineRow, **more: Any) -> None:
        super().__init__(*args, auto_id=f"rename-{line.number}-%s", **more)
        self.number = line.number
        self.fields["label"].label = _("Another name for %(line)s") % {"line": line.label}
