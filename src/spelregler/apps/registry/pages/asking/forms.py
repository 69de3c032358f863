"""What a case is asked for about, and why none is registered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.registry.models.cases import LONGEST_TITLE
from spelregler.apps.registry.models.requests import DECLINED
from spelregler.apps.registry.operations import Occasion
from spelregler.apps.registry.pages.occasions import by_key, choices
from spelregler.domain.cycle import Occurrence
from spelregler.platform.forms import LongField, PlainForm


class AskForm(PlainForm):
    """What the case is to be about, and when the body is to decide on it."""

    title = forms.CharField(label=_("What it is about"), max_length=LONGEST_TITLE)
    occasion = forms.ChoiceField(
        label=_("Occasion of the year"),
        required=False,
        help_text=_("Where the case is about something that the body is to decide at a time of the year."),
    )

    def __init__(self, *args: Any, occasions: Sequence[Occurrence], language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.occasions = by_key(occasions)
        self.offer("occasion", choices(self.occasions, language))

    @property
    def asked(self) -> dict[str, Any]:
        """What was typed, as the operation takes it."""
        chosen = self.occasions.get(self.cleaned_data["occasion"])
        return {
            "title": self.cleaned_data["title"],
            "occasion": Occasion(chosen.event.id, chosen.planned_on) if chosen else None,
        }


class DeclineForm(PlainForm):
    """Why there is no case."""

    reason = LongField(label=_("Why there is no case"), rows=2, max_length=DECLINED)
