"""Measurements as a table, out and in. Missing is never zero, and nothing is overwritten.

A value that is already there and differs is corrected: a new row that replaces the older one. All, women and men of
one period are corrected together, so that they still add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from spelregler.apps.goals import operations
from spelregler.apps.goals.files.dry_run import (
    CHANGED,
    NEW,
    SAME,
    Draft,
    FilePlan,
    RowAct,
    RowChange,
    RowRefused,
    carry_out,
    differences,
    reading,
    refuse_code,
    refuse_twice,
)
from spelregler.apps.goals.models import Indicator, Measurement, Origin, Target
from spelregler.apps.goals.operations import Correction
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.apps.organisation.models import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Form, Kind, Row, Table, read_table, write_table
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
    """Values under their keys: indicator, unit, period and sex. Tried through the operations; stored all or nothing.

    Refuses with `FileRefused` a file that is no table of values, or too long; the rest row by row.
    """
    table = reading(lambda: read_table(data, file_name=file_name, columns=COLUMNS))
    with operations.shown_together(on=today, who=who):
        return carry_out(draft_values(table, today=today, who=who, may=may), data=data, store=store, stage=stage)


@dataclass(frozen=True)
class _Known:
    """What the rows of one file are about. Four queries, however many rows."""

    indicators: dict[str, Indicator]
    units: dict[str, Unit]
    held: dict[Key, Measurement]
    aimed: set[tuple[int, int]]

    @classmethod
    def of(cls, table: Table, *, today: date) -> _Known:
        indicators = {each.code: each for each in Indicator.objects.all()}
        named = {row["indicator"] for row in table.rows}
        mine = [each.pk for code, each in indicators.items() if code in named]
        rows = Measurement.objects.filter(indicator__in=mine, replaced_by__isnull=True)
        return cls(
            indicators=indicators,
            units={each.code: each for each in Unit.objects.all()},
            held={_key(_row(each)): each for each in rows.select_related("indicator", "unit")},
            aimed=set(Target.objects.on(today).filter(indicator__in=mine).values_list("indicator", "year")),
        )


def _key(values: Values) -> Key:
    return values["indicator"], values["unit"], values["start"], values["last_day"], values["sex"] or "T"


def draft_values(table: Table, *, today: date, who: Who, may: May) -> Draft:
    draft, known = Draft(table), _Known.of(table, today=today)
    corrections: dict[Key, list[tuple[Row, Correction]]] = defaultdict(list)
    first: dict[Key, int] = {}
    for row in table.rows:
        key = _key(row.values)
        wrong = _wrong(row, known, first.setdefault(key, row.number)) or _refused(row, may)
        if wrong is not None:
            draft.refuse(row.number, *wrong)
            continue
        older = known.held.get(key)
        figures = {name: row[name] for name in FIGURES}
        before = {name: getattr(older, name) for name in FIGURES} if older else dict.fromkeys(FIGURES)
        fields = differences(before, figures)
        state = NEW if older is None else CHANGED if fields else SAME
        title = known.indicators[row["indicator"]].title
        name = "/".join(str(part) for part in key if part)
        draft.changes.append(RowChange(row.number, VALUE, name, title, state, fields))
        if older is None:
            draft.steps.append(RowAct(row.number, "value", 0, _recording(row, known, today=today, who=who)))
        elif fields:
            corrections[key[:4]].append((row, Correction(older, **figures, comment=row["comment"])))
    for group in corrections.values():
        draft.steps.append(RowAct(group[0][0].number, "value", 1, _correcting(group, today=today, who=who)))
    return draft


def _refused(row: Row, may: May) -> tuple[str, DomainError] | None:
    refused = may(row.values)
    return None if refused is None else ("indicator", refused)


def _wrong(row: Row, known: _Known, first: int) -> tuple[str, DomainError] | None:
    """What can be seen from the row itself."""
    if first != row.number:
        return "indicator", refuse_twice(first, what=Words("The same value"))
    for name, held, what in (
        ("indicator", known.indicators, Words("The indicator")),
        ("unit", known.units, Words("The unit")),
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


def record_value(row: Row, known: _Known, *, today: date, who: Who) -> Measurement:
    """One new value. Older than every target of its indicator it is history, which names its source (MR-30)."""
    indicator = known.indicators[row["indicator"]]
    return operations.record_measurement(
        indicator=indicator,
        unit=known.units[row["unit"]] if row["unit"] else None,
        period_start=row["start"],
        period_end=row["last_day"] + ONE_DAY,
        sex=row["sex"] or "T",
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        origin=Origin.IMPORTED,
        source=row["source"],
        comment=row["comment"],
        recorded_on=today,
        is_history=(indicator.pk, row["last_day"].year) not in known.aimed and bool(row["source"]),
        who=who,
    )


def _recording(row: Row, known: _Known, *, today: date, who: Who) -> Callable[[], object]:
    return lambda: record_value(row, known, today=today, who=who)


def _correcting(group: Sequence[tuple[Row, Correction]], *, today: date, who: Who) -> Callable[[], object]:
    corrections = [each for _row, each in group]
    return lambda: operations.correct_measurements(corrections=corrections, recorded_on=today, who=who)
