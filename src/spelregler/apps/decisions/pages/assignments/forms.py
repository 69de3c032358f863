"""What is told of an assignment: what was done, what came of it, and another day that its body has decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import MinutesForm, titled
from spelregler.apps.organisation.models import Post
from spelregler.domain.words import Words
from spelregler.platform.forms import DayField, LongField, PlainForm


class ReportForm(PlainForm):
    """What was done, and what came of it where that is seen already."""

    look = Words("The body that gave the assignment gets the report. What is done in whole is reported back once.")

    result = LongField(label=_("What has been done"), max_length=1000)
    left = LongField(
        label=_("What is left"),
        help_text=_("Left empty: all is done. With words here the assignment stays open, with the day it has."),
        max_length=1000,
        required=False,
    )
    effect = LongField(
        label=_("What it has led to"),
        help_text=_("May be left empty and written when it is seen. Write no names."),
        max_length=1000,
        required=False,
    )


class EffectForm(PlainForm):
    """What came of it."""

    look = Words("What the assignment has led to is told once.")

    effect = LongField(label=_("What it has led to"), help_text=_("Write no names."), max_length=1000)


class LaterDayForm(MinutesForm):
    """The body's decision to give its assignment another day."""

    due_on = DayField(label=_("New day to report back by"))


class PassOnForm(PlainForm):
    """What a unit is to do, so that the assignment is carried out."""

    look = Words("The unit's manager gets the assignment at once. It cannot be taken back.")

    addressee = forms.ChoiceField(label=_("To"))
    text = forms.CharField(label=_("What the unit is to do"), max_length=300)
    due_on = DayField(label=_("Report to you by"))

    def __init__(self, *args: Any, posts: Sequence[Post], **more: Any) -> None:
        super().__init__(*args, **more)
        self.posts = {post.code: post for post in posts}
        self.offer("addressee", [(code, titled(post)) for code, post in self.posts.items()])

    @property
    def assignment(self) -> dict[str, Any]:
        """What was typed, with the post itself."""
        return self.cleaned_data | {"addressee": self.posts[self.cleaned_data["addressee"]]}


class UnitReportForm(PlainForm):
    """What the unit has done."""

    look = Words("The head of the department gets the report, once.")

    unit_result = LongField(label=_("What the unit has done"), help_text=_("Write no names."), max_length=1000)
