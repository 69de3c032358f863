"""Forecasts as people see them: the proposal beside the manager's own, in the reader's language."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.frames.pages.words import deviation_mark
from spelregler.apps.frames.queries.both_forecasts import ForecastPicture, UnitForecast
from spelregler.apps.frames.queries.frames import CommitteeRow
from spelregler.apps.frames.queries.known_forecasts import KnownForecast
from spelregler.domain.frames.backtest import SimpleRule, TrackRecord
from spelregler.domain.frames.deviation import DeviationLevel, DeviationLimits
from spelregler.domain.frames.forecast import ForecastProposal, Method
from spelregler.domain.money import Money
from spelregler.ui import formatting
from spelregler.ui.charts import BurnLine, BurnMonth
from spelregler.ui.names import named


@dataclass(frozen=True)
class ForecastRow:
    """One unit or committee in the monthly follow-up: both forecasts and how far they are apart."""

    label: str
    url: str
    frame: Money
    proposed: Money | None
    low: Money | None
    high: Money | None
    own: Money | None
    difference: Money | None
    missed_pct: Decimal | None
    status: str
    status_text: str
    comment: str
    missing: str


@dataclass(frozen=True)
class TestRow:
    """One earlier year that the method was tested on. Amounts in kronor, as the error is."""

    year: int
    forecast: str
    actual: str
    error: str
    error_pct: str
    simple_error: str
    simple_pct: str


@dataclass(frozen=True)
class ReportRow:
    """One report of the year: what the manager said, and what was computed then."""

    recorded_on: date
    own: Money
    proposed: Money | None
    low: Money | None
    high: Money | None
    method: str
    difference: Money | None
    comment: str
    reported_by: str
    origin: str


def unit_row(found: UnitForecast, *, limits: DeviationLimits, language: str) -> ForecastRow:
    """A unit's row in the monthly follow-up."""
    own = found.own.amount_ore if found.own else None
    status, text = deviation_mark(found.frame_ore, own, limits, language)
    proposal = found.proposal
    return ForecastRow(
        label=named(found.name, found.name_en, language),
        url=reverse("frames:forecast", args=[found.unit]),
        frame=Money(found.frame_ore),
        proposed=proposal.amount if proposal else None,
        low=proposal.low if proposal else None,
        high=proposal.high if proposal else None,
        own=_money(own),
        difference=_money(found.difference_ore),
        missed_pct=found.record.mean_pct if found.record else None,
        status=status,
        status_text=text,
        comment=found.own.comment if found.own else "",
        missing=found.missing.text(language),
    )


@dataclass(frozen=True)
class OwnRow:
    """A committee's own forecast, how it stands against the frame, and how it was answered."""

    pk: int
    month: str
    amount: Money
    status: str
    status_text: str
    reported_on: date
    reported_by: str
    comment: str
    answer: str
    calls: bool
    """It calls for a decision, and none is known of it or of a later one (MR-19)."""
    may_be_answered: bool
    source: str


def own_rows(found: Sequence[KnownForecast], *, frame_ore: int, limits: DeviationLimits, language: str) -> list[OwnRow]:
    """The committee's own forecasts, the latest first, and which of them a decision is to answer (MR-19).

    A decision answers all that was known when it was taken. The latest over the frame may be answered though it calls
    for nothing yet.
    """
    rows = []
    decided = max((each.answered_on for each in found if each.answered_on), default=date.min)
    for place, each in enumerate(found):
        level = limits.level(frame=Money(frame_ore), forecast=Money(each.amount_ore), committee=True)
        calls = not each.answer and level >= DeviationLevel.ACTION and each.recorded_on > decided
        status, text = deviation_mark(frame_ore, each.amount_ore, limits, language, committee=True)
        rows.append(
            OwnRow(
                pk=each.pk,
                month=formatting.month_name(each.month.month, language),
                amount=Money(each.amount_ore),
                status=status,
                status_text=text,
                reported_on=each.recorded_on,
                reported_by=each.reported_by,
                comment=each.comment,
                answer=each.answer,
                calls=calls,
                may_be_answered=calls or (place == 0 and not each.answer and each.amount_ore > frame_ore),
                source=each.origin,
            )
        )
    return rows


def committee_row(
    row: CommitteeRow, found: Sequence[ForecastProposal | None] | None, *, limits: DeviationLimits, language: str
) -> ForecastRow:
    """A committee's row: its units' proposals together, beside the forecast that the committee was given.

    Without proposals they are so many that they are added up on the committee's own page.
    """
    proposed = _total(found or (), lambda each: each.amount)
    own = row.forecast.amount_ore if row.forecast else row.units_forecast_ore
    status, text = deviation_mark(row.frame_ore, own, limits, language, committee=True)
    return ForecastRow(
        label=named(row.name, row.name_en, language),
        url=reverse("frames:forecasts_of", args=[row.code]),
        frame=Money(row.frame_ore),
        proposed=proposed,
        low=_total(found or (), lambda each: each.low),
        high=_total(found or (), lambda each: each.high),
        own=_money(own),
        difference=None if own is None or proposed is None else Money(own) - proposed,
        missed_pct=None,
        status=status,
        status_text=text,
        comment=row.forecast.comment if row.forecast else "",
        missing=_lacks(row, found),
    )


