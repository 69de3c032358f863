"""Whose matter an assignment is: the body that gave it, and the post that it was given to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.decisions.access import actions, visibility
from spelregler.domain.roles import Resource


@pytest.mark.parametrize(
    ("kind", "role"), [("department_head", "FC"), ("chief_executive", "KC"), ("unit_manager", "EC"), ("", "")]
)
def test_an_assignment_is_told_with_who_it_was_given_to(kind: str, role: str):
    row: Any = SimpleNamespace(pk=7, body="schools", department="education", addressee_kind=kind)
    given = Resource("assignment", "7", "schools", addressee_role=role, published=True)
    assert visibility._assignment(row) == ("political_assignment:read_published", given)
    returned = Resource("assignment", "7", "schools", "education", addressee_role=role, published=True)
    assert actions.reported(row) == returned


def test_an_assignment_to_nobody_in_a_department_has_none():
    row: Any = SimpleNamespace(pk=7, body="schools", department="", addressee_kind="chief_executive")
    assert actions.reported(row).department is None


@pytest.mark.parametrize(("department", "of"), [("education", "education"), ("", None)])
def test_ones_own_assignments_are_those_of_ones_role_in_its_department(department: str, of: str | None):
    asking: Any = SimpleNamespace(role="FC", department=department)
    own = Resource("assignment", "own", department=of, addressee_role="FC", published=True)
    assert actions.own_assignments(asking) == own
