"""Which news the body was told of, when, how and where; and what was recorded by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.followup.models import NewsTold
from spelregler.apps.followup.models.news import WHERE
from spelregler.apps.followup.operations import ToldSaid
from spelregler.domain.bad_news import News, Way
from spelregler.platform.forms import DayField, PlainForm

WAYS = {
    Way.REPORT: _("by a report"),
    Way.DECISION: _("by the body's own decision"),
    Way.MEETING: _("at a meeting"),
    Way.MAIL: _("by mail or letter"),
    Way.QUESTION: _("in an answer to a question"),
}
"""How a body was told."""


class ToldForm(PlainForm):
    """The body was told, by other than a report."""

    news = forms.ChoiceField(label=_("What was the body told of?"))
    told_on = DayField(label=_("On which day?"))
    way = forms.ChoiceField(
        label=_("How?"), widget=forms.RadioSelect, choices=[(each, WAYS[Way(each)]) for each in NewsTold.Way.values]
    )
    where = forms.CharField(
        label=_("Where can it be read?"), help_text=_("The meeting and item, or the letter's number."), max_length=WHERE
    )

    def __init__(self, *args: Any, found: Sequence[tuple[News, str]], **more: Any) -> None:
        super().__init__(*args, initial={"way": NewsTold.Way.MEETING}, **more)
        self.found = {key_of(each): each for each, _said in found}
        self.offer("news", [(key_of(each), said) for each, said in found])

    def chosen(self) -> News:
        """The news that was chosen."""
        return self.found[self.cleaned_data["news"]]

    def said(self) -> ToldSaid:
        """What was typed, as the operation takes it."""
        return ToldSaid(**{name: self.cleaned_data[name] for name in ("told_on", "way", "where")})


def key_of(each: News) -> str:
    """A news among the body's."""
    return f"{each.kind}:{each.known_on}:{each.code}"


class WithdrawToldForm(PlainForm):
    """What was wrong."""

    reason = forms.CharField(label=_("What was wrong?"), max_length=400)
