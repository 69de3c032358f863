"""What is written in a paragraph, and what is recorded at its item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.decisions.forms import KIND_WORDS, StaffField
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.models import Attendance, Paragraph, Vote
from spelregler.apps.meetings.operations import Written
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who
from spelregler.platform.forms import CountField, IdentityField, LongField, PlainForm

LONGEST_PART = 8000
BY_LOT = "lott"


class WriteForm(PlainForm):
    """What happened, what was decided and of which kind; with the version that the writer began from."""

    text = LongField(label=gettext_lazy("What happened"), rows=8, max_length=LONGEST_PART, required=False)
    outcome = LongField(label=gettext_lazy("What was decided"), rows=4, max_length=LONGEST_PART, required=False)
    decision_kind = forms.ChoiceField(
        label=gettext_lazy("What the decision is about"),
        choices=[("", gettext_lazy("Nothing was decided")), *KIND_WORDS.items()],
        required=False,
        help_text=gettext_lazy("With this other rooms know the decision, once the minutes are adjusted."),
    )
    touches_staff = StaffField()
    version = IdentityField(required=False)

    def __init__(self, *args: Any, paragraph: Paragraph, begun: str, **more: Any) -> None:
        initial = {
            "text": paragraph.text or begun,
            "outcome": paragraph.outcome,
            "decision_kind": paragraph.decision_kind,
            "touches_staff": paragraph.touches_staff,
            "version": str(paragraph.version + 1),
        }
        super().__init__(*args, initial=initial, **more)

    @property
    def said(self) -> Written:
        """What was written."""
        told = self.cleaned_data
        return Written(told["text"], told["outcome"], told["decision_kind"], told["touches_staff"])

    @property
    def version_begun(self) -> int:
        """The version that the writer began from; the field tells the one that it becomes."""
        return (self.cleaned_data["version"] or 0) - 1


PUBLISHES_LEFT_OUT = Words(
    "What you save is what everybody may read. With both fields empty the whole paragraph is published, with what has "
    "been left out until now. What somebody has read by then cannot be called back."
)


class PublicForm(PlainForm):
    """What is published in the paragraph's place, and why; looked at once more where something is left out now."""

    public_text = LongField(
        label=gettext_lazy("What is published instead"),
        rows=6,
        max_length=LONGEST_PART,
        required=False,
        help_text=gettext_lazy("Leave both empty to publish the paragraph as it stands."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("For instance: names a private person."),
    )

    def __init__(self, *args: Any, paragraph: Paragraph, **more: Any) -> None:
        initial = {"public_text": paragraph.public_text, "reason": paragraph.withheld_for}
        if paragraph.is_withheld:
            self.look = PUBLISHES_LEFT_OUT
        super().__init__(*args, initial=initial, **more)


class RecordForm(PlainForm):
    """Something that is recorded at an item, by one of those who were there."""

    def __init__(self, *args: Any, paragraph: Paragraph, there: Sequence[Attendance], **more: Any) -> None:
        super().__init__(*args, **more)
        self.paragraph = paragraph
        self.there = {str(each.pk): each for each in there}
        self.names = [(pk, str(each)) for pk, each in self.there.items() if each.seat_id is not None]

    def record(self, who: Who) -> object:
        """What is typed is recorded. Refuses as the operation does."""
        raise NotImplementedError


class DisqualificationForm(RecordForm):
    """Who takes no part, and why."""

    attendance = forms.ChoiceField(label=gettext_lazy("Who takes no part?"))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("attendance", self.names)

    def record(self, who: Who) -> object:
        """Refuses with `MeetingRefused` as `record_disqualification` does."""
        said = self.cleaned_data
        return operations.record_disqualification(
            paragraph=self.paragraph, attendance=self.there[said["attendance"]], reason=said["reason"], who=who
        )


class ElectedField(forms.ChoiceField):
    """One of those who serve. Whoever is none of them is refused in words that say who may move (MR-34)."""

    def validate(self, value: Any) -> None:
        """The operation says who may not."""
        if not value:
            super().validate(value)


class MotionForm(RecordForm):
    """Who moved, what, and who joined."""

    mover = ElectedField(
        label=gettext_lazy("Who moved?"),
        help_text=gettext_lazy("Those who serve in the meeting. Officials neither move nor vote."),
    )
    text = LongField(label=gettext_lazy("What was moved"), rows=3, max_length=1000)
    seconds = forms.MultipleChoiceField(
        label=gettext_lazy("Who joined?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("mover", self.names)
        self.offer("seconds", self.names)

    def record(self, who: Who) -> object:
        """Refuses with `MeetingRefused` as `record_motion` does."""
        said = self.cleaned_data
        return operations.record_motion(
            paragraph=self.paragraph,
            mover=self.there.get(said["mover"]),
            text=said["text"],
            seconds=[self.there[each] for each in said["seconds"]],
            who=who,
        )


class VoteForm(RecordForm):
    """What yes and no meant, and how many said each."""

    about = forms.CharField(
        label=gettext_lazy("What was voted on?"),
        max_length=400,
        help_text=gettext_lazy("Yes for the one, no for the other."),
    )
    yes = CountField(label=gettext_lazy("Yes"), max_value=200)
    no = CountField(label=gettext_lazy("No"), max_value=200)
    abstained = CountField(label=gettext_lazy("Abstained"), max_value=200, required=False)
    tie_for = forms.ChoiceField(
        label=gettext_lazy("At a tie: what did it become?"),
        choices=[("", "–"), (Vote.Tie.YES, gettext_lazy("Yes")), (Vote.Tie.NO, gettext_lazy("No"))],
        required=False,
        help_text=gettext_lazy("Only where as many said yes as no."),
    )
    tie_by = forms.ChoiceField(label=gettext_lazy("At a tie: whose vote settled it?"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("tie_by", [("", "–"), *self.names, (BY_LOT, gettext_lazy("By lot"))])

    def clean(self) -> dict[str, Any]:
        """What a tie became, and whose vote settled it, are said together."""
        said = super().clean() or {}
        if said.get("tie_for") and "tie_by" in said and not said["tie_by"]:
            self.add_error("tie_by", _("Say whose vote settled it, or that it was by lot."))
        elif said.get("tie_by") and "tie_for" in said and not said["tie_for"]:
            self.add_error("tie_for", _("Say which of them it became."))
        return said

    def record(self, who: Who) -> object:
        """Refuses with `MeetingRefused` as `record_vote` does."""
        said = self.cleaned_data
        tie = operations.TieSettled(said["tie_for"], self.there.get(said["tie_by"])) if said["tie_for"] else None
        return operations.record_vote(
            paragraph=self.paragraph,
            about=said["about"],
            yes=said["yes"],
            no=said["no"],
            abstained=said["abstained"] or 0,
            tie=tie,
            who=who,
        )


class DissentForm(RecordForm):
    """Who dissents, and their words."""

    attendance = forms.ChoiceField(label=gettext_lazy("Who dissents?"))
    text = LongField(label=gettext_lazy("Their words"), rows=3, max_length=1000, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("attendance", self.names)

    def record(self, who: Who) -> object:
        """Refuses with `MeetingRefused` as `record_dissent` does."""
        said = self.cleaned_data
        return operations.record_dissent(
            paragraph=self.paragraph, attendance=self.there[said["attendance"]], text=said["text"], who=who
        )


class AtOnceForm(PlainForm):
    """The paragraph was adjusted at the meeting."""

    look = Words("The decision takes effect, other rooms know it, and the paragraph stays as it is.")


RECORDS: dict[str, tuple[Callable[..., RecordForm], Any, Any]] = {
    "jav": (DisqualificationForm, gettext_lazy("Disqualification"), gettext_lazy("Record the disqualification")),
    "yrkande": (MotionForm, gettext_lazy("Motion"), gettext_lazy("Record the motion")),
    "omrostning": (VoteForm, gettext_lazy("Vote"), gettext_lazy("Record the vote")),
    "reservation": (DissentForm, gettext_lazy("Recorded dissent"), gettext_lazy("Record the dissent")),
}
"""What may be recorded at an item, by the word in the address: its form, what it is called, and its button."""
