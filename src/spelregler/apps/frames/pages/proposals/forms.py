"""The forms of a proposed budget: begun, filled in, answered with what it leads to, and adopted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.apps.frames.models import Proposal
from spelregler.apps.frames.pages.proposals.presenters import SheetRow
from spelregler.apps.frames.pages.sheets import cell
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames.proposals import Amounts
from spelregler.domain.money import ZERO
from spelregler.platform.forms import LongField, PlainForm, SearchForm

COST, INCOME, INVESTMENT = KINDS = ("cost", "income", "investment")


class ShownForm(SearchForm):
    """Which proposals stand side by side."""

    v = forms.MultipleChoiceField(
        label=gettext_lazy("Show side by side, at most three"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, found: Iterable[Proposal], *, chosen: Iterable[Proposal]) -> None:
        super().__init__(MultiValueDict({"v": [str(each.pk) for each in chosen]}))
        version = _("version")
        self.offer("v", [(str(each.pk), f"{each.title}, {version} {each.version}") for each in found])


class DraftForm(PlainForm):
    """What a proposal is called; the council's also by which track it is decided, and whether it shows units."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    track = forms.ChoiceField(
        label=gettext_lazy("Track"),
        choices=[
            (Proposal.Track.AUTUMN, gettext_lazy("Autumn: decided in November")),
            (Proposal.Track.JUNE, gettext_lazy("June: decided in June")),
        ],
    )
    with_units = forms.BooleanField(label=gettext_lazy("Show units as well"), required=False)

    def __init__(self, *args: Any, is_council: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_council:
            del self.fields["track"], self.fields["with_units"]


@dataclass(frozen=True)
class SheetLine:
    """One place of the sheet: what stands saved, and its three fields."""

    row: SheetRow
    cost: forms.BoundField
    income: forms.BoundField
    investment: forms.BoundField


class SheetForm(PlainForm):
    """A year's amounts of a draft, place by place. One left empty is nothing."""

    def __init__(self, *args: Any, rows: Iterable[SheetRow], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = list(rows)
        words = {COST: _("Cost"), INCOME: _("Income"), INVESTMENT: _("Investments")}
        for row in self.rows:
            for kind, label in words.items():
                self.add(f"{kind}:{row.key}", cell(f"{row.label}: {label}", getattr(row, kind)))

    def lines(self) -> list[SheetLine]:
        """The rows of the sheet."""
        return [SheetLine(row, *(self[f"{kind}:{row.key}"] for kind in KINDS)) for row in self.rows]

    def amounts(self) -> dict[str, Amounts]:
        """What was typed, by place. A place that was not sent is left as it is."""
        return {
            row.key: Amounts(*(self.cleaned_data[f"{kind}:{row.key}"] or ZERO for kind in KINDS))
            for row in self.rows
            if f"{COST}:{row.key}" in self.data
        }


class NoteForm(PlainForm):
    """What a submitted proposal leads to, and for whom (MR-22)."""

    about = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    text = LongField(label=gettext_lazy("Consequence"), max_length=4000)

    def __init__(self, *args: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {body.code: body for body in bodies}
        named = [(code, body.name) for code, body in self.bodies.items()]
        self.offer("about", [("", _("The municipality as a whole")), *named])

    def clean_about(self) -> Body | None:
        """The body itself; None for the whole municipality."""
        return self.bodies.get(self.cleaned_data["about"])


class AdoptForm(MinutesForm):
    """The decision as the minutes have it; the council's with its special reasons where it came late."""

    special_reasons = forms.CharField(
        label=gettext_lazy("Special reasons, if decided in December"), max_length=300, required=False
    )

    def __init__(self, *args: Any, is_council: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_council:
            del self.fields["special_reasons"]
