"""The form of a reprioritisation: new frames, the decision, and what it is to lead to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.apps.frames.pages.sheets import cell
from spelregler.domain.money import Money
from spelregler.domain.words import Pair
from spelregler.platform.forms import language_of_reader

Held = tuple[str, Pair, Money]
"""Code, names and frame now."""


class ReprioritiseForm(MinutesForm):
    """What the minutes say of new frames. A frame left empty is not changed."""

    expected = forms.CharField(label=gettext_lazy("What it is to lead to"), max_length=300)

    def __init__(self, *args: Any, held: Sequence[Held], **more: Any) -> None:
        super().__init__(*args, **more)
        self.held = list(held)
        for code, name, _amount in self.held:
            self.add(f"new:{code}", cell(f"{name.text(language_of_reader())}: {_('After')}"))
        self.order_fields([name for name in self.fields if ":" in name])

    def lines(self) -> list[tuple[Pair, Money, forms.BoundField]]:
        """The rows of the table: name, frame now, and the field of the frame after."""
        return [(name, amount, self[f"new:{code}"]) for code, name, amount in self.held]

    def changes(self) -> dict[str, Money]:
        """The new frames that were typed, by code."""
        found = {code: self.cleaned_data[f"new:{code}"] for code, _name, _amount in self.held}
        return {code: amount for code, amount in found.items() if amount is not None}
