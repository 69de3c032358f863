"""Takes values of the right type out of a file's rows, and notes a fault with the line where they are not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from spelregler.domain.words import NOTHING, Bilingual, Pair, Words
from spelregler.exchange.package.model import Faults
from spelregler.exchange.package.source import SEE_SHIPPED, Row


class Sheet:
    """One file of a package while it is read. A missing key is told once, by `keys`."""

    def __init__(self, file: str, top: Row, faults: Faults) -> None:
        self.file = file
        self.top = top
        self.faults = faults

    def fault(self, row: Row, key: str, words: Bilingual, todo: Bilingual = SEE_SHIPPED) -> None:
        """A fault at a key, told with the row's id."""
        name = str(row.get("id") or row.get("code") or "")
        what = Words("{name}: {what}", name=name, what=words) if name else words
        self.faults.add(self.file, row.line_of(key), what=what, todo=todo)

    def keys(self, row: Row, required: Collection[str], optional: Collection[str] = ()) -> None:
        """Every required key is there, and none but these."""
        for key in required:
            if key not in row:
                self.fault(row, key, Words("{key} is missing.", key=key), Words("Add it."))
        for key in row:
            if key not in required and key not in optional:
                todo = Words("Remove it or correct the spelling.")
                self.fault(row, key, Words("the key {key} is unknown.", key=key), todo)

    def word(self, row: Row, key: str) -> str:
        """A text that is not empty."""
        if key not in row:
            return ""
        if not filled(row[key]):
            todo = Words("Write a text, a figure within quotes.")
            self.fault(row, key, Words("{key} is to be a text.", key=key), todo)
            return ""
        return str(row[key])

    def one_of(self, row: Row, key: str, allowed: Collection[str]) -> str:
        """A word out of a closed list."""
        found = self.word(row, key)
        if found and found not in allowed:
            words = ", ".join(allowed)
            todo = Words("Choose one of: {words}.", words=words)
            self.fault(row, key, Words("{key} is “{found}”.", key=key, found=found), todo)
        return found

    def words(self, row: Row, key: str) -> tuple[str, ...]:
        """A list of words, each once."""
        found = row.get(key, [])
        if not isinstance(found, list) or not all(filled(each) for each in found):
            todo = Words("Write [A, B].")
            self.fault(row, key, Words("{key} is to be a list of words.", key=key), todo)
            return ()
        for each in sorted({each for each in found if found.count(each) > 1}):
            todo = Words("Remove one of them.")
            self.fault(row, key, Words("{key}: {each} stands twice.", key=key, each=each), todo)
        return tuple(found)

    def text(self, row: Row, key: str) -> Pair:
        """The same words in both languages."""
        if key not in row:
            return NOTHING
        found = row[key]
        if not isinstance(found, Row) or set(found) != {"sv", "en"} or not all(map(filled, found.values())):
            todo = Words("Write the text in both languages.")
            self.fault(row, key, Words("{key} needs sv and en.", key=key), todo)
            return NOTHING
        return Pair(found["sv"], found["en"])

    def whole(self, row: Row, key: str, least: int, most: int) -> int | None:
        """A whole number within its range; None where the key is missing."""
        if key not in row:
            return None
        found = row[key]
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
            todo = Words("Write a whole number {least}–{most}.", least=least, most=most)
            self.fault(row, key, Words("{key} is “{found}”.", key=key, found=found), todo)
            return None
        return found

    def row(self, row: Row, key: str) -> Row | None:
        """A row inside a row."""
        if key not in row:
            return None
        if not isinstance(row[key], Row):
            todo = Words("Write {name: value}.")
            self.fault(row, key, Words("{key} is to hold keys and values.", key=key), todo)
            return None
        found: Row = row[key]
        return found

    def rows(self, row: Row, key: str, name: str = "id") -> list[Row]:
        """A list of rows, each with a name of its own."""
        found = row.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, Row) for each in found):
            self.fault(row, key, Words("{key} is to be a list of rows.", key=key))
            return []
        self.unique(found, name)
        return found

    def unique(self, rows: list[Row], name: str = "id") -> None:
        """Nothing stands twice: a reference must mean one thing."""
        first: dict[str, int] = {}
        for each in rows:
            found = str(each.get(name, ""))
            if found in first:
                words = Words("{name} stands twice, first in line {first}.", name=name, first=first[found])
                self.fault(each, name, words, Words("Give every row a name of its own."))
            elif found:
                first[found] = each.line_of(name)


def filled(value: Any) -> bool:
    """A text with something in it."""
    return isinstance(value, str) and bool(value.strip())
