"""The forms of an assessment: what is assessed and what it rests on, why it is withdrawn, and an objection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.models import Decision
from spelregler.apps.evaluation.models import Evidence
from spelregler.apps.evaluation.operations import EvidenceSaid, Said
from spelregler.apps.evaluation.pages.words import evidence_words
from spelregler.domain.assessment import STATES, last_day
from spelregler.domain.period import calendar_year
from spelregler.platform.attachments.fields import AttachedField
from spelregler.platform.forms import DayField, LongField, PlainForm
from spelregler.ui.templatetags.ui import status

NEW = ("title", "reference", "address", "file", "dated_on", "fresh_until")


class AssessForm(PlainForm):
    """How the rule is followed, about which time, why, on what evidence, and until when it holds."""

    state = forms.ChoiceField(label=gettext_lazy("How is the rule followed?"), widget=forms.RadioSelect)
    reason = LongField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("What you have seen that shows it, in a few sentences. Write no names."),
        max_length=2000,
    )
    decision = forms.ChoiceField(label=gettext_lazy("The committee's decision"))
    evidence = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Evidence that is recorded"), widget=forms.CheckboxSelectMultiple, required=False
    )
    title = forms.CharField(label=gettext_lazy("New evidence: what is it?"), max_length=120, required=False)
    reference = forms.CharField(
        label=gettext_lazy("Where is it kept?"),
        help_text=gettext_lazy("A case number, a folder or a system."),
        max_length=300,
        required=False,
    )
    address = forms.CharField(label=gettext_lazy("Link"), max_length=300, required=False)
    file = AttachedField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "PDF, Word, Excel, OpenDocument, image or text, at most 10 MB. Take out names of persons."
        ),
        required=False,
    )
    dated_on = DayField(label=gettext_lazy("From which day is it?"), required=False)
    fresh_until = DayField(label=gettext_lazy("Last day that it counts"), required=False)
    about_from = DayField(label=gettext_lazy("It is about the time from"))
    about_to = DayField(label=gettext_lazy("to and with"))
    holds_to = DayField(label=gettext_lazy("The assessment holds until"))

    def __init__(
        self,
        *args: Any,
        today: date,
        months: int,
        offered: Sequence[Evidence],
        decisions: Sequence[Decision] | None,
        **more: Any,
    ) -> None:
        longest = last_day(assessed_on=today, holds_to=date.max, months=months)
        known = {"about_from": calendar_year(today.year).start, "about_to": today, "holds_to": longest}
        super().__init__(*args, initial={**known, "dated_on": today}, **more)
        self.offer("state", [(str(each), status(each)) for each in STATES])
        self.known = {str(each.pk): each for each in offered}
        self.decided = {str(each.pk): each for each in decisions or ()}
        if decisions is None:
            del self.fields["decision"]
        else:
            self.offer(
                "decision",
                [("", "–"), *((pk, f"{each}: {each.title}") for pk, each in self.decided.items())],
                first=_("The committee assesses by a decision. Enter it among the decisions first."),
            )
        if offered:
            self.offer("evidence", [(pk, evidence_words(each)) for pk, each in self.known.items()])
        else:
            del self.fields["evidence"]
        self.fields["holds_to"].help_text = _("At most %(months)d months ahead.") % {"months": months}

    @property
    def first(self) -> list[BoundField]:
        """What everybody answers."""
        return [self[name] for name in ("state", "reason", "decision", "evidence") if name in self.fields]

    @property
    def new(self) -> list[BoundField]:
        """What is said of evidence that is not recorded yet."""
        return [self[name] for name in NEW]

    @property
    def opens_new(self) -> bool:
        """Whether the part about new evidence is open: nothing is there to choose, or something in it is wrong."""
        return "evidence" not in self.fields or (self.is_bound and any(self[name].errors for name in NEW))

    @property
    def times(self) -> list[BoundField]:
        """What time it is about, and how long it holds."""
        return [self[name] for name in ("about_from", "about_to", "holds_to")]

    def said(self) -> dict[str, Any]:
        """What was said, as the operation takes it."""
        told = self.cleaned_data
        return {
            "said": Said(told["state"], told["reason"], told["about_from"], told["about_to"], told["holds_to"]),
            "evidence": [self.known[pk] for pk in told.get("evidence", ())],
            "new_evidence": EvidenceSaid(**{name: told[name] for name in NEW}),
            "decision": self.decided.get(told.get("decision", "")),
        }


class OverruleForm(AssessForm):
    """The same said beside a computed answer. It is said of the answer that stood when the page was read."""

    computed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *args: Any, computed: str, **more: Any) -> None:
        self.seen, self.now = data.get("computed", "") if data is not None else "", computed
        if data is not None:
            data = data.copy()
            data["computed"] = computed  # the page shows the answer that holds now, and so does what is sent from it
        super().__init__(data, *args, **more)
        self.initial["computed"] = computed
        self.fields["state"].label = _("How is the rule followed, as you see it?")
        self.fields["about_from"].label = _("The overruling is about the time from")
        self.fields["holds_to"].label = _("The overruling holds until")
        self.offer("state", [(str(each), status(each)) for each in STATES if each != computed])

    def clean(self) -> dict[str, Any]:
        """What has changed since is looked at anew first."""
        if self.seen != self.now:
            words = _("The computed answer has changed. Look at it again, and then say what you see.")
            raise forms.ValidationError(words)
        return super().clean() or self.cleaned_data


class WithdrawForm(PlainForm):
    """Why an assessment is withdrawn."""

    reason = forms.CharField(label=gettext_lazy("Why is it withdrawn?"), max_length=400)


class ObjectForm(PlainForm):
    """What somebody whom it concerns sees differently."""

    text = LongField(
        label=gettext_lazy("What do you see differently?"),
        help_text=gettext_lazy("Your objection is shown beside it. Write no names."),
        max_length=1000,
    )
