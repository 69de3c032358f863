"""Which two versions of the policy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import SearchForm


class CompareForm(SearchForm):
    """The earlier and the later."""

    fran = forms.ChoiceField(label=_("Earlier version"))
    till = forms.ChoiceField(label=_("Later version"))

    def __init__(self, *args: Any, versions: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        known = list(versions)
        self.offer("fran", known)
        self.offer("till", known)
