"""The form of a record, its file, and how a draft becomes a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.registry.models import PlanRow
from spelregler.apps.registry.models.cases import LONGEST_GROUND, LONGEST_TITLE
from spelregler.apps.registry.operations import NewRecord
from spelregler.apps.registry.pages.cases.forms import GROUND_HELP
from spelregler.apps.registry.pages.disposal.forms import kinds_offered
from spelregler.apps.registry.pages.words import KIND_WORDS
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.attachments.fields import AttachedField
from spelregler.platform.attachments.store import bring
from spelregler.platform.forms import DayField, PlainForm


def _file_ground() -> forms.CharField:
    return forms.CharField(
        label=_("The file is to be reviewed, by"),
        max_length=LONGEST_GROUND,
        required=False,
        help_text=_("The law and paragraph. Whoever does not review it cannot open the file from the first moment."),
    )


class RecordForm(PlainForm):
    """A record on its way into the case."""

    kind = forms.ChoiceField(label=_("What it is"), choices=list(KIND_WORDS.items()), widget=forms.RadioSelect)
    dated = DayField(label=_("Day"), help_text=_("When it came in, was sent or was drawn up."))
    correspondent = forms.CharField(
        label=_("From or to"), max_length=120, required=False, help_text=_("Empty for what is drawn up within.")
    )
    subject = forms.CharField(label=_("What it is about"), max_length=LONGEST_TITLE)
    file = AttachedField(label=_("File"), required=False)
    file_ground = _file_ground()
    is_draft = forms.BooleanField(
        label=_("It is a draft"),
        required=False,
        help_text=_("A draft gets its number when it is drawn up. What has come in is never a draft."),
    )
    subject_ground = forms.CharField(
        label=_("The subject is to be reviewed, by"), max_length=LONGEST_GROUND, required=False, help_text=GROUND_HELP
    )
    correspondent_ground = forms.CharField(
        label=_("From or to is to be reviewed, by"), max_length=LONGEST_GROUND, required=False
    )

    def __init__(self, *args: Any, kinds: Sequence[PlanRow], **more: Any) -> None:
        super().__init__(*args, **more)
        if kinds:
            field = forms.ChoiceField(label=_("Kind by the disposal plan"), required=False)
            self.add("plan_code", field)
            self.offer("plan_code", kinds_offered(kinds))

    @property
    def new(self) -> NewRecord:
        """What was typed, with the file in the store."""
        said: dict[str, Any] = dict(self.cleaned_data)
        file = said.pop("file", None)
        return NewRecord(file=bring(file) if file else None, **said)


class DraftForm(PlainForm):
    """What of a draft may be changed."""

    dated = DayField(label=_("Day"))
    correspondent = forms.CharField(label=_("From or to"), max_length=120, required=False)
    subject = forms.CharField(label=_("What it is about"), max_length=LONGEST_TITLE)

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind

    @property
    def new(self) -> NewRecord:
        """What was typed."""
        said = self.cleaned_data
        day: date = said["dated"]
        return NewRecord(
            kind=self.kind, dated=day, correspondent=said["correspondent"], subject=said["subject"], is_draft=True
        )


class NewFileForm(PlainForm):
    """A file, or its next version."""

    file = AttachedField(label=_("File"))
    file_ground = _file_ground()


class DrawUpForm(PlainForm):
    """The draft becomes a record."""

    look: Bilingual | None = Words(
        "The record becomes a public record with its number, and is never changed after that. What is wrong in it is "
        "put right by another record."
    )


class ThrowAwayForm(PlainForm):
    """A draft is thrown away."""

    look: Bilingual | None = Words("The draft and its files are gone for good. It has no number, so none is missing.")
