"""Which acts of the trail are looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import DayField, SearchForm

Choices = Sequence[tuple[str, str]]
LONGEST_WORDS = 100


class TrailSearch(SearchForm):
    """By who, in which role, what was done, with what, when and where."""

    vem = forms.CharField(label=_("Who"), max_length=LONGEST_WORDS)
    roll = forms.ChoiceField(label=_("Role"))
    gjorde = forms.ChoiceField(label=_("Did"))
    vad = forms.CharField(label=_("Concerning"), max_length=LONGEST_WORDS)
    fran = DayField(label=_("First day"))
    till = DayField(label=_("Last day"))

    def __init__(self, asked: Mapping[str, str], *, roles: Choices, acts: Choices, places: Choices) -> None:
        super().__init__(asked)
        self.offer("roll", [("", _("All")), *roles])
        self.offer("gjorde", [("", _("Anything")), *acts])
        if len(places) > 1:
            self.add("del", forms.ChoiceField(label=_("Department or body"), choices=[("", _("All")), *places]))

    @property
    def all_said(self) -> dict[str, str]:
        """What stands in each field."""
        return {name: self.said(name)[:LONGEST_WORDS] for name in self.fields}
