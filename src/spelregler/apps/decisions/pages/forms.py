"""What the minutes say of a decision, as the secretary enters it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body
from spelregler.platform.forms import DayField, LongField, PlainForm, not_later


class MinutesForm(PlainForm):
    """Day, paragraph and text of a decision that has been taken."""

    decided_on = DayField(label=_("Day of decision"))
    paragraph = forms.CharField(label="§", max_length=12)
    text = LongField(label=_("Text of the decision"), rows=3, max_length=4000)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_decided_on(self) -> date:
        """The minutes tell of what has been."""
        day: date = self.cleaned_data["decided_on"]
        return not_later(day, self.today)


KIND_WORDS = {
    Decision.Kind.GOALS: _("Goals and plans"),
    Decision.Kind.FRAMES: _("Budget and frames"),
    Decision.Kind.MEASURES: _("Measures after a forecast"),
    Decision.Kind.REPRIORITISATION: _("Reprioritisation"),
    Decision.Kind.ACCEPT_WITH_REASON: _("A forecast accepted with a reason"),
    Decision.Kind.POLICY: _("Governing document"),
    Decision.Kind.EVALUATION: _("Evaluation"),
    Decision.Kind.OPEN_ASSIGNMENTS: _("The list of open assignments gone through"),
    Decision.Kind.OTHER: _("Something else"),
}


class DecisionForm(MinutesForm):
    """A decision that stands by itself, as the minutes have it."""

    body = forms.ChoiceField(label=_("Body"))
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is about"), choices=list(KIND_WORDS.items()), initial=Decision.Kind.OTHER)
    reference = forms.CharField(label=_("Case number"), max_length=40, required=False)
    field_order = ("body", "decided_on", "paragraph", "title", "text", "kind", "reference")

    def __init__(self, *args: Any, bodies: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {body.code: body for body in bodies}
        asked: Any = self.fields["body"]
        asked.choices = [(code, body.name) for code, body in self.bodies.items()]

    @property
    def decision(self) -> dict[str, Any]:
        """What was typed, with the body itself."""
        return self.cleaned_data | {"body": self.bodies[self.cleaned_data["body"]]}


class ReportForm(PlainForm):
    """What was done, and what came of it where that is seen already."""

    result = LongField(label=_("What has been done"), max_length=1000)
    effect = LongField(
        label=_("What it has led to"),
        help_text=_("May be left empty and written when it is seen. Write no names."),
        max_length=1000,
        required=False,
    )


class EffectForm(PlainForm):
    """What came of it."""

    effect = LongField(label=_("What it has led to"), help_text=_("Write no names."), max_length=1000)


class LaterDayForm(MinutesForm):
    """The body's decision to give its assignment another day."""

    due_on = DayField(label=_("New day to report back by"))
