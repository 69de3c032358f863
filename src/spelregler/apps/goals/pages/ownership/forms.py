"""Handing on what one answers for. The form reads what is chosen and nothing more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from spelregler.apps.goals.pages.forms import Choices
from spelregler.platform.forms import ButtonForm, CodeField, PlainForm


class ThingForm(ButtonForm):
    """Which thing is handed on, known before the form of its new owner is made."""

    kind = forms.CharField(max_length=12)
    code = CodeField()


class HandOnForm(PlainForm):
    """One thing, named by its kind and code, and the post that is to answer for it: one row of the list."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=12)
    code = CodeField(widget=forms.HiddenInput)
    to = forms.ChoiceField()

    def __init__(self, *args: Any, kind: str, code: str, title: str, takers: Choices, **more: Any) -> None:
        super().__init__(*args, auto_id=f"{kind}-{code}-%s", initial={"kind": kind, "code": code}, **more)
        self.offer("to", takers)
        self.fields["to"].label = _("New owner of %(title)s") % {"title": title}
        self.fields["to"].widget.attrs["aria-label"] = self.fields["to"].label
