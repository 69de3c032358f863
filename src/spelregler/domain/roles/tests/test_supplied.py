"""What the product tells the rules, what a schema declares, and what a rule asks that nobody declared."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import source
from spelregler.domain.roles.supplied import Attribute, declared, mismatches, supplied, unknown_attributes


def test_the_product_tells_what_an_actor_and_a_matter_have():
    assert supplied("Actor") == {
        "role": Attribute("String", optional=False),
        "person": Attribute("String", optional=False),
        **{name: Attribute("String", optional=True) for name in ("body", "department", "unit", "represents")},
    }
    matter = supplied("Matter")
    assert "id" not in matter
    assert matter["published"] == Attribute("Bool", optional=False)
    assert matter["owner_person"] == Attribute("String", optional=True)
    assert matter["subject"] == Attribute("String", optional=False)
    assert matter["parties"] == Attribute("Set<String>", optional=False)


def test_a_schema_declares_by_line_whatever_is_quoted_or_commented_away():
    schema = """// entity Actor { no: Bool }
entity Role in [Role];
entity Actor in [Role] {
  person: String, "the unit"?: String,
  // gone: Long,
  parties: Set < String >
};
entity Matter { published : Bool };
entity Other { size: Long };"""
    assert declared(schema) == {
        "Actor": {
            "person": Attribute("String", optional=False, line=4),
            "the unit": Attribute("String", optional=True, line=4),
            **({"parties": Attribute("Set", optional=False, line=6)}),
        },
        "Matter": {"published": Attribute("Bool", optional=False, line=8)},
    }


@pytest.mark.parametrize(
    ("actor", "matter", "told"),
    [
        ("person: String", "published: Bool", []),
        ("unit?: String", "unit?: String, seats?: Bool", [(2, "Matter has the attribute seats")]),
        ("person?: String", "published?: Bool", []),
        ("published: Bool", "unit?: String", [(1, "Actor has the attribute published")]),
        ("unit?: String", "person: String", [(2, "Matter has the attribute person")]),
        ("person: Long", "published: String", [(1, "Actor.person is Long"), (2, "Matter.published is String")]),
        ("unit: String", "published: Bool", [(1, "Actor.unit is required")]),
        ("unit: Long", "delegates: Set<Long>", [(1, "Actor.unit is Long"), (2, "Matter.delegates is Set<Long>")]),
        ("id: String", "id: String", [(1, "Actor has the attribute id"), (2, "Matter has the attribute id")]),
    ],
)  # fmt: skip
def test_a_schema_that_asks_for_more_is_told_at_its_line(actor: str, matter: str, told: list[tuple[int, str]]):
    found = list(mismatches(f"entity Actor {{ {actor} }};\nentity Matter {{ {matter} }};"))
    assert [line for line, _ in found] == [line for line, _ in told]
    assert all(words.en.startswith(begins) for (_, words), (_, begins) in zip(found, told, strict=True))


DECLARED = "entity Actor { unit?: String }; entity Matter { unit?: String, body?: String };"


@pytest.mark.parametrize(
    ("asked", "unknown"),
    [
        ("resource has unit && resource has body", []),
        ("principal has unit", []),
        ("principal has body", ["body"]),
        ("resource has boddy", ["boddy"]),
        ("resource has boddy && principal has unti", ["boddy", "unti"]),
        ("!(resource has boddy) || (if resource has bdy then true else principal has bod)", ["boddy", "bdy", "bod"]),
        ("[resource has boddy].contains(true)", ["boddy"]),
        ("context has boddy", []),
        ("resource.other has boddy", []),
        ('resource.unit == "has boddy"', []),
    ],
)
def test_a_rule_that_asks_for_what_is_not_declared_is_found_by_what_it_asks(asked: str, unknown: list[str]):
    (body,) = source.policies_by_position(f"permit (principal, action, resource) when {{ {asked} }};").values()
    assert sorted(unknown_attributes(body["conditions"], DECLARED)) == sorted(unknown)


def test_a_schema_without_the_two_declares_nothing():
    (body,) = source.policies_by_position("permit (principal, action, resource) when { principal has a };").values()
    assert unknown_attributes(body["conditions"], "") == ["a"]
