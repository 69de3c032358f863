"""What is shown of a text that was found: the words about the first hit, and which of them are hits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spelregler.domain.searching.stems import SAYS_NOTHING, words_in
from spelregler.domain.searching.tokens import Sought

BEFORE: Final = 60
AROUND: Final = 200
"""How many characters are shown before the first hit, and of all."""
READ: Final = 6_000
"""How far into a text a hit is looked for."""


@dataclass(frozen=True)
class Part:
    """A piece of a text, that is a hit or is not."""

    text: str
    is_hit: bool = False


def marked(text: str, sought: Sought, language: str, *, alike: bool = False) -> tuple[Part, ...]:
    """The whole text in parts, with the hits among them."""
    said = unicodedata.normalize("NFC", text)
    return tuple(_parts(said, list(_hits(said, sought, language, alike=alike))))


def excerpt(text: str, sought: Sought, language: str, *, alike: bool = False) -> tuple[Part, ...]:
    """The text about its first hit, cut at blanks; nothing where there is no hit."""
    said = " ".join(unicodedata.normalize("NFC", text[:READ]).split())
    first = next(_hits(said, sought, language, alike=alike), None)
    if first is None:
        return ()
    start = said.rfind(" ", 0, max(0, first[0] - BEFORE)) + 1
    end = said.find(" ", max(first[1], start + AROUND))
    cut = said[start : end if end > 0 else len(said)]
    parts = _parts(cut, list(_hits(cut, sought, language, alike=alike)))
    return (*_dots(start > 0, "… "), *parts, *_dots(end > 0, " …"))


def _dots(is_cut: bool, dots: str) -> tuple[Part, ...]:
    return (Part(dots),) if is_cut else ()


def _hits(text: str, sought: Sought, language: str, *, alike: bool) -> Iterator[tuple[int, int]]:
    for word in words_in(text):
        if word.text not in SAYS_NOTHING and sought.hits(word.text, language, alike=alike):
            yield word.start, word.end


def _parts(text: str, hits: list[tuple[int, int]]) -> Iterator[Part]:
    at = 0
    for start, end in hits:
        if start > at:
            yield Part(text[at:start])
        yield Part(text[start:end], is_hit=True)
        at = end
    if at < len(text):
        yield Part(text[at:])
