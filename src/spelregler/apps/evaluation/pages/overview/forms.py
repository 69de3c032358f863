"""What of the assessments is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import SearchForm
from spelregler.platform.overrulings import PLACE_IN_ADDRESS

KINDS = (
    ("municipality", _("The municipality")),
    ("committee", _("Committees")),
    ("department", _("Departments")),
    ("unit", _("Units")),
)


class AssessmentSearch(SearchForm):
    """Of which rule, and about which kind of place."""

    regel = forms.ChoiceField(label=_("Rule"))
    plats = forms.ChoiceField(label=_("Concerns"))

    def __init__(self, *args: Any, rules: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("regel", [("", _("All")), *rules])
        self.offer("plats", [("", _("All")), *((PLACE_IN_ADDRESS[kind], label) for kind, label in KINDS)])
