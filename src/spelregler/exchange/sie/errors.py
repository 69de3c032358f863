"""What can be wrong with a file, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


class SieError(ValueError):
    """A file that cannot be used: line, column, what, and the next step, in both languages."""

    def __init__(self, *, line: int, column: int, sv: str, en: str, todo_sv: str, todo_en: str) -> None:
        self.line, self.column = line, column
        self.sv, self.en, self.todo_sv, self.todo_en = sv, en, todo_sv, todo_en
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """Where, what and what to do."""
        if language == "sv":
            return f"rad {self.line}, kolumn {self.column}: {self.sv} {self.todo_sv}"
        return f"line {self.line}, column {self.column}: {self.en} {self.todo_en}"


@dataclass(frozen=True)
class SieWarning:
    """Something odd that does not stop the reading."""

    line: int
    sv: str
    en: str
