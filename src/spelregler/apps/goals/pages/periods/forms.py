"""The form that opens or locks a period. It reads what is typed and nothing more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.goals.pages.forms import Choices
from spelregler.domain.period import add_months
from spelregler.platform.forms import MonthField, PlainForm

ALL = "*"
"""Every department; no department has this code."""
OPEN, LOCK = "open", "lock"


class ScopeField(forms.ChoiceField):
    """One department, or all of them where none is said."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value) or ALL


class PeriodForm(PlainForm):
    """The first and last month, for whom and why. Which of the two it is, the button says."""

    period_start = MonthField(label=_("First month"))
    period_end = MonthField(label=_("Last month"))
    department = ScopeField(label=_("For"))
    reason = forms.CharField(label=_("Reason"), max_length=400)
    act = forms.ChoiceField(choices=[(OPEN, OPEN), (LOCK, LOCK)], widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, scopes: Choices, year: int, last: int = 12, within: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.scopes = scopes
        self.offer("department", [(code or ALL, name or str(_("all departments"))) for code, name in scopes])
        for name, month in (("period_start", 1), ("period_end", last)):
            self.fields[name].initial = f"{year}-{month:02}"
            if within:
                self.fields[name].widget.attrs |= {"min": f"{year}-01", "max": f"{year}-12"}

    @property
    def opens(self) -> bool:
        """Whether the period is to be opened, else locked."""
        return bool(self.cleaned_data["act"] == OPEN)

    @property
    def department_named(self) -> str:
        """The department as it was sent, before the form says whether it may be chosen; none for all of them."""
        named = str(self.data.get("department", ""))
        return "" if named == ALL else named

    @property
    def department_code(self) -> str:
        """The department's code; none where it is for all of them."""
        code: str = self.cleaned_data["department"]
        return "" if code == ALL else code

    @property
    def period(self) -> dict[str, Any]:
        """The period, half-open, and what is said about it."""
        said = self.cleaned_data
        return {
            "period_start": said["period_start"],
            "period_end": add_months(said["period_end"], 1),
            "opens": self.opens,
            "reason": said["reason"],
        }
