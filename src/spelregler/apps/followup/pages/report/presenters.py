"""A report as people read it: its sections, with the figures and what was taken up beside; while it is written, and
as it was handed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.followup.models import HandedIn, KeptText
from spelregler.apps.followup.pages.words import OUTCOMES, decided_words, place_of
from spelregler.apps.followup.queries.figures import DEVIATION, FORECAST, FRAME, GOAL, MEASURE, OUTCOME, UNIT, Figure
from spelregler.apps.followup.queries.figures import MONEY as AMOUNT
from spelregler.apps.followup.queries.reports import Draft, State
from spelregler.apps.goals.pages.words import MARKS, status_words
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.money import Money
from spelregler.domain.reports import Outcome
from spelregler.ui import formatting
from spelregler.ui.formatting import NBSP
from spelregler.ui.names import named


@dataclass(frozen=True)
class MoneyLine:
    """An amount, or the deviation of a part."""

    label: str
    amount: str
    day: str

    @property
    def cells(self) -> list[str]:
        """As a table's row."""
        return [self.label, self.amount, self.day]


@dataclass(frozen=True)
class GoalLine:
    """A goal with how it goes, or a measure of it with value and target."""

    label: str
    is_measure: bool
    status: str
    value: str
    target: str

    @property
    def cells(self) -> list[str]:
        """As a table's row."""
        return [self.label, self.value, self.target]


@dataclass(frozen=True)
class SectionView:
    """A section: its text, what was taken up from below with whose it is, and its figures."""

    title: str
    text: str
    quotes: Sequence[tuple[str, str]]
    money: Sequence[MoneyLine]
    parts: Sequence[MoneyLine]
    goals: Sequence[GoalLine]
    figures: Sequence[Figure] = ()

    @property
    def has_days(self) -> bool:
        """Whether an amount is as of a day of its own."""
        return any(each.day for each in self.money)


@dataclass(frozen=True)
class Version:
    """Something that was handed in."""

    number: int
    on: date
    note: str
    pdf_digest: str
    before: int = 0
    """The one before it that may be read; none is 0."""


@dataclass(frozen=True)
class Said:
    """What a body decided."""

    outcome: str
    reason: str
    decision: str
    decision_url: str
    assignment: str


def written_sections(draft: Draft, figures: Sequence[Figure], language: str) -> list[SectionView]:
    """The report as far as it is written, with the figures of the day."""
    return [
        section_view(
            each.title,
            draft.texts[each.pk].text if each.pk in draft.texts else "",
            [
                (place_of(up.kept.handed_in.report, language), up.kept.text)
                for up in draft.taken_up
                if up.section_id == each.pk
            ],
            [figure for figure in figures if figure.section == each.figures],
            language,
        )
        for each in draft.sections
    ]


def kept_sections(kept: Sequence[KeptText], figures: Sequence[Figure], language: str) -> list[SectionView]:
    """The report as it was handed in."""
    found: list[SectionView] = []
    for each in kept:
        if not each.source:
            own = [figure for figure in figures if figure.section == each.figures]
            quotes = [(other.source, other.text) for other in kept if other.source and other.title == each.title]
            found.append(section_view(each.title, each.text, quotes, own, language))
    return found


def section_view(
    title: str, text: str, quotes: Sequence[tuple[str, str]], figures: Sequence[Figure], language: str
) -> SectionView:
    """One section with its figures in words."""
    return SectionView(
        title=title,
        text=text,
        quotes=quotes,
        money=[_money(each, language) for each in figures if each.kind == AMOUNT],
        parts=[_money(each, language) for each in figures if each.kind == UNIT],
        goals=[_goal(each, language) for each in figures if each.kind in (GOAL, MEASURE)],
        figures=figures,
    )


def version(row: HandedIn, language: str) -> Version:
    """Something that was handed in, with what became of it."""
    return Version(
        number=row.number,
        on=row.handed_on,
        note=_note(row, language),
        pdf_digest=_in_groups(row.pdf.sha256) if row.pdf else "",
    )


def versions(handed: Sequence[HandedIn], language: str) -> list[Version]:
    """What has been handed in, the latest first, each with the one before it."""
    before = [0, *(each.number for each in handed)]
    found = [replace(version(each, language), before=was) for each, was in zip(handed, before, strict=False)]
    return found[::-1]


def said_of(state: State, language: str) -> list[Said]:
    """What the body has decided, the latest first."""
    return [
        Said(
            outcome=str(OUTCOMES[Outcome(each.outcome)]),
            reason=each.reason,
            decision=decided_words(each.decision, language),
            decision_url=reverse("decisions:decision", args=[each.decision_id]),
            assignment=_("Assignment to %(post)s: %(text)s, to be reported back by %(day)s.")
            % {
                "post": each.assignment.addressee.title,
                "text": each.assignment.text,
                "day": formatting.long_date(each.assignment.due_on, language),
            }
            if each.assignment
            else "",
        )
        for each in reversed(state.valuations)
    ]


def title_of(state: State, language: str) -> str:
    """What the report is called."""
    return f"{place_of(state.report, language)}: {state.report.occasion.title}"


def _in_groups(digest: str) -> str:
    """A digest that somebody can compare by eye, and a phone can break."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _note(each: HandedIn, language: str) -> str:
    notes = [_("Correction: %(reason)s") % {"reason": each.correction}] if each.correction else []
    if each.reopened_on:
        words = {"day": formatting.long_date(each.reopened_on, language), "reason": each.reopened_for}
        notes.append(
            _("Returned %(day)s: %(reason)s") % words
            if each.is_returned
            else _("To be corrected since %(day)s: %(reason)s") % words
        )
    return " ".join(str(note) for note in notes)


def amount_words(each: Figure) -> str:
    """What an amount is, of the place or of a part of it."""
    return {
        FRAME: _("Frame for the year"),
        OUTCOME: _("Outcome so far"),
        FORECAST: _("Forecast for the year"),
        DEVIATION: _("Deviation (frame less forecast)"),
    }[each.code if each.kind == AMOUNT else DEVIATION]


def _money(each: Figure, language: str) -> MoneyLine:
    label = amount_words(each) if each.kind == AMOUNT else named(each.name, each.name_en, language)
    amount = None if each.amount_ore is None else Money(each.amount_ore)
    is_signed = each.kind == UNIT or each.code == DEVIATION
    return MoneyLine(
        label=str(label),
        amount=formatting.money(amount, language, signed=is_signed),
        day=formatting.long_date(each.day, language) if each.day else "",
    )


def _goal(each: Figure, language: str) -> GoalLine:
    label = named(each.name, each.name_en, language)
    if each.kind == GOAL:
        status = GoalStatus(each.value)
        return GoalLine(label, is_measure=False, status=MARKS[status], value=status_words(status), target="")
    value, target = (_measured(text, language) for text in (each.value, each.target))
    return GoalLine(label, is_measure=True, status="", value=value or str(_("no value is shown")), target=target)


def _measured(text: str, language: str) -> str:
    """A value with its unit, 12086 persons, as figures are written."""
    figure, _between, unit = text.partition(" ")
    if not re.fullmatch(r"-?\d+(\.\d+)?", figure):
        return text
    return f"{formatting.number(figure, language)}{NBSP}{unit}".rstrip()
