"""Frames as people see them: bars and rows, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.frames.pages.words import deviation_mark, limits_on
from spelregler.apps.frames.queries.frames import CommitteeRow, FramesOverview, PartRow, UnitRow, part_rows, unit_rows
from spelregler.domain.frames.deviation import DeviationLimits
from spelregler.domain.money import Money
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair
from spelregler.ui import formatting
from spelregler.ui.charts import BarPart, FrameBar
from spelregler.ui.names import named

MOST_PARTS = 40
"""So many units can be told apart inside a bar."""


@dataclass(frozen=True)
class Row:
    """One line in a table of frames."""

    label: str
    url: str
    deviation: Money | None
    status: str
    status_text: str


def outcome_words(outcome_to: date | None, language: str) -> str:
    """Until when the outcome counts."""
    if outcome_to is None:
        return _("No outcome imported yet")
    return _("Outcome through %(month)s") % {"month": formatting.month_name(outcome_to.month, language)}


def forecast_words(row: CommitteeRow, language: str) -> str:
    """Whose forecast the committee's figure is, and from when: only its own is one that it has to answer (MR-19)."""
    if row.forecast is not None:
        day = formatting.long_date(row.forecast.recorded_on, language)
        return _("The forecast is the committee's own, of %(day)s") % {"day": day}
    if row.units_forecast_ore is not None:
        return _("The committee has reported no forecast of its own; the figure is its units' together")
    return _("No forecast has been reported")


def council_bar(overview: FramesOverview, language: str) -> FrameBar | None:
    """The whole with its committees drawn inside."""
    if overview.total_ore is None:
        return None
    forecasts = [each.forecast.amount_ore for each in overview.committees if each.forecast]
    complete = len(forecasts) == len(overview.committees)
    return FrameBar(
        label=_("Committee frames %(year)s") % {"year": overview.year},
        frame=Money(overview.committees_ore),
        outcome=Money(overview.outcome_ore) if overview.outcome_to else None,
        outcome_label=outcome_words(overview.outcome_to, language),
        forecast=Money(sum(forecasts)) if complete and forecasts else None,
        **_range(_added(overview.committees) if complete else None, _of_units()),
        source=overview.origin,
        parts=[
            BarPart(
                label=Pair(each.name, each.name_en).text(language),
                frame=Money(each.frame_ore),
                outcome=Money(each.outcome_ore),
                forecast=Money(each.forecast.amount_ore) if each.forecast else None,
                url=reverse("frames:committee", args=[each.code]),
            )
            for each in overview.committees
        ],
    )


def committee_bar(
    row: CommitteeRow, parts: Sequence[UnitRow | PartRow], outcome_to: date | None, language: str
) -> FrameBar:
    """A committee's frame with its units drawn inside, or its departments where the units are many."""
    forecast = row.forecast.amount_ore if row.forecast else row.units_forecast_ore
    return FrameBar(
        label=_("The frame: used, forecast and what is left"),
        frame=Money(row.frame_ore),
        outcome=Money(row.outcome_ore) if outcome_to else None,
        outcome_label=outcome_words(outcome_to, language),
        forecast=None if forecast is None else Money(forecast),
        **_range(row.range_ore if row.unit_count else None, _of_units()),
        source=row.origin,
        parts=[_part(each, language) for each in parts],
    )


def _part(each: UnitRow | PartRow, language: str) -> BarPart:
    name = Pair(each.name, each.name_en).text(language)
    if isinstance(each, UnitRow):
        expected = each.forecast.amount_ore if each.forecast else None
        label, url = name, unit_url(each)
    else:
        expected, label, url = each.forecast_ore, name or _("Units that have ended"), ""
    return BarPart(
        label=label,
        frame=Money(each.frame_ore),
        outcome=Money(each.outcome_ore),
        forecast=None if expected is None else Money(expected),
        url=url,
    )


