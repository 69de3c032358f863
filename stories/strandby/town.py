"""Strandby, an invented town: seven committees, sixty units in three levels, 1 100 employees, 120 seats.

Only what a municipality would have: rows of the organisation's table, as the import reads them. Nothing here knows the
product.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

COLUMNS = {
    "what": "Slag", "code": "Kod", "name": "Namn", "name_en": "Namn på engelska", "type": "Typ",
    "belongs_to": "Hör till", "parent": "Under enhet", "number": "Plats nr", "person": "Person", "email": "E-post",
    "first_day": "Från och med", "last_day": "Till och med", "purpose": "Uppdrag",
    "instruction_on": "Instruktion beslutad", "introduced_on": "Introducerad", "decided_by": "Beslutat av",
    "decided_on": "Beslutsdag", "paragraph": "Paragraf",
}  # fmt: skip
FOUNDED = date(2015, 1, 1)
COUNCIL_TERM = (date(2022, 10, 15), date(2026, 10, 14))
COMMITTEE_TERM = (date(2023, 1, 1), date(2026, 12, 31))
EMPLOYEES, SEATS, UNITS = 1_100, 120, 60


@dataclass(frozen=True)
class Committee:
    """A committee, its department, and the areas with the units under each."""

    code: str
    name: str
    department: str
    areas: tuple[tuple[str, int], ...]


COMMITTEES = (
    Committee("bun", "Barn- och utbildningsnämnden", "Utbildningskontoret", (("Förskola", 5), ("Grundskola", 5))),
    Committee("von", "Vård- och omsorgsnämnden", "Omsorgskontoret", (("Äldreomsorg", 5), ("Funktionsstöd", 3))),
    Committee("son", "Socialnämnden", "Socialkontoret", (("Individ och familj", 4),)),
    Committee("ten", "Tekniska nämnden", "Tekniska kontoret", (("Gata och park", 3), ("Fastighet", 3))),
    Committee("kfn", "Kultur- och fritidsnämnden", "Kulturkontoret", (("Kultur", 2), ("Fritid", 2))),
    Committee("mbn", "Miljö- och byggnämnden", "Miljö- och byggkontoret", (("Tillsyn", 3),)),
    Committee("arn", "Arbetsmarknadsnämnden", "Arbetsmarknadskontoret", (("Vuxenutbildning", 2),)),
)
BOARD = Committee("ks", "Kommunstyrelsen", "Kommunledningskontoret", (("Service", 3),))


@dataclass(frozen=True)
class Place:
    """A unit, what it lies under, and how deep: an area, a unit of the area, or a group in a unit."""

    code: str
    name: str
    department: str
    parent: str
    level: int


def department_of(committee: Committee) -> str:
    """The code of a committee's department."""
    return f"{committee.code}-kontoret"


def places() -> list[Place]:
    """The sixty units: areas, the units under them, and one group under the first of each."""
    found: list[Place] = []
    for committee in (BOARD, *COMMITTEES):
        department = department_of(committee)
        for number, (area, count) in enumerate(committee.areas, start=1):
            top = f"{committee.code}-{number}"
            found.append(Place(top, area, department, "", 1))
            for n in range(1, count + 1):
                found.append(Place(f"{top}-{n}", f"{area} {n}", department, top, 2))
    deep = [each for each in found if each.level == 2]
    for under in deep[: UNITS - len(found)]:
        found.append(Place(f"{under.code}-a", f"{under.name} a", under.department, under.code, 3))
    return found


def seats() -> list[tuple[str, int, str]]:
    """Body, number and function of the 120 seats: substitutes stand in their order of call-in."""
    sizes = {"kf": (31, 0), "ks": (11, 3), **{each.code: (7, 3) for each in COMMITTEES}, "rev": (5, 0)}
    found = []
    for body, (members, substitutes) in sizes.items():
        for n in range(1, members + 1):
            leads = {1: "ordförande", 2: "vice ordförande"} if body != "rev" else {}
            found.append((body, n, leads.get(n, "ledamot")))
        found += [(body, n, "ersättare") for n in range(1, substitutes + 1)]
    return found


def rows() -> Iterator[dict[str, object]]:
    """Every row of the organisation's table."""
    yield {"what": "kommun", "code": "9998", "name": "Strandby"}
    yield from _bodies()
    yield from _departments()
    yield from _employees()
    yield from _elected()


