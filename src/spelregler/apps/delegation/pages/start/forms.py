"""What an official wants to decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import SearchForm, WordsField


class MayIForm(SearchForm):
    """A few words about the decision, in every order or one body's."""

    q = WordsField(label=_("What is to be decided?"), max_length=80)
    organ = forms.ChoiceField(label=_("Body"))

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("organ", [("", _("All")), *bodies])
