"""The forms of everybody's way in: to whom links are given, and which directory account is whose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from spelregler.apps.identity.matching import Attribute
from spelregler.apps.start.operations.accounts import Unmatched
from spelregler.domain import reading
from spelregler.domain.words import Words
from spelregler.platform.forms import PlainForm, SearchForm


class LinksForm(PlainForm):
    """To those who have been given none, or also anew to those who have."""

    look = Words(
        "Links are made now, to be mailed or printed. One that is sent is not called back; a new link stops it."
    )

    again = forms.BooleanField(
        label=_("New links for them too: their earlier links and letters stop working"), required=False
    )


class AttributeSearch(SearchForm):
    """By what the directory's accounts are matched with persons."""

    efter = forms.ChoiceField(
        label=_("Match by"),
        choices=[
            (Attribute.EMAIL, _("e-mail address")),
            (Attribute.USER_NAME, _("user name = the person's code")),
            (Attribute.NUMBER, _("the directory's own number = the person's code")),
        ],
    )


def pair_of(each: Unmatched) -> str:
    """An account and whose it is, as the form sends it."""
    return f"{each.account}:{each.person}"


class MatchForm(PlainForm):
    """The directory accounts to match, each with the person that the attribute points at."""

    pair = forms.MultipleChoiceField(
        label=_("Account"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick those that are to be matched.")},
    )

    def __init__(self, *args: Any, unmatched: Sequence[Unmatched], **more: Any) -> None:
        offered = [(pair_of(each), each.name) for each in unmatched if each.person]
        super().__init__(*args, initial={"pair": [pair for pair, _name in offered]}, **more)
        self.offer("pair", offered)

    def rows(self, unmatched: Sequence[Unmatched]) -> list[tuple[Unmatched, BoundWidget | None]]:
        """Each account with its box, where somebody was found; all are ticked until somebody has chosen."""
        boxes = self.boxes("pair")
        return [(each, boxes.get(pair_of(each))) for each in unmatched]

    @property
    def pairs(self) -> list[tuple[int, str]]:
        """The number of each account with the code of its person."""
        parted = [each.partition(":") for each in self.cleaned_data["pair"]]
        return [(reading.identity(number), code) for number, _colon, code in parted]
