"""What is typed when a body commissions an evaluation, gets it, and decides what it leads to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spelregler.apps.decisions.pages.forms import ParagraphForm, named
from spelregler.apps.followup.models.commissioned import TEXT, TITLE
from spelregler.apps.followup.operations import (
    CommissionSaid,
    EvaluationSaid,
    FollowUpSaid,
    Subject,
)
from spelregler.apps.followup.pages.assigning import AssigningForm
from spelregler.apps.followup.queries.commissioned import Subjects
from spelregler.domain.words import Pair, Words
from spelregler.platform.attachments.fields import AttachedField
from spelregler.platform.forms import DayField, LongField, PlainForm, language_of_reader

LONG = 2 * TEXT


class CommissionForm(ParagraphForm):
    """What is evaluated and why, by whom, by when, and the body's decision."""

    look = Words(
        "It stands in the register as the body's decision, and stays there also if the evaluation is taken back."
    )

    title = forms.CharField(label=_("What is evaluated?"), max_length=TITLE)
    why = LongField(label=_("Why?"), help_text=_("What the body wants to know."), rows=3, max_length=TEXT)
    subject = forms.ChoiceField(label=_("What does it concern?"), required=False)
    carried_out_by = forms.CharField(
        label=_("Who carries it out?"), help_text=_("A post or a firm, no names."), max_length=TITLE, required=False
    )
    due_on = DayField(label=_("To be handed in by"))

    def __init__(self, *args: Any, subjects: Subjects, **more: Any) -> None:
        super().__init__(*args, **more)
        language = language_of_reader()
        self.subjects: dict[str, Subject] = {"": Subject()}
        groups: list[Any] = [("", gettext("The body's whole area"))]
        for label, key, rows in (
            (
                gettext("Departments"),
                "department",
                [(Subject(department=e), e.code, named(e)) for e in subjects.departments],
            ),
            (
                gettext("Units"),
                "unit",
                [(Subject(unit=e), e.code, Pair(e.name, e.name_en).text(language)) for e in subjects.units],
            ),
            (
                gettext("Goals"),
                "goal",
                [(Subject(goal=e), e.code, Pair(e.title, e.title_en).text(language)) for e in subjects.goals],
            ),
        ):
            self.subjects |= {f"{key}:{code}": subject for subject, code, _name in rows}
            if rows:
                groups.append((label, [(f"{key}:{code}", name) for _subject, code, name in rows]))
        self.offer("subject", groups)
        self.order_fields(["title", "why", "subject", "carried_out_by", "due_on", "decided_on", "paragraph"])

    def said(self) -> CommissionSaid:
        """What was typed, as the operation takes it."""
        told = self.cleaned_data
        return CommissionSaid(
            title=told["title"],
            why=told["why"],
            due_on=told["due_on"],
            minutes=self.minuted,
            carried_out_by=told["carried_out_by"],
            subject=self.subjects[told["subject"]],
        )


class HandInForm(PlainForm):
    """On which day the body got it, what it found, and the file."""

    handed_on = DayField(label=_("On which day did the body get it?"))
    found = LongField(
        label=_("What did it find?"),
        help_text=_("The most important in a few sentences. Everybody reads it once the body has decided."),
        max_length=LONG,
    )
    file = AttachedField(label=_("The evaluation as a file"), required=False)

    def said(self) -> EvaluationSaid:
        """What was typed, as the operation takes it."""
        return EvaluationSaid(**self.cleaned_data)


class FollowUpForm(AssigningForm):
    """What the body decided that it leads to."""

    look = Words("It stands in the register as the body's decision, and everybody reads what the evaluation found.")
    first = ("leads_to",)

    leads_to = LongField(
        label=_("What does it lead to?"),
        help_text=_("What is to be done, or why nothing needs to be."),
        max_length=LONG,
    )

    def said(self) -> FollowUpSaid:
        """What was typed, as the operation takes it."""
        return FollowUpSaid(self.cleaned_data["leads_to"], self.minuted, self.asked)


class WithdrawForm(PlainForm):
    """What was wrong."""

    reason = LongField(label=_("What was wrong?"), rows=2, max_length=TEXT)
