"""The forms in which a decided budget is entered: a line for each committee, or for each of a committee's units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.apps.frames.operations import Given
from spelregler.apps.frames.pages.sheets import cell
from spelregler.apps.frames.queries.budget_places import GivenTo
from spelregler.apps.organisation.models import Unit
from spelregler.domain.money import ZERO
from spelregler.domain.words import Pair
from spelregler.platform.forms import DayField, TkrField, language_of_reader

NET, INCOME, INVESTMENT = "net", "income", "investment"


@dataclass(frozen=True)
class SheetLine:
    """One place of the form with its three fields."""

    name: str
    name_en: str
    inside: Unit | None
    cells: list[forms.BoundField]


class SplitForm(MinutesForm):
    """What a decision gives each place. A line left empty gives nothing, or lets what holds already stand."""

    starts_on = DayField(label=gettext_lazy("Holds from, if later than the decision"), required=False)

    def __init__(self, *args: Any, places: Sequence[GivenTo], **more: Any) -> None:
        self.places = list(places)
        super().__init__(*args, **more)
        words = {NET: _("Net cost"), INCOME: _("of which income"), INVESTMENT: _("Investments")}
        for given in self.places:
            held = given.held
            now = {NET: held.net, INCOME: held.income, INVESTMENT: held.investment or None} if held else {}
            name = Pair(given.place.name, given.place.name_en).text(language_of_reader())
            for kind, label in words.items():
                self.add(f"{kind}:{given.place.code}", cell(f"{name}: {label}", now.get(kind)))

    def lines(self) -> list[SheetLine]:
        """The rows of the sheet."""
        kinds = (NET, INCOME, INVESTMENT)
        return [
            SheetLine(
                each.place.name, each.place.name_en, each.inside, [self[f"{kind}:{each.place.code}"] for kind in kinds]
            )
            for each in self.places
        ]

    def clean(self) -> dict[str, Any]:
        """Income lies in a net cost that is told, and neither it nor investments have a minus."""
        said = super().clean() or {}
        for each in self.places:
            code = each.place.code
            net, income, investment = (said.get(f"{kind}:{code}") for kind in (NET, INCOME, INVESTMENT))
            if net is None and (income or investment):
                self.add_error(f"{NET}:{code}", _("Write the net cost as well; it may be 0."))
            for kind, amount in ((INCOME, income), (INVESTMENT, investment)):
                if amount is not None and amount < ZERO:
                    self.add_error(f"{kind}:{code}", _("Write the amount without a minus sign."))
        return said

    def given(self) -> dict[Any, Given]:
        """What was typed, by body or unit; a place without a net cost is left out."""
        said = self.cleaned_data
        return {
            each.place: Given(net, said[f"{INCOME}:{each.place.code}"], said[f"{INVESTMENT}:{each.place.code}"] or ZERO)
            for each in self.places
            if (net := said[f"{NET}:{each.place.code}"]) is not None
        }


class BudgetForm(SplitForm):
    """The council's budget of a year: its total, finance, and every committee's frame (MR-18)."""

    total = TkrField(label=gettext_lazy("The council's total, net"))
    finance = TkrField(label=gettext_lazy("Finance and what is held centrally, net"), required=False)
    reasons = forms.CharField(
        label=gettext_lazy("Special reasons, if decided in December"), max_length=300, required=False
    )

    def __init__(self, *args: Any, is_running: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if is_running:  # the law's last day concerns a year that has not begun
            del self.fields["reasons"]
