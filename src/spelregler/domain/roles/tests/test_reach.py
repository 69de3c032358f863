"""Whether a permit says what and whom it permits, and what it promises that the floor never lets happen."""

from __future__ import annotations

from pathlib import Path

import pytest

from spelregler.domain.roles import Base, Beside, Role, floor, source
from spelregler.domain.roles.book import read_book
from spelregler.domain.roles.floor import Breach, breaches, names_operations, names_roles, reaches
from spelregler.domain.roles.matrix import PROBE, example_of
from spelregler.domain.roles.tests import shipped


@pytest.mark.parametrize(
    ("actions", "names"),
    [
        (set(), False),
        ({"a:read"}, True),
        ({"a"}, False),
        ({"a:read", "b:decide"}, True),
        ({"a:read", "deciding"}, False),
    ],
)
def test_a_permit_says_what_it_permits_operation_by_operation(actions: set[str], names: bool):
    rule = source.Policy("r", forbids=False, annotations={}, actions=frozenset(actions))
    assert names_operations(rule) is names


BOARD, OTHER = 'principal in Role::"KS"', 'principal == Actor::"p"'


@pytest.mark.parametrize(
    ("scope", "when", "names"),
    [
        (BOARD, "", True),
        ('principal == Role::"KS"', "", True),
        ('principal is Actor in Role::"KS"', "", True),
        (OTHER, "", False),
        ("principal", "", False),
        ("principal is Actor", "", False),
        ("principal", f"when {{ {BOARD} }}", True),
        ("principal", 'when { principal in [Role::"KS", Role::"N"] }', True),
        ("principal", 'when { principal.role == "KS" }', True),
        ("principal", 'when { principal.unit == "KS" }', False),
        ("principal", 'when { resource.role == "KS" }', False),
        ("principal", 'when { resource in Role::"KS" }', False),
        ("principal", 'when { principal.role != "KS" }', False),
        ("principal", 'when { !(principal.role == "KS") }', False),
        ("principal", 'unless { principal.role == "KS" }', False),
        ("principal", "when { true }", False),
        # In an and one side is enough; in an or each has to.
        ("principal", f"when {{ {BOARD} && resource.published }}", True),
        ("principal", f"when {{ resource.published && {BOARD} }}", True),
        ("principal", "when { resource.published && resource.requested }", False),
        ("principal", f"when {{ {BOARD} || resource.published }}", False),
        ("principal", f"when {{ resource.published || {BOARD} }}", False),
        ("principal", f'when {{ {BOARD} || principal.role == "N" }}', True),
        # One condition of several is enough.
        ("principal", f"when {{ resource.published }} when {{ {BOARD} }}", True),
        ("principal", f"unless {{ resource.published }} when {{ {BOARD} }}", True),
        ("principal", f"when {{ resource.published }} unless {{ {BOARD} }}", False),
    ],
)
def test_a_permit_says_whom_it_permits(scope: str, when: str, names: bool):
    (body,) = source.policies_by_position(f"permit ({scope}, action, resource) {when};").values()
    assert names_roles(body) is names


@pytest.mark.parametrize(
    ("example", "changed"),
    [
        ("", {}),
        ("no pair", {}),
        ("published=false", {"published": False}),
        ("published=yes", {"published": False}),
        ("above_limit=true; subject= hr ", {"above_limit": True, "subject": "hr"}),
        ("delegates=a,b;parties=", {"delegates": frozenset({"a", "b"}), "parties": frozenset({""})}),
        ("subject=a=b", {"subject": "a=b"}),
    ],
)
def test_an_example_changes_what_it_names(example: str, changed: dict[str, object]):
    rule = source.Policy("r", forbids=False, annotations={"example": example}, actions=frozenset())
    differs = {
        name: getattr(example_of(rule), name)
        for name in PROBE.__dataclass_fields__
        if getattr(example_of(rule), name) != getattr(PROBE, name)
    }
    assert differs == changed


def test_an_example_of_what_no_matter_has_is_refused_by_its_name():
    rule = source.Policy("r", forbids=False, annotations={"example": "size=1;colour=2;unit=u"}, actions=frozenset())
    with pytest.raises(ValueError, match=r"unknown attribute: colour, size$"):
        example_of(rule)


