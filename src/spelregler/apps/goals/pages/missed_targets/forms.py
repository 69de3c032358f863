"""The answer to a missed target. It reads what is typed and nothing more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.goals.pages.forms import Choices
from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, PlainForm


class AnswerForm(PlainForm):
    """The cause, and what is done about it, by whom and by when (MR-30)."""

    look = Words("The answer stands beside the missed target, and the action stands in the plan. It is answered once.")

    cause = forms.CharField(label=_("Cause"), max_length=400)
    action = forms.CharField(label=_("What is to be done"), max_length=200)
    owner = forms.ChoiceField(label=_("Owner"))
    due_on = DayField(label=_("Done by"))

    def __init__(self, *args: Any, posts: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("owner", posts)
