"""What a role may do stands in the rules. In Python a role's code is a word here and there, and decides nothing."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import spelregler
from spelregler.domain.roles import Beside, Role

SOURCE = Path(spelregler.__file__).parent
CODES = {*map(str, Role), *map(str, Beside)}
ELSEWHERE = {"tests", "demo", "policies", "migrations"}
NAMED = {
    "domain": "a judge says who is expected to act; what they may do is asked of the rules",
    "exchange/organisation/columns.py": "the words of a table's column",
    "apps/organisation/queries/role_assignments.py": "which role a post or a seat gives",
    "apps/organisation/pages/departments/presenters.py": "the kinds of posts in words; whose post the matter is about",
    "apps/organisation/pages/employments/views.py": "whose post the matter is about, which the rules ask for",
    "apps/autonomy/pages/unit/shared.py": "whose post the matter is about, which the rules ask for",
    "apps/acting/role_assignment.py": "what a role answers for, and the resident's own role",
    "apps/acting/answer_tasks.py": "where the tasks of a role lie, and who is told what others are late with",
    "apps/goals/pages/first_page.py": "which goals the first page begins with",
    "apps/home/pages/first_page/presenters.py": "one sentence on each role, and which picture it begins with",
    "apps/frames/pages/first_page.py": "which picture of the money the first page begins with",
    "apps/followup/checks/reports.py": "which reports are the department head's",
    "apps/goals/checks/thread.py": "what the judges call the bodies",
    "apps/policy/operations/adoption.py": "how a package names the body that adopted a document",
    "apps/policy/pages/packages/presenters.py": "how a package names the body that adopted a document",
    "cli/imports.py": "in whose name the console writes in the trail",
}
"""Where a role's code may stand, and what it is there for."""


@cache
def with_codes() -> frozenset[str]:
    """The files that hold a role's code as a text of its own."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        place = file.relative_to(SOURCE)
        if ELSEWHERE & set(place.parts):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.Constant) and node.value in CODES for node in ast.walk(tree)):
            found.add("domain" if place.parts[0] == "domain" else place.as_posix())
    return frozenset(found)


def test_no_role_is_told_by_its_code_outside_the_named_places():
    assert with_codes() - set(NAMED) == set()


def test_each_named_place_still_needs_it():
    assert set(NAMED) - with_codes() == set()