def _lacks(row: CommitteeRow, found: Sequence[ForecastProposal | None] | None) -> str:
    if found is None:
        return _("Added up on the committee's page, of %(count)s units.") % {"count": row.unit_count}
    if found:
        return _("A proposal is missing for at least one unit.")
    return _("The committee has no units with a frame.")


def test_rows(record: TrackRecord | None, language: str) -> list[TestRow]:
    """The tested years, latest first."""
    rule = record.best_rule if record else None
    if record is None or rule is None:
        return []
    return [
        TestRow(
            year=each.year,
            forecast=_kronor(each.forecast, language),
            actual=_kronor(each.actual, language),
            error=_kronor(each.error, language, signed=True),
            error_pct=formatting.percent(each.error_pct, language, signed=True),
            simple_error=_kronor(each.simple_error(rule), language, signed=True),
            simple_pct=formatting.percent(each.simple_pct(rule), language, signed=True),
        )
        for each in reversed(record.tests)
    ]


def track_words(record: TrackRecord | None, language: str) -> str:
    """How far to trust the proposal, in a sentence."""
    if record is None:
        return ""
    mine, rule, simple = record.mean_pct, record.best_rule, record.best_rule_pct
    if mine is None or rule is None or simple is None:
        return _("The method could not be tested: it takes at least two whole earlier years.")
    words = _(
        "After the same month of earlier years it missed by %(mine)s on average; the best simple rule, %(rule)s, by "
        "%(simple)s. The range held %(held)d of %(tested)d years."
    ) % {
        "mine": formatting.percent(mine, language),
        "rule": rule_name(rule, language),
        "simple": formatting.percent(simple, language),
        "held": record.held,
        "tested": len(record.tests),
    }
    if record.is_worse_than_simple:
        words += " " + _("The simple rule came closer, so trust your own knowledge more than the proposal.")
    return words


def rule_name(rule: SimpleRule, language: str) -> str:
    """What the yardstick is called."""
    return rule.words.text(language)


def method_words(proposal: ForecastProposal, language: str) -> str:
    """How the proposal was counted, with the years that were left out."""
    words = proposal.how.text(language)
    if proposal.left_out:
        years = ", ".join(str(year) for year in proposal.left_out)
        words += " " + _("Left out, because a month is missing or there was no net cost: %(years)s.") % {"years": years}
    return words


def method_name(proposal: ForecastProposal, language: str) -> str:
    return proposal.method.words.text(language)


def band_line(picture: ForecastPicture) -> BurnLine:
    """The year with the proposal's band: frame, outcome, and the way to December."""
    return BurnLine(
        label=_("Outcome, frame and the computed proposal, month by month"),
        months=[
            BurnMonth(
                month=each.month,
                frame=Money(each.frame_ore),
                outcome=_money(each.outcome_ore),
                forecast=_money(each.point_ore),
                low=_money(each.low_ore),
                high=_money(each.high_ore),
            )
            for each in picture.months
        ],
        own=_money(picture.own_ore),
        source=picture.origin,
        day=booked_through(picture),
    )


def booked_through(picture: ForecastPicture) -> date | None:
    """The last day of the last month that has a ledger."""
    months = [each.month for each in picture.months if each.outcome_ore is not None]
    return date(picture.year, max(months), monthrange(picture.year, max(months))[1]) if months else None


def report_rows(reported: Sequence[KnownForecast], language: str) -> list[ReportRow]:
    """The year's reports, latest first."""
    return [
        ReportRow(
            recorded_on=each.recorded_on,
            own=Money(each.amount_ore),
            proposed=_money(each.proposed_ore),
            low=_money(each.proposed_low_ore),
            high=_money(each.proposed_high_ore),
            method=_method(each.proposed_method, language),
            difference=None if each.proposed_ore is None else Money(each.amount_ore - each.proposed_ore),
            comment=each.comment,
            reported_by=each.reported_by,
            origin=each.origin,
        )
        for each in reversed(reported)
    ]


def _method(name: str, language: str) -> str:
    return Method(name).words.text(language) if name else ""


def _total(found: Sequence[ForecastProposal | None], part: Callable[[ForecastProposal], Money]) -> Money | None:
    """None for the one that lacks a unit, never a sum of some."""
    known = [each for each in found if each is not None]
    return Money.sum(part(each) for each in known) if known and len(known) == len(found) else None


def _kronor(amount: Money, language: str, *, signed: bool = False) -> str:
    """Whole kronor: finer than tkr, so that a small miss is seen, and no öre to read past."""
    return formatting.number(int(amount.kronor.to_integral_value(ROUND_HALF_UP)), language, signed=signed)


def _money(ore: int | None) -> Money | None:
    return None if ore is None else Money(ore)
