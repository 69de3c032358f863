"""Words and their stems, alike whichever database they are kept in: "skolan", "skolor" and "skolornas" are one word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import snowballstemmer

LANGUAGES: Final = {"sv": "swedish", "en": "english"}
WORD: Final = re.compile(r"[^\W_]+")
LONGEST: Final = 60
"""Letters of a word that are kept: what is longer is no word."""
_FILLS: Final = """
och i att om för på av med till från ett en den det de som är var hur vad vem ska
the a an of and in on to for is are with from by
"""
SAYS_NOTHING: Final = frozenset(_FILLS.split())
"""Words that stand in every text, and that nobody means to search for."""
_TIMES: Final = 3
_SHORTEST_AN: Final = 5


@dataclass(frozen=True)
class Word:
    """A word in a text: how it is written in small letters, and where it stands."""

    text: str
    start: int
    end: int


def words_in(text: str) -> Iterator[Word]:
    """The words of a text in their order: letters and figures, so that MR-46 is two."""
    for found in WORD.finditer(unicodedata.normalize("NFC", text)):
        yield Word(found.group().casefold()[:LONGEST], found.start(), found.end())


@lru_cache(maxsize=100_000)
def near_stem(word: str, language: str) -> str:
    """The word without the ending that it has here, by Snowball's rules."""
    return _stemmer(language).stemWord(word) or word


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """What all forms of a word have in common.

    Snowball takes one ending at a time and leaves some of Swedish's definite forms (skolan, hemmet, rektorn), so these
    are taken too, and it is asked again until nothing is left to take. It need not be a word, only the same for all.
    """
    said = near_stem(word, language)
    for _ in range(_TIMES if language == "sv" else 0):
        shorter = near_stem(_definite_taken(said), language)
        if shorter == said:
            break
        said = shorter
    return said


def _definite_taken(word: str) -> str:
    if len(word) >= _SHORTEST_AN and word.endswith("an"):
        return word[:-2]
    if word.endswith(("mmet", "mmen", "nnet", "nnen")):
        return word[:-3]
    if word.endswith("varon"):
        return word[:-1]
    return word[:-1] if len(word) > _SHORTEST_AN and word.endswith("orn") else word


@lru_cache(maxsize=4)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(LANGUAGES[language])


@lru_cache(maxsize=100_000)
def bare(word: str) -> str:
    """The word as whoever has no å, ä, ö or é on the keyboard writes it: Oxelösund as oxelosund."""
    taken_apart = unicodedata.normalize("NFD", word)
    return "".join(each for each in taken_apart if not unicodedata.combining(each))
