"""Whose field, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import DayField, SearchForm


class SinceForm(SearchForm):
    """The body, and the day that today is held against."""

    organ = forms.ChoiceField(label=_("Body"))
    fran = DayField(label=_("Since"))

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("organ", bodies)
