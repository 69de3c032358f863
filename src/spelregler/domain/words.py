"""What the product says to people: a sentence of the one catalogue, with its values, or data that has both languages.

    Words("{body} has no frame for {year}.", body=Pair("Nämnden", "The committee"), year=2027)

A message is in English, and stands in the catalogue with its Swedish (`config/locale`), as every text of a page does.
A value is said as it is, or in the language that is asked for where it has both: a `Pair`, other `Words`, or an amount,
a share or names from `wording`.

A municipality may have its own words for a few things (`terms`). `speak` lays the texts with them over the catalogue,
for the whole process: everybody who is told something is of the same municipality.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from spelregler.domain.terms import Term, fill, in_words

SWEDISH = Path(__file__).resolve().parents[1] / "config" / "locale" / "sv" / "LC_MESSAGES" / "django.mo"
MARKED = SWEDISH.with_name("marked.mo")
SV = "sv"


class Bilingual:
    """A text in Swedish and English. Nothing to say is false."""

    __slots__ = ()

    def text(self, language: str) -> str:
        """In one language: Swedish for "sv", English for any other."""
        raise NotImplementedError

    @property
    def sv(self) -> str:
        """In Swedish."""
        return self.text("sv")

    @property
    def en(self) -> str:
        """In English."""
        return self.text("en")

    def as_dict(self) -> dict[str, str]:
        """Both, for a program and for what is kept."""
        return {"sv": self.sv, "en": self.en}

    def __bool__(self) -> bool:
        return bool(self.en)

    def __str__(self) -> str:
        return self.sv

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bilingual) and (self.sv, self.en) == (other.sv, other.en)

    def __hash__(self) -> int:
        return hash((self.sv, self.en))


class Pair(Bilingual):
    """Data that has a text for each language: a name, a package's sentence. Without English it is the Swedish one."""

    __slots__ = ("_texts",)

    def __init__(self, sv: object, en: object = "") -> None:
        self._texts = (str(sv), str(en or sv))

    def __repr__(self) -> str:
        return f"Pair({self._texts[0]!r}, {self._texts[1]!r})"

    def text(self, language: str) -> str:
        """The one of the two."""
        return self._texts[language != "sv"]


class Words(Bilingual):
    """A message of the catalogue and the values of its `{places}`; a language need not use all of them.

    A value is taken as it is now, so that what is said afterwards is what was so, and asks no database.
    """

    __slots__ = ("message", "values")

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = message
        self.values = {name: each if isinstance(each, Bilingual) else str(each) for name, each in values.items()}

    def __repr__(self) -> str:
        return (
            f"Words({', '.join([repr(self.message), *(f'{name}={value!r}' for name, value in self.values.items())])})"
        )

    def text(self, language: str) -> str:
        """The message in the language, with its values."""
        said = _swedish().gettext(self.message) if language == "sv" and self.message else self.message
        if not self.values:
            return said
        told = {name: each if isinstance(each, str) else each.text(language) for name, each in self.values.items()}
        return said.format_map(told)


def in_every_word(said: Bilingual) -> tuple[str, ...]:
    """All that it may be called where it is read: in both languages, and in the product's words beside the own ones.

    A file that was written before the municipality had words of its own is read as before.
    """
    ours = (_shipped().gettext(said.message),) if isinstance(said, Words) and said.message else ()
    return (said.sv, said.en, *ours)


NOTHING = Pair("")
"""Where nothing is said."""


def joined(*said: Bilingual, between: str = " ") -> Pair:
    """Several texts after each other."""
    told = [each for each in said if each]
    return Pair(between.join(each.sv for each in told), between.join(each.en for each in told))


class Filled(gettext.GNUTranslations):
    """The marked texts of the catalogue, with the words of some terms in place of the marks."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        words = in_words(terms)
        with MARKED.open("rb") as file:
            super().__init__(file)
        # The reader has no other way to its texts; Django's own catalogue is merged by the same name.
        held: dict[str | tuple[str, int], str] = vars(self)["_catalog"]
        vars(self)["_catalog"] = {key: fill(text, words) for key, text in held.items()}


def speak(terms: Mapping[str, Term]) -> None:
    """From now on the process says what is marked with these words, and with the product's where there is none."""
    _laid.pop(SV, None)
    if terms:
        laid = Filled(terms)
        laid.add_fallback(_shipped())
        _laid[SV] = laid


SAMPLES = (
    "Municipal goals lead to committee goals, and those to unit goals. Choose a goal one level above.",
    "Every unit goal has a measure and a target for the year, and no more goals than the limit.",
    "The indicator is defined. Choose it for a goal, with a target.",
)
"""Messages in which every term is said, in its several forms and with what agrees with it."""


def samples(terms: Mapping[str, Term]) -> tuple[str, ...]:
    """Three sentences of the product in Swedish, as they are said with these words."""
    said = Filled(terms)
    return tuple(map(said.gettext, SAMPLES))


_laid: dict[str, gettext.NullTranslations] = {}
"""By language, the texts with the municipality's words; empty where it has none of its own."""


def _swedish() -> gettext.NullTranslations:
    return _laid.get(SV) or _shipped()


@cache
def _shipped() -> gettext.NullTranslations:
    """Read once; a plain file of the product, so that `domain` needs no framework to speak."""
    with SWEDISH.open("rb") as file:
        return gettext.GNUTranslations(file)
