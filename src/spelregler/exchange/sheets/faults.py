"""What can be wrong with a table, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.domain.words import NOTHING, Bilingual, Words, joined


def letter(index: int) -> str:
    """A column as Excel names it: 0 is A, 25 is Z, 26 is AA."""
    name, left = "", index + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be used: row and column as the spreadsheet shows them, what, and the next step."""

    row: int
    column: str
    words: Bilingual
    todo: Bilingual = NOTHING

    @property
    def place(self) -> Bilingual:
        """Where, as the spreadsheet shows it."""
        if self.column:
            return Words("row {row}, column {column}", row=self.row, column=self.column)
        return Words("row {row}", row=self.row)

    @property
    def said(self) -> Bilingual:
        """Where, what and what to do."""
        return joined(Words("{place}: {what}", place=self.place, what=self.words), self.todo)

    def text(self, language: str) -> str:
        """The same in one language."""
        return self.said.text(language)


class SheetRefused(ValueError):
    """A file that cannot be used at all: what is wrong and the next step, in both languages."""

    def __init__(self, words: Bilingual, *, todo: Bilingual) -> None:
        self.words, self.todo = words, todo
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """What and what to do."""
        return joined(self.words, self.todo).text(language)


def not_a_table(words: Bilingual) -> SheetRefused:
    """The bytes are something else than a table, or damaged."""
    return SheetRefused(
        words,
        todo=Words("Save the table as an Excel workbook (.xlsx) or as CSV, and choose that file."),
    )


def too_large(words: Bilingual) -> SheetRefused:
    """A table past the bounds is refused whole: half a table is a wrong table."""
    return SheetRefused(
        words,
        todo=Words("Split the file into several. Nothing of this one was used."),
    )
