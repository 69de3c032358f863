"""The forms of sound financial management: a year's figures, and what the council has decided of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import MinutesForm
from spelregler.apps.frames.models import DeficitDecision, SoundJudgement, YearFigures
from spelregler.domain.frames.balance import YEARS_TO_RESTORE, YearResult
from spelregler.domain.money import ZERO, Money
from spelregler.platform.forms import PercentField, PlainForm, TkrField, YearField

AMOUNTS = {
    "result": gettext_lazy("The year's result (a deficit with a minus)"),
    "realised_gains": gettext_lazy("All realised gains"),
    "gains_excepted": gettext_lazy("of which excepted"),
    "losses_excepted": gettext_lazy("Realised losses excepted"),
    "unrealised": gettext_lazy("Unrealised change in securities"),
    "unrealised_returned": gettext_lazy("Returned from earlier years"),
    "to_reserve": gettext_lazy("To the result reserve"),
    "from_reserve": gettext_lazy("From the result reserve"),
    "reserve_before": gettext_lazy("The reserve before the year"),
    "taxes_and_grants": gettext_lazy("Taxes and general grants"),
}
"""The amounts of a year, as `YearResult` calls them; all but the result may be left empty."""


class FiguresForm(PlainForm):
    """A year's figures with their source."""

    year = YearField(label=gettext_lazy("Year"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What they are"),
        choices=[
            (YearFigures.Kind.OUTCOME, gettext_lazy("outcome")),
            (YearFigures.Kind.FORECAST, gettext_lazy("forecast")),
            (YearFigures.Kind.BUDGET, gettext_lazy("budget")),
        ],
    )
    equity_is_negative = forms.BooleanField(
        label=gettext_lazy("Own capital with the whole pension liability is negative"), required=False
    )
    goals_met_pct = PercentField(
        label=gettext_lazy("Share of goals met, per cent, where the goals are not in the register"),
        min_value=0,
        max_value=100,
        decimal_places=1,
        required=False,
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200)
    field_order = ("year", "kind", *AMOUNTS)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="figures_%s", **more)
        for name, label in AMOUNTS.items():
            self.add(name, TkrField(label=f"{label}, tkr", required=name == "result"))
        self.order_fields(self.field_order)

    def figures(self) -> YearResult:
        """What was typed; an amount left empty is nothing."""
        said = self.cleaned_data
        amounts = {name: said[name] or ZERO for name in AMOUNTS}
        return YearResult(year=said["year"], equity_is_negative=said["equity_is_negative"], **amounts)


class TargetForm(MinutesForm):
    """The council's financial target for a year."""

    year = YearField(label=gettext_lazy("Year"))
    target_pct = PercentField(
        label=gettext_lazy("The result, per cent of taxes and general grants"),
        min_value=-100,
        max_value=100,
        decimal_places=1,
    )
    field_order = ("year", "target_pct")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="target_%s", **more)


class DeficitForm(MinutesForm):
    """The council's plan to restore a deficit year by year, or its special reasons not to."""

    year = YearField(label=gettext_lazy("The deficit's year"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What was decided"),
        widget=forms.RadioSelect,
        choices=[
            (DeficitDecision.Kind.PLAN, gettext_lazy("A plan")),
            (DeficitDecision.Kind.EXCEPTION, gettext_lazy("Special reasons")),
        ],
        initial=DeficitDecision.Kind.PLAN,
    )
    step_1 = TkrField(label=gettext_lazy("First year after, tkr"), required=False)
    step_2 = TkrField(label=gettext_lazy("Second year, tkr"), required=False)
    step_3 = TkrField(label=gettext_lazy("Third year, tkr"), required=False)
    amount = TkrField(label=gettext_lazy("Not to be restored, tkr (special reasons only)"), required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=400)
    field_order = ("year", "kind", "step_1", "step_2", "step_3", "amount", "reason")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="deficit_%s", **more)

    def clean(self) -> dict[str, Any]:
        """Special reasons tell how much is not restored."""
        said = super().clean() or {}
        if said.get("kind") == DeficitDecision.Kind.EXCEPTION and said.get("amount", ZERO) is None:
            self.add_error("amount", _("Write how much of the deficit is not to be restored."))
        return said

    @property
    def is_exception(self) -> bool:
        """Whether the council has special reasons."""
        return bool(self.cleaned_data["kind"] == DeficitDecision.Kind.EXCEPTION)

    def steps(self) -> dict[int, Money]:
        """What each of the years that follow restores; one left empty restores nothing."""
        said = self.cleaned_data
        found = {said["year"] + after: said[f"step_{after}"] for after in range(1, YEARS_TO_RESTORE + 1)}
        return {year: amount for year, amount in found.items() if amount is not None}


VERDICTS = [
    (SoundJudgement.Verdict.MET, gettext_lazy("met")),
    (SoundJudgement.Verdict.NOT_MET, gettext_lazy("not met")),
]


class JudgementForm(MinutesForm):
    """The council's own judgement of both sides, each with its reason."""

    year = YearField(label=gettext_lazy("Year"))
    financial = forms.ChoiceField(label=gettext_lazy("The financial side"), widget=forms.RadioSelect, choices=VERDICTS)
    financial_reason = forms.CharField(label=gettext_lazy("Reason"), max_length=400)
    operational = forms.ChoiceField(
        label=gettext_lazy("The operational side"), widget=forms.RadioSelect, choices=VERDICTS
    )
    operational_reason = forms.CharField(label=gettext_lazy("Reason"), max_length=400)
    field_order = ("year", "financial", "financial_reason", "operational", "operational_reason")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="judgement_%s", **more)

    def sides(self) -> dict[str, str]:
        """Both sides as they were judged."""
        names = ("financial", "financial_reason", "operational", "operational_reason")
        return {name: self.cleaned_data[name] for name in names}
