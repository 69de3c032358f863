"""A package with a fault is refused with file, line and what to do; nothing about Oxelösund sits in the code."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.engine import evaluate
from spelregler.apps.policy.packages import folder_of, load_package, rules_of
from spelregler.apps.policy.validation import faults_of

SOURCE = Path(__file__).parents[3]
ACTION = re.compile(r"""["']([a-z_]+):([a-z_]+)["']""")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder_of("liten"), tmp_path / "liten"))


def change(package: Path, file: str, old: str, new: str) -> None:
    text = (package / file).read_text(encoding="utf-8")
    assert old in text
    (package / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", ["oxelosund", "liten"])
def test_the_shipped_packages_are_without_fault(name):
    assert faults_of(folder_of(name)) == []


def test_oxelosund_has_all_its_clauses_parameters_and_both_tracks():
    package = load_package("oxelosund")
    ids = [clause.id for clause in package.clauses]
    assert ids == [f"MR-{n}" for n in range(1, 57)] + [f"CP-{n}" for n in range(1, 46)]
    assert list(package.parameters) == [f"P{n:02d}" for n in range(1, 27)]
    assert {entry.track for entry in package.cycle} == {"autumn", "june"}
    assert (len(package.conditions), len(package.grounds)) == (6, 6)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("policy.yaml", "check: frames.sums_hold", "check: frames.sums_hlod", "no check"),
        ("policy.yaml", "who: [EC]", "who: []", "nobody answers"),
        ("policy.yaml", "who: [EC]", "who: [XX]", "no role XX"),
        ("policy.yaml", "review_years: P26", "review_years: 99", "outside the allowed range"),
        ("policy.yaml", "review_years: P26", "review_years: P77", "P77 is no parameter"),
        ("policy.yaml", "review_years: P26", "years: 2", "unknown"),
        ("policy.yaml", "    kind: A", "\tkind: A", "Tab in column 1"),
        ("policy.yaml", "  - id: GR-2", "  - id: GR-1", "stands twice"),
        ("cycle.yaml", "owner: ", "owner: Z", "nobody owns"),
        ("intervention.yaml", "GR-4", "GR-44", "no rule GR-44"),
        ("roles.cedar", '@clause("GR-', '@clause("ZZ-', "ZZ-"),
        ("roles.cedar", "permit (", "permitt (", ""),
    ],
)
def test_a_fault_is_told_with_file_line_and_what_to_do(package, file, old, new, words):
    change(package, file, old, new)
    faults = faults_of(package)
    assert faults
    told = [fault for fault in faults if fault["file"] == file and words in fault["what_en"]]
    assert told, faults
    assert all(fault["line"] >= 1 and fault["what_sv"] and fault["todo_sv"] and fault["todo_en"] for fault in told)


@pytest.mark.django_db
def test_another_municipality_with_eight_committees_is_judged_by_its_own_rules():
    package = load_package("liten")
    for committee in package.committees:
        kind = "executive_board" if committee.code == "ks" else "committee"
        Body.objects.create(code=committee.code, name=committee.name.sv, kind=kind, start=date(2026, 1, 1))
    results = evaluate(package=package, as_of=date(2026, 11, 2))
    assert {result.clause for result in results} == {f"GR-{n}" for n in range(1, 11)}
    steered = {result.judgement.scope.key for result in results if result.clause == "GR-2"}
    # … and the coming year's budget, which is the municipality's.
    assert steered == {committee.code for committee in package.committees} | {"municipality"}


def test_each_action_that_a_room_asks_about_stands_in_the_rules_of_oxelosund():
    """Elsewhere an action that the rules leave out is a no, so a slip of the pen in a room would never be heard."""
    rules = rules_of("oxelosund")
    rows, operations = {row.name for row in rules.rows}, {name.partition(":")[2] for name in rules.actions}
    asked = {
        (row, operation)
        for file in SOURCE.rglob("*.py")
        if "tests" not in file.parts
        for row, operation in ACTION.findall(file.read_text(encoding="utf-8"))
        if row in rows or operation in operations
    }
    assert len(asked) > 30
    assert {f"{row}:{operation}" for row, operation in asked} - rules.actions == set()
