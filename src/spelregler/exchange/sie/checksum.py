"""#KSUMMA: CRC-32 over labels and fields of every record between the two marks."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from spelregler.exchange.sie.records import Field, Record, content_of


class Checksum:
    """Counts between the marks and answers with ok, wrong or none."""

    def __init__(self) -> None:
        self.value = 0
        self.is_counting = False
        self.verdict = "none"
        self.line = 1
        self.marks = 0

    def take(self, record: Record) -> None:
        """Every record that is not added the fast way passes here; braces on a line of their own do not count."""
        if record.label == "#KSUMMA":
            self._mark(record)
        elif record.label not in {"{", "}"}:
            self.add(record.label, record.fields)

    def add(self, label: str, fields: Iterable[Field]) -> None:
        """Count a label and its fields, where the counting is on."""
        if self.is_counting:
            self.add_counted(content_of((label, *fields)))

    def add_counted(self, counted: bytes) -> None:
        """Count what is put together already, where the counting is on."""
        if self.is_counting:
            self.value = zlib.crc32(counted, self.value)

    def _mark(self, record: Record) -> None:
        self.marks += 1
        self.is_counting = self.marks == 1
        if self.marks == 2:
            given = record.text(0, "").strip()
            is_number = given.removeprefix("-").isdecimal() and len(given) < 12
            # Some programs print the sum as a signed number.
            self.verdict = "ok" if is_number and int(given) % 2**32 == self.value else "wrong"
            self.line = record.line
