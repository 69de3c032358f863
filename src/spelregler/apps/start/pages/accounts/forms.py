"""The forms of everybody's way in: to whom links are given, and which directory account is whose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.start.operations.accounts import Unmatched
from spelregler.domain import reading
from spelregler.platform.forms import PlainForm


class LinksForm(PlainForm):
    """To those who have been given none, or also anew to those who have."""

    again = forms.BooleanField(
        label=_("New links for them too: their earlier links and letters stop working"), required=False
    )


def pair_of(each: Unmatched) -> str:
    """An account and whose it is, as the form sends it."""
    return f"{each.account}:{each.person}"


class MatchForm(PlainForm):
    """The directory accounts to match, each with the person that the attribute points at."""

    pair = forms.MultipleChoiceField(
        label=_("Account"), error_messages={"required": _("Tick those that are to be matched.")}
    )

    def __init__(self, *args: Any, unmatched: Sequence[Unmatched], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("pair", [(pair_of(each), each.name) for each in unmatched if each.person])

    def rows(self, unmatched: Sequence[Unmatched]) -> list[tuple[Unmatched, str, bool]]:
        """Each account with what its box stands for and whether it is ticked; all are until somebody has chosen."""
        ticked = self["pair"].value() if self.is_bound else None
        return [(each, pair_of(each), ticked is None or pair_of(each) in ticked) for each in unmatched]

    @property
    def pairs(self) -> list[tuple[int, str]]:
        """The number of each account with the code of its person."""
        parted = [each.partition(":") for each in self.cleaned_data["pair"]]
        return [(reading.identity(number), code) for number, _colon, code in parted]
