"""The forms of a plan: what is proposed in it, what decides it and what takes it up again. They only read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.goals.pages.forms import Choices, MinutedForm
from spelregler.platform.forms import DayField, FigureField, PlainForm


class ProposedForm(PlainForm):
    """What serves a goal above it, and the post that answers for it."""

    title = forms.CharField(label=_("What is to be achieved"), max_length=200)
    title_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    parents = forms.ChoiceField(label=_("Serves the goal"))
    owner = forms.ChoiceField(label=_("Owner"))

    def __init__(self, *args: Any, above: Choices, posts: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.above = above
        self.offer("parents", above)
        self.offer("owner", posts)


class GoalForm(ProposedForm):
    """A goal that is proposed, and what it is measured by where that is known (MR-13, MR-30)."""

    why = forms.CharField(label=_("Why"), max_length=400, required=False)
    indicator = forms.ChoiceField(label=_("Measured by"), required=False)
    target = FigureField(label=_("Target"), required=False)
    field_order = ("title", "title_en", "why", "parents", "owner", "indicator", "target")

    def __init__(self, *args: Any, measures: Choices, is_highest: bool, **more: Any) -> None:
        super().__init__(*args, auto_id="goal-%s", **more)
        self.offer("indicator", [("", str(_("not yet"))), *measures])
        if is_highest:
            del self.fields["parents"]


class ActionForm(ProposedForm):
    """An action that is proposed, done within the year of the plan (MR-25)."""

    due_on = DayField(label=_("Done by"))
    what = forms.CharField(widget=forms.HiddenInput, initial="action")
    field_order = ("title", "title_en", "parents", "owner", "due_on", "what")

    def __init__(self, *args: Any, year: int, **more: Any) -> None:
        super().__init__(*args, auto_id="action-%s", **more)
        self.fields["title"].label = _("What is to be done")
        self.fields["due_on"].widget.attrs |= {"min": f"{year}-01-01", "max": f"{year}-12-31"}


class EnterForm(MinutedForm):
    """The proposals that a body decided, with date and § from its minutes."""

    goals = forms.MultipleChoiceField(label=_("Proposals that the body decided"), widget=forms.CheckboxSelectMultiple)
    field_order = ("goals", "decided_on", "paragraph")

    def __init__(self, *args: Any, proposals: Choices, **more: Any) -> None:
        initial = {"goals": [code for code, _title in proposals]}
        super().__init__(*args, auto_id="enter-%s", initial=initial, **more)
        self.proposals = proposals
        self.offer("goals", proposals)


class DecideForm(PlainForm):
    """A manager decides the plan today; or enters the true day of what was decided before the start day."""

    decided_on = DayField(required=False)

    def __init__(self, *args: Any, before: str, **more: Any) -> None:
        super().__init__(*args, auto_id="decide-%s", **more)
        label = _("Decided before the start day %(day)s? The true day")
        self.fields["decided_on"].label = label % {"day": before}
        if not before:
            self.fields["decided_on"].widget = forms.HiddenInput()


class ReopenForm(PlainForm):
    """Why a decided plan is taken up again."""

    reason = forms.CharField(label=_("Reason"), max_length=400)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id="again-%s", **more)


class RollOverForm(PlainForm):
    """What of the year before is carried into the plan."""

    row = forms.MultipleChoiceField(label=_("Carried"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rows: Choices, **more: Any) -> None:
        super().__init__(*args, initial={"row": [key for key, _words in rows]}, **more)
        self.rows = rows
        self.offer("row", rows)
