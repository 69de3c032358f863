"""The form in which the ledger's codes get their units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from spelregler.apps.frames.pages.ledger.presenters import UnitChoice
from spelregler.apps.frames.queries.ledger_batches import MOST_CODES
from spelregler.apps.organisation.models import Unit
from spelregler.domain.money import Money
from spelregler.platform.forms import PlainForm

CodeRow = tuple[str, Money]
"""A code and its net cost."""


UNIT = "unit:"
"""What stands before the code in a field's name."""


def codes_sent(typed: Iterable[str]) -> list[str]:
    """The codes that the page showed when it was sent, by its fields' names."""
    return [name.removeprefix(UNIT) for name in typed if name.startswith(UNIT)][:MOST_CODES]


class CodesForm(PlainForm):
    """A unit for each code; a code left without one is left alone. A code that is also a unit's is suggested to it."""

    def __init__(self, *args: Any, rows: Sequence[CodeRow], units: Sequence[UnitChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = list(rows)
        choices = [("", _("Choose a unit")), *((unit.code, unit.words) for unit in units)]
        known = {unit.code for unit in units}
        for code, _amount in self.rows:
            label = _("Unit of the code %(code)s") % {"code": code}
            field = forms.ChoiceField(label=label, choices=choices, required=False)
            field.initial = code if code in known else ""
            field.widget.attrs["aria-label"] = label
            self.add(f"{UNIT}{code}", field)

    def lines(self) -> list[tuple[str, Money, forms.BoundField]]:
        """The rows of the table: code, net cost and the field of its unit."""
        return [(code, amount, self[f"{UNIT}{code}"]) for code, amount in self.rows]

    def clean(self) -> dict[str, Any]:
        """Something is chosen."""
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            raise ValidationError(_("Choose a unit for at least one code."))
        return said

    def chosen(self, units: Mapping[str, Unit]) -> dict[str, Unit]:
        """The unit of each code that was given one."""
        said = self.cleaned_data
        return {code: units[unit] for code, _amount in self.rows if (unit := said[f"{UNIT}{code}"])}
