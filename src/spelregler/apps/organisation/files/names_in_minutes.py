"""Reading a list of names as minutes have it: one on a line, perhaps with a party, a code and a function."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from django.db.models import Model

from spelregler.apps.organisation.models import Membership, Person

FUNCTION = {
    "ordförande": Membership.Function.CHAIR,
    "chair": Membership.Function.CHAIR,
    "ledamot": Membership.Function.MEMBER,
    "member": Membership.Function.MEMBER,
    "ersättare": Membership.Function.SUBSTITUTE,
    "substitute": Membership.Function.SUBSTITUTE,
}
VICE = re.compile(
    r"^(?:(?:förste|första|1:e|andre|andra|2:e|first|second)\s+)?vice\s?(?:ordförande|chair)$", re.IGNORECASE
)
NEW = frozenset({"ny", "new"})
LINE = re.compile(r"^(?P<name>[^,;\t(]+?)\s*(?:\((?P<mark>[^)]*)\))?\s*(?:[,;\t]\s*(?P<function>.*?))?\s*$")
LONGEST_PARTY = 6
ROOM_FOR_NUMBER = 4
"""Letters of a code that a number may take, as in `namnden-27`."""


@dataclass(frozen=True)
class Named:
    """One line: who, as what, and what stands in brackets to say which of those by that name."""

    line: int
    name: str
    mark: str = ""
    function: str = ""

    @property
    def is_new(self) -> bool:
        """Said to be somebody who is not entered yet, whoever else has that name."""
        return self.mark.lower() in NEW

    @property
    def code(self) -> str:
        """The code in brackets; a party is no code."""
        is_party = self.mark.isupper() and len(self.mark) <= LONGEST_PARTY
        return "" if self.is_new or is_party else self.mark


@dataclass(frozen=True)
class Unread:
    """A line that says something that is not understood."""

    line: int
    text: str


def read_names(text: str, *, default: str) -> tuple[list[Named], list[Unread]]:
    """The names of a text, one on a line, and the lines that were not understood. Empty lines are none."""
    named, unread = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = LINE.match(re.sub(r"^\s*\d+[.)]\s*", "", line))
        function = _function(found["function"] or "", default) if found else ""
        if found is None or not function or not found["name"].strip():
            unread.append(Unread(number, line.strip()))
            continue
        name = " ".join(found["name"].split())
        named.append(Named(number, name, (found["mark"] or "").strip(), function))
    return named, unread


def _function(words: str, default: str) -> str:
    plain = " ".join(words.lower().split())
    if not plain:
        return default
    return Membership.Function.VICE_CHAIR if VICE.match(plain) else FUNCTION.get(plain, "")


def people_named(named: Iterable[Named]) -> dict[Named, Sequence[Person]]:
    """Everybody who may be meant by each line: by code, else by the whole name. Two queries."""
    lines = list(named)
    by_code = {each.code: each for each in Person.objects.filter(code__in={line.code for line in lines if line.code})}
    by_name: dict[str, list[Person]] = {}
    for person in Person.objects.filter(name__in={line.name for line in lines}).order_by("code"):
        by_name.setdefault(person.name, []).append(person)
    found: dict[Named, Sequence[Person]] = {}
    for line in lines:
        if line.is_new:
            found[line] = []
        elif line.code:
            found[line] = [by_code[line.code]] if line.code in by_code else []
        else:
            found[line] = by_name.get(line.name, [])
    return found


def code_of(name: str, *, among: type[Model] = Person) -> str:
    """A code for something new: the name in small letters without accents, with a number where it is taken.

    However long the name is, the code has room in its column, the number with it.
    """
    column: Any = among._meta.get_field("code")
    most = column.max_length - ROOM_FOR_NUMBER
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].rstrip("-") or "ny"
    used = set(among._default_manager.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for code in chain([stem], (f"{stem}-{n}" for n in count(2))) if code not in used)