def _bodies() -> Iterator[dict[str, object]]:
    kinds = {"kf": ("Kommunfullmäktige", "fullmäktige"), "ks": (BOARD.name, "styrelse")}
    kinds |= {each.code: (each.name, "nämnd") for each in COMMITTEES} | {"rev": ("Revisionen", "revisorer")}
    for code, (name, kind) in kinds.items():
        yield {"what": "organ", "code": code, "name": name, "type": kind, "first_day": FOUNDED}
        first, last = COUNCIL_TERM if code in ("kf", "rev") else COMMITTEE_TERM
        yield {"what": "mandatperiod", "belongs_to": code, "first_day": first, "last_day": last}


def _departments() -> Iterator[dict[str, object]]:
    for each in (BOARD, *COMMITTEES):
        code = department_of(each)
        yield {
            "what": "förvaltning", "code": code, "name": each.department, "belongs_to": each.code,
            "first_day": FOUNDED, "instruction_on": date(2023, 2, 1),
        }  # fmt: skip
        yield {"what": "tjänst", "code": f"{code}-chef", "name": "Förvaltningschef", "type": "förvaltningschef",
               "belongs_to": code}  # fmt: skip
        yield {"what": "tjänst", "code": f"{code}-sekr", "name": "Nämndsekreterare", "type": "nämndsekreterare",
               "belongs_to": code}  # fmt: skip
    central = department_of(BOARD)
    for code, name, kind in (
        ("kommundirektor", "Kommundirektör", "kommunchef"),
        ("ekonom", "Controller", "controller"),
        ("personal", "HR-specialist", "HR"),
        ("fack", "Fackligt ombud", "fackligt ombud"),
        ("skydd", "Huvudskyddsombud", "skyddsombud"),
        ("registrator", "Registrator", "nämndsekreterare"),
    ):
        yield {"what": "tjänst", "code": code, "name": name, "type": kind, "belongs_to": central}
    for place in places():
        yield {
            "what": "enhet", "code": place.code, "name": place.name, "belongs_to": place.department,
            "parent": place.parent, "first_day": FOUNDED, "purpose": f"{place.name} i Strandby.",
        }  # fmt: skip
        yield {"what": "tjänst", "code": f"{place.code}-chef", "name": "Enhetschef", "type": "enhetschef",
               "belongs_to": place.code}  # fmt: skip


def posts_filled() -> list[str]:
    """The posts that somebody holds, leading ones first; the first employees hold them."""
    heads = [f"{department_of(each)}-chef" for each in (BOARD, *COMMITTEES)]
    secretaries = [f"{department_of(each)}-sekr" for each in (BOARD, *COMMITTEES)]
    central = ["kommundirektor", "ekonom", "personal", "fack", "skydd", "registrator"]
    return [*heads, *central, *secretaries, *(f"{place.code}-chef" for place in places())]


def _employees() -> Iterator[dict[str, object]]:
    units, held = places(), posts_filled()
    for n in range(1, EMPLOYEES + 1):
        code = f"a{n:04}"
        row = {"what": "person", "code": code, "name": f"Anställd Strand {n}"}
        if n <= len(held) + 20:
            row["email"] = f"{code}@strandby.example"
        yield row
        lead = n - 1 - (len(held) - len(units))
        unit = units[lead] if 0 <= lead < len(units) else units[n % len(units)]
        yield {"what": "anställning", "belongs_to": unit.code, "person": code, "first_day": date(2020, 1, 1)}
    for n, post in enumerate(held, start=1):
        yield {"what": "förordnande", "belongs_to": post, "type": "ordinarie", "person": f"a{n:04}",
               "first_day": date(2021, 1, 1)}  # fmt: skip


def _elected() -> Iterator[dict[str, object]]:
    for n, (body, number, function) in enumerate(seats(), start=1):
        code = f"f{n:03}"
        first, last = COUNCIL_TERM if body in ("kf", "rev") else COMMITTEE_TERM
        yield {"what": "person", "code": code, "name": f"Förtroendevald Vik {n}", "email": f"{code}@strandby.example"}
        yield {
            "what": "plats", "belongs_to": body, "number": number, "type": function, "person": code,
            "first_day": first, "last_day": last, "introduced_on": date(2023, 2, 10),
            "decided_by": "Kommunfullmäktige", "decided_on": date(2022, 11, 28), "paragraph": "141",
        }  # fmt: skip


def organisation_file() -> bytes:
    """The whole town as one CSV file, as a registrar would save it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS.values())
    for row in rows():
        writer.writerow([row.get(name, "") for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")
