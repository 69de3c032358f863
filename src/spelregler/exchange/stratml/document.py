"""A StratML document as nodes, and what of a file found no place in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spelregler.domain.words import Bilingual, Words, joined
from spelregler.exchange.stratml.grammar import Part


@dataclass(slots=True)
class Node:
    """One element: its name, its words, its attributes and what it holds."""

    tag: str
    text: str = ""
    children: list[Node] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    line: int = 0

    def all(self, tag: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children if child.tag == tag]

    def first(self, *path: str) -> Node | None:
        """The first child of that name, or further down."""
        found: Node | None = self
        for tag in path:
            found = next(iter(found.all(tag)), None) if found else None
        return found

    def said(self, *path: str) -> str:
        """The words of a child without blanks round them; empty where it is missing."""
        found = self.first(*path)
        return found.text.strip() if found else ""

    def walk(self) -> Iterator[Node]:
        """The node and everything in it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Aside:
    """Something in a file that StratML has no place for. It is kept here and named, never dropped in silence."""

    line: int
    what: str
    words: Bilingual
    text: str = ""

    def said(self, language: str) -> str:
        """Where and what."""
        return Words("line {line}: {what}: {said}", line=self.line, what=self.what, said=self.words).text(language)


@dataclass(slots=True)
class Document:
    """A plan or a report, with what was put aside when it was read."""

    part: Part
    root: Node
    aside: list[Aside] = field(default_factory=list)


class StratmlError(ValueError):
    """A file that cannot be read, or a document that cannot be written validly: what, and the next step."""

    def __init__(self, words: Bilingual, *, line: int = 0, todo: Bilingual) -> None:
        self.words, self.line, self.todo = words, line, todo
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """Where, what and what to do."""
        what = Words("line {line}: {what}", line=self.line, what=self.words) if self.line else self.words
        return joined(what, self.todo).text(language)
