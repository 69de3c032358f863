"""Strandby, an invented municipality as two files: 7 committees, 60 units in three levels, 1 100 employees."""

from __future__ import annotations

from collections.abc import Iterator

COMMITTEES = ("ks", "un", "von", "sn", "kfn", "msn", "tn")
UNITS, EMPLOYEES, SEATS = 60, 1_100, 15
FEW = 240
"""Employees enough to tell a story; the whole town takes a minute of processor time."""
FIRST, TERM, LAST = "2020-01-01", "2022-10-15", "2026-12-31"
HEADING = "Slag;Kod;Namn;Typ;Hör till;Under enhet;Plats nr;Person;E-post;Från och med;Till och med"
SINGLE = {
    "controller": ("ks-f", "controller"),
    "hr": ("ks-f", "HR"),
    "committee_secretary": ("ks-f", "nämndsekreterare"),
    "chief_executive": ("ks-f", "kommunchef"),
    "union_representative": ("", "fackligt ombud"),
    "safety_representative": ("", "skyddsombud"),
}


def organisation(*, employees: int = FEW) -> bytes:
    """The whole organisation in one table."""
    return "\n".join([HEADING, *_rows(employees)]).encode()


def _row(**cells: object) -> str:
    names = ("what", "code", "name", "type", "to", "parent", "number", "person", "email", "first", "last")
    return ";".join(str(cells.get(name, "")) for name in names)


def _rows(employees: int) -> Iterator[str]:
    yield _row(what="kommun", code="0481", name="Strandby")
    yield _row(what="organ", code="kf", name="Kommunfullmäktige", type="fullmäktige", first=FIRST)
    yield _row(what="organ", code="rev", name="Revisorerna", type="revisorer", first=FIRST)
    for code in COMMITTEES:
        kind = "styrelse" if code == "ks" else "nämnd"
        yield _row(what="organ", code=code, name=f"Nämnden {code}", type=kind, first=FIRST)
        yield _row(what="förvaltning", code=f"{code}-f", name=f"Förvaltningen {code}", to=code, first=FIRST)
    for body in ("kf", *COMMITTEES):
        yield _row(what="mandatperiod", to=body, first=TERM, last=LAST)
    yield from _units()
    yield from _posts(employees)
    yield from _elected()


def _department(number: int) -> str:
    return f"{COMMITTEES[number % len(COMMITTEES)]}-f"


def _units() -> Iterator[str]:
    """Three levels: an area, its units, and a unit inside one of them."""
    for number in range(UNITS):
        above = number - len(COMMITTEES)
        parent = f"e{above % len(COMMITTEES) if number < 50 else above}" if above >= 0 else ""
        department = _department(number)
        yield _row(what="enhet", code=f"e{number}", name=f"Enhet {number}", to=department, parent=parent, first=FIRST)


def _posts(employees: int) -> Iterator[str]:
    held = [(f"chef-{code}", "förvaltningschef", f"{code}-f") for code in COMMITTEES]
    held += [(f"chef-e{number}", "enhetschef", f"e{number}") for number in range(UNITS)]
    held += [(kind.replace("_", "-"), words, to) for kind, (to, words) in SINGLE.items()]
    for code, kind, to in held:
        yield _row(what="tjänst", code=code, name=code, type=kind, to=to)
        yield from _person(f"p-{code}")
        yield _row(what="förordnande", to=code, type="ordinarie", person=f"p-{code}", first=FIRST)
    for number in range(UNITS):
        yield _row(what="tjänst", code=f"med-e{number}", name="medarbetare", type="medarbetare", to=f"e{number}")
    for number in range(employees - len(held)):
        unit = f"e{number % UNITS}"
        yield from _person(f"m{number}")
        yield _row(what="anställning", to=unit, person=f"m{number}", first=FIRST)
        yield _row(what="förordnande", to=f"med-{unit}", type="ordinarie", person=f"m{number}", first=FIRST)


def _elected() -> Iterator[str]:
    for body in ("kf", "rev", *COMMITTEES):
        for number in range(1, SEATS + 1):
            kind = "ordförande" if number == 1 and body != "rev" else "ledamot"
            yield from _person(f"{body}-{number}")
            yield _row(what="plats", to=body, number=number, type=kind, person=f"{body}-{number}", first=TERM)


def _person(code: str) -> Iterator[str]:
    yield _row(what="person", code=code, name=f"Person {code}", email=f"{code}@strandby.example")


def frames(template: str) -> bytes:
    """The exported template filled in: each body and unit its amount, each row its decision."""
    heading, *rows = template.splitlines()
    return "\n".join([heading, *map(_filled, rows)]).encode()


def _filled(row: str) -> str:
    year, what, code, _amount, by, *_rest = row.split(";")
    amounts = {"fullmäktiges total": 8 * 1_000 + 500, "finans": 500, "organets ram": 1_000, "enhetens ram": 20}
    day, paragraph = ("2025-12-10", "7") if what == "enhetens ram" else ("2025-11-20", "90")
    return ";".join([year, what, code, str(amounts[what]), by or "kf", day, paragraph])
