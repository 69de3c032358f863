"""What is said of a copy of a package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import PlainForm


class CopyForm(PlainForm):
    """The name of the municipality's own package."""

    new_name = forms.CharField(
        label=_("Name of your own package"),
        help_text=_("Small letters a–z, figures and hyphens, for example strandby."),
        max_length=40,
    )


class CopyOfForm(CopyForm):
    """The same, of one of several."""

    name = forms.ChoiceField(label=_("Copy"))
    field_order = ("name",)

    def __init__(self, *args: Any, packages: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("name", packages)
