"""Which decision is passed on, by whom to whom and from when; and from when it is no longer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.delegation.models import OrderRow
from spelregler.apps.organisation.models import Post
from spelregler.platform.forms import DayField, PlainForm


class PassOnForm(PlainForm):
    """A type that may be passed on, and the two posts."""

    code = forms.ChoiceField(label=_("Type of decision"))
    giver = forms.ChoiceField(label=_("Passed on by"))
    taker = forms.ChoiceField(label=_("Passed on to"))
    start = DayField(label=_("Holds from"))

    def __init__(
        self,
        *args: Any,
        rows: Iterable[OrderRow],
        givers: Iterable[Post],
        takers: Iterable[Post],
        acting_role: ActingRole,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.posts = {each.code: each for each in [*takers, *givers]}
        first = _now("The order in force lets nothing be passed on.")
        self.offer("code", [(each.code, f"{each.code} {each.title}") for each in rows], first=first)
        for name, posts in (("giver", givers), ("taker", takers)):
            named = [(each.code, acting_role.say(each.title, each.title_en)) for each in posts]
            self.offer(name, named if len(named) == 1 else [("", _now("Choose a post")), *named])

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, with the posts themselves."""
        told = self.cleaned_data
        return told | {name: self.posts[told[name]] for name in ("giver", "taker")}


class EndForm(PlainForm):
    """The first day on which it holds no longer."""

    end = DayField(label=_("Holds no longer from"))
