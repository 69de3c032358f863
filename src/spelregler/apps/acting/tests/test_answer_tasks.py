"""What is expected of a role: its own, its body's for a presidium, and never another unit's or body's."""

from __future__ import annotations

import pytest

from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.home.pages.first_page.presenters import asked_of, places_of
from spelregler.domain.words import Pair
from spelregler.platform.findings import UNITS_OF, Answer


def role_assignment(role: str, *, body: str = "un", unit: str = "", department: str = "") -> RoleAssignment:
    return RoleAssignment(
        code="x",
        role=role,
        words=Pair("x"),
        person="x",
        person_code="x",
        body=body,
        department=department,
        unit=unit,
    )


def answer(expected_of: str, *, kind: str = "committee", scope: str = "un") -> Answer:
    return Answer("MR-1", "", "", kind, scope, scope, "breach", None, "", "", expected_of=expected_of)


def is_mine(acting: RoleAssignment, found: Answer, units: frozenset[str]) -> bool:
    places = places_of(acting)
    if (UNITS_OF, acting.department) in places:
        places |= {("unit", unit) for unit in units}
    about = (found.scope_kind, found.scope) in places or (found.scope_kind, "") in places
    return about and found.expected_of in asked_of(acting.role)


@pytest.mark.parametrize(
    ("role", "expected_of", "scope", "mine"),
    [
        ("N", "N", "un", True),
        ("Np", "N", "un", True),
        ("Np", "Np", "un", True),
        ("N", "Np", "un", False),
        ("N", "N", "von", False),
        ("KF", "KFp", "un", False),
        ("KFp", "KFp", "un", True),
        ("EM", "EC", "un", False),
        ("CI", "", "un", False),
    ],
)
def test_a_presidium_answers_for_its_body_and_no_one_for_another_s(role, expected_of, scope, mine):
    assert is_mine(role_assignment(role), answer(expected_of, scope=scope), frozenset()) is mine


def test_a_department_head_sees_the_units_of_the_department():
    found = answer("FC", kind="unit", scope="skolan")
    head = role_assignment("FC", department="uf")
    assert is_mine(head, found, frozenset({"skolan"}))
    assert not is_mine(head, found, frozenset({"annan"}))


def test_a_unit_manager_sees_the_own_unit():
    found = answer("EC", kind="unit", scope="skolan")
    assert is_mine(role_assignment("EC", unit="skolan"), found, frozenset())
    assert not is_mine(role_assignment("EC", unit="annan"), found, frozenset())
