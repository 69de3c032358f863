"""What managers expect the year to cost, and what is known to happen once (MR-42)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.frames.models import Forecast, ForecastEvent
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain.frames.booked_years import MONTHS
from spelregler.domain.frames.forecast import ForecastProposal
from spelregler.domain.money import ORE_PER_TKR, Money
from spelregler.domain.wording import tkr
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class ForecastRefused(DomainError):
    """A forecast that does not fit its year, its unit or the forecast it replaces."""

    code = "forecast-refused"


class EventRefused(DomainError):
    """A known event without month, amount or reason, or one that no longer counts."""

    code = "event-refused"


def report_forecast(
    *,
    year: int,
    month: date,
    amount_ore: int,
    method: str,
    recorded_on: date,
    who: Who,
    unit: Unit | None = None,
    body: Body | None = None,
    comment: str = "",
    replaces: Forecast | None = None,
    proposal: ForecastProposal | None = None,
    origin: str = Origin.ENTERED,
) -> Forecast:
    """What the year's net cost is expected to be, with the method in words; never overwritten (MR-42).

    `month` is the last month whose outcome the forecast builds on. A correction replaces the older row. The proposal
    that was computed is kept beside the manager's own, which holds; one outside the proposal's range says why.

    Refuses with `ForecastRefused` one that is for neither or both of unit and body, a month outside the year or
    not begun, a correction of what is not the latest, and one outside the proposal's range without a comment.
    """
    month = month.replace(day=1)
    forecast = Forecast(
        unit=unit,
        body=body,
        year=year,
        month=month,
        amount_ore=amount_ore,
        method=method,
        comment=comment,
        recorded_on=recorded_on,
        reported_by=who.name,
        replaces=replaces,
        origin=origin,
        **_kept(proposal),
    )
    _refuse_strange_forecast(forecast)
    _refuse_silence(forecast)
    if replaces is not None:
        _refuse_strange_correction(forecast, older=replaces)
    with transaction.atomic():
        store(forecast, act="report-forecast", who=who, details={"amount_ore": amount_ore, "method": method})
    return forecast


def tell_event(
    *,
    unit: Unit,
    year: int,
    month: int,
    amount_ore: int,
    reason: str,
    told_on: date,
    who: Who,
    kind: str = ForecastEvent.Kind.ONE_OFF,
    origin: str = Origin.ENTERED,
) -> ForecastEvent:
    """Something that happens once, with month, net cost and reason: the proposal counts it and does not scale it.

    A decided change of the frame is told when the cost follows it, and then runs on evenly through December.

    Refuses with `EventRefused` another year than the day's, no month, no amount or no reason.
    """
    whole = {"month": told_on.year == year and 1 <= month <= MONTHS, "amount": amount_ore, "reason": reason.strip()}
    if not all(whole.values()):
        raise EventRefused(
            Words("A known event has a month in this year's forecast, an amount and a reason."),
            way=Words("Fill in all three. Income is written with a minus."),
            field=next(name for name, is_told in whole.items() if not is_told),
        )
    event = ForecastEvent(
        unit=unit,
        year=year,
        month=month,
        amount_ore=amount_ore,
        kind=kind,
        reason=reason.strip(),
        told_by=who.name,
        start=told_on,
        origin=origin,
    )
    store(event, act="tell-event", who=who, details={"amount_ore": amount_ore, "month": month})
    return event


def take_back_event(*, event: ForecastEvent, on: date, who: Who) -> ForecastEvent:
    """An event that will not happen, or was told wrongly, stops counting from the day; it is kept for days before.

    Refuses with `EventRefused` one that is taken back already.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = ForecastEvent.objects.select_for_update().get(pk=event.pk)
        if held.end is not None or on < held.start:
            raise EventRefused(
                Words("The event has already been taken back."),
                way=Words("Read the page anew."),
            )
        held.end = on
        store(held, act="take-back-event", who=who)
    return held


def _refuse_strange_forecast(forecast: Forecast) -> None:
    if (forecast.unit is None) == (forecast.body is None):
        raise ForecastRefused(
            Words("A forecast is for either a unit or a committee."),
            way=Words("Choose one of these."),
        )
    if forecast.month.year != forecast.year or forecast.recorded_on < forecast.month:
        raise ForecastRefused(
            Words(
                "The forecast after {month} does not fit the year {year} or the day of report, {recorded_on}.",
                month=f"{forecast.month:%Y-%m}",
                year=forecast.year,
                recorded_on=forecast.recorded_on,
            ),
            way=Words("Give a month of the year that has begun on the day of report."),
            field="month",
        )


def _kept(proposal: ForecastProposal | None) -> dict[str, int | str]:
    """The proposal as it is kept: amount, range, method, and the months it was counted on."""
    if proposal is None:
        return {}
    return {
        "proposed_ore": proposal.amount.ore,
        "proposed_low_ore": proposal.low.ore,
        "proposed_high_ore": proposal.high.ore,
        "proposed_method": proposal.method.value,
        "proposed_month": proposal.months,
    }


def _refuse_silence(forecast: Forecast) -> None:
    """The manager's own forecast always holds, but one outside the range is of use only with its reason.

    People write whole tkr, so the range is taken out to whole tkr first.
    """
    low, high = forecast.proposed_low_ore, forecast.proposed_high_ore
    if low is None or high is None or forecast.comment.strip():
        return
    if low // ORE_PER_TKR * ORE_PER_TKR <= forecast.amount_ore <= -(-high // ORE_PER_TKR) * ORE_PER_TKR:
        return
    raise ForecastRefused(
        Words(
            "Your forecast lies outside the computed range, {low} to {high}.",
            low=tkr(Money(low)),
            high=tkr(Money(high)),
        ),
        clause="MR-42",
        way=Words("Your judgement holds. Write in the comment what you know that the figures do not show."),
        field="comment",
    )


def _refuse_strange_correction(forecast: Forecast, *, older: Forecast) -> None:
    same = (older.unit_id, older.body_id, older.year) == (forecast.unit_id, forecast.body_id, forecast.year)
    replaced = Forecast.objects.filter(replaces=older).exists()
    if not same or replaced or forecast.recorded_on < older.recorded_on:
        raise ForecastRefused(
            Words("A correction replaces the latest forecast for the same unit or committee and year."),
            way=Words("Choose the forecast that holds today."),
        )
