"""What can be wrong with a file, where, and what to do about it."""

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


@dataclass(frozen=True, slots=True)
class SieWarning:
    """Something odd that does not stop the reading."""

    line: int
    sv: str
    en: str

    def text(self, language: str) -> str:
        """Where and what."""
        return f"rad {self.line}: {self.sv}" if language == "sv" else f"line {self.line}: {self.en}"


def not_sie(line: int, column: int, sv: str, en: str) -> SieError:
    """The bytes are something else than a SIE file."""
    return SieError(
        line=line,
        column=column,
        sv=sv,
        en=en,
        todo_sv="Välj en fil som ekonomisystemet har exporterat som SIE typ 1–4.",
        todo_en="Choose a file that the accounting system exported as SIE type 1–4.",
    )


def too_large(line: int, sv: str, en: str) -> SieError:
    """Past a bound: refused whole, for half a ledger is a wrong one."""
    return SieError(
        line=line,
        column=1,
        sv=sv,
        en=en,
        todo_sv="Exportera en kortare period i taget ur ekonomisystemet; inget ur den här filen har använts.",
        todo_en="Export a shorter period at a time from the accounting system; nothing of this file was used.",
    )


def fault(line: int, column: int, sv: str, en: str) -> SieError:
    """A SIE file, but damaged, cut off or against the format."""
    return SieError(
        line=line,
        column=column,
        sv=sv,
        en=en,
        todo_sv="Exportera filen på nytt ur ekonomisystemet; inget ur den här har använts.",
        todo_en="Export the file again from the accounting system; nothing of this one was used.",
    )
