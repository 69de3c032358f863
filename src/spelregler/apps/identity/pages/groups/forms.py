"""The form of a decision on what a group gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.platform.forms import CodeField, DayField, PlainForm, not_later


class GroupForm(PlainForm):
    """Which group gives which post from when, and the decision behind it (MR-34)."""

    source = CodeField(label=_("Source (a provider's id, or scim)"), max_length=40)
    group = forms.CharField(label=_("Group"), max_length=200)
    post = forms.ChoiceField(label=_("Post"))
    start = DayField(label=_("From"))
    body = forms.ChoiceField(label=_("Decided by"))
    decided_on = DayField(label=_("Day of the decision"))
    paragraph = forms.CharField(label=_("Paragraph"), max_length=12)

    def __init__(
        self,
        *args: Any,
        posts: Sequence[tuple[str, str]],
        bodies: Sequence[tuple[str, str]],
        today: date,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.offer("post", posts)
        self.offer("body", bodies)
        self.today = today

    def clean_decided_on(self) -> date:
        """The decision has been taken."""
        day: date = self.cleaned_data["decided_on"]
        return not_later(day, self.today)
