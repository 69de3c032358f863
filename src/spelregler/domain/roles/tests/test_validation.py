"""A faulty rule book is refused, and the fault is pointed at."""

from pathlib import Path

import pytest

from spelregler.domain.roles import Actor, Resource, Role, RulesError, load_rules, validate_rules
from spelregler.domain.roles.tests import shipped
from spelregler.domain.roles.tests.shipped import PACKAGES

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


@pytest.mark.parametrize(("name", "clauses"), [("oxelosund", CLAUSES), ("liten", {f"GR-{n}" for n in range(1, 12)})])
def test_the_shipped_packages_are_without_fault(name: str, clauses: set[str]):
    assert validate_rules(PACKAGES / name, clauses, shipped.base(name)) == []


def test_a_good_package_has_no_fault(tmp_path: Path):
    assert validate_rules(package(tmp_path, GOOD), CLAUSES, None) == []


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
    faults = validate_rules(package(tmp_path, GOOD + "\n" + extra + "\n"), CLAUSES, None)
    assert {fault.line for fault in faults} == {line}
    assert any(what in fault.what.en for fault in faults)
    assert faults[0].file == "roles.cedar"
    assert faults[0].todo.sv
    assert faults[0].todo.en


def test_all_faults_are_told_at_once(tmp_path: Path):
    bad = '@id("x")\npermit (principal, action, resource);\n'
    faults = validate_rules(package(tmp_path, GOOD + bad), CLAUSES, None)
    assert len(faults) == 5


def test_a_broken_schema_and_a_missing_file_are_told(tmp_path: Path):
    faults = validate_rules(package(tmp_path, GOOD, SCHEMA + "\nfoo"), CLAUSES, None)
    assert [(fault.file, fault.line) for fault in faults] == [("roles.cedarschema", 10)]
    (tmp_path / "roles.cedarschema").unlink()
    assert validate_rules(tmp_path, CLAUSES, None)[0].what.en == "The file is missing."


def test_faulty_rules_are_never_loaded(tmp_path: Path):
    with pytest.raises(RulesError):
        load_rules(package(tmp_path, GOOD + "permit (principal"), None)
    with pytest.raises(RulesError, match="same @id"):
        load_rules(package(tmp_path, GOOD + GOOD), None)


def test_where_a_rule_cannot_be_evaluated_the_answer_is_no_whatever_another_rule_permits(tmp_path, caplog):
    """A forbid that cannot be read might have said no, so the permit beside it is not enough. It is logged."""
    cannot = f"{MARKS}\nforbid {ANYONE} when {{ {2**63 - 1} + 1 > 0 }};"
    rules = load_rules(package(tmp_path, GOOD + "\n" + cannot), None)
    council, frame = Actor(role=Role.KF, person="Ulf"), Resource(kind="frame", id="1")
    assert load_rules(package(tmp_path, GOOD), None).permits(council, "frame:decide", frame)
    assert not rules.permits(council, "frame:decide", frame)
    assert rules.permits_many(council, "frame:decide", [frame]) == (False,)
    answer = rules.decide(council, "frame:decide", frame)
    assert not answer.allowed
    assert "cannot be evaluated" in answer.reason.en
    assert "policy validate" in answer.way.en
    assert "overflow" in caplog.text


FORBID = f'{MARKS} @way_sv("v") @way_en("w")\nforbid {ANYONE}\n'
WIDER = "entity Matter { published: Bool, kind: String,\n  body?: String,"


