"""What is searched for in an order, and how a new version is begun."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.platform.forms import DayField, SearchForm, WordsField


class OrderSearch(SearchForm):
    """Some words of the types of decisions."""

    q = WordsField(label=_("Words in the order"), max_length=80)


class NewVersionForm(MinutesForm):
    """The decision that gave the version, the first day on which it holds, and whether it begins with today's rows."""

    look = None

    start = DayField(label=_("Holds from"))
    begins_with = forms.BooleanField(label=_("Begin with the rows of the order in force"), required=False, initial=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].required = False
