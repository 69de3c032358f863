"""What each column of a table holds, in words: for a sheet beside the table, and for the page where it is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.sheets.columns import Column, Kind

ABOUT = (
    Column("column", Words("Column")),
    Column("needed", Words("Must be filled in")),
    Column("holds", Words("What the cell says")),
    Column("choices", Words("Words to choose from")),
)
TITLE = Words("Columns")
HOLDS: Mapping[Kind, Bilingual] = {
    Kind.INTEGER: Words("a whole number"),
    Kind.DECIMAL: Words("a number"),
    Kind.DAY: Words("a day, as 2027-02-09"),
    Kind.MONEY: Words("an amount, in the unit that stands in the heading"),
    Kind.CHOICE: Words("one of the words"),
    Kind.CODES: Words("codes, with commas between"),
}


def explained(columns: Sequence[Column], language: str) -> Iterator[dict[str, str]]:
    """A row for each column: its heading, whether it must be filled in, what it holds, and the words that it takes."""
    for column in columns:
        text = Words("text, at most {longest} characters", longest=column.longest)
        holds = column.help or HOLDS.get(column.kind, text)
        yield {
            "column": column.title(language),
            "needed": _needed(column).text(language),
            "holds": holds.text(language),
            "choices": ", ".join(f"”{words.text(language)}”" for words in column.choices.values()),
        }


def _needed(column: Column) -> Bilingual:
    if column.needed:
        return Words("yes")
    return Words("no, and the column may be left out") if column.lacking else Words("no")
