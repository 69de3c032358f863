"""The forms by which a year that is over is put right. They read what is typed and nothing more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.goals.pages.forms import Choices, MinutedForm
from spelregler.platform.forms import ButtonForm, CodeField, FigureField, IdentityField


class NamedForm(ButtonForm):
    """What one of the forms below is about, known before it is made: its year, or the goal or target."""

    period_start = forms.CharField(required=False)
    year = forms.CharField(required=False)
    goal = CodeField(required=False)
    target = IdentityField(required=False)

    @property
    def year_text(self) -> str:
        """The year as it was sent, by itself or in the first month of a period."""
        return str(self.said("year") or self.said("period_start") or "")[:4]


class TargetForm(MinutedForm):
    """A body's decision that moves a target."""

    target = forms.ChoiceField(label=_("Target"))
    value = FigureField(label=_("New target"))
    reason = forms.CharField(label=_("Reason"), max_length=400)
    field_order = ("target", "value", "reason", "decided_on", "paragraph")

    def __init__(self, *args: Any, targets: Choices, **more: Any) -> None:
        super().__init__(*args, auto_id="target-%s", **more)
        self.targets = targets
        self.offer("target", targets)


class JudgementForm(MinutedForm):
    """How a goal went, judged anew; a body's by its decision."""

    goal = forms.ChoiceField(label=_("Goal"))
    level = forms.ChoiceField(label=_("Judgement"))
    reason = forms.CharField(label=_("Reason"), max_length=400)
    year = forms.CharField(widget=forms.HiddenInput)
    field_order = ("goal", "level", "reason", "decided_on", "paragraph")

    def __init__(self, *args: Any, goals: Choices, levels: Choices, year: int, **more: Any) -> None:
        super().__init__(*args, auto_id="judgement-%s", initial={"year": year}, **more)
        self.goals = goals
        self.offer("goal", goals)
        self.offer("level", levels)