class TestWhatTheProductSupplies:
    """A package without fault to Cedar may still ask for what is never told, or hold a rule that never applies."""

    @pytest.mark.parametrize(
        ("attribute", "what"),
        [
            ("amount: Long", "amount, which the product does not supply"),
            ("amount?: Long", "amount, which the product does not supply"),
            ("above_limit: Long", "above_limit is Long in the schema, but the product supplies Bool"),
            ("unit: String", "unit is required in the schema, but some matters lack it"),
            ("delegates: Set<Bool>", "delegates is Set<Bool> in the schema"),
        ],
    )
    def test_a_schema_that_asks_for_more_is_refused_where_it_does(self, tmp_path: Path, attribute: str, what: str):
        schema = SCHEMA.replace("entity Matter { published: Bool", f"{WIDER}\n  {attribute},\n  subject: String")
        (fault,) = validate_rules(package(tmp_path, GOOD, schema), CLAUSES, None)
        assert (fault.file, fault.line) == ("roles.cedarschema", 6)
        assert what in fault.what.en

    def test_a_forbid_on_an_amount_that_nobody_tells_is_refused(self, tmp_path: Path):
        schema = SCHEMA.replace("published: Bool", "published: Bool, amount: Long")
        rule = f"{FORBID}when {{ resource.amount > 1000 }};"
        assert "amount" in validate_rules(package(tmp_path, GOOD + rule, schema), CLAUSES, None)[0].what.en

    @pytest.mark.parametrize(
        "asked", ["resource has departmnt", "principal has departmnt", "!(resource has departmnt)"]
    )
    def test_a_misspelt_attribute_is_told(self, tmp_path: Path, asked: str):
        (fault,) = validate_rules(package(tmp_path, GOOD + f"{FORBID}when {{ {asked} }};"), CLAUSES, None)
        assert (fault.file, fault.line) == ("roles.cedar", 7)
        assert "departmnt, which is not in the schema" in fault.what.en

    @pytest.mark.parametrize("slot", ["principal", "resource"])
    def test_a_template_is_refused_at_its_slot(self, tmp_path: Path, slot: str):
        rule = f"{MARKS}\npermit (\n  principal,\n  action,\n  resource\n);".replace(
            f"  {slot}", f"  {slot} == ?{slot}"
        )
        (fault,) = validate_rules(package(tmp_path, GOOD + rule), CLAUSES, None)
        assert (fault.file, fault.line) == ("roles.cedar", {"principal": 9, "resource": 11}[slot])
        assert "template" in fault.what.en

    def test_a_rule_that_fails_when_it_is_asked_is_found_by_asking(self, tmp_path: Path):
        rule = f"{FORBID}when {{ 9223372036854775807 + 1 > 0 }};"
        (fault,) = validate_rules(package(tmp_path, GOOD + rule), CLAUSES, None)
        assert (fault.file, fault.line) == ("roles.cedar", 7)
        assert "overflow" in fault.what.en

    def test_at_run_time_it_is_a_refusal_that_is_logged(self, tmp_path: Path, caplog: pytest.LogCaptureFixture):
        rules = load_rules(package(tmp_path, GOOD + f"{FORBID}when {{ 9223372036854775807 + 1 > 0 }};"), None)
        council = Actor(role=Role.KF, person="p")
        answer = rules.decide(council, "frame:decide", Resource(kind="frame", id="1"))
        assert not answer
        assert "går inte att pröva" in answer.reason.sv
        assert "policy validate" in answer.way.en
        assert "overflow" in caplog.text
        assert rules.matrix()


UNITS = SCHEMA.replace("person: String", "person: String, unit?: String").replace(
    "published: Bool", "published: Bool, unit?: String"
)
TIED = "principal has unit && resource has unit"


@pytest.mark.parametrize(
    ("condition", "is_fault"),
    [
        (f"{TIED} && principal.unit == resource.unit", False),
        (f"{TIED} && principal.unit != resource.unit", False),
        (f"!({TIED} && principal.unit == resource.unit)", False),
        ('resource has unit && resource.unit == "skolan"', True),
        ('resource has unit && "skolan" != resource.unit', True),
        ('resource has unit && resource.unit like "skol*"', True),
        ('resource has unit && ["skolan", "badet"].contains(resource.unit)', True),
        ('principal has unit && principal.unit == "skolan"', True),
        ("principal has unit && principal.unit == principal.person", True),
        (f'if {TIED} then resource.unit == "skolan" else false', True),
    ],
)
def test_a_rule_is_about_no_unit_by_its_code(tmp_path: Path, condition: str, is_fault: bool):
    rules = GOOD.replace("resource);", f"resource) when {{ {condition} }};")
    faults = validate_rules(package(tmp_path, rules, UNITS), CLAUSES, None)
    assert [fault for fault in faults if "by its code" in fault.what.en] == (faults if is_fault else [])
    assert bool(faults) is is_fault
