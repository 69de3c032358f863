"""What the minutes say about packages and governing documents, as the secretary enters it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import ParagraphForm
from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.operations.governing_documents import Adopted
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.forms import DayField, PlainForm, not_later

PARAGRAPH = 12

DECIDING_OFFICIALS = (Words("The chief executive"), Words("The department head"))
"""Who besides a body may have decided a document beside the policy."""


class AdoptionForm(ParagraphForm):
    """The council's decision on a package, and the day from which it holds."""

    look: Bilingual | None = Words("The package judges from its day. Another takes its place by a new decision.")

    body = forms.ChoiceField(label=_("Decided by"))
    start = DayField(label=_("Holds from"), required=False, help_text=_("The day of the decision, if left empty."))
    field_order = ("body", "decided_on", "paragraph", "start")

    def __init__(self, *args: Any, councils: Sequence[Body], today: date, **more: Any) -> None:
        super().__init__(*args, today=today, **more)
        self.offer("body", [(each.code, each.name) for each in councils])


class VersionForm(PlainForm):
    """One version of a governing document, with its decision."""

    version = forms.CharField(label=_("Version"), max_length=20, help_text=_("Often the year, such as 2024."))
    body = forms.ChoiceField(label=_("Decided by"))
    decided_on = DayField(label=_("Day of decision"))
    paragraph = forms.CharField(label="§", max_length=PARAGRAPH)
    start = DayField(label=_("Holds from"))
    end = DayField(
        label=_("Ceases to hold on"),
        required=False,
        help_text=_("Left empty it holds until the next version begins."),
    )
    reviewed_on = DayField(label=_("Last reviewed on"), required=False)
    review_by = DayField(
        label=_("Next review by"),
        required=False,
        help_text=_("Where a day is set. It is never later than the rule's own limit."),
    )
    owner = forms.CharField(label=_("Who keeps it in order"), max_length=120, required=False)

    def __init__(self, *args: Any, bodies: Sequence[str], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.offer("body", [(each, each) for each in bodies])

    def clean_decided_on(self) -> date:
        """The minutes tell of what has been."""
        return not_later(self.cleaned_data["decided_on"], self.today)

    @property
    def adopted(self) -> Adopted:
        """What was typed, when it is valid."""
        return Adopted(**{name: self.cleaned_data[name] for name in VersionForm.base_fields})


class DocumentForm(VersionForm):
    """A version of one of the documents that the package names."""

    document = forms.ChoiceField(label=_("Document"))
    field_order = ("document",)

    def __init__(self, *args: Any, documents: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("document", documents)


class BesideForm(VersionForm):
    """A version of a document beside the policy. An official may have decided it, and then it has no §."""

    document = forms.ChoiceField(label=_("Document"))
    field_order = ("document",)

    def __init__(self, *args: Any, documents: Sequence[tuple[str, str]], bodies: Sequence[str], **more: Any) -> None:
        deciding = [*bodies, *(each.sv for each in DECIDING_OFFICIALS)]
        super().__init__(*args, bodies=deciding, **more)
        self.offer("document", documents)
        # Nobody is proposed: the first by name is seldom who decided, and would be stored unseen.
        self.offer("body", [("", "–"), *((each, each) for each in deciding)])
        self.fields["paragraph"].required = False


class CorrectionForm(VersionForm):
    """What stands about a version, to be put right with a reason."""

    reason = forms.CharField(label=_("Reason for the change"), max_length=400)


class ReviewForm(PlainForm):
    """The day on which a document was gone through, and the day that the next review is set to."""

    reviewed_on = DayField(label=_("Reviewed on"))
    review_by = DayField(label=_("Next review by"), required=False)


def held(version: DocumentVersion) -> dict[str, Any]:
    """What stands about a version, as the form shows it."""
    names = ("version", "paragraph", "start", "end", "reviewed_on", "review_by", "owner")
    kept = {name: getattr(version, name) for name in names}
    return {"body": version.adopted_by, "decided_on": version.adopted_on, **kept}
