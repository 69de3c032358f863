"""The form in which something entered by mistake is undone: why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.organisation.pages.forms import RoomForm


class UndoForm(RoomForm):
    """Why it is undone."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)