def bar_parts(row: CommitteeRow, *, year: int, as_of: date) -> Sequence[UnitRow | PartRow]:
    """What is drawn inside a committee's frame: its units, or departments where the units are many."""
    if row.unit_count > MOST_PARTS:
        return part_rows(year=year, as_of=as_of, body_code=row.code)
    return unit_rows(year=year, as_of=as_of, body_code=row.code)


def unit_bar(unit: UnitRow, outcome_to: date | None, language: str) -> FrameBar:
    """A unit's frame. How it is used inside is the unit's own matter (MR-39)."""
    return FrameBar(
        label=_("%(unit)s: used, forecast and what is left") % {"unit": Pair(unit.name, unit.name_en).text(language)},
        frame=Money(unit.frame_ore),
        outcome=Money(unit.outcome_ore) if outcome_to else None,
        outcome_label=outcome_words(outcome_to, language),
        forecast=Money(unit.forecast.amount_ore) if unit.forecast else None,
        **_range(_told(unit), _("The range was computed on the day that the forecast was told.")),
        source=unit.origin,
    )


class _Range(TypedDict, total=False):
    forecast_low: Money
    forecast_high: Money
    note: str


def _range(ends: tuple[int, int] | None, note: str) -> _Range:
    """The ends of the forecast and where they come from; nothing where they are not known."""
    return _Range(forecast_low=Money(ends[0]), forecast_high=Money(ends[1]), note=note) if ends else _Range()


def _of_units() -> str:
    return _("The range is what was computed for the units when they told their forecasts, added up.")


def _added(committees: Sequence[CommitteeRow]) -> tuple[int, int] | None:
    """The committees' ranges together; None while one of them has none."""
    ends = [each.range_ore for each in committees]
    known = [each for each in ends if each is not None]
    return (sum(low for low, _ in known), sum(high for _, high in known)) if len(known) == len(ends) else None


def _told(unit: UnitRow) -> tuple[int, int] | None:
    """The range that was computed and shown on the day of the manager's forecast."""
    told = unit.forecast
    if told is None or told.proposed_low_ore is None or told.proposed_high_ore is None:
        return None
    return told.proposed_low_ore, told.proposed_high_ore


def committee_rows(committees: Sequence[CommitteeRow], as_of: date, language: str) -> list[Row]:
    """One row for each committee."""
    limits = limits_on(as_of)
    return [
        _row(each, reverse("frames:committee", args=[each.code]), limits, language, committee=True)
        for each in committees
    ]


def rows_of_units(units: Sequence[UnitRow], as_of: date, language: str) -> list[Row]:
    """One row for each unit that has its frame in the committee's."""
    limits = limits_on(as_of)
    return [
        _ended_row(each, each.ended_on, language)
        if each.ended_on is not None
        else _row(each, unit_url(each), limits, language)
        for each in units
    ]


def unit_url(unit: UnitRow) -> str:
    """The unit's page; of one that has ended, as it was on its last day."""
    url = reverse("autonomy:unit", args=[unit.code])
    return f"{url}?per={unit.ended_on - ONE_DAY}" if unit.ended_on else url


def _ended_row(unit: UnitRow, ended_on: date, language: str) -> Row:
    """A unit that has ended owes no forecast: what is left of its frame stays where it is."""
    last = formatting.short_date(ended_on - ONE_DAY, language)
    return Row(
        label=named(unit.name, unit.name_en, language),
        url=unit_url(unit),
        deviation=None,
        status="not_applicable",
        status_text=_("was there to and with %(day)s") % {"day": last},
    )


def _row(
    each: CommitteeRow | UnitRow, url: str, limits: DeviationLimits, language: str, *, committee: bool = False
) -> Row:
    forecast = each.forecast.amount_ore if each.forecast else None
    status, text = deviation_mark(each.frame_ore, forecast, limits, language, committee=committee)
    return Row(
        label=named(each.name, each.name_en, language),
        url=url,
        deviation=None if forecast is None else Money(each.frame_ore - forecast),
        status=status,
        status_text=text,
    )
