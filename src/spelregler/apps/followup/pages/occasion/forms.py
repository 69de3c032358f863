"""A section of an occasion's template, and which department's reports are listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.followup.models import Section
from spelregler.apps.followup.models.occasions import INSTRUCTION, TITLE
from spelregler.apps.followup.operations import SectionSaid
from spelregler.apps.followup.pages.words import FIGURES
from spelregler.platform.forms import LongField, PlainForm, SearchForm


class SectionForm(PlainForm):
    """Its title, what is to be written, and the figures beside it."""

    title = forms.CharField(label=_("Title"), max_length=TITLE)
    instruction = LongField(
        label=_("What is to be written?"),
        help_text=_("Stands above the field. Say how long it may be."),
        rows=3,
        max_length=INSTRUCTION,
        required=False,
    )
    figures = forms.ChoiceField(
        label=_("Figures beside the text"),
        help_text=_("They come from the records by themselves."),
        choices=[(each.value, said) for each, said in FIGURES.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, was: Section | None, **more: Any) -> None:
        begun = (
            {"title": was.title, "instruction": was.instruction, "figures": was.figures} if was else {"figures": "none"}
        )
        super().__init__(*args, initial=begun, **more)

    def said(self) -> SectionSaid:
        """What was typed, as the operation takes it."""
        return SectionSaid(**self.cleaned_data)


class DepartmentSearch(SearchForm):
    """Whose reports."""

    forvaltning = forms.ChoiceField(label=_("Department"))

    def __init__(self, *args: Any, departments: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("forvaltning", [("", _("All")), *departments])
