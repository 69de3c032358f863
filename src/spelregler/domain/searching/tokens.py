"""What a searchable thing is kept under, and what is asked for: the same tokens, made in one place.

A token is a stem after a letter that says what it is a part of. So either database need only know whether a token is
there; what the words mean is settled here, for both alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import Final

from spelregler.domain.compounds import known_parts, parts
from spelregler.domain.searching.meanings import means_the_same
from spelregler.domain.searching.stems import LANGUAGES, SAYS_NOTHING, bare, near_stem, stem, words_in

MOST_WORDS: Final = 8
SHORTEST: Final = 2
"""Letters of the shortest word that is searched for."""
SHORTEST_PART: Final = 3
"""Letters of the shortest end of a compound that is found by itself (ram in budgetram)."""
SHORTEST_HEAD: Final = 3
SHORTEST_COMPOUND: Final = 6
SHORTEST_FORGIVEN: Final = 4
LONGEST_FORGIVEN: Final = 24
"""Letters of words in which a typing error is forgiven."""
ONE_ERROR: Final = 5
"""Up to so many letters one error is forgiven, in longer words two."""

MADE_AS: Final = 4
"""Raised when the same words are kept under other tokens than before, so that every entry is made anew."""

IN_TITLE, IN_TEXT, ENDS_TITLE, ENDS_TEXT, BEGINS, ALIKE, KIND = "tdefbnk"
MOST_PARTS: Final = 4
"""Of a compound that is searched for part by part."""
Groups = tuple[tuple[str, ...], ...]
"""One of each group is to be there; a token with a star is the beginning of one."""


class Nearness(IntEnum):
    """How near what is found lies to what was asked for; the nearest first."""

    TITLE = 0
    TEXT = 1
    BEGINNING = 2
    AKIN = 3
    """Holds each part of a compound somewhere, or another word for the same."""
    LAST_PART = 4
    """Holds what a compound is a kind of: elevfrånvaro for skolfrånvaro."""
    ALIKE = 5


def of_kind(kind: str) -> str:
    """The token of a kind of thing: letters alone, for SQLite's index takes any other sign for the end of a word."""
    return KIND + kind.replace("_", "")


