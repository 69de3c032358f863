"""The floor belongs to the product: it holds under every package, and a package that breaks it is told so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from spelregler.domain.faults import Fault
from spelregler.domain.roles import Actor, Base, Beside, Resource, Role, load_rules, validate_rules
from spelregler.domain.roles.book import read_book
from spelregler.domain.roles.tests import shipped

CLAUSES = {f"MR-{n}" for n in range(1, 57)} | {f"CP-{n}" for n in range(1, 46)}
BASE = shipped.base("oxelosund")
MARKS = '@id("own") @clause("MR-1") @reason_sv("s") @reason_en("e")'
ANYTHING = f"{MARKS}\npermit (principal, action, resource);\n"
FLOORS = {1: "4eb1e396907ee35fd90572d2f6c602b82a523c0c92b49fded27eefda5b76f090"}
"""The floor of each shipped version, as SHA-256. A change is a new version: it changes what was adopted."""


def package(folder: Path, rules: str, *, whole: bool = False) -> Path:
    """A package with these rules; a whole one is of the older kind, with the schema in it."""
    (folder / "roles.cedar").write_text(rules, encoding="utf-8")
    if whole:
        schema = (BASE.folder / "roles.cedarschema").read_text(encoding="utf-8")
        (folder / "roles.cedarschema").write_text(schema.partition("// @since")[0], encoding="utf-8")
    return folder


def faults(folder: Path, rules: str, *, whole: bool = False) -> list[Fault]:
    return validate_rules(package(folder, rules, whole=whole), CLAUSES, BASE)


def permit(who: str, action: str, when: str = "") -> str:
    return f'{MARKS}\npermit ({who}, action in Action::"{action}", resource)\n{when};\n'


UNIT = Resource(kind="unit", id="u", body="b", department="d", unit="u", owner_person="p", concerned=frozenset({"p"}))


@pytest.fixture(params=[False, True], ids=["on the base", "older, with its own schema"])
def whole(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


class TestEverythingPermittedAndEveryForbidRemoved:
    def test_is_refused_in_words_that_name_what_breaks(self, tmp_path: Path, whole: bool):
        told = faults(tmp_path, ANYTHING, whole=whole)
        assert {(fault.file, fault.line) for fault in told} == {("roles.cedar", 1)}
        words = " ".join(fault.what.en for fault in told)
        assert "does not say which operations" in words
        assert "names no role" in words
        for rule in ("elected-never-in-operations", "officials-never-act-politically", "administrators-see-no-content"):
            assert rule in words
        assert all(fault.what.sv and fault.todo.sv and fault.todo.en for fault in told)

    @pytest.mark.parametrize(
        ("role", "action"),
        [
            (Role.N, "move_money_inside_unit_frame:decide"),
            (Role.KF, "intervention_in_unit:decide"),
            (Role.FC, "council_or_committee_meeting:vote"),
            (Role.KC, "vision_council_goals_and_budget:decide"),
            (Role.FC, "approve_measurements:decide"),
            (Role.FC, "intervention_in_unit:decide"),
            (Role.HR, "appointment:execute"),
            (Role.CI, "unit_goals_and_plan:read"),
            (Role.UN, "frame_per_committee:decide"),
            (Beside.ADMINISTRATOR, "corrective_leadership_case:read"),
        ],
    )
    def test_gives_nothing_that_the_floor_refuses(self, tmp_path: Path, whole: bool, role: Role | Beside, action: str):
        rules = load_rules(package(tmp_path, ANYTHING, whole=whole), BASE)
        actor = Actor(role=role, person="p", body="b", department="d", unit="u")
        assert not rules.decide(actor, action, UNIT)

    def test_leaves_each_in_their_own_area(self, tmp_path: Path, whole: bool):
        rules = load_rules(package(tmp_path, ANYTHING, whole=whole), BASE)
        plan = Resource(kind="plan", id="p", body="b", department="d", unit="u")
        manager = Actor(role=Role.EC, person="q", body="b", department="d", unit="u")
        assert rules.permits(manager, "unit_goals_and_plan:decide", plan)
        assert not rules.permits(replace(manager, unit="v"), "unit_goals_and_plan:decide", plan)
        assert not rules.permits(Actor(role=Role.N, person="q", body="c"), "committee_goals_and_plan:decide", plan)


@pytest.mark.parametrize(
    ("who", "action", "when", "what"),
    [
        ('principal in Role::"N"', "move_money_inside_unit_frame:decide", "", "elected-never-in-operations"),
        ('principal in Role::"CT"', "frame_per_committee:decide", "", "decisions-of-the-elected"),
        ('principal in Role::"RE"', "intervention_in_unit:decide", "", "others-decide-nothing"),
        ('principal in Role::"CI"', "unit_goals_and_plan:read", "", "residents-see-what-is-published"),
        ('principal in Role::"N"', "intervention_record:read", "", "elected-see-units-as-published"),
        ('principal in Role::"Np"', "unit_change:decide", "", "elected-do-not-run-the-departments"),
        ("principal", "complaint:execute", "", "names no role"),
        ("principal", "complaint:execute", "when { resource.published }", "names no role"),
        ("principal", "complaint:execute", 'when { principal.role == "EC" || resource.published }', "names no role"),
        ("principal", "complaint:execute", 'unless { principal.role == "EC" }', "names no role"),
        ('principal in Role::"EC"', "complaint", "", "which operations"),
        ('principal in Role::"EC"', "matrix", "", "which operations"),
    ],
)
def test_a_permit_beyond_the_floor_is_told(tmp_path: Path, who: str, action: str, when: str, what: str):
    told = faults(tmp_path, permit(who, action, when))
    assert any(what in fault.what.en for fault in told), told


@pytest.mark.parametrize(
    ("who", "when"),
    [
        ('principal in Role::"EC"', ""),
        ("principal", 'when { principal in Role::"EC" }'),
        ("principal", 'when { principal in [Role::"EC", Role::"EM"] && resource.published }'),
        ("principal", 'when { principal.role == "EC" || principal in Role::"FC" }'),
    ],
)
def test_a_permit_that_says_what_and_whom_is_none(tmp_path: Path, who: str, when: str):
    assert faults(tmp_path, permit(who, "complaint_statistics:read", when)) == []


def test_a_rule_of_the_floor_cannot_be_rewritten(tmp_path: Path):
    own = permit('principal in Role::"EC"', "complaint:decide").replace('"own"', '"elected-never-in-operations"')
    (told,) = faults(tmp_path, own)
    assert "floor and cannot be rewritten" in told.what.en


CAME = {row.name for row in shipped.rules("oxelosund").rows if row.is_of_base}


def older() -> Iterator[str]:
    """The rules of Oxelösund as one file, as a package had them before the base: no bounds, no new rows."""
    for rule in read_book(shipped.PACKAGES / "oxelosund", BASE).rules.values():
        about = {act.partition(":")[0] for act in rule.told.actions}
        if rule.told.is_bound or (about and about <= CAME):
            continue
        text = (shipped.PACKAGES / "oxelosund" if rule.told.file == "roles.cedar" else BASE.folder) / rule.told.file
        parts = text.read_text(encoding="utf-8").split("\n\n")
        (found,) = [part for part in parts if f'@id("{rule.told.id}")' in part]
        for name in CAME:
            found = found.replace(f'    Action::"{name}",\n', "").replace(f',\n    Action::"{name}"\n', "\n")
        clause, principle = rule.told.text("clause"), rule.told.text("principle")
        yield found.replace(f'@principle("{principle}")', f'@clause("{clause}")')


def test_an_older_package_with_the_whole_schema_in_it_answers_as_before(tmp_path: Path):
    folder = package(tmp_path, "\n\n".join(older()), whole=True)
    alone = Base(BASE.folder)
    assert validate_rules(folder, CLAUSES, alone) == []
    rules, now = load_rules(folder, alone), shipped.rules("oxelosund")
    assert [row.as_dict() for row in rules.matrix()] == [row.as_dict() for row in now.matrix()]
    member = Actor(role=Role.N, person="q", body="b")
    answer = rules.decide(member, "move_money_inside_unit_frame:decide", UNIT)
    assert (answer.clause, answer.forbidden) == ("MR-24", True)


def test_what_came_with_the_base_holds_in_an_older_package_too(tmp_path: Path):
    rules = load_rules(package(tmp_path, "\n\n".join(older()), whole=True), Base(BASE.folder))
    now = shipped.rules("oxelosund")
    assert {row.name for row in rules.rows} >= CAME
    for role in Role:
        actor = Actor(role=role, person="q", body="b", department="d", unit="u")
        for row in (row for row in now.rows if row.name in CAME):
            for asked in (f"{row.name}:{operation}" for operation in row.operations):
                matter = replace(UNIT, addressee_role="FC")
                assert rules.permits(actor, asked, matter) == now.permits(actor, asked, matter), (role, asked)


class TestWhatAPackageSaysOfTheCommonRules:
    def test_its_own_of_the_same_name_holds_instead(self, tmp_path: Path):
        own = permit('principal in Role::"FC"', "unit_goals_and_plan:decide")
        rules = load_rules(package(tmp_path, own.replace('"own"', '"unit-manager-decides-unit-goals"')), BASE)
        assert not rules.permits(
            Actor(role=Role.EC, person="q", department="d", unit="u"), "unit_goals_and_plan:decide", UNIT
        )

    @pytest.mark.parametrize("name", ["move_money_inside_unit_frame", "unit-manager-moves-money"])
    def test_a_matter_or_a_rule_is_left_out_by_name(self, tmp_path: Path, name: str):
        folder = package(tmp_path, permit('principal in Role::"EC"', "complaint:decide"))
        manager = Actor(role=Role.EC, person="q", body="b", department="d", unit="u")
        asked = (manager, "move_money_inside_unit_frame:decide", UNIT)
        assert load_rules(folder, BASE).permits(*asked)
        assert not load_rules(folder, replace(BASE, leaves_out=frozenset({name}))).permits(*asked)

    def test_each_cites_the_clause_that_carries_its_principle(self):
        rules = shipped.rules("liten").policies
        assert rules["council-decides-frames"].text("clause") == "GR-2"
        assert rules["administrators-see-no-content"].text("clause") == "GR-1"
        assert all(rule.text("clause") for rule in rules.values())


def test_a_bound_says_nothing_of_what_no_rule_permits():
    """The resident is told whose matter it is, as before; the matrix prints silence and not a refusal."""
    answer = shipped.rules("oxelosund").decide(Actor(role=Role.CI, person="r"), "action_plan:decide", UNIT)
    assert not answer.forbidden
    assert "förvaltningschefen" in answer.way.sv


def test_to_decide_a_matter_is_in_the_schema_to_decide():
    """Only the auditors' own review stands outside: they decide that, and nothing else."""
    schema = (BASE.folder / "roles.cedarschema").read_text(encoding="utf-8")
    decisions = [line for line in schema.splitlines() if line.startswith("action ") and ':decide" in' in line]
    assert [line for line in decisions if '"deciding"' not in line] == [
        'action "audit_review:decide" in ["audit_review"]'
    ]


@pytest.mark.parametrize("version", list(FLOORS))
def test_the_floor_of_a_shipped_version_is_never_changed(version: int):
    text = (shipped.BASES / str(version) / "floor.cedar").read_bytes()
    assert hashlib.sha256(text).hexdigest() == FLOORS[version]
