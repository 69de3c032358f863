"""What is written in a report, why it is returned or corrected, and what its body said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import ParagraphForm
from spelregler.apps.followup.models import Section, Text
from spelregler.apps.followup.models.reports import LONGEST, WHY
from spelregler.apps.followup.operations import ValuationSaid, Written
from spelregler.apps.followup.pages.assigning import AssigningForm
from spelregler.apps.followup.pages.words import OUTCOMES
from spelregler.domain.reports import Outcome
from spelregler.domain.words import Words
from spelregler.platform.forms import IdentityField, LongField, PlainForm

TEXT, VERSION = "text-", "version-"
"""What a section's two fields begin with."""


class WriteForm(PlainForm):
    """The sections, each with the version that the writer began from."""

    def __init__(
        self, *args: Any, sections: Sequence[Section], held: Mapping[int, Text], last: Mapping[str, str], **more: Any
    ) -> None:
        self.sections = sections
        begun: dict[str, Any] = {}
        for each in sections:
            text = held.get(each.pk)
            begun[f"{TEXT}{each.pk}"] = text.text if text else last.get(each.title, "")
            begun[f"{VERSION}{each.pk}"] = str((text.version if text else 0) + 1)
        super().__init__(*args, initial=begun, **more)
        for each in sections:
            field = LongField(label=each.title, help_text=each.instruction, rows=7, max_length=LONGEST, required=False)
            self.add(f"{TEXT}{each.pk}", field)
            self.add(f"{VERSION}{each.pk}", IdentityField(required=False))

    def said(self) -> list[Written]:
        """What was written in each section; the hidden field tells the version that it becomes."""
        told = self.cleaned_data
        return [
            Written(each, told[f"{TEXT}{each.pk}"], (told[f"{VERSION}{each.pk}"] or 0) - 1) for each in self.sections
        ]

    def rows(self) -> list[tuple[Section, forms.BoundField, forms.BoundField]]:
        """Each section with its two fields, in the template's order."""
        return [(each, self[f"{TEXT}{each.pk}"], self[f"{VERSION}{each.pk}"]) for each in self.sections]


class HandInForm(PlainForm):
    """Nothing is filled in."""

    look = Words(
        "Texts and figures are kept as they are today, and the level above gets them. What is wrong is corrected "
        "afterwards, and shown as a correction."
    )


class ReturnForm(PlainForm):
    """What is to be changed."""

    reason = LongField(
        label=_("What is to be changed?"), help_text=_("Whoever writes the report reads it."), max_length=WHY
    )


class CorrectForm(PlainForm):
    """What was wrong."""

    reason = LongField(
        label=_("What is wrong?"),
        help_text=_("It stands in the report when it is handed in again. What was handed in stays to be read."),
        max_length=WHY,
    )


class AdoptForm(ParagraphForm):
    """By which decision."""

    look = Words("The report goes on to the body above as it was handed in, and everybody reads it.")


class ValueForm(AssigningForm):
    """What the body said, by which decision, and what it asked for."""

    look = Words("It stands in the register as the body's decision, and everybody reads the report.")
    first = ("outcome", "reason")

    outcome = forms.ChoiceField(
        label=_("What did the body say?"),
        choices=[(each.value, said) for each, said in OUTCOMES.items()],
        widget=forms.RadioSelect,
    )
    reason = LongField(
        label=_("In its words"),
        help_text=_("What it asks, what is to be done, or why it accepts it."),
        max_length=WHY,
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["addressee"].help_text = _("Only where the body acts.")

    def said(self) -> ValuationSaid:
        """What was typed, as the operation takes it."""
        told = self.cleaned_data
        return ValuationSaid(Outcome(told["outcome"]), self.minuted, told["reason"], self.asked)
