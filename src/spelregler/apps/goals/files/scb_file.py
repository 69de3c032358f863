"""Figures from SCB by file, for one indicator and one municipality. Missing is never zero, and one sex never all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from spelregler.apps.goals.files import dry_run
from spelregler.apps.goals.files.dry_run import FilePlan, look_through
from spelregler.apps.goals.files.value_file import JudgedValues, anyone
from spelregler.domain import reading
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.sheets import Cell, CellRefused, Fault, Row, Table, figure_in
from spelregler.exchange.statistics import MISSING, NIL, Picked, is_year, picked, read, refused, region_of
from spelregler.platform.audit.operations import Who
from spelregler.platform.progress import Stage, quiet

PLACES = Decimal("0.0001")
"""What a figure is stored with."""
LONG = re.compile(rf"([.,][0-9]{{{reading.MOST_DECIMALS}}})[0-9]+$")
SEXES = {"": "", "all": "T", "women": "K", "men": "M"}
NOTHING: Mapping[str, Any] = {"unit": "", "numerator": None, "denominator": None, "comment": ""}
MOST_NAMED = 10


def import_scb(
    *,
    data: bytes,
    file_name: str,
    indicator: str,
    municipality: str,
    today: date,
    who: Who,
    municipality_name: str = "",
    column: str = "",
    sex: str = "",
    only: Mapping[str, str] | None = None,
    factor: Decimal = Decimal(1),
    store: bool = False,
    stage: Stage = quiet,
) -> FilePlan:
    """A table saved from SCB's database, in any of its formats: figures of calendar years for one municipality.

    What parts the figures is chosen by `column`, `sex` and `only`, and a dimension that is not chosen from refuses the
    file by its name; women and men become values of their own. What a figure is to be multiplied by is told, never
    guessed; it is stored with four decimals. A figure that SCB leaves out (one to six dots) stays missing and is told;
    a dash is zero.

    Refuses with `FileRefused` a file that is none of SCB's, or that lacks the municipality or what was chosen; the rest
    row by row.
    """

    def table() -> Table:
        region = region_of(municipality, municipality_name)
        statistics = read(data, region)
        if not statistics.figures:
            raise refused(Words("No values for municipality {municipality}.", municipality=municipality))
        chosen = picked(statistics, column=column, sex=SEXES[sex], only=only)
        return _rows(chosen, file_name=file_name, indicator=indicator, factor=factor, remarks=statistics.remarks)

    judge = partial(JudgedValues.of, dry_run.reading(table), today=today, who=who, may=anyone)
    return look_through(judge, data=data, store=store, stage=stage)


def _rows(
    chosen: list[Picked], *, file_name: str, indicator: str, factor: Decimal, remarks: tuple[Bilingual, ...]
) -> Table:
    rows: list[Row] = []
    faults: list[Fault] = []
    missing: list[str] = []
    source = f"SCB, {file_name}"[:120]
    for each in chosen:
        place = each.figure.row, each.figure.column
        if not is_year(each.year):
            faults.append(_fault(*place, Words("“{year}” is no calendar year.", year=each.year)))
            continue
        try:
            value = _value(each.figure.value, factor)
        except (CellRefused, InvalidOperation, reading.Unreadable) as error:
            words = getattr(error, "words", Words("The number is too large."))
            faults.append(_fault(*place, words))
            continue
        year = int(each.year.code if each.year.code.isdigit() else each.year.text)
        if value is None:
            missing.append(str(year))
            continue
        days = {"start": date(year, 1, 1), "last_day": date(year, 12, 31)}
        named = {"indicator": indicator, "sex": each.sex, "source": source}
        rows.append(Row(place[0], {**NOTHING, **named, **days, "value": value}))
    return Table(
        file_name, tuple(rows), tuple(faults), faults_in_all=len(faults), remarks=(*remarks, *_left_out(missing))
    )


def _fault(row: int, column: str, words: Bilingual) -> Fault:
    return Fault(row, column, words, Words("Check the file."))


def _value(cell: Cell, factor: Decimal) -> Decimal | None:
    """A figure as it is stored; None where SCB leaves it out.

    SCB parts decimals by a point, three of them too, and never thousands; further decimals than a reader takes are cut.
    """
    if not isinstance(cell, str):
        found = figure_in(cell)
        return None if found is None else (found * factor).quantize(PLACES)
    text = cell.strip()
    if MISSING.fullmatch(text):
        return None
    if text in NIL:
        return Decimal(0)
    written = LONG.sub(r"\1", text)
    return (reading.figure(written, mark="." if "." in written else "") * factor).quantize(PLACES)


def _left_out(years: list[str]) -> tuple[Bilingual, ...]:
    """A figure that SCB leaves out is not a value, and is not passed over in silence."""
    if not years:
        return ()
    told = sorted(set(years))
    names = ", ".join(told[:MOST_NAMED]) + (", …" if len(told) > MOST_NAMED else "")
    return (Words("Missing in the file and left out: {names}.", names=names),)
