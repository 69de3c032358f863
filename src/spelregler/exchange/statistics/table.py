"""Statistics from rows and columns: CSV as PxWeb writes it, tables that people made of it, and PxWeb's workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spelregler.domain.words import Words
from spelregler.exchange.sheets import SheetRow, letter, lines, remarks_on
from spelregler.exchange.statistics.cells import cell_at, is_figure, text_of
from spelregler.exchange.statistics.model import Dimension, Figure, Label, Region, Role, Statistics, refused
from spelregler.exchange.statistics.words import (
    label_of,
    may_be_one_sex,
    parted_heading,
    parted_sex,
    role_of,
)
from spelregler.exchange.statistics.workbook import named

HEADING_WITHIN = 20
SELDOM = 10
NO_LABEL, ALL = Label("", ""), Label("T", "totalt")
ASIDE = {Role.SEX: "kön", Role.TIME: "år", Role.CONTENT: "kolumn"}
"""What a heading may say beside a column, and what that is called."""


def read_table(data: bytes, region: Region) -> Statistics:
    """The figures of a region, whichever way the table lies: a column per year or a row per year.

    Refuses with `StatisticsRefused` a table without regions, with `SheetRefused` what `lines` does.
    """
    found = lines(data, knows=lambda cells: sum(role_of(cell) is not None for cell in cells))
    table = _headed(found) or named(found, region)
    if table is None:
        raise refused(Words("The file has no column for the region."))
    heading, rows = table
    reading = _Reading(heading, rows, region)
    return Statistics(*reading.figures(), remarks=remarks_on(found))


def _headed(found: Sequence[SheetRow]) -> tuple[list[str], Sequence[SheetRow]] | None:
    """A heading that names the column of regions, and the rows below it."""
    for at, (_number, cells) in enumerate(found[:HEADING_WITHIN]):
        if len(cells) > 1 and any(isinstance(cell, str) and _is_region(cell) for cell in cells):
            return [text_of(cell) for cell in cells], found[at + 1 :]
    return None


def _is_region(cell: str) -> bool:
    """The heading of a column; in a title the words that follow a comma begin with a blank."""
    return role_of(cell) == Role.REGION and not cell[:1].isspace()


class _Reading:
    """One table: its columns of labels, its columns of figures, and the rows of the region."""

    def __init__(self, heading: Sequence[str], rows: Sequence[SheetRow], region: Region) -> None:
        self.heading, self.rows = heading, rows
        self.roles = {place: role for place, name in enumerate(heading) if (role := role_of(name)) is not None}
        self.at = next(place for place, role in self.roles.items() if role == Role.REGION)
        self.own = [row for row in rows if region.is_told_by(text_of(cell_at(row[1], self.at)))]
        self.has_time = Role.TIME in self.roles.values()
        self.last = max(place for place, role in self.roles.items() if role != Role.CONTENT)

    def figures(self) -> tuple[tuple[Dimension, ...], list[Figure]]:
        """Every figure of the region, under each dimension that parts it."""
        labels, values = self._columns()
        heads = self._heads(values)
        aside = [role for role in ASIDE if any(role in head for head in heads.values())]
        dimensions = (*labels.values(), *(Dimension(ASIDE[role], role) for role in aside))
        figures = [
            Figure(
                labels=(
                    *(label_of(text_of(cell_at(cells, each))) for each in labels),
                    *(head.get(role, NO_LABEL) for role in aside),
                ),
                value=cell_at(cells, place),
                row=number,
                column=letter(place),
            )
            for number, cells in self.own
            for place, head in heads.items()
        ]
        return dimensions, figures

    def _columns(self) -> tuple[dict[int, Dimension], dict[int, str]]:
        """The columns of labels and those of figures, by place."""
        labels: dict[int, Dimension] = {}
        values: dict[int, str] = {}
        for place, name in enumerate(self.heading):
            role = self.roles.get(place)
            if not name or role == Role.REGION:
                continue
            if role is None and not self._holds_labels(place, name):
                values[place] = name
            elif role is not None or not self._parts_nothing(place):
                labels[place] = Dimension(name, role or Role.OTHER, label_of(name).code)
        return labels, values

    def _holds_labels(self, place: int, name: str) -> bool:
        """A column that nobody knows: of labels where it stands among those that are, has no year, or holds text."""
        if not self.has_time:
            return not parted_heading(name)[1]
        return place < self.last or not all(is_figure(cell_at(cells, place)) for _number, cells in self.own)

    def _parts_nothing(self, place: int) -> bool:
        """Whether a column only follows from the others: a county from its municipality, a majority from the year.

        The values differ, and yet each of the region's own keys has one, and nearly all others too: a municipality
        may have moved to another county.
        """
        keys = [self.at] if place < self.last else [each for each, role in self.roles.items() if role != Role.CONTENT]
        held, own = self._values_by(keys, place, self.rows), self._values_by(keys, place, self.own)
        several = sum(len(each) > 1 for each in held.values())
        differ = len(set().union(*held.values())) > 1
        return differ and all(len(each) == 1 for each in own.values()) and several * SELDOM <= len(held)

    @staticmethod
    def _values_by(keys: Sequence[int], place: int, rows: Sequence[SheetRow]) -> dict[tuple[str, ...], set[str]]:
        held: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for _number, cells in rows:
            held[tuple(text_of(cell_at(cells, key)) for key in keys)].add(text_of(cell_at(cells, place)))
        return held

    def _heads(self, values: Mapping[int, str]) -> dict[int, dict[Role, Label]]:
        """What the heading of each column of figures says: year, sex and what is counted."""
        parted = {place: (name, "") if self.has_time else parted_heading(name) for place, name in values.items()}
        names = {name for name, _year in parted.values()}
        sexes = {} if Role.SEX in self.roles.values() else _sexes_of(names)
        heads: dict[int, dict[Role, Label]] = {}
        for place, (name, year) in parted.items():
            rest, word = sexes.get(name, (name, ""))
            heads[place] = {Role.CONTENT: label_of(rest)}
            if year:
                heads[place][Role.TIME] = Label(year, year)
            if word:
                heads[place][Role.SEX] = Label(word, word)
            elif sexes and not may_be_one_sex(label_of(name)):
                heads[place][Role.SEX] = ALL
        return heads


def _sexes_of(names: set[str]) -> dict[str, tuple[str, str]]:
    """The headings that say a sex, as what is counted and the word: one alone, or several of the same for two or more.

    ”Andel kvinnor” by itself may be a share for all, and is left as it is.
    """
    by_rest: dict[str, dict[str, str]] = defaultdict(dict)
    for name in names:
        rest, word = parted_sex(name)
        if word:
            by_rest[rest][name] = word
    return {
        name: (rest, word)
        for rest, words in by_rest.items()
        if not rest or len(words) > 1
        for name, word in words.items()
    }
