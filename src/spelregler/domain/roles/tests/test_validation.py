"""A faulty rule book is refused, and the fault is pointed at."""

from pathlib import Path

import pytest

import spelregler
from spelregler.domain.roles import RulesError, load_rules, validate_rules

PACKAGES = Path(spelregler.__file__).parent / "policies"
CLAUSES = {f"MR-{n}" for n in range(1, 57)} | {f"CP-{n}" for n in range(1, 46)}

SCHEMA = """
entity Role in [Role];
entity Actor in [Role] { person: String };
entity Matter { published: Bool };
action "matrix";
@sv("Ram") @en("Frame") // en; kommentar
action "frame" in ["matrix"];
action "frame:decide" in ["frame"] appliesTo { principal: [Actor], resource: [Matter] };
"""
GOOD = """// a comment; with a semicolon
@id("council-decides")
@clause("MR-18")
@reason_sv("Fullmäktige; alltid.")
@reason_en("The council; always.")
permit (principal in Role::"KF", action in Action::"frame:decide", resource);
"""


def package(folder: Path, rules: str, schema: str = SCHEMA) -> Path:
    (folder / "roles.cedar").write_text(rules, encoding="utf-8")
    (folder / "roles.cedarschema").write_text(schema, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "clauses"), [("oxelosund", CLAUSES), ("liten", {f"GR-{n}" for n in range(1, 11)})])
def test_the_shipped_packages_are_without_fault(name: str, clauses: set[str]):
    assert validate_rules(PACKAGES / name, clauses) == []


def test_a_good_package_has_no_fault(tmp_path: Path):
    assert validate_rules(package(tmp_path, GOOD), CLAUSES) == []


MARKS = '@id("x") @clause("MR-1") @reason_sv("s") @reason_en("e")'
ANYONE = "(principal, action, resource)"


@pytest.mark.parametrize(
    ("extra", "line", "what"),
    [
        ('permit (principal, action == Action::"frame:decide", resource a);', 8, "parsed"),
        ("permit (\n  principal,\n  action,\n  resource oops\n);", 11, "oops"),
        (f'{MARKS}\npermit (principal, action == Action::"fly", resource);', 8, "fly"),
        (f"{MARKS.replace('MR-1', 'MR-99')}\npermit {ANYONE};", 8, "MR-99"),
        (f"{MARKS.replace('@reason_en', '@reason')}\npermit {ANYONE};", 8, "@reason_en"),
        (f"{MARKS.replace('@clause', '@section')}\npermit {ANYONE};", 8, "@clause"),
        (f'{MARKS} @way_sv("v")\nforbid {ANYONE};', 8, "@way_en"),
        (f"{MARKS.replace('x', 'council-decides')}\npermit {ANYONE};", 8, "Two rules"),
        (f'{MARKS} @example("colour=red")\npermit {ANYONE};', 8, "colour"),
        (f"{MARKS}\npermit {ANYONE} when {{ resource.size }};", 8, "size"),
        (f"{MARKS}\npermit {ANYONE}", 8, "parsed"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, extra: str, line: int, what: str):
    faults = validate_rules(package(tmp_path, GOOD + "\n" + extra + "\n"), CLAUSES)
    assert {fault.line for fault in faults} == {line}
    assert any(what in fault.what_en for fault in faults)
    assert faults[0].file == "roles.cedar"
    assert faults[0].todo_sv
    assert faults[0].todo_en


def test_all_faults_are_told_at_once(tmp_path: Path):
    bad = '@id("x")\npermit (principal, action, resource);\n'
    faults = validate_rules(package(tmp_path, GOOD + bad), CLAUSES)
    assert len(faults) == 3


def test_a_broken_schema_and_a_missing_file_are_told(tmp_path: Path):
    faults = validate_rules(package(tmp_path, GOOD, SCHEMA + "\nfoo"), CLAUSES)
    assert [(fault.file, fault.line) for fault in faults] == [("roles.cedarschema", 10)]
    (tmp_path / "roles.cedarschema").unlink()
    assert validate_rules(tmp_path, CLAUSES)[0].what_en == "The file is missing."


def test_faulty_rules_are_never_loaded(tmp_path: Path):
    with pytest.raises(RulesError):
        load_rules(package(tmp_path, GOOD + "permit (principal"))
    with pytest.raises(RulesError, match="same @id"):
        load_rules(package(tmp_path, GOOD + GOOD))
