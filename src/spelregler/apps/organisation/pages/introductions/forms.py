"""What is typed when an introduction has been held."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from spelregler.apps.organisation.pages.forms import RoomForm
from spelregler.platform.forms import DayField

NOBODY = gettext_lazy("Tick those who took part.")


class HeldForm(RoomForm):
    """Who took part, and on which day."""

    took_part = forms.MultipleChoiceField(
        label=gettext_lazy("Took part"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NOBODY, "invalid_choice": NOBODY},
    )
    held_on = DayField(label=gettext_lazy("Held on"))

    def __init__(self, *args: Any, among: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("took_part", among)
