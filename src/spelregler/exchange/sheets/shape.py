"""How far the sheets of a workbook reach, looked up in their own XML before a library walks them.

A library fills every row and cell up to the last that a file names, and a row numbered a million takes ten bytes. So
the last row and column that hold something are found first, and the walk ends there.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from spelregler.domain.words import Words
from spelregler.exchange import limits
from spelregler.exchange.bounded import Damaged, Patience, TooMuch, pieces, scan_xml

ROW = re.compile(r"[1-9][0-9]{0,6}")
PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
XML = re.compile(rb"\s*<|\xff\xfe|\xfe\xff|\xef\xbb\xbf|\x00")
"""How a part begins that some library could take for XML, whatever it is called."""


@dataclass
class Shape:
    """The last row and the last column of a sheet that hold something."""

    rows: int = 0
    columns: int = 0


class _Sheet:
    """Follows the rows and cells of one part; a part that is no sheet has none."""

    def __init__(self, patience: Patience) -> None:
        self.shape, self.patience = Shape(), patience
        self.kinds: dict[str, str] = {}
        self.row = self.column = 0
        self.has_texts = False

    def started(self, name: str, attributes: Mapping[str, str]) -> bool:
        """True where a row, or a text of its own, begins: what stood before it is let go."""
        kind = self.kinds.get(name)
        if kind is None:
            kind = self.kinds.setdefault(name, name.rpartition(":")[2])
        if kind == "c":
            self._cell(attributes.get("r"))
        elif kind in {"v", "f", "is"}:
            if self.row and self.column:
                self.shape.rows, self.shape.columns = (
                    max(self.shape.rows, self.row),
                    max(self.shape.columns, self.column),
                )
        elif kind == "row":
            self._row(attributes.get("r"))
            return True
        elif kind == "si":
            self.has_texts = True
            return True
        return False

    def _row(self, said: str | None) -> None:
        self.column = 0
        if said is None:
            self.row += 1
        elif ROW.fullmatch(said):
            self.row = int(said)
        else:
            raise Damaged(Words("A row has a number that is none."))
        if self.row > limits.LAST_ROW:
            raise Damaged(Words("A row stands below the end of the sheet."))
        if not self.row % 256:
            self.patience.check()

    def _cell(self, said: str | None) -> None:
        if said is None:
            self.column += 1
        elif found := PLACE.fullmatch(said):
            self.column = _column(found[1])
        else:
            raise Damaged(Words("A cell has a place that is none."))
        if self.column > limits.LAST_COLUMN:
            raise Damaged(Words("A cell stands beyond the end of the sheet."))


def _column(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number


def shapes(packed: zipfile.ZipFile) -> dict[str, Shape]:
    """How far each sheet reaches, by the name of its part. Every part that could be XML is looked through, bounded.

    Refuses with `TooMuch` what is past a bound, with `Damaged` XML that is none and a cell without a place.
    """
    found: dict[str, Shape] = {}
    left, patience = limits.ELEMENTS, Patience()
    for part in packed.infolist():
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        if not is_xml and not XML.match(next(pieces(packed, part), b"")):
            continue
        sheet = _Sheet(patience)
        try:
            left -= scan_xml(pieces(packed, part), most=left, started=sheet.started)
        except Damaged:
            if is_xml:
                raise
            continue  # a picture, or a drawing of old that no library reads
        if sheet.has_texts and part.file_size > limits.STRINGS:
            raise TooMuch(Words("The workbook has too much text."))
        found[part.filename] = sheet.shape
    return found
