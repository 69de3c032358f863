"""A change of units in words and figures: what ends, what is carried where, and the money before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.models import UnitChange
from spelregler.apps.organisation.operations.unit_changes import Plan, changes_of
from spelregler.apps.organisation.registries.unit_belongings import YearMoney
from spelregler.domain.money import Money
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair
from spelregler.ui.formatting import long_date, short_date

Kind = UnitChange.Kind
SLUGS = {
    "namn": Kind.RENAME,
    "flytta": Kind.MOVE,
    "sla-ihop": Kind.MERGE,
    "dela": Kind.SPLIT,
    "lagg-ned": Kind.CLOSE,
}
"""How the kinds of change are called in addresses."""


def kind_words(kind: str) -> str:
    """What a kind of change is called, as something to do."""
    return {
        Kind.RENAME: _("Rename the unit"),
        Kind.MOVE: _("Move the unit"),
        Kind.MERGE: _("Merge with other units"),
        Kind.SPLIT: _("Split the unit"),
        Kind.CLOSE: _("Close the unit"),
    }[Kind(kind)]


def kind_help(kind: str) -> str:
    """What it does, in one sentence."""
    return {
        Kind.RENAME: _("A new name from a day; earlier days show the earlier name."),
        Kind.MOVE: _("To another department, or inside another unit."),
        Kind.MERGE: _("The units end on a day, and what rests on them goes on in one."),
        Kind.SPLIT: _("The unit ends on a day, and what rests on it goes on in several."),
        Kind.CLOSE: _("The unit ends on a day without a successor."),
    }[Kind(kind)]


@dataclass(frozen=True)
class MoneyRow:
    """A unit's frame to and with the day before, and from the day."""

    name: str
    before: Money | None
    after: Money | None
    note: str = ""


@dataclass(frozen=True)
class SumRow:
    """The sum in a stretch of days, as it is and as it would be."""

    days: str
    before: Money
    after: Money
    holds: bool


@dataclass(frozen=True)
class MoneyTable:
    """A year's money over the day."""

    year: int
    body: str
    before_words: str
    after_words: str
    rows: tuple[MoneyRow, ...]
    total: MoneyRow
    sums: tuple[SumRow, ...]


def money_tables(plan: Plan, acting_role: ActingRole) -> list[MoneyTable]:
    """One table for each year that has frames."""
    return [_table(each, acting_role) for each in plan.money]


def _table(money: YearMoney, acting_role: ActingRole) -> MoneyTable:
    carry, language = money.carry, acting_role.language
    lived = "" if money.body_to else _("for the days that it lived")
    rows = [
        MoneyRow(money.names[code], carry.before[code] or None, after, lived if code in carry.kept else "")
        for code, after in carry.after.items()
    ]
    if carry.returned:
        rows.append(MoneyRow(_("Undistributed at %(body)s") % {"body": money.body}, None, carry.returned))
    last = long_date(carry.on - ONE_DAY, language)
    return MoneyTable(
        year=carry.year,
        body=money.body,
        before_words=_("To and with %(day)s") % {"day": last},
        after_words=_("From %(day)s") % {"day": long_date(carry.on, language)},
        rows=tuple(rows),
        total=MoneyRow(
            _("Together"), Money.sum(carry.before.values()), Money.sum(carry.after.values()) + carry.returned
        ),
        sums=tuple(
            SumRow(_days(span.first, span.last, language), span.before, span.after, span.holds) for span in money.spans
        ),
    )


def _days(first: date, last: date, language: str) -> str:
    return f"{short_date(first, language)} – {short_date(last, language)}"


@dataclass(frozen=True)
class RestingRow:
    """Something that rests on the units, and what becomes of it."""

    title: str
    what: str
    unit: str
    how: str


def resting_rows(plan: Plan, acting_role: ActingRole) -> list[RestingRow]:
    """In the order of the units, as the rooms told it."""
    names = {unit.code: acting_role.say(unit.name, unit.name_en) for unit in plan.sketch.units}
    return [
        RestingRow(
            each.title,
            each.what.text(acting_role.language),
            names.get(each.unit, each.unit),
            each.how.text(acting_role.language),
        )
        for each in plan.resting
    ]


@dataclass(frozen=True)
class Origin:
    """A unit that this one came of: its name then, and the last day on which it is shown as it was."""

    name: str
    name_en: str
    code: str
    last_day: date


def came_of(code: str, *, as_of: date) -> list[Origin]:
    """The units that became this one by the day, and this one's own earlier names. One query or three."""
    found = []
    for change in changes_of(code):
        stands = change.undone_on is None and change.on <= as_of
        if stands and change.kind in (Kind.MERGE, Kind.SPLIT, Kind.RENAME):
            parts = list(change.parts.all())
            if any(part.is_after and part.code == code for part in parts):
                last = change.on - ONE_DAY
                found += [Origin(part.name, part.name_en, part.code, last) for part in parts if not part.is_after]
    return found


@dataclass(frozen=True)
class ChangeLine:
    """A change in one line."""

    url: str
    what: str
    day: date
    basis: str
    undone_on: date | None
    undone_reason: str


def change_lines(changes: Sequence[UnitChange], language: str) -> list[ChangeLine]:
    """What was done to a unit, latest first, undone ones too."""
    return [change_line(each, language) for each in changes]


def change_line(change: UnitChange, language: str) -> ChangeLine:
    """What was done, by which decision, and whether it still stands."""
    return ChangeLine(
        url=reverse("organisation:unit_change_done", args=[change.pk]),
        what=change_words(change, language),
        day=change.on,
        basis=str(change.basis),
        undone_on=change.undone_on,
        undone_reason=change.undone_reason,
    )


def stands_until(change: UnitChange, today: date) -> date | None:
    """The last day on which the amounts that a change counts on stand, while its day has not come."""
    waits = change.undone_on is None and change.on > today and change.kind != Kind.RENAME
    return change.on - ONE_DAY if waits else None


def change_words(change: UnitChange, language: str) -> str:
    """Which units became which."""
    parts = list(change.parts.all())
    before = [Pair(part.name, part.name_en).text(language) for part in parts if not part.is_after]
    after = [Pair(part.name, part.name_en).text(language) for part in parts if part.is_after]
    words = {"before": _listed(before), "after": _listed(after)}
    return {
        Kind.RENAME: _("%(before)s is called %(after)s"),
        Kind.MOVE: _("%(before)s moved"),
        Kind.MERGE: _("%(before)s became %(after)s"),
        Kind.SPLIT: _("%(before)s was split into %(after)s"),
        Kind.CLOSE: _("%(before)s was closed"),
    }[Kind(change.kind)] % words


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
