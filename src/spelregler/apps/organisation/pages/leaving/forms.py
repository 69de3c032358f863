"""Handing on what somebody who leaves has owned. The form reads what is chosen and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from spelregler.platform.forms import ButtonForm, PlainForm


class ThingForm(ButtonForm):
    """Which thing is handed on, known before the form of its new owner is made."""

    thing = forms.CharField(max_length=200)


class HandOnForm(PlainForm):
    """One thing, and the post that is to have it: one row of the list."""

    thing = forms.CharField(widget=forms.HiddenInput, max_length=200)
    to = forms.ChoiceField()

    def __init__(self, *args: Any, key: str, title: str, takers: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, auto_id=f"{key.replace('/', '-')}-%s", initial={"thing": key}, **more)
        self.key = key
        self.offer("to", takers)
        self.fields["to"].label = _("New owner of %(title)s") % {"title": title}
        self.fields["to"].widget.attrs["aria-label"] = self.fields["to"].label
