"""What is typed of a scan, and of how it was used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import named
from spelregler.apps.followup.models.scans import TEXT, TITLE
from spelregler.apps.followup.operations import Seen
from spelregler.apps.organisation.models import Body
from spelregler.platform.attachments.fields import AttachedField
from spelregler.platform.forms import DayField, LongField, PlainForm, YearField

WHOLE = "kommunen"
"""How the whole municipality is sent, which no body is called."""


class PlaceForm(PlainForm):
    """A form in which it is told whose it is."""

    place = forms.ChoiceField(label=_("Whose is it?"))

    def __init__(self, *args: Any, places: Sequence[Body | None], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {each.code if each else WHOLE: each for each in places}
        whole = gettext("The whole municipality")
        self.offer("place", [(code, named(each) if each else whole) for code, each in self.places.items()])

    @property
    def told_place(self) -> Body | None:
        """The body that was chosen; None is the whole municipality."""
        return self.places[self.cleaned_data["place"]]


class ScanForm(PlaceForm):
    """What was looked at, when, what was seen, and its file."""

    title = forms.CharField(label=_("What was looked at?"), max_length=TITLE)
    held_on = DayField(label=_("On which day?"))
    points = LongField(
        label=_("What was seen?"),
        help_text=_("The most important, a point a line. Everybody can read it."),
        rows=6,
        max_length=4 * TEXT,
    )
    file = AttachedField(label=_("The scan as a file"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["title", "held_on", "points", "file", "place"])

    def said(self) -> Seen:
        """What was typed, as the operation takes it."""
        told = self.cleaned_data
        return Seen(told["title"], told["held_on"], told["points"], told["file"])


class UseForm(PlaceForm):
    """Which body used it, in which year's goals and budget, and how."""

    year = YearField(label=_("In goals and budget for"))
    how = LongField(label=_("How was it used?"), help_text=_("Everybody can read it."), rows=3, max_length=TEXT)


class WithdrawForm(PlainForm):
    """What was wrong."""

    reason = LongField(label=_("What was wrong?"), rows=2, max_length=TEXT)
