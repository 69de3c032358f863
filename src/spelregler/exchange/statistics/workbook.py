"""The workbook that PxWeb writes, with names put to its columns.

It has a title, a row for each variable of the heading with each value where its columns begin, and columns of labels
without names, where a label stands once and holds for the rows below it. Notes and the source stand under the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spelregler.exchange.sheets import Cell, SheetRow, letter
from spelregler.exchange.statistics.cells import cell_at, is_figure, text_of
from spelregler.exchange.statistics.model import Region
from spelregler.exchange.statistics.words import SPOKEN, is_year, label_of, sex_of

HEADING_WITHIN = 20
CODE = re.compile(r"[0-9A-Z][0-9A-Z+\-]*")
"""How the values of a column of codes are written, beside one of texts."""


def named(found: Sequence[SheetRow], region: Region) -> tuple[list[str], list[SheetRow]] | None:
    """Heading and rows as a table with names has them; None where no column holds the region."""
    first = next((at for at, (_n, cells) in enumerate(found[:HEADING_WITHIN]) if _is_data(cells)), None)
    if first is None:
        return None
    last = max(len(cells) for _number, cells in found[first:]) - 1
    values = _joined([cells for _number, cells in found[:first] if cells[0] == ""]) or {last: "värde"}
    width = min(values)
    rows = _filled([row for row in found[first:] if any(cell_at(row[1], place) != "" for place in values)], width)
    columns = [[text_of(cell_at(cells, place)) for _number, cells in rows] for place in range(width)]
    _join_codes(columns)
    names = _names(columns, region)
    if "region" not in names:
        return None
    heading = [*names, *("" for _place in range(last + 1 - width))]
    for place, name in values.items():
        heading[place] = name
    labelled = [
        (number, [*(column[at] for column in columns), *cells[width:]]) for at, (number, cells) in enumerate(rows)
    ]
    return heading, labelled


def _is_data(cells: Sequence[Cell]) -> bool:
    return cells[0] != "" and any(cell != "" and is_figure(cell) for cell in cells[1:])


def _joined(above: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """The heading of each column of figures: the values of every row, each of which holds until the next one."""
    if not above:
        return {}
    places = [place for place, cell in enumerate(above[-1]) if cell != ""]
    parts: dict[int, list[str]] = {place: [] for place in places}
    for cells in above:
        for place in places:
            parts[place].append(next((text_of(each) for each in reversed(cells[: place + 1]) if each != ""), ""))
    return {place: " ".join(part for part in words if part) for place, words in parts.items()}


def _filled(rows: Sequence[SheetRow], width: int) -> list[SheetRow]:
    """A label that stands once holds for the rows below it."""
    above: list[Cell] = [""] * width
    filled: list[SheetRow] = []
    for number, cells in rows:
        above = [cells[place] if cells[place] != "" else above[place] for place in range(width)]
        filled.append((number, [*above, *cells[width:]]))
    return filled


def _join_codes(columns: list[list[str]]) -> None:
    """A column of codes and the one of texts beside it are one: ”0481 - Oxelösund”. The codes' own is emptied."""
    for at, (codes, texts) in enumerate(pairwise(columns)):
        pairs = set(zip(codes, texts, strict=True))
        is_one_to_one = len(pairs) == len({code for code, _text in pairs}) == len({text for _code, text in pairs})
        if is_one_to_one and all(CODE.fullmatch(code) and re.search(r"[^\W\d]", text) for code, text in pairs):
            columns[at + 1] = [f"{code} - {text}" for code, text in zip(codes, texts, strict=True)]
            columns[at] = [""] * len(codes)


def _names(columns: Sequence[Sequence[str]], region: Region) -> list[str]:
    """What each column of labels is about, by what stands in it: nobody named it."""
    names: list[str] = []
    for place, texts in enumerate(columns):
        labels = {label_of(text) for text in texts if text}
        if not labels:
            names.append("")
        elif "region" not in names and any(map(region.is_told_by, texts)):
            names.append("region")
        elif all(map(is_year, labels)):
            names.append("år")
        elif all(sex_of(label) and label.text.casefold() in SPOKEN for label in labels):
            names.append("kön")
        else:
            names.append(f"kolumn {letter(place)}")
    return names
