"""The values asked of a role in the open periods as a table: fetched with the keys filled in, brought back filled in.

What comes by file is submitted, as what is typed is: it counts once somebody else has approved it (MR-30).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals import operations
from spelregler.apps.goals.files import value_file
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
    refuse_twice,
)
from spelregler.apps.goals.files.value_file import FIGURES, VALUE
from spelregler.apps.goals.operations import Entry
from spelregler.apps.goals.queries.reporting import Asked, asked_of, open_periods
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Fault, Form, Row, Table, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.progress import Stage, quiet

_OF = {column.name: column for column in value_file.COLUMNS}
COLUMNS = (
    _OF["indicator"],
    Column("title", Words("Indicator"), lacking=True, longest=300),
    _OF["unit"],
    Column("where", Words("Where"), lacking=True, longest=300),
    *(_OF[name] for name in ("start", "last_day", "sex")),
    replace(_OF["value"], needed=False, lacking=True),
    *(_OF[name] for name in ("numerator", "denominator", "comment")),
)
"""Those of approved values, with words for whoever fills them in. A row may be left without a value."""
Key = tuple[object, ...]


def all_asked(acting_role: ActingRole) -> list[Asked]:
    """Every value that the role may report in the periods that are open."""
    return [each for period in open_periods(as_of=acting_role.today) for each in asked_of(acting_role, period)]


def export_asked(asked: list[Asked], *, form: Form, language: str) -> bytes:
    """One row for each value asked for, with what has been said so far."""
    return write_table(COLUMNS, map(_row, asked), form=form, language=language, title=Words("Values").text(language))


def _row(each: Asked) -> dict[str, Any]:
    series, last = each.series, each.last
    return {
        "indicator": series.indicator.code,
        "title": series.indicator.title,
        "unit": series.unit.code if series.unit else "",
        "where": series.where,
        "start": each.period.start,
        "last_day": each.period.end - ONE_DAY,
        "sex": each.sex,
        **{name: getattr(last, name) if last else None for name in FIGURES},
        "comment": last.comment if last else "",
    }


def bring_values(
    *, data: bytes, file_name: str, acting_role: ActingRole, store: bool = False, stage: Stage = quiet
) -> FilePlan:
    """The rows that hold a figure are submitted, all of them or none; a row without one is left as it is.

    Refuses with `FileRefused` a file that is no table of values, or too long; the rest row by row.
    """
    table = read(data, file_name=file_name, columns=COLUMNS)
    return look_through(lambda: _Judged.of(table, acting_role), data=data, store=store, stage=stage)


@dataclass
class _Judged:
    """The rows that hold a figure, judged as what the role submits: all, women and men of a period side by side."""

    draft: Draft
    rows: list[Row]
    entries: operations.Judged
    who: Who

    @classmethod
    def of(cls, table: Table, acting_role: ActingRole) -> _Judged:
        draft = Draft(table)
        asked = {_key_of(each): each for each in all_asked(acting_role)}
        groups: dict[Key, list[tuple[Row, Entry]]] = defaultdict(list)
        first: dict[Key, int] = {}
        for row in table.rows:
            if all(row[name] is None for name in FIGURES):
                continue
            key = _key(row.values)
            each = asked.get(key)
            if each is None:
                draft.refuse(row.number, "indicator", _not_asked())
            elif first.setdefault(key, row.number) != row.number:
                draft.refuse(row.number, "indicator", refuse_twice(first[key], what=Words("The same value")))
            else:
                draft.changes.append(_change(row, each, key))
                groups[key[:4]].append((row, _entry(row, each)))
        together = [each for group in groups.values() for each in group]
        judged = operations.judge_entries(
            [entry for _row, entry in together], submit=True, on=acting_role.today, who=acting_role.who
        )
        return cls(draft, [row for row, _entry in together], judged, acting_role.who)

    @property
    def faults(self) -> list[Fault]:
        letters = self.draft.table.letters
        found = [
            Fault(self.rows[each.row].number, letters.get(each.column, letters.get(VALUE, "")), each.words)
            for each in self.entries.faults
        ]
        return [*self.draft.table.faults, *self.draft.faults, *found]

    def held(self) -> AbstractContextManager[None]:
        return operations.values_held(each.indicator_id for each in self.entries.rows)

    def keep(self, seen: Callable[[int], None]) -> None:
        operations.keep_entries(self.entries, who=self.who, seen=seen)


def _key_of(each: Asked) -> Key:
    return _key(_row(each))


def _key(values: Mapping[str, Any]) -> Key:
    return values["indicator"], values["unit"] or "", values["start"], values["last_day"], values["sex"] or "T"


def _change(row: Row, each: Asked, key: Key) -> RowChange:
    figures: dict[str, Decimal | None] = {name: row[name] for name in FIGURES}
    before = {name: getattr(each.last, name) if each.last else None for name in FIGURES}
    fields = differences(before, figures)
    state = NEW if each.last is None else CHANGED if fields else SAME
    title = f"{each.series.indicator.title}, {each.series.where}"
    return RowChange(row.number, VALUE, "/".join(str(part) for part in key if part), title, state, fields)


def _entry(row: Row, each: Asked) -> Entry:
    figures = {name: row[name] for name in FIGURES}
    series, period = each.series, each.period
    return Entry(
        series.indicator, series.unit, period.start, period.end, each.sex, **figures, comment=row["comment"] or ""
    )


def _not_asked() -> RowRefused:
    return RowRefused(
        Words("This value is not asked of you in any open period."),
        clause="MR-30",
        way=Words("Fetch the file again and leave codes, days and sex as they are."),
    )
