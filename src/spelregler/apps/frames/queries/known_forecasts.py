"""The forecasts reported by a day, by managers and bodies. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import (
    Forecast,
)
from spelregler.apps.frames.queries.frame_rows import committee_frames, living_unit_frames, paragraph_of
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import taken_over
from spelregler.domain.frames.deviation import ReportedForecast, deviation_pct
from spelregler.domain.money import Money


@dataclass(frozen=True)
class KnownForecast:
    """A forecast as it was known on the day, for a unit or for a body."""

    pk: int
    kind: str
    code: str
    name: str
    month: date
    amount_ore: int
    method: str
    comment: str
    reported_by: str
    recorded_on: date
    answered_on: date | None
    answer: str
    origin: str
    proposed_ore: int | None = None
    """What was computed and shown on the day of report, with its range; None where nothing could be."""
    proposed_low_ore: int | None = None
    proposed_high_ore: int | None = None
    proposed_method: str = ""
    proposed_month: int | None = None


def forecasts_known(
    *, year: int, as_of: date, unit_code: str = "", kind: str = "", units: Collection[str] | None = None
) -> list[KnownForecast]:
    """Every forecast that was known on the day, oldest first; a replaced one is left out from the day it was.

    Those of one unit, of some, or of one kind of owner ("unit", "body"), where it is named. Net cost of the whole
    year, in öre. One query.
    """
    rows = (
        Forecast.objects.known_on(as_of)
        .filter(year=year)
        .select_related("unit", "body", "answered_by__body")
        .order_by("recorded_on", "month", "pk")
    )
    if unit_code:
        rows = rows.filter(unit__code=unit_code)
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    if kind:
        rows = rows.filter(**{f"{kind}__isnull": False})
    return [_known(row, as_of=as_of) for row in rows]


def forecasts_by_pk(pks: Iterable[int], *, as_of: date) -> dict[int, KnownForecast]:
    """Some forecasts as they were known on the day. One query."""
    rows = Forecast.objects.filter(pk__in=list(pks)).select_related("unit", "body", "answered_by__body")
    return {row.pk: _known(row, as_of=as_of) for row in rows}


def forecasts_of_body(*, code: str, year: int, as_of: date) -> list[KnownForecast]:
    """A committee's own forecasts of the year that were known on the day, the latest first."""
    found = forecasts_known(year=year, as_of=as_of, kind="body")
    return [each for each in reversed(found) if each.code == code]


def reported_forecasts_by_unit(
    *, as_of: date, units: Collection[str] | None = None
) -> dict[str, tuple[ReportedForecast, ...]]:
    """Each framed unit's forecasts of the year against its net frame, or some units' by their codes, oldest first
    (MR-42, MR-48). Four queries.

    Of a unit that took over from others during the year, those that were reported since: before, it had another year.
    """
    frames = {each.code: each.amount_ore for each in living_unit_frames(year=as_of.year, as_of=as_of, units=units)}
    since = taken_over(as_of=as_of)
    found = _reported_by_owner(frames, kind="unit", as_of=as_of, units=units)
    return {
        code: tuple(each for each in told if code not in since or each.reported_on >= since[code])
        for code, told in found.items()
    }


def reported_forecasts_by_body(*, as_of: date) -> dict[str, tuple[ReportedForecast, ...]]:
    """Each framed committee's own forecasts of the year against its frame, oldest first (MR-19). Three queries."""
    frames = {each.body.code: each.amount_ore for each in committee_frames(year=as_of.year, as_of=as_of)}
    return _reported_by_owner(frames, kind="body", as_of=as_of)


def latest_forecasts(forecasts: Iterable[KnownForecast]) -> dict[tuple[str, str], KnownForecast]:
    """The latest forecast of each owner, by kind ("unit", "body") and code: the one that builds on the latest month."""
    latest: dict[tuple[str, str], KnownForecast] = {}
    for each in sorted(forecasts, key=lambda each: (each.month, each.recorded_on, each.pk)):
        latest[each.kind, each.code] = each
    return latest


def forecast_by_id(*, pk: int) -> Forecast | None:
    """The forecast itself, for an operation to work on."""
    return Forecast.objects.select_related("unit", "body").filter(pk=pk).first()


def own_forecast(
    unit: Unit, latest: Mapping[tuple[str, str], KnownForecast], *, since: Mapping[str, date], as_of: date
) -> KnownForecast | None:
    """The unit's latest forecast of the year that it has: none once it has ended, or from before it took over."""
    found = latest.get(("unit", unit.code))
    is_gone = unit.end is not None and unit.end <= as_of
    is_older = found is not None and unit.code in since and found.recorded_on < since[unit.code]
    return None if is_gone or is_older else found


def forecast_deviation(*, frame_ore: int, forecast: KnownForecast | None) -> Decimal | None:
    """How far the forecast is from the frame, in per cent of it, minus for an overrun (P07); None without one."""
    if forecast is None:
        return None
    return deviation_pct(frame=Money(frame_ore), forecast=Money(forecast.amount_ore))


def _known(row: Forecast, *, as_of: date) -> KnownForecast:
    """An answer counts from the day it was decided."""
    owner = row.unit or row.body
    assert owner is not None  # noqa: S101 - a database constraint
    answer = row.answered_by if row.answered_by and row.answered_by.decided_on <= as_of else None
    return KnownForecast(
        pk=row.pk,
        kind="unit" if row.unit_id else "body",
        code=owner.code,
        name=owner.name,
        month=row.month,
        amount_ore=row.amount_ore,
        method=row.method,
        comment=row.comment,
        reported_by=row.reported_by,
        recorded_on=row.recorded_on,
        answered_on=answer.decided_on if answer else None,
        answer=paragraph_of(answer),
        origin=row.origin,
        proposed_ore=row.proposed_ore,
        proposed_low_ore=row.proposed_low_ore,
        proposed_high_ore=row.proposed_high_ore,
        proposed_method=row.proposed_method,
        proposed_month=row.proposed_month,
    )


def _reported_by_owner(
    frames: Mapping[str, int], *, kind: str, as_of: date, units: Collection[str] | None = None
) -> dict[str, tuple[ReportedForecast, ...]]:
    """The forecasts of the year of each owner that has a frame, oldest first. Two queries."""
    rows = Forecast.objects.known_on(as_of).filter(year=as_of.year, **{f"{kind}__isnull": False})
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    told = list(
        rows.order_by("recorded_on", "month", "pk").values_list(
            f"{kind}__code", "recorded_on", "amount_ore", "answered_by"
        )
    )
    answers = Decision.objects.filter(decided_on__lte=as_of).select_related("body")
    answered = answers.in_bulk({answer for *_, answer in told if answer is not None})
    found: dict[str, list[ReportedForecast]] = {code: [] for code in frames}
    for code, reported_on, amount_ore, key in told:
        if code in frames:
            answer = answered.get(key)
            found[code].append(
                ReportedForecast(
                    reported_on=reported_on,
                    frame=Money(frames[code]),
                    forecast=Money(amount_ore),
                    answered_on=answer.decided_on if answer else None,
                    decision=paragraph_of(answer),
                )
            )
    return {code: tuple(forecasts) for code, forecasts in found.items()}
