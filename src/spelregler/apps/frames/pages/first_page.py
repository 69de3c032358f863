"""The role's own money on its first page: the own unit's, the own committee's, or the council's."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.frames.pages.overview.presenters import (
    bar_parts,
    committee_bar,
    council_bar,
    forecast_words,
    unit_bar,
)
from spelregler.apps.frames.pages.words import deviation_mark, limits_on
from spelregler.apps.frames.queries.frames import (
    CommitteeRow,
    FramesOverview,
    UnitRow,
    frames_overview,
    outcome_to,
    unit_rows,
)
from spelregler.domain.money import Money
from spelregler.platform import memory
from spelregler.ui import formatting
from spelregler.ui.charts import FrameBar
from spelregler.ui.page import StatCard

PLACE = 1
OF_THE_WHOLE = frozenset({"KF", "KFp", "KC", "CT", "RE", "CI", "UN", "SO", "HR", "SE"})
"""The roles that are shown the council's money, whatever body they belong to."""


def _overview(acting_role: ActingRole) -> FramesOverview:
    """The council's money with its committees, or the own committee alone for whoever belongs to one."""
    day, body = acting_role.as_of, "" if acting_role.role in OF_THE_WHOLE else acting_role.body

    def load() -> FramesOverview:
        own = frames_overview(year=day.year, as_of=day, body_code=body)
        return own if own.committees or not body else frames_overview(year=day.year, as_of=day)

    return memory.once(("frames", day, body), load)


def bar(acting_role: ActingRole) -> FrameBar | None:
    """The frame as one bar: the own unit's, the own committee's, or the council's."""
    day, language = acting_role.as_of, acting_role.language
    if own := _unit_row(acting_role):
        return unit_bar(own, outcome_to(year=day.year, as_of=day), language)
    overview = _overview(acting_role)
    row = _row(acting_role, overview)
    if row is None:
        return council_bar(overview, language)
    return committee_bar(row, bar_parts(row, year=day.year, as_of=day), overview.outcome_to, language)


def card(acting_role: ActingRole) -> StatCard | None:
    """The frame with the verdict on what it is expected to come to."""
    if own := _unit_row(acting_role):
        return _unit_money(acting_role, own, year=acting_role.as_of.year)
    overview = _overview(acting_role)
    row = _row(acting_role, overview)
    if overview.total_ore is None:
        return None
    frame = row.frame_ore if row else overview.committees_ore
    forecasts = [each.forecast for each in overview.committees]
    complete = all(forecasts)
    whole = sum(each.amount_ore for each in forecasts if each) if complete else None
    expected = (row.forecast.amount_ore if row.forecast else row.units_forecast_ore) if row else whole
    status, words = deviation_mark(frame, expected, limits_on(acting_role.as_of), acting_role.language, committee=True)
    return StatCard(
        title=_("The frame %(year)s") % {"year": overview.year},
        value=formatting.money(Money(frame), acting_role.language, exact=True),
        status=status,
        status_text=words,
        note=forecast_words(row, acting_role.language) if row else _("net frame"),
        source=row.origin if row else overview.origin,
        url=reverse("frames:committee", args=[row.code]) if row else reverse("frames:overview"),
    )


def _unit_money(acting_role: ActingRole, unit: UnitRow, *, year: int) -> StatCard:
    expected = unit.forecast.amount_ore if unit.forecast else None
    status, words = deviation_mark(unit.frame_ore, expected, limits_on(acting_role.as_of), acting_role.language)
    return StatCard(
        title=_("The frame %(year)s") % {"year": year},
        value=formatting.money(Money(unit.frame_ore), acting_role.language, exact=True),
        status=status,
        status_text=words,
        note=_("net frame"),
        source=unit.origin,
        url=address_of("unit", unit.code),
    )


def _row(acting_role: ActingRole, overview: FramesOverview) -> CommitteeRow | None:
    if acting_role.role in OF_THE_WHOLE:
        return None
    return next((each for each in overview.committees if each.code == acting_role.body), None)


def _unit_row(acting_role: ActingRole) -> UnitRow | None:
    """The own unit of whoever works in one: its frame is nearer than the committee's."""
    day, unit = acting_role.as_of, acting_role.unit
    if not unit or acting_role.place[0] != "unit":
        return None
    return memory.once(
        ("frame of unit", unit, day), lambda: next(iter(unit_rows(year=day.year, as_of=day, unit_code=unit)), None)
    )
