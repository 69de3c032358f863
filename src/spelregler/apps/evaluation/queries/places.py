"""The places that rules are assessed for, on a day. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.operations import PlaceAssessed
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.apps.organisation.queries.departments import departments, departments_under
from spelregler.apps.organisation.queries.units import unit_place
from spelregler.domain.findings import MUNICIPALITY, ScopeKind
from spelregler.domain.words import Pair
from spelregler.platform.findings import UNITS_OF, Place
from spelregler.platform.overrulings import PLACE_IN_ADDRESS


@dataclass(frozen=True)
class AssessedAt:
    """A place by its kind and code, with the department and body that it lies under where it has them."""

    kind: ScopeKind
    code: str
    name: str
    body: str = ""
    department: str = ""
    name_en: str = ""


WHOLE = AssessedAt(MUNICIPALITY.kind, MUNICIPALITY.key, MUNICIPALITY.name, name_en="The municipality")


def bodies_assessed(*, as_of: date) -> list[AssessedAt]:
    """Each body that a department answers to on the day, by code. Three queries."""
    found = {each.body: (each.body_name, each.body_name_en) for each in departments(as_of=as_of)}
    return [
        AssessedAt("committee", code, name, body=code, name_en=english)
        for code, (name, english) in sorted(found.items())
    ]


def place_called(kind: str, code: str, *, as_of: date) -> AssessedAt | None:
    """The place with a code, by its kind; None where there was none on the day. At most three queries."""
    if kind == "unit":
        unit = unit_place(code=code, as_of=as_of)
        return AssessedAt("unit", unit.code, unit.name, unit.body, unit.department, unit.name_en) if unit else None
    if kind == "department":
        found = (each for each in departments(as_of=as_of) if each.code == code)
        places = (AssessedAt("department", each.code, each.name, each.body, each.code, each.name_en) for each in found)
        return next(places, None)
    if kind == "committee":
        return next((each for each in bodies_assessed(as_of=as_of) if each.code == code), None)
    return WHOLE if code == WHOLE.code else None


def kind_called(word: str) -> str:
    """The kind that an address names; empty where it names none."""
    return next((kind for kind, each in PLACE_IN_ADDRESS.items() if each == word), "")


def row_of(place: AssessedAt) -> PlaceAssessed:
    """The place itself, for an operation to work on. One query."""
    return PlaceAssessed(
        unit=Unit.objects.get(code=place.code) if place.kind == "unit" else None,
        department=Department.objects.get(code=place.code) if place.kind == "department" else None,
        body=Body.objects.get(code=place.code) if place.kind == "committee" else None,
    )


def place_of_row(row: Assessment) -> tuple[str, str]:
    """The kind and the code of what an assessment is about. No query where its place was read with it."""
    if row.unit is not None:
        return "unit", row.unit.code
    if row.department is not None:
        return "department", row.department.code
    return ("committee", row.body.code) if row.body is not None else (WHOLE.kind, WHOLE.code)


def name_in_row(row: Assessment) -> Pair:
    """What the place of an assessment is called. No query where its place was read with it."""
    place = row.unit or row.department or row.body or WHOLE
    return Pair(place.name, place.name_en)


def beside_places(place: AssessedAt, *, as_of: date) -> list[Place] | None:
    """What the computed answers beside an assessment are about: the place and the units in it; None is everywhere."""
    if place.kind == "municipality":
        return None
    if place.kind == "committee":
        under = departments_under(place.code, as_of=as_of)
        return [("committee", place.code), *((UNITS_OF, each.code) for each in under)]
    return [(place.kind, place.code), *([(UNITS_OF, place.code)] if place.kind == "department" else ())]
