"""The role's own money on its first page: the own unit's, the own committee's, or the council's."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.first_page import Bar, Errand
from spelregler.apps.acting.rights import may
from spelregler.apps.frames.access.actions import LEDGER, Action
from spelregler.apps.frames.pages.overview.presenters import (
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
from spelregler.apps.frames.queries.ledger_batches import count_unnamed_codes, ledger_batches
from spelregler.domain.money import Money
from spelregler.domain.roles import Role
from spelregler.platform import memory
from spelregler.ui import formatting
from spelregler.ui.page import StatCard, StateList, StateRow

PLACE, PLACE_OF_BOOKS, PLACE_OF_MISSING, PLACE_OF_READING = 1, 5, 2, 3
OF_THE_WHOLE = frozenset({"KF", "KFp", "KC", "CT", "RE", "CI", "UN", "SO", "HR", "SE"})
"""The roles that are shown the council's money, whatever body they belong to."""


def _overview(acting_role: ActingRole) -> FramesOverview:
    """The council's money with its committees, or the own committee alone for whoever belongs to one."""
    day, body = acting_role.as_of, "" if acting_role.role in OF_THE_WHOLE else acting_role.body

    def load() -> FramesOverview:
        own = frames_overview(year=day.year, as_of=day, body_code=body)
        return own if own.committees or not body else frames_overview(year=day.year, as_of=day)

    return memory.once(("frames", day, body), load)


def bar(acting_role: ActingRole) -> Bar | None:
    """The frame as one bar: the own unit's, the own committee's with the way to its units, or the council's."""
    day, language = acting_role.as_of, acting_role.language
    if own := _unit_row(acting_role):
        return Bar(unit_bar(own, outcome_to(year=day.year, as_of=day), language))
    overview = _overview(acting_role)
    row = _row(acting_role, overview)
    if row is None:
        whole = council_bar(overview, language)
        return Bar(whole, reverse("frames:overview"), _("The frames, and what lies behind them")) if whole else None
    shown = committee_bar(row, (), overview.outcome_to, language)
    return Bar(shown, reverse("frames:committee", args=[row.code]), _("The frame, unit by unit"))


def books(acting_role: ActingRole) -> StatCard | None:
    """How far the books are in, and what in them has no unit, for whoever brings them in; None for others."""
    if not may(acting_role, Action.IMPORT_LEDGER, LEDGER):
        return None
    day, language = acting_role.as_of, acting_role.language
    known, unnamed = outcome_to(year=day.year, as_of=day), count_unnamed_codes(as_of=day)
    last = next(iter(ledger_batches(as_of=day, most=1)), None)
    read_in = formatting.short_date(last.imported_on, language, today=day) if last else ""
    words = ngettext("%(n)d code without a unit", "%(n)d codes without a unit", unnamed) % {"n": unnamed}
    status = "attention" if unnamed else "kept"
    return StatCard(
        title=_("The books"),
        value=_("Through %(month)s") % {"month": formatting.month_name(known.month, language)}
        if known
        else _("Nothing is in"),
        status=status if known else "not_assessed",
        status_text=(words if unnamed else _("every code has its unit")) if known else _("no outcome"),
        note=_("last file brought in %(day)s") % {"day": read_in} if read_in else "",
        url=reverse("frames:ledger"),
    )


def reading_the_books(acting_role: ActingRole) -> Errand | None:
    """The ledger of another month, for whoever reads it in."""
    may_read = may(acting_role, Action.IMPORT_LEDGER, LEDGER)
    return Errand(_("Read in the ledger"), reverse("frames:ledger")) if may_read else None


def forecasts_not_in(acting_role: ActingRole) -> StateList | None:
    """The committees that have no forecast of their own, for whoever follows the whole; None for others."""
    overview = _overview(acting_role) if acting_role.role == Role.CT else None
    if overview is None or overview.total_ore is None:
        return None
    missing = [each for each in overview.committees if each.forecast is None]
    rows = [
        StateRow(
            label=acting_role.say(each.name, each.name_en),
            url=reverse("frames:forecasts_of", args=[each.code]),
            status="not_assessed",
            status_text=_("no forecast of its own"),
        )
        for each in missing
    ]
    whole = StateRow(
        label=_("Every committee's forecast is in"),
        url=reverse("frames:forecasts"),
        status="kept",
        status_text=_("nothing missing"),
    )
    return StateList(title=_("What is not in"), url=reverse("frames:forecasts"), rows=rows or [whole])


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
