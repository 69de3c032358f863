"""A cell as the text of a label, and whether it holds a figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from spelregler.exchange.sheets import Cell
from spelregler.exchange.statistics.words import MISSING, NIL


def text_of(cell: Cell) -> str:
    """A cell as a label's text."""
    return cell.strip() if isinstance(cell, str) else f"{cell:f}" if isinstance(cell, Decimal) else ""


def cell_at(cells: Sequence[Cell], place: int) -> Cell:
    """A row may end before the heading does."""
    return cells[place] if place < len(cells) else ""


def is_figure(cell: Cell) -> bool:
    """A number, or a mark for one that is missing or nil."""
    if not isinstance(cell, str):
        return isinstance(cell, Decimal)
    text = "".join(cell.split())
    digits = text.lstrip("-\u2212").replace(",", ".").replace(".", "", 1)
    return text in NIL or MISSING.fullmatch(text) is not None or (digits.isascii() and digits.isdigit())
