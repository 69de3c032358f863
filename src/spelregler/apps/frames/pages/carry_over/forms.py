"""The form of what is carried over: an amount for each place, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.apps.frames.pages.sheets import cell
from spelregler.apps.frames.queries.carry_over import Leftover
from spelregler.domain.frames.carry_over import CarryOverAmounts
from spelregler.domain.money import ZERO
from spelregler.domain.words import Pair
from spelregler.platform.forms import language_of_reader

NET, INVESTMENT = "net", "investment"


@dataclass(frozen=True)
class CarryLine:
    """One place: what it left, and its two fields."""

    row: Leftover
    net: forms.BoundField
    investment: forms.BoundField


class CarryForm(MinutesForm):
    """What the minutes say is carried over. A place left empty carries nothing."""

    def __init__(self, *args: Any, rows: Sequence[Leftover], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = list(rows)
        for row in self.rows:
            name = Pair(row.name, row.name_en).text(language_of_reader())
            self.add(f"{NET}:{row.code}", cell(f"{name}: {_('Net')}"))
            self.add(f"{INVESTMENT}:{row.code}", cell(f"{name}: {_('Investments')}"))
        self.order_fields([name for name in self.fields if ":" in name])

    def lines(self) -> list[CarryLine]:
        """The rows of the table."""
        return [CarryLine(row, self[f"{NET}:{row.code}"], self[f"{INVESTMENT}:{row.code}"]) for row in self.rows]

    def shares(self) -> dict[str, CarryOverAmounts]:
        """What was typed, by code."""
        said = self.cleaned_data
        return {
            row.code: CarryOverAmounts(said[f"{NET}:{row.code}"] or ZERO, said[f"{INVESTMENT}:{row.code}"] or ZERO)
            for row in self.rows
        }
