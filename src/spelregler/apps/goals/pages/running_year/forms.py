"""The forms of a goal and an action while the year runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from spelregler.apps.goals.models import Action
from spelregler.apps.goals.pages.forms import Choices, MinutedForm
from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, FigureField, LongField, PlainForm, language_of_reader, not_later
from spelregler.ui.formatting import long_date


class JudgeForm(MinutedForm):
    """How a goal goes, and why it is judged so."""

    level = forms.ChoiceField(label=_("Judgement"))
    reason = LongField(label=_("Reason"), rows=3, max_length=400)
    field_order = ("level", "reason", "decided_on", "paragraph")

    def __init__(self, *args: Any, levels: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("level", levels)


class AimForm(MinutedForm):
    """An indicator of the goal, and what it is to reach in the year."""

    indicator = forms.ChoiceField(label=_("Measure"))
    value = FigureField(label=_("Target value"), help_text=_("Write the target as 85 or 7.5."))
    field_order = ("indicator", "value", "decided_on", "paragraph")

    def __init__(self, *args: Any, measures: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("indicator", measures)


class CoordinatorForm(MinutedForm):
    """The body that holds a shared goal together, and the decision that named it."""

    coordinator = forms.ChoiceField(label=_("Coordinating body"))
    decider = forms.ChoiceField(label=_("Decided by"))
    field_order = ("coordinator", "decider", "decided_on", "paragraph")

    def __init__(self, *args: Any, coordinators: Choices, deciders: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("coordinator", coordinators)
        self.offer("decider", deciders)


class FinishForm(PlainForm):
    """An action is done, and what it led to."""

    look = Words("The action is done, and is not begun again.")

    done_on = DayField(label=_("Done on"))
    effect = LongField(label=_("What it led to"), rows=3, max_length=400, required=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_done_on(self) -> date:
        """It has been done."""
        return not_later(self.cleaned_data["done_on"], self.today)


class ServingForm(PlainForm):
    """The goals one level above that a row serves; without any to choose among the field is left out."""

    parents = forms.MultipleChoiceField(
        label=_("Serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The goals one level above."),
    )

    def __init__(self, *args: Any, above: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("parents", above)
        if not above:
            del self.fields["parents"]


class ProposalForm(ServingForm):
    """The words of a proposed goal, and the goals above that it serves."""

    title = forms.CharField(label=_("Goal"), max_length=200)
    title_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    why = LongField(label=_("Why"), rows=2, max_length=400, required=False)
    field_order = ("title", "title_en", "why", "parents")


class RevisedForm(ServingForm):
    """What a row of a plan serves, and where the plan is decided, why it changes."""

    reason = LongField(label=_("Reason"), rows=2, max_length=190)
    field_order = ("title", "title_en", "due_on", "parents", "reason")

    def __init__(self, *args: Any, is_decided: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_decided:
            del self.fields["reason"]


class RevisedActionForm(RevisedForm):
    """The words of an action, the day it is to be done by and the goals it serves."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    title_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    due_on = DayField(label=_("Done by"))

    def __init__(self, *args: Any, action: Action, **more: Any) -> None:
        super().__init__(*args, **more)
        if "parents" in self.fields:
            self.fields["parents"].required = not action.statutory_duty
            self.fields["parents"].help_text = _("The goals of the plan that it is done for.")
        self.first, self.last = action.start, date(action.start.year, 12, 31)

    def clean_due_on(self) -> date:
        """A plan's action is done within its year, and not before it begins."""
        day: date = self.cleaned_data["due_on"]
        if not self.first <= day <= self.last:
            first, last = (long_date(each, language_of_reader()) for each in (self.first, self.last))
            raise ValidationError(
                _("Choose a day from %(first)s to %(last)s, in the year of the plan.") % {"first": first, "last": last}
            )
        return day
