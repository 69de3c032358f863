"""Sound financial management as people see it: both sides with their reasons, the years, and what is to be restored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spelregler.apps.frames.queries.balance import DeficitShown, KnownYear, SoundPicture
from spelregler.domain.frames.balance import investigation
from spelregler.domain.frames.deficits import DeficitState
from spelregler.domain.frames.sound import Side, Verdict
from spelregler.domain.money import Money

MOST_YEARS = 5
STATUS = {Verdict.MET: "kept", Verdict.NOT_MET: "breach", Verdict.NOT_ASSESSED: "not_assessed"}
DEFICIT_STATUS = {
    DeficitState.RESTORED: "kept",
    DeficitState.EXCEPTED: "kept",
    DeficitState.UNDER_WAY: "attention",
    DeficitState.WITHOUT_PLAN: "breach",
    DeficitState.OVERDUE: "breach",
}


@dataclass(frozen=True)
class Ground:
    """One reason, with its status."""

    status: str
    word: str
    text: str
    clause: str


@dataclass(frozen=True)
class SideShown:
    """One side: its status, its reasons, and what the council itself has said of it."""

    title: str
    status: str
    word: str
    grounds: list[Ground]
    council_status: str
    council_word: str
    council_reason: str


@dataclass(frozen=True)
class YearHead:
    """A column of the investigation: the year, how firm its figures are, and where they come from."""

    year: int
    kind: str
    source: str
    recorded_on: date
    origin: str


@dataclass(frozen=True)
class InvestigationRow:
    """A row of the investigation, one amount per year."""

    label: str
    amounts: list[Money]
    is_sum: bool


@dataclass(frozen=True)
class DeficitRow:
    """A deficit: what is to be restored, by when, what has been, and what remains year by year."""

    year: int
    amount: Money
    excepted: Money
    left: Money
    last_year: int
    status: str
    word: str
    steps: list[tuple[int, Money | None, Money | None]]
    reason: str
    decision: str


def verdict_word(verdict: str) -> str:
    """A verdict in words."""
    return {"met": _("met"), "not_met": _("not met")}.get(verdict, _("not assessed"))


def kind_word(kind: str) -> str:
    """How firm a year's figures are."""
    return {"budget": _("budget"), "forecast": _("forecast"), "outcome": _("outcome")}[kind]


def sides(picture: SoundPicture, language: str) -> list[SideShown]:
    """The financial side and the operational side."""
    judged = picture.judgement
    return [
        _side(
            _("The financial side"),
            picture.sound.financial,
            (judged.financial, judged.financial_reason) if judged else None,
            language,
        ),
        _side(
            _("The operational side"),
            picture.sound.operational,
            (judged.operational, judged.operational_reason) if judged else None,
            language,
        ),
    ]


def heads(years: Sequence[KnownYear]) -> list[YearHead]:
    """The latest years, one column each."""
    return [
        YearHead(
            year=each.year,
            kind=kind_word(each.kind),
            source=each.source,
            recorded_on=each.recorded_on,
            origin=each.origin,
        )
        for each in years[-MOST_YEARS:]
    ]


def investigation_rows(years: Sequence[KnownYear], language: str) -> list[InvestigationRow]:
    """The balance investigation, line by line over the years; a line without any amount is left out."""
    columns = [investigation(each.figures) for each in years[-MOST_YEARS:]]
    rows = [
        InvestigationRow(
            label=lines[0].words.text(language),
            amounts=[line.amount for line in lines],
            is_sum=lines[0].is_sum,
        )
        for lines in zip(*columns, strict=True)
    ]
    return [row for row in rows if row.is_sum or any(row.amounts)]


def reserve_row(years: Sequence[KnownYear]) -> list[Money]:
    """What the result reserve held at the end of each year."""
    return [each.figures.reserve_after for each in years[-MOST_YEARS:]]


def deficit_rows(picture: SoundPicture) -> list[DeficitRow]:
    """Every deficit, latest first."""
    return [_deficit(each, picture.year) for each in reversed(picture.deficits)]


def _deficit(shown: DeficitShown, year: int) -> DeficitRow:
    deficit = shown.deficit
    state = deficit.state(year=year)
    words = {
        DeficitState.RESTORED: _("restored"),
        DeficitState.EXCEPTED: _("not to be restored: special reasons"),
        DeficitState.UNDER_WAY: _("by plan"),
        DeficitState.WITHOUT_PLAN: _("no plan decided"),
        DeficitState.OVERDUE: _("the three years are over"),
    }
    return DeficitRow(
        year=deficit.year,
        amount=deficit.amount,
        excepted=deficit.excepted,
        left=deficit.left,
        last_year=deficit.last_year,
        status="attention" if shown.is_expected else DEFICIT_STATUS[state],
        word=_("expected, the accounts are not closed") if shown.is_expected else words[state],
        steps=[
            (each, deficit.planned.get(each), deficit.restored.get(each))
            for each in range(deficit.year + 1, deficit.last_year + 1)
        ],
        reason=shown.reason,
        decision=shown.decision,
    )


def _side(title: str, side: Side, judged: tuple[str, str] | None, language: str) -> SideShown:
    verdict, reason = judged or ("", "")
    return SideShown(
        title=title,
        status=STATUS[side.verdict],
        word=verdict_word(side.verdict),
        grounds=[
            Ground(
                status=STATUS[each.verdict],
                word=verdict_word(each.verdict),
                text=each.words.text(language),
                clause=each.clause,
            )
            for each in side.reasons
        ],
        council_status=STATUS[Verdict(verdict)] if verdict else "",
        council_word=verdict_word(verdict) if verdict else "",
        council_reason=reason,
    )
