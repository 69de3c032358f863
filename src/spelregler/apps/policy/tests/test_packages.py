"""A package with a fault is refused with file, line and what to do; nothing about Oxelösund sits in the code."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.findings.engine import evaluate
from spelregler.apps.policy.packages.in_force import folder_of, load_package, rules_of
from spelregler.apps.policy.packages.validation import faults_of

SOURCE = Path(__file__).parents[3]
APPS = {each.name for each in (SOURCE / "apps").iterdir()}
"""What stands before the colon in the address of a page, which is no row of the rules."""
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
    assert list(package.parameters) == [f"P{n:02d}" for n in (*range(1, 31), 34, 35, 45, 46)]
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
        ("cycle.yaml", "    owner: N\n", "    owner: N\n    concerns: [ZZ]\n", "no other role"),
        ("cycle.yaml", "    owner: N\n", "    owner: N\n    concerns: [N]\n", "no other role"),
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


def test_role_rules_that_are_gone_are_missed_also_where_an_empty_file_was_looked_at_before(package):
    (package / "roles.cedar").write_text("")
    empty = faults_of(package)
    (package / "roles.cedar").unlink()
    gone = faults_of(package)
    assert [each["file"] for each in gone if each not in empty] == ["roles.cedar"]


@pytest.mark.once
@pytest.mark.django_db
def test_another_municipality_with_eight_committees_is_judged_by_its_own_rules():
    package = load_package("liten")
    for committee in package.committees:
        kind = "executive_board" if committee.code == "ks" else "committee"
        Body.objects.create(code=committee.code, name=committee.name.sv, kind=kind, start=date(2026, 1, 1))
    results = evaluate(package=package, as_of=date(2026, 11, 2))
    assert {result.clause for result in results} == {f"GR-{n}" for n in range(1, 12)}
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
        if row in rows or (operation in operations and row not in APPS)
    }
    assert len(asked) > 30
    assert {f"{row}:{operation}" for row, operation in asked} - rules.actions == set()


@pytest.mark.parametrize(
    ("clauses", "who"),
    [
        (("MR-20", "MR-21", "MR-22"), ("KF", "KS", "N")),  # the elected, wherever they sit
        (("MR-25",), ("KC", "FC", "EC", "EM")),  # all who are employed
    ],
)
def test_a_clause_binds_those_that_the_document_binds(clauses, who):
    assert {load_package("oxelosund").clause(each).who for each in clauses} == {who}


PARTLY = ("MR-1", "MR-2", "MR-13", "MR-19", "MR-23", "MR-25", "MR-31", "MR-38", "MR-39", "MR-47", "CP-7", "CP-17")


@pytest.mark.parametrize("clause", PARTLY)
def test_a_clause_says_where_its_check_covers_only_part(clause):
    covers = load_package("oxelosund").clause(clause).covers
    assert covers
    assert covers.sv != covers.en


@pytest.mark.parametrize(
    ("clause", "every", "quiet"),
    [
        ("MR-19", "monthly", {1, 7}),  # asked by event, and its forecasts come every month
        ("MR-42", "monthly", {1, 7}),
        ("MR-48", "monthly", {1, 7}),
        ("MR-41", "per_interim", set()),
        ("MR-46", "per_interim", set()),
        ("MR-25", "yearly", set()),
    ],
)
def test_running_duties_have_an_age_limit(clause, every, quiet):
    package = load_package("oxelosund")
    limit = package.age_limit(package.clause(clause))
    assert (limit.every, limit.days, limit.quiet_months) == (every, package.parameter("P28", every), quiet)


@pytest.mark.parametrize("clause", ["MR-17", "MR-49", "MR-1"])
def test_what_comes_by_event_or_holds_until_further_notice_does_not_grow_old(clause):
    package = load_package("oxelosund")
    assert package.age_limit(package.clause(clause)) is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    frequency: monthly", "    frequency: monthly\n    when_old: kept", "when_old is “kept”"),
        ("    frequency: monthly", "    frequency: monthly\n    evidence_every: event", "evidence_every is “event”"),
        ("documents:\n", "evidence_age: {weekly: 9}\ndocuments:\n", "weekly is unknown"),
        ("documents:\n", "evidence_age: {monthly: 0}\ndocuments:\n", "no number of days"),
        ("documents:\n", "evidence_age: {monthly: P77}\ndocuments:\n", "no number of days"),
        ("documents:\n", "settling_days: många\ndocuments:\n", "no number of days"),
        ("    frequency: monthly", "    frequency: monthly\n    covers: {sv: x}", "covers needs sv and en"),
    ],
)
def test_a_fault_in_how_answers_count_is_told(package, old, new, words):
    change(package, "policy.yaml", old, new)
    faults = faults_of(package)
    assert any(words in fault["what_en"] for fault in faults), faults
