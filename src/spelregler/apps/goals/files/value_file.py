"""Measurements as a table, out and in. Missing is never zero, and nothing is overwritten.

A value that is already there and differs is corrected: a new row that replaces the older one. All, women and men of
one period are corrected together, so that they still add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from spelregler.apps.goals import operations
from spelregler.apps.goals.files.dry_run import (
    CHANGED,
    NEW,
    SAME,
    Draft,
    FilePlan,
    RowChange,
    RowRefused,
    differences,
    look_through,
    read,
    refuse_code,
    refuse_twice,
    telling,
)
from spelregler.apps.goals.models import Indicator, Measurement, Origin
from spelregler.apps.goals.operations import Correction, Figure, Measured, Place
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.apps.organisation.models import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Fault, Form, Kind, Row, Table, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.progress import Stage, quiet

VALUE = "value"
FIGURES = ("value", "numerator", "denominator")
FIRST_YEAR, LAST_YEAR = 1900, 2100
COLUMNS = (
    Column("indicator", Words("Indicator code"), needed=True, longest=60),
    Column("unit", Words("Unit"), lacking=True, longest=40),
    Column("start", Words("From"), kind=Kind.DAY, needed=True),
    Column("last_day", Words("Through"), kind=Kind.DAY, needed=True),
    Column(
        "sex",
        Words("Sex"),
        kind=Kind.CHOICE,
        choices={"T": Words("all"), "K": Words("women"), "M": Words("men")},
        lacking=True,
    ),
    Column("value", Words("Value"), kind=Kind.DECIMAL, needed=True),
    Column("numerator", Words("Numerator"), kind=Kind.DECIMAL, lacking=True),
    Column("denominator", Words("Denominator"), kind=Kind.DECIMAL, lacking=True),
    Column("source", Words("Source"), lacking=True, longest=120),
    Column("comment", Words("Comment"), lacking=True),
)
Values = Mapping[str, Any]
May = Callable[[Values], DomainError | None]
Key = tuple[Any, ...]


def anyone(values: Values) -> None:
    """Whoever runs the program on the machine may do what the operations allow."""


# Out -------------------------------------------------------------------------------------------------------------


def export_values(
    *, year: int | None, as_of: date, form: Form, language: str = "sv", with_small: bool = False
) -> tuple[bytes, int]:
    """The values for periods that end in a year, or all of them, as known on the day; and how many are left out.

    Left out is what no page shows: small numbers, and what would give them away. `with_small` is for whoever answers
    for the figures and will keep the file as they keep their own registers.
    """
    rows = Measurement.objects.known_on(as_of)
    if year is not None:
        rows = rows.filter(period_end__gt=date(year, 1, 1), period_end__lte=date(year + 1, 1, 1))
    rows = rows.select_related("indicator", "unit").order_by("indicator__code", "unit__code", "period_start", "-sex")
    hidden = {} if with_small else hidden_measurements(indicators=Indicator.objects.values("pk"), as_of=as_of)
    told = [row for row in rows if row.pk not in hidden]
    title = f"Värden {year or ''}".strip()
    return write_table(COLUMNS, map(_row, told), form=form, language=language, title=title), len(rows) - len(told)


def _row(measurement: Measurement) -> dict[str, Any]:
    return {
        "indicator": measurement.indicator.code,
        "unit": measurement.unit.code if measurement.unit else "",
        "start": measurement.period_start,
        "last_day": measurement.period_end - ONE_DAY,
        "sex": measurement.sex,
        "value": measurement.value,
        "numerator": measurement.numerator,
        "denominator": measurement.denominator,
        "source": measurement.source,
        "comment": measurement.comment,
    }


# In --------------------------------------------------------------------------------------------------------------


def import_values(
    *,
    data: bytes,
    file_name: str,
    today: date,
    who: Who,
    store: bool = False,
    may: May = anyone,
    stage: Stage = quiet,
) -> FilePlan:
    """Values under their keys: indicator, unit, period and sex. Judged by the operations' rules; stored all or nothing.

    Refuses with `FileRefused` a file that is no table of values, or too long; the rest row by row.
    """
    table = read(data, file_name=file_name, columns=COLUMNS)
    judge = partial(JudgedValues.of, table, today=today, who=who, may=may)
    return look_through(judge, data=data, store=store, stage=stage)


@dataclass(frozen=True)
class _Named:
    """What the rows of one file name. Two queries, however many rows."""

    indicators: dict[str, Indicator]
    units: dict[str, Unit]

    @classmethod
    def of(cls, table: Table) -> _Named:
        indicators = Indicator.objects.filter(code__in={row["indicator"] for row in table.rows})
        units = Unit.objects.filter(code__in={row["unit"] for row in table.rows})
        return cls({each.code: each for each in indicators}, {each.code: each for each in units})

    def place(self, row: Row) -> Place:
        indicator, unit = self.indicators[row["indicator"]], self.units.get(row["unit"])
        return indicator.pk, unit.pk if unit else None, row["start"], row["last_day"] + ONE_DAY


@dataclass
class JudgedValues:
    """The rows of a file judged as measurements: what is new is recorded, what differs is corrected."""

    draft: Draft
    named: _Named
    measured: Measured
    who: Who

    @classmethod
    def of(cls, table: Table, *, today: date, who: Who, may: May) -> JudgedValues:
        """Four queries, however many rows; more only for what `may` asks."""
        draft, named, first = Draft(table), _Named.of(table), dict[Key, int]()
        rows = []
        for row in table.rows:
            wrong = _wrong(row, named, first.setdefault(_key(row.values), row.number)) or _refused(row, may)
            if wrong is None:
                rows.append(row)
            else:
                draft.refuse(row.number, *wrong)
        measured = Measured.about({named.place(row) for row in rows}, recorded_on=today)
        judged = cls(draft, named, measured, who)
        judged._judge(rows)
        return judged

    @property
    def faults(self) -> list[Fault]:
        return [*self.draft.table.faults, *self.draft.faults]

    def held(self) -> AbstractContextManager[None]:
        return operations.values_held({row.indicator_id for row in self.measured.rows})

    def keep(self, seen: Callable[[int], None]) -> None:
        operations.keep_measured(self.measured, who=self.who, seen=seen)

    def _judge(self, rows: Sequence[Row]) -> None:
        """What is new in the file's order; then what is corrected, all, women and men of a period together."""
        groups: dict[Place, list[tuple[Row, Correction]]] = defaultdict(list)
        for row in rows:
            place = self.named.place(row)
            older = self.measured.held[place].get(row["sex"] or "T")
            figures = {name: row[name] for name in FIGURES}
            before = {name: getattr(older, name) for name in FIGURES} if older else dict.fromkeys(FIGURES)
            fields = differences(before, figures)
            state = NEW if older is None else CHANGED if fields else SAME
            title = self.named.indicators[row["indicator"]].title
            name = "/".join(str(part) for part in _key(row.values) if part)
            self.draft.changes.append(RowChange(row.number, VALUE, name, title, state, fields))
            if older is None:
                with self._telling(row):
                    self.measured.record(self._figure(row))
            elif fields:
                groups[place].append((row, Correction(older, **figures, comment=row["comment"])))
        for group in groups.values():
            with self._telling(group[0][0]):
                self.measured.correct([correction for _row, correction in group])

    def _telling(self, row: Row) -> AbstractContextManager[None]:
        return telling(self.draft.faults, row=row.number, column=VALUE, table=self.draft.table)

    def _figure(self, row: Row) -> Figure:
        """Older than every target of its indicator it is history, which names its source (MR-30)."""
        indicator = self.named.indicators[row["indicator"]]
        is_aimed = (indicator.pk, row["last_day"].year) in self.measured.aimed
        return Figure(
            indicator,
            row["start"],
            row["last_day"] + ONE_DAY,
            row["value"],
            unit=self.named.units.get(row["unit"]),
            sex=row["sex"] or "T",
            numerator=row["numerator"],
            denominator=row["denominator"],
            origin=Origin.IMPORTED,
            source=row["source"],
            comment=row["comment"],
            is_history=not is_aimed and bool(row["source"]),
        )


def _key(values: Values) -> Key:
    return values["indicator"], values["unit"], values["start"], values["last_day"], values["sex"] or "T"


def _refused(row: Row, may: May) -> tuple[str, DomainError] | None:
    refused = may(row.values)
    return None if refused is None else ("indicator", refused)


def _wrong(row: Row, named: _Named, first: int) -> tuple[str, DomainError] | None:
    """What can be seen from the row itself."""
    if first != row.number:
        return "indicator", refuse_twice(first, what=Words("The same value"))
    for name, held, what in (
        ("indicator", named.indicators, Words("The indicator")),
        ("unit", named.units, Words("The unit")),
    ):
        if row[name] and row[name] not in held:
            return name, refuse_code(row[name], what=what)
    for name in ("start", "last_day"):
        if not FIRST_YEAR <= row[name].year <= LAST_YEAR:
            return name, RowRefused(
                Words("The year {year} is not reasonable.", year=row[name].year),
                way=Words("Check the day."),
            )
    return None
