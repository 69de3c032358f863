"""An assignment that is typed with the decision that gives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import ParagraphForm, titled
from spelregler.apps.followup.operations import AssignmentSaid
from spelregler.apps.organisation.models import Post
from spelregler.platform.forms import DayField, LongField


class AssigningForm(ParagraphForm):
    """The decision, and to whom it gives which assignment by when; nobody, where it gives none."""

    first: Sequence[str] = ()
    """The form's own fields, which stand before the decision."""

    addressee = forms.ChoiceField(
        label=_("Assignment to"), help_text=_("Only where the body gives an assignment."), required=False
    )
    text = LongField(label=_("What is to be done?"), rows=2, max_length=300, required=False)
    due_on = DayField(label=_("To be reported back by"), required=False)

    def __init__(self, *args: Any, posts: Sequence[Post], **more: Any) -> None:
        super().__init__(*args, **more)
        self.posts = {each.code: each for each in posts}
        self.offer("addressee", [("", gettext("Nobody")), *((each.code, titled(each)) for each in posts)])
        self.order_fields([*self.first, "decided_on", "paragraph", "addressee", "text", "due_on"])

    def clean(self) -> dict[str, Any]:
        """An assignment has somebody, words and a day."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("addressee"):
            for name in ("text", "due_on"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, gettext("This is needed where the body gives an assignment."))
        return told

    @property
    def asked(self) -> AssignmentSaid | None:
        """The assignment, once the form is valid."""
        told = self.cleaned_data
        post = self.posts.get(told["addressee"])
        return AssignmentSaid(post, told["text"], told["due_on"]) if post else None
