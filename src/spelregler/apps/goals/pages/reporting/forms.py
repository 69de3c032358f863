"""The form in which values are reported: a row for each value asked for, what was typed, and what is wrong where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from spelregler.apps.goals.models import ReportedValue
from spelregler.apps.goals.operations import Entry, Fault
from spelregler.apps.goals.queries.reporting import Asked
from spelregler.domain.goals.values import NotANumber, read_cells, read_number

COLUMNS = ("value", "numerator", "denominator")


@dataclass
class GridRow:
    """One value asked for: as typed, never thrown away, with a fault for each column that has one."""

    asked: Asked
    number: int
    typed: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)
    is_touched: bool = False

    @property
    def name(self) -> str:
        """The row in the form's names."""
        return self.asked.key

    @property
    def is_waiting(self) -> bool:
        """Submitted: nothing is typed until the approver has had a look."""
        return self.asked.last is not None and self.asked.last.state == ReportedValue.State.SUBMITTED


def grid(asked: Sequence[Asked]) -> list[GridRow]:
    """The rows as they stand."""
    return [GridRow(each, number, _as_stored(each.last)) for number, each in enumerate(asked, 1)]


def fill(rows: Sequence[GridRow], posted: Mapping[str, str]) -> None:
    """What was typed stands in the form again; a row that waits keeps what was submitted."""
    for row in rows:
        if not row.is_waiting:
            row.is_touched = f"{row.name}:value" in posted
            for column in (*COLUMNS, "comment"):
                row.typed[column] = posted.get(f"{row.name}:{column}", row.typed[column])


def paste(rows: Sequence[GridRow], text: str) -> list[str]:
    """Cells from a spreadsheet fill the rows in order, or the row that the first cell names; what did not fit is told.

    A line is: value, numerator, denominator, comment. An empty line leaves its row as it is.
    """
    faults = []
    named = {name.casefold(): row for row in rows for name in (row.asked.series.indicator.title, row.name)}
    for number, cells in enumerate(read_cells(text)):
        row = named.get(cells[0].casefold()) or (rows[number] if number < len(rows) else None)
        cells = cells[1:] if cells[0].casefold() in named else cells
        if row is None:
            faults.append(_("Line %(line)s: there is no row left to put it in.") % {"line": number + 1})
        elif row.is_waiting and any(cells):
            faults.append(_("Line %(line)s: the row is submitted and waits for approval.") % {"line": number + 1})
        else:
            row.is_touched = row.is_touched or any(cells)
            row.typed.update({column: cell for column, cell in zip((*COLUMNS, "comment"), cells, strict=False) if cell})
    return faults


def entries(rows: Sequence[GridRow]) -> list[tuple[GridRow, Entry]]:
    """The rows that were typed in, read as numbers. A row with a fault is told of and stands as typed."""
    found = []
    for row in [each for each in rows if each.is_touched and not each.is_waiting]:
        numbers = {column: _number(row, column) for column in COLUMNS}
        if not row.faults:
            series, period = row.asked.series, row.asked.period
            comment = row.typed["comment"].strip()[:400]
            entry = Entry(
                indicator=series.indicator,
                unit=series.unit,
                period_start=period.start,
                period_end=period.end,
                sex=row.asked.sex,
                value=numbers["value"],
                numerator=numbers["numerator"],
                denominator=numbers["denominator"],
                comment=comment,
            )
            found.append((row, entry))
    return found


def blame(rows: Sequence[GridRow], faults: Sequence[Fault], language: str) -> None:
    """Put each fault at its row and column; what is about the period stands at the value."""
    for fault in faults:
        column = fault.column if fault.column in COLUMNS else "value"
        rows[fault.row].faults[column] = fault.words.text(language)


def _number(row: GridRow, column: str) -> Decimal | None:
    try:
        return read_number(row.typed[column])
    except NotANumber:
        row.faults[column] = _("“%(typed)s” cannot be read as a number. Write for example 1200 or 37,5.") % {
            "typed": row.typed[column]
        }
        return None


def _as_stored(last: ReportedValue | None) -> dict[str, str]:
    numbers = {column: _plain(getattr(last, column) if last else None) for column in COLUMNS}
    return {**numbers, "comment": last.comment if last else ""}


def _plain(number: Decimal | None) -> str:
    """As it would be typed, with a decimal comma and without zeros at the end."""
    if number is None:
        return ""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
