"""What a statistical table holds of one region: figures, each under a label of every dimension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spelregler.domain.words import NOTHING, Bilingual, Words
from spelregler.exchange.sheets import Cell, SheetRefused


class Role(StrEnum):
    """What a dimension is about. OTHER is anything that parts the figures further, such as age."""

    REGION = "region"
    TIME = "time"
    SEX = "sex"
    CONTENT = "content"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Label:
    """A value of a dimension, by code, by text or by both."""

    code: str
    text: str

    def __str__(self) -> str:
        return self.text or self.code

    def is_called(self, said: str) -> bool:
        """Whether somebody who says so means this one: by its code, its text, or both as PxWeb writes them."""
        wanted = said.strip().casefold()
        return wanted in {self.code.casefold(), self.text.casefold(), f"{self.code} - {self.text}".casefold()}


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column, a heading or a variable, as the file calls it."""

    name: str
    role: Role
    code: str = ""

    def is_called(self, said: str) -> bool:
        """By its name or its code."""
        return Label(self.code, self.name).is_called(said)


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell, its labels in the order of the dimensions, and where it stands."""

    labels: tuple[Label, ...]
    value: Cell
    row: int
    column: str = ""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of the region that was asked for; the dimension of regions is not among the dimensions."""

    dimensions: tuple[Dimension, ...]
    figures: Sequence[Figure]
    remarks: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """The region that is asked for, by its code and what people call it."""

    code: str
    names: frozenset[str] = frozenset()

    def is_told_by(self, text: str) -> bool:
        """0481, 481, ”0481 Oxelösund”, ”0481 - Oxelösund” and ”Oxelösund” are one; a code decides before a name."""
        said = text.strip()
        digits = said.split(" ", 1)[0]
        if digits.isdigit() and digits.isascii():
            return len(digits) in (3, 4) and digits.zfill(4) == self.code
        return said.casefold() in self.names


def region_of(code: str, name: str = "") -> Region:
    """A municipality by its code and its name; SCB says the name alone, without ”kommun” and the s before it."""
    plain = name.split("(")[0].strip().casefold()
    names = {plain}
    for ending in (" kommun", " stad"):
        if plain.endswith(ending):
            short = plain.removesuffix(ending)
            names |= {short, short.removesuffix("s")}
    return Region(code.zfill(4) if code.isdigit() else "", frozenset(names - {""}))


class StatisticsRefused(SheetRefused):
    """A file that cannot be used as statistics, or whose figures it does not say enough of."""


FEWER = Words("Choose fewer values and save the table again.")
"""What to do about a table that is too much."""


def refused(words: Bilingual, *, todo: Bilingual = NOTHING) -> StatisticsRefused:
    """With the next step; without one of its own, how such a table is saved."""
    usual = Words("Save the table from SCB's database as CSV, Excel, PX or JSON-stat 2, with region and year.")
    return StatisticsRefused(words, todo=todo or usual)