SCHEMA = """
entity Role in [Role];
entity Actor in [Role] { person: String };
entity Matter { published: Bool };
action "frame";
action "frame:decide" in ["frame"] appliesTo { principal: [Actor], resource: [Matter] };
action "frame:read" in ["frame"] appliesTo { principal: [Actor], resource: [Matter] };
"""
FLOOR = """
@id("officials-decide-nothing") @principle("parties")
forbid (principal in Role::"officials", action in Action::"frame:decide", resource);
@id("the-system-reads-nothing-hidden") @principle("parties")
forbid (principal in Role::"SYS", action in Action::"frame:read", resource) unless { resource.published };
@id("residents-read-what-is-published") @principle("parties")
forbid (principal in Role::"CI", action in Action::"frame:read", resource) unless { resource.published };
"""


def breached(folder: Path, rules: str) -> list[Breach]:
    base, town = folder / "base", folder / "town"
    base.mkdir(), town.mkdir()
    (base / "roles.cedarschema").write_text(SCHEMA, encoding="utf-8")
    (base / "common.cedar").write_text("", encoding="utf-8")
    (base / "floor.cedar").write_text(FLOOR, encoding="utf-8")
    (town / "roles.cedar").write_text(rules, encoding="utf-8")
    return list(breaches(reaches(read_book(town, Base(base)))))


def rule(name: str, who: str, action: str, more: str = "") -> str:
    return f'@id("{name}") {more}\npermit ({who}, action in [{action}], resource);\n'


DECIDE, READ = 'Action::"frame:decide"', 'Action::"frame:read"'
NOBODY = f'@id("no") forbid (principal, action in {DECIDE}, resource);'


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (rule("council", 'principal in Role::"KF"', DECIDE), []),
        (
            rule("chief", 'principal in Role::"KC"', f"{DECIDE}, {READ}"),
            [Breach("chief", "officials-decide-nothing", Role.KC, "frame:decide", 0)],
        ),
        (
            rule("all", "principal", DECIDE),
            [Breach("all", "officials-decide-nothing", Role.KC, "frame:decide", 6)],
        ),
        # What the floor lets happen of some matter is no dead promise; of the example of nothing published it is one.
        (rule("readers", 'principal in Role::"CI"', READ), []),
        (rule("readers", 'principal in Role::"CI"', READ, '@example("published=false")'), []),
        (
            rule("own", 'principal in Role::"SYS"', READ).replace(");", ") unless { resource.published };")
            + rule("shown", 'principal in Role::"KF"', READ, '@example("published=false")'),
            [Breach("own", "the-system-reads-nothing-hidden", Beside.ADMINISTRATOR, "frame:read", 0)],
        ),
        # A package's own forbid is not the floor, and takes nothing away from it.
        (
            rule("chief", 'principal in Role::"KC"', DECIDE) + NOBODY,
            [Breach("chief", "officials-decide-nothing", Role.KC, "frame:decide", 0)],
        ),
        (
            rule("council", 'principal in Role::"KF"', DECIDE) + NOBODY,
            [],
        ),
    ],
)  # fmt: skip
def test_what_the_floor_never_lets_happen_is_told(tmp_path: Path, rules: str, told: list[Breach]):
    assert breached(tmp_path, rules) == told


def test_only_rows_whose_rules_have_changed_are_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    reach = floor._Asked.reach
    monkeypatch.setattr(floor, "_known", {})
    monkeypatch.setattr(floor._Asked, "reach", lambda self, row: asked.append(row.name) or reach(self, row))
    own = rule("own", 'principal in Role::"EC"', 'Action::"complaint:decide"')
    folder, base = tmp_path, shipped.base("oxelosund")
    for text, anew in [(own, 50), (own, 0), (own.replace("EC", "EM"), 1), (own.replace("decide", "read"), 1)]:
        (folder / "roles.cedar").write_text(text, encoding="utf-8")
        reaches(read_book(folder, base))
        assert (len(asked) > anew) if anew > 1 else (asked == ["complaint"] * anew), text
        asked.clear()
