"""What can be wrong with a file, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.domain.words import Bilingual, Words, joined


class SieError(ValueError):
    """A file that cannot be used: line, column, what, and the next step, in both languages."""

    def __init__(self, words: Bilingual, *, line: int, column: int, todo: Bilingual) -> None:
        self.words, self.line, self.column, self.todo = words, line, column, todo
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """Where, what and what to do."""
        what = Words("line {line}, column {column}: {what}", line=self.line, column=self.column, what=self.words)
        return joined(what, self.todo).text(language)


@dataclass(frozen=True, slots=True)
class SieWarning:
    """Something odd that does not stop the reading."""

    line: int
    words: Bilingual

    @property
    def said(self) -> Bilingual:
        """Where and what."""
        return Words("line {line}: {what}", line=self.line, what=self.words)

    def text(self, language: str) -> str:
        """The same in one language."""
        return self.said.text(language)


def not_sie(line: int, column: int, words: Bilingual) -> SieError:
    """The bytes are something else than a SIE file."""
    return SieError(
        line=line,
        column=column,
        words=words,
        todo=Words("Choose a file that the accounting system exported as SIE type 1–4."),
    )


def too_large(line: int, words: Bilingual) -> SieError:
    """Past a bound: refused whole, for half a ledger is a wrong one."""
    return SieError(
        line=line,
        column=1,
        words=words,
        todo=Words("Export a shorter period at a time from the accounting system; nothing of this file was used."),
    )


def other_currency(line: int, column: int, currency: str) -> SieError:
    """Whole and sound, but its amounts are not kronor."""
    return SieError(
        line=line,
        column=column,
        words=Words("the amounts are in {currency} (#VALUTA), not in Swedish kronor.", currency=currency[:40]),
        todo=Words("Export the file in Swedish kronor (SEK) from the accounting system; nothing of this one was used."),
    )


def fault(line: int, column: int, words: Bilingual) -> SieError:
    """A SIE file, but damaged, cut off or against the format."""
    return SieError(
        line=line,
        column=column,
        words=words,
        todo=Words("Export the file again from the accounting system; nothing of this one was used."),
    )
