"""The people of the demo. Every name is put together from invented parts; nobody here exists."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from spelregler.demo.facts import Origin
from spelregler.demo.organisation import BODIES, COMMITTEE_TERMS, COUNCIL_TERMS, DEPARTMENTS, UNITS, BodyFact

ORIGIN = Origin.INVENTED
"""Holds for every person, seat and post in this module."""

_FIRST = [
    "Alva",
    "Björn",
    "Cajsa",
    "Dag",
    "Elin",
    "Folke",
    "Greta",
    "Hugo",
    "Iris",
    "Jonte",
    "Klara",
    "Loke",
    "Maja",
    "Nils",
    "Olga",
    "Petter",
    "Ragna",
    "Sixten",
    "Tyra",
    "Uno",
    "Vega",
    "Ville",
    "Ylva",
    "Zoran",
    "Åke",
    "Ärla",
    "Östen",
    "Amira",
    "Bashir",
    "Chiara",
    "Dilan",
    "Esma",
    "Farid",
]
_SOUND = ["Hav", "Skär", "Fyr", "Tång", "Mås", "Vik", "Sund", "Stål", "Tall", "Ask", "Kaj", "Bris", "Ör", "Segel"]
_PLACE = ["klint", "vall", "mark", "rydd", "backe", "gärde", "holt", "kulle", "hamre", "sten", "torp", "näset"]

CHAIR_OF_EDUCATION = "Anna Lind"
"""The one name that the demo's drawings use; put together like the others."""


def code_of(name: str) -> str:
    """A name as a code: small letters, no accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")


def _names() -> Iterator[str]:
    """One name after the other, always in the same order; no surname returns."""
    surnames = [f"{sound}{place}" for place in _PLACE for sound in _SOUND]
    for number, surname in enumerate(surnames):
        yield f"{_FIRST[number % len(_FIRST)]} {surname}"


NAMES = (CHAIR_OF_EDUCATION, *_names())
"""The demo's own list of names."""


@dataclass(frozen=True)
class SeatFact:
    """Somebody in a numbered seat for a time; `introduced_on` is empty for one who awaits introduction (MR-6)."""

    body: str
    number: int
    is_substitute: bool
    person: str
    function: str
    start: date
    end: date
    introduced_on: date | None
    origin: Origin = ORIGIN


@dataclass(frozen=True)
class PostFact:
    """A post and who holds it from when to when."""

    code: str
    title: str
    title_en: str
    kind: str
    person: str
    start: date
    end: date | None = None
    department: str = ""
    unit: str = ""
    is_acting: bool = False
    introduced_on: date | None = None
    origin: Origin = ORIGIN


OLD_COUNCIL, NEW_COUNCIL = COUNCIL_TERMS
COMMITTEE_TERM = COMMITTEE_TERMS[0]
REELECTED = 19
"""How many of the council's 31 members were elected again; they keep their seat over the change of term."""

INTRODUCED_EARLIER = date(2022, 11, 21)
COMMITTEES_INTRODUCED = date(2023, 2, 6)
COMMITTEES_TRAINED = date(2023, 3, 20)
INTRODUCTION_EVENING = date(2026, 10, 26)
INTRODUCED_AT_ONCE = 5
"""How many of the newly elected took part in the first introduction evening."""

LATE_SUBSTITUTE_FROM = date(2026, 8, 20)
"""A substitute in the education committee took a seat in August and was never introduced: late by P02."""

_names_in_order = NAMES[1:]
_COUNCIL = _names_in_order[:31]
_LEFT_COUNCIL = _names_in_order[31:43]
_OTHERS = _names_in_order[43:98]
_OFFICIALS = _names_in_order[98:]

FROM_COUNCIL = {"ks": range(0, 9), "un": range(9, 11), "von": range(11, 14), "msn": range(14, 16), "kfn": range(16, 19)}
"""Which re-elected council members also sit in which body."""

DUAL_ROLE = _COUNCIL[19]
"""Newly elected to the council and teacher at Ramdalsskolan: two roles, one worn at a time."""


def _function(number: int) -> str:
    return {1: "chair", 2: "vice_chair"}.get(number, "member")


def _council_seats() -> Iterator[SeatFact]:
    for number, person in enumerate(_COUNCIL, start=1):
        again = number <= REELECTED
        start = OLD_COUNCIL[0] if again else NEW_COUNCIL[0]
        at_once = REELECTED < number <= REELECTED + INTRODUCED_AT_ONCE
        introduced = INTRODUCED_EARLIER if again else INTRODUCTION_EVENING if at_once else None
        yield SeatFact("kf", number, False, person, _function(number), start, NEW_COUNCIL[1], introduced)
    for number, person in enumerate(_LEFT_COUNCIL, start=REELECTED + 1):
        yield SeatFact("kf", number, False, person, "member", *OLD_COUNCIL, INTRODUCED_EARLIER)


def _ordinary(body: BodyFact, others: Iterator[str]) -> Iterator[str]:
    first = [CHAIR_OF_EDUCATION] if body.code == "un" else []
    known = [*first, *(_COUNCIL[index] for index in FROM_COUNCIL.get(body.code, ()))]
    yield from known
    yield from islice(others, body.seats - len(known))


def _committee_seats(body: BodyFact, others: Iterator[str]) -> Iterator[SeatFact]:
    for number, person in enumerate(_ordinary(body, others), start=1):
        yield SeatFact(body.code, number, False, person, _function(number), *COMMITTEE_TERM, COMMITTEES_INTRODUCED)


