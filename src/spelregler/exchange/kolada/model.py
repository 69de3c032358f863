"""What Kolada's documents hold, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from spelregler.domain.words import Bilingual, Pair, Words

ALL, WOMEN, MEN = "T", "K", "M"
SEXES = (ALL, WOMEN, MEN)
"""As the data write them. An older manual says F for women; the data never do."""


class KoladaFault(ValueError):
    """A document that is not what the API says it is: which document, which entry, and what is wrong."""

    def __init__(self, *, document: str, entry: int | None, words: Bilingual) -> None:
        at = Pair(document) if entry is None else Words("{document}, entry {entry}", document=document, entry=entry + 1)
        self.words = Words("{at}: {what}", at=at, what=words)
        super().__init__(self.words.sv)


@dataclass(frozen=True)
class Page:
    """One page of an answer. The last one has no `next_url`; `count` is told by the API and not to be relied on."""

    values: tuple[dict[str, Any], ...]
    next_url: str = ""


@dataclass(frozen=True)
class Kpi:
    """A key figure of the catalogue. `municipality_type` is K, L (regions) or A (both)."""

    id: str
    title: str
    description: str = ""
    is_divided_by_gender: bool = False
    municipality_type: str = ""
    auspice: str = ""
    operating_area: str = ""
    perspective: str = ""
    prel_publication_date: date | None = None
    publication_date: date | None = None
    publ_period: str = ""
    has_ou_data: bool = False


@dataclass(frozen=True)
class Place:
    """A municipality (K) or a region (L); 0000 is the whole country."""

    id: str
    title: str
    type: str


@dataclass(frozen=True)
class Member:
    """One member of a group: a municipality, or a key figure."""

    id: str
    title: str


@dataclass(frozen=True)
class Group:
    """Municipalities, or key figures, that belong together."""

    id: str
    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class OperatingUnit:
    """A school, a care home or the like in a municipality."""

    id: str
    title: str
    municipality: str


@dataclass(frozen=True)
class Figure:
    """One value: key figure × place × year × sex. `value` None is missing and never zero; deleted has no value.

    `place` is a municipality, a group (then `count` is how many of its members there are) or, where `is_unit`, a unit.
    """

    kpi: str
    place: str
    year: int
    sex: str
    value: Decimal | None
    status: str = ""
    is_deleted: bool = False
    count: int | None = None
    is_unit: bool = False
