"""What each check of this room is told of its places: the clause's own assessments, and what lacks in its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.evaluation.checks import assessed as checks
from spelregler.apps.evaluation.queries.standing import standing
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import placed_units
from spelregler.domain.assessment import AssessedPlace, AssessmentFact
from spelregler.domain.checks import Load
from spelregler.domain.findings import MUNICIPALITY, Scope, Status
from spelregler.domain.words import NOTHING, Pair

DAY = date(2026, 11, 2)
ASKED = frozenset({"north", "south"})
SAID = AssessmentFact(Status.KEPT, DAY, DAY, "Prov", "EC")
EDUCATION, CARE, WORK = (
    SimpleNamespace(code=code, name=name, body=body, body_name=called)
    for code, name, body, called in (
        ("uf", "Utbildning", "un", "Utbildningsnämnden"),
        ("vf", "Vård", "von", "Vårdnämnden"),
        ("af", "Arbete", "un", "Utbildningsnämnden"),
    )
)
NORTH, SOUTH = (SimpleNamespace(code=code, name=name) for code, name in (("north", "Norra"), ("south", "Södra")))
PACKAGE: Any = SimpleNamespace(clause=lambda name: SimpleNamespace(evidence=Pair(f"{name} på svenska.", f"{name}.")))


def told(kind: str, key: str, *, units: frozenset[str] | None, package: Any = PACKAGE) -> Load:
    """The place with the key is assessed on MR-35, and by another clause every place is."""
    said = {("MR-35", key): SAID, **{("MR-2", each): SAID for each in ("uf", "un", "von", "north", "south")}}
    known = {
        (standing, ("kind", kind), ("units", units if kind == "unit" else None)): said,
        (departments,): [CARE, EDUCATION, WORK],
        (placed_units, ("units", units)): [NORTH, SOUTH],
    }
    return Load(as_of=DAY, clause_id="MR-35", package=package, units=units, known=known)


@pytest.mark.parametrize("units", [ASKED, None])
@pytest.mark.parametrize(
    ("load", "kind", "places"),
    [
        (checks.load_municipality, "municipality", [MUNICIPALITY]),
        (
            checks.load_committees,
            "committee",
            # A body that two departments answer to is one place.
            [Scope("committee", "un", "Utbildningsnämnden"), Scope("committee", "von", "Vårdnämnden")],
        ),
        (
            checks.load_departments,
            "department",
            [Scope("department", each.code, each.name) for each in (CARE, EDUCATION, WORK)],
        ),
        (checks.load_units, "unit", [Scope("unit", each.code, each.name) for each in (NORTH, SOUTH)]),
    ],
    ids=["the municipality", "committees", "departments", "units"],
)
def test_each_place_is_told_of_with_what_counts_about_it_on_the_clause(
    load: Callable[[Load], list[AssessedPlace]], kind: str, places: list[Scope], units: frozenset[str] | None
):
    lacks = Pair("MR-35 på svenska", "MR-35")
    first, *others = places
    found = load(told(kind, first.key, units=units))
    assert found == [AssessedPlace(first, lacks, SAID), *(AssessedPlace(each, lacks) for each in others)]


def test_without_a_package_nothing_is_said_to_lack():
    (found, *_) = checks.load_units(told("unit", "north", units=ASKED, package=None))
    assert found == AssessedPlace(Scope("unit", "north", "Norra"), NOTHING, SAID)