def _substitutes(body: BodyFact, others: Iterator[str]) -> Iterator[SeatFact]:
    council = body.kind == "council"
    start, end = NEW_COUNCIL if council else COMMITTEE_TERM
    for number in range(1, body.substitutes + 1):
        late = body.code == "un" and number == body.substitutes
        introduced = None if council or late else COMMITTEES_INTRODUCED
        begins = LATE_SUBSTITUTE_FROM if late else start
        yield SeatFact(body.code, number, True, next(others), "substitute", begins, end, introduced)


@cache
def seats() -> tuple[SeatFact, ...]:
    """Every seat that somebody holds or held, in a fixed order."""
    others = iter(_OTHERS + _LEFT_COUNCIL)
    found = list(_council_seats())
    for body in BODIES:
        if body.kind != "council":
            found += _committee_seats(body, others)
        found += _substitutes(body, others)
    return tuple(found)


MANAGERS_FROM = date(2022, 8, 1)
HEAD_LEFT = date(2026, 8, 1)
"""The head of culture and leisure left; since then somebody acts (CP-6 holds: one head at all times)."""

SPECIAL_POSTS = (
    ("kommunchef", "Kommunchef", "Chief executive", "chief_executive", "kommunstyrelseforvaltningen", ""),
    ("controller", "Controller", "Controller", "controller", "kommunstyrelseforvaltningen", "ekonomi"),
    ("hr-strateg", "HR-strateg", "HR strategist", "hr", "kommunstyrelseforvaltningen", "hr"),
    (
        "namndsekreterare",
        "Nämndsekreterare",
        "Committee secretary",
        "committee_secretary",
        "kommunstyrelseforvaltningen",
        "kansli",
    ),
    (
        "fackligt-ombud",
        "Fackligt ombud",
        "Union representative",
        "union_representative",
        "utbildningsforvaltningen",
        "peterslundsskolan",
    ),
    (
        "skyddsombud",
        "Huvudskyddsombud",
        "Chief safety representative",
        "safety_representative",
        "aldreomsorgsforvaltningen",
        "sjotangen",
    ),
    ("larare-oxeloskolan", "Lärare, Oxelöskolan", "Teacher, Oxelöskolan", "employee", "", "oxeloskolan"),
    (
        "underskoterska-bjorntorp",
        "Undersköterska, Björntorp",
        "Assistant nurse, Björntorp",
        "employee",
        "",
        "bjorntorp",
    ),
    ("bibliotekarie", "Bibliotekarie", "Librarian", "employee", "", "bibliotek"),
)


def head_post(department: str) -> str:
    """The code of the post that heads a department."""
    return f"chef-{department}"


REPRESENTS = {"fackligt-ombud": "department", "skyddsombud": "municipality"}
"""Whom the representatives are registered to speak for."""


def manager_post(unit: str) -> str:
    """The code of the post that leads a unit."""
    return f"chef-{unit}"


@cache
def posts() -> tuple[PostFact, ...]:
    """Every post with its holders, in a fixed order."""
    names = iter(_OFFICIALS)
    found = []
    for code, title, title_en, kind, department, unit in SPECIAL_POSTS:
        found.append(
            PostFact(code, title, title_en, kind, next(names), MANAGERS_FROM, department=department, unit=unit)
        )
    for each in DEPARTMENTS:
        found += _heads(each.code, names)
    for unit_fact in UNITS:
        sv, en = unit_fact.manager_title
        title, title_en = f"{sv}, {unit_fact.name}", f"{en}, {unit_fact.name_en or unit_fact.name}"
        code = manager_post(unit_fact.code)
        person = next(names)
        found.append(
            PostFact(
                code, title, title_en, "unit_manager", person, MANAGERS_FROM,
                department=unit_fact.department, unit=unit_fact.code,
            )
        )  # fmt: skip
    teacher = "larare-ramdalsskolan", "Lärare, Ramdalsskolan", "Teacher, Ramdalsskolan"
    found.append(
        PostFact(
            *teacher, "employee", DUAL_ROLE, date(2024, 8, 12), unit="ramdalsskolan", introduced_on=date(2024, 8, 20)
        )
    )
    return tuple(found)


def _heads(department: str, names: Iterator[str]) -> list[PostFact]:
    name = next(each for each in DEPARTMENTS if each.code == department)
    fields = head_post(department), f"Förvaltningschef, {name.name}", f"Head, {name.name_en}", "department_head"
    if department != "kultur-och-fritidsforvaltningen":
        return [PostFact(*fields, next(names), MANAGERS_FROM, department=department)]
    return [
        PostFact(*fields, next(names), MANAGERS_FROM, HEAD_LEFT, department=department),
        PostFact(*fields, next(names), HEAD_LEFT, department=department, is_acting=True),
    ]


def holder_of(post: str) -> str:
    """Who holds the post last in the demo's time."""
    return [each.person for each in posts() if each.code == post][-1]


def seat_holder(*, body: str, function: str, introduced: bool = True, skip: int = 0) -> str:
    """Somebody with that function in the body on the demo's day; `skip` passes over the first ones."""
    found = [
        each.person
        for each in seats()
        if each.body == body
        and each.function == function
        and each.end > INTRODUCTION_EVENING
        and (each.introduced_on is not None) == introduced
    ]
    return found[skip]