def kept_under(*, kind: str, titles: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """The tokens of a thing, by language its titles and texts; each once, with blanks between."""
    found = {of_kind(kind)}
    for language in LANGUAGES:
        for word in telling_words(titles.get(language, "")):
            found.update(f"{IN_TITLE}{each}" for each in _with_bare(stem(word, language)))
            found.update(f"{ENDS_TITLE}{end}" for end in _every_end(word, language))
            found.update(f"{BEGINS}{part}" for part in _known_beginnings(word, language))
            found.update(f"{ALIKE}{key}" for each in _with_bare(_forgiven(word, language)) for key in _kept_keys(each))
        for word in telling_words(texts.get(language, "")):
            found.add(f"{IN_TEXT}{stem(word, language)}")
            found.update(f"{ENDS_TEXT}{end}" for end in _known_ends(word, language))
            found.update(f"{BEGINS}{part}" for part in _known_beginnings(word, language))
    return " ".join(sorted(found))


def _with_bare(word: str) -> set[str]:
    """A word of a title is also found by whoever has no å, ä or ö on the keyboard."""
    return {word, bare(word)}


def telling_words(text: str) -> Iterator[str]:
    """The words that somebody may search for."""
    return (each.text for each in words_in(text) if each.text not in SAYS_NOTHING)


@lru_cache(maxsize=20_000)
def _every_end(word: str, language: str) -> frozenset[str]:
    """Whatever the word may be a compound of: of a name, which no list of words holds, every end that may be a word."""
    return frozenset(
        said[at:]
        for said in (near_stem(word, language), stem(word, language))
        for at in range(SHORTEST_HEAD, len(said) - SHORTEST_PART + 1)
        if len(word) >= SHORTEST_COMPOUND
    )


@lru_cache(maxsize=20_000)
def _known_ends(word: str, language: str) -> frozenset[str]:
    """The last part of a compound that is known for certain: in a text, where every end would be too much."""
    if language != "sv" or len(word) < SHORTEST_COMPOUND:
        return frozenset()
    *before, last = parts(word)
    return frozenset((near_stem(last, language), stem(last, language)) if before else ())


@lru_cache(maxsize=20_000)
def _known_beginnings(word: str, language: str) -> frozenset[str]:
    """What a compound that is known for certain begins with, part by part, as a word by itself has its stem."""
    if language != "sv" or len(word) < SHORTEST_COMPOUND:
        return frozenset()
    return frozenset(stem(each, language) for each in known_parts(word)[:-1])


def _forgiven(word: str, language: str) -> str:
    """The form in which a typing error is looked for: the stem, or a short word as it stands."""
    said = stem(word, language)
    return said if len(said) >= SHORTEST_FORGIVEN else word


@lru_cache(maxsize=20_000)
def _keys(word: str) -> frozenset[str]:
    """The word, and the word with any one letter away: two words that differ in one letter share one of them.

    A word that is asked for may lack a letter, so it may be one shorter than any that is kept.
    """
    if not SHORTEST_FORGIVEN - 1 <= len(word) <= LONGEST_FORGIVEN or not word.isalpha():
        return frozenset()
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


def _kept_keys(word: str) -> frozenset[str]:
    return _keys(word) if len(word) >= SHORTEST_FORGIVEN else frozenset()


@dataclass(frozen=True)
class Sought:
    """Some words that are searched for, in whichever language they are."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Sought:
        """The first words of what was written that say something; none where nothing is to be searched for."""
        told = [each for each in telling_words(text) if len(each) >= SHORTEST or each.isdecimal()]
        return cls(tuple(dict.fromkeys(told[:MOST_WORDS])))

    def groups(self, nearness: Nearness) -> Groups:
        """What each word is kept under, at that nearness."""
        made = {
            Nearness.TITLE: _titles,
            Nearness.TEXT: _anywhere,
            Nearness.BEGINNING: _beginnings,
            Nearness.ALIKE: _alike,
        }.get(nearness)
        if made is None:
            return self._akin(last_alone=nearness is Nearness.LAST_PART)
        return tuple(tuple(dict.fromkeys(made(word))) for word in self.words)

    def _akin(self, *, last_alone: bool) -> Groups:
        """Each word as it stands, as a part, or as another word for the same; a compound also part by part.

        With `last_alone` the last part of a compound is enough; nothing where there is no compound.
        """
        taken = {word: known_parts(word)[:MOST_PARTS] for word in self.words}
        if last_alone and all(len(each) == 1 for each in taken.values()):
            return ()
        found = []
        for word, each in taken.items():
            asked = each[-1:] if last_alone else each
            whole = list(_anywhere(word))
            found += [tuple(dict.fromkeys((*whole, *_as_a_part(part)))) for part in asked]
        return tuple(found)

    @cached_property
    def akin(self) -> tuple[str, ...]:
        """What the words may be found by beside themselves: parts of compounds, and other words for the same."""
        taken = [part for word in self.words for part in dict.fromkeys((word, *known_parts(word)))]
        split = (part for part in taken if part not in self.words)
        other = (each for part in taken for each in means_the_same(part))
        return tuple(dict.fromkeys((*split, *other)))

    def hits(self, word: str, language: str, *, alike: bool = False) -> bool:
        """Whether a word of a text is one of those that are sought, a form of it, or a compound that it is part of."""
        return any(
            (alike or _begins(each) in word or _begins(each) in bare(word))
            and _is_hit(each, word, language, alike=alike)
            for each in self.words
        ) or any(_begins(each) in word and _is_part(each, word, language) for each in self.akin)

    def is_near(self, title: str, language: str) -> bool:
        """Whether one of the words is in the title when typing errors are forgiven: a shared token is not enough."""
        there = list(telling_words(title))
        return any(_is_hit(each, word, language, alike=True) for each in self.words for word in there)

    def as_typed(self, title: str) -> int:
        """How many of the words stand in a title as they were typed; one more where it is they alone."""
        folded = title.casefold()
        return sum(each in folded for each in self.words) + (folded == " ".join(self.words))


def _titles(word: str) -> Iterator[str]:
    return _whole_or_end(word, ((IN_TITLE, ENDS_TITLE),))


def _anywhere(word: str) -> Iterator[str]:
    return _whole_or_end(word, ((IN_TITLE, ENDS_TITLE), (IN_TEXT, ENDS_TEXT)))


def _whole_or_end(word: str, places: Iterable[tuple[str, str]]) -> Iterator[str]:
    for whole, end in places:
        for language in LANGUAGES:
            yield f"{whole}{stem(word, language)}"
            for part in _ends(word, language):
                yield f"{end}{part}"


def _ends(word: str, language: str) -> set[str]:
    if not word.isalpha():
        return set()
    return {each for each in (near_stem(word, language), stem(word, language)) if len(each) >= SHORTEST_PART}


def _beginnings(word: str) -> Iterator[str]:
    yield from _anywhere(word)
    for begun in _begun(word):
        yield f"{IN_TITLE}{begun}*"
        yield f"{IN_TEXT}{begun}*"


def _as_a_part(part: str) -> Iterator[str]:
    """The word, a form of it, a compound that ends or begins with it, or another word for the same."""
    for each in (part, *means_the_same(part)):
        yield from _anywhere(each)
        yield f"{BEGINS}{stem(each, 'sv')}"


def _begun(word: str) -> set[str]:
    longer = (near_stem(word, language) for language in LANGUAGES)
    return {word, *(each for each in longer if len(each) >= SHORTEST_FORGIVEN)}


def _alike(word: str) -> Iterator[str]:
    yield from _anywhere(word)
    for language in LANGUAGES:
        for key in sorted(_keys(_forgiven(word, language))):
            yield f"{ALIKE}{key}"


@lru_cache(maxsize=1_000)
def _begins(sought: str) -> str:
    """The letters that every form of the word has: most words of a text are passed over by them alone."""
    return min((stem(sought, each) for each in LANGUAGES), key=len)[:3]


@lru_cache(maxsize=20_000)
def _is_hit(sought: str, word: str, language: str, *, alike: bool) -> bool:
    stems = {near_stem(word, language), stem(word, language)}
    for each in LANGUAGES:
        if stem(sought, each) in _with_bare(stem(word, language)):
            return True
        if len(word) >= SHORTEST_COMPOUND and any(one.endswith(end) for one in stems for end in _ends(sought, each)):
            return True
    if any(word.startswith(begun) for begun in _begun(sought)):
        return True
    return alike and any(
        is_typing_error(_forgiven(sought, language), each) for each in _with_bare(_forgiven(word, language))
    )


@lru_cache(maxsize=20_000)
def _is_part(sought: str, word: str, language: str) -> bool:
    """Whether the word is a form of what is sought, or a compound that begins or ends with it."""
    its = {stem(sought, each) for each in LANGUAGES}
    said = {stem(word, language), *_known_beginnings(word, language), *_known_ends(word, language)}
    return not its.isdisjoint(said)


def is_typing_error(one: str, other: str) -> bool:
    """Whether two words differ by an error or two: a letter too many, missing, another, or two that changed places."""
    if max(len(one), len(other)) < SHORTEST_FORGIVEN or not _keys(one) & _keys(other):
        return False
    return distance(one, other) <= (1 if min(len(one), len(other)) <= ONE_ERROR else 2)


def distance(one: str, other: str) -> int:
    """How many letters have to be added, removed, changed or to change places with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one):
        earlier, before, row = before, row, [at + 1]
        for place, there in enumerate(other):
            cost = min(before[place + 1] + 1, row[place] + 1, before[place] + (letter != there))
            swapped = at and place and letter == other[place - 1] and one[at - 1] == there
            row.append(min(cost, earlier[place - 1] + 1) if swapped else cost)
    return row[-1]
