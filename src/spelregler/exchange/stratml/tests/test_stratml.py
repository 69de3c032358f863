"""Written StratML is valid against both schemas; what is read leniently loses nothing without naming it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from spelregler.exchange.stratml import Document, Node, Part, StratmlError, read, write
from spelregler.exchange.stratml.grammar import ATTRIBUTES, GRAMMARS

SHARED = Path(__file__).parents[5] / ".." / "shared" / "data" / "stratml"
SCHEMAS = {
    Part.PLAN: "StrategicPlanISOVersion20140401.xsd",
    Part.PERFORMANCE: "PerformancePlanOrReport20160216.xsd",
}
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the schemas have no stated licence; no shared data here")


def faults(data: bytes, part: Part) -> list[str]:
    """What the schema says against the bytes."""
    schema = etree.XMLSchema(etree.parse(str(SHARED / SCHEMAS[part])))
    schema.validate(etree.fromstring(data))
    return [str(error) for error in schema.error_log]


def plan(goals: str, part: Part = Part.PLAN, namespace: str | None = None) -> bytes:
    space = namespace if namespace is not None else part.namespace
    kind = ' Type="Performance_Plan"' if part == Part.PERFORMANCE else ""
    core = f"<StrategicPlanCore>{goals}</StrategicPlanCore>"
    return f'<{part.root} xmlns="{space}"{kind}><Name>Plan</Name>{core}</{part.root}>'.encode()


GOAL = "<Goal><Name>Mål</Name><Description>Varför</Description></Goal>"


class TestReference:
    @shared
    def test_the_published_plan_comes_back_byte_for_byte_in_canonical_form(self):
        data = (SHARED / "PMOAI.xml").read_bytes()
        document = read(data)
        assert document.aside == []
        assert etree.tostring(etree.fromstring(write(document)), method="c14n") == etree.tostring(
            etree.fromstring(data), method="c14n"
        )

    @shared
    def test_it_is_valid_in_both_parts(self):
        document = read((SHARED / "PMOAI.xml").read_bytes())
        for part in Part:
            assert faults(write(document, part=part), part) == []

    @shared
    def test_through_the_other_part_and_back_nothing_but_empty_elements_is_lost(self):
        data = (SHARED / "PMOAI.xml").read_bytes()
        back = read(write(read(write(read(data), part=Part.PERFORMANCE)), part=Part.PLAN))
        said = [(node.tag, node.text) for node in read(data).root.walk()]
        assert [(node.tag, node.text) for node in back.root.walk()] == said


class TestLenient:
    def test_an_element_out_of_order_finds_its_place(self):
        document = read(plan("<Goal><Description>Varför</Description><Name>Mål</Name></Goal>"))
        assert [child.tag for child in document.root.first("StrategicPlanCore", "Goal").children] == [
            "Name",
            "Description",
        ]

    def test_an_unknown_element_is_kept_aside_and_named(self):
        (aside,) = read(plan(f"<Prioritet>1</Prioritet>{GOAL}")).aside
        assert (aside.what, aside.line) == ("Prioritet", 1)
        assert "1</Prioritet>" in aside.text
        assert aside.said("sv") == "rad 1: Prioritet: finns inte i StratML på den platsen."

    def test_an_older_draft_with_other_namespace_names_and_identifiers_is_read_and_written_validly(self):
        old = f"{GOAL[:-7]}<Identifier>6e21b622-a951</Identifier></Goal>"
        document = read(plan(old, namespace="http://www.stratml.net"))
        assert read(write(document)).root.said("StrategicPlanCore", "Goal", "Identifier") == "_6e21b622-a951"

    def test_a_first_name_is_a_given_name(self):
        data = plan(GOAL).replace(
            b"</StrategicPlan>",
            b"<AdministrativeInformation><Submitter><FirstName>A</FirstName></Submitter></AdministrativeInformation>"
            b"</StrategicPlan>",
        )
        assert read(data).root.said("AdministrativeInformation", "Submitter", "GivenName") == "A"

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"<a/>",
            b"<StrategicPlan>",
            b"\x89PNG",
            b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><StrategicPlan><Name>&b;</Name></StrategicPlan>',
            b'<!DOCTYPE a [<!ENTITY b "c">]><StrategicPlan><Name>&b;</Name></StrategicPlan>',
            b'<!DOCTYPE StrategicPlan SYSTEM "http://localhost/x.dtd"><StrategicPlan/>',
        ],
    )
    def test_what_is_no_stratml_is_refused_in_words(self, data):
        with pytest.raises(StratmlError) as refused:
            read(data)
        assert "StrategicPlan" in refused.value.text("sv")

    def test_deep_nesting_is_refused_in_words(self):
        with pytest.raises(StratmlError):
            read(b"<StrategicPlan>" + b"<a>" * 100_000)


class TestStrict:
    def test_a_document_without_a_goal_is_refused(self):
        with pytest.raises(StratmlError, match="at least one goal"):
            write(read(plan("")))

    @shared
    def test_what_the_schema_would_refuse_is_put_aside_or_put_right(self):
        wrong = (
            "<Goal><Identifier>9</Identifier><Objective><Identifier>9</Identifier><Name>N</Name></Objective></Goal>"
            "<Goal><Name>b</Name><Description/><Identifier>_9</Identifier></Goal>"
        )
        data = plan(wrong).replace(
            b"</StrategicPlan>",
            b"<AdministrativeInformation><StartDate>i dag</StartDate><EndDate/><Source>a b</Source>"
            b"</AdministrativeInformation></StrategicPlan>",
        )
        document = read(data)
        assert faults(write(document), Part.PLAN) == []
        assert {aside.what for aside in document.aside} == {"StartDate", "Source"}

    def test_what_part_1_cannot_hold_is_named(self):
        indicator = (
            "<PerformanceIndicator><MeasurementDimension>A</MeasurementDimension>"
            "<UnitOfMeasurement>%</UnitOfMeasurement></PerformanceIndicator>"
        )
        goal = GOAL.replace("</Goal>", f"<Objective>{indicator}</Objective></Goal>")
        document = read(plan(goal, Part.PERFORMANCE))
        assert document.aside == []
        write(document, part=Part.PLAN)
        assert [aside.what for aside in document.aside] == ["PerformanceIndicator"]


WORDS = st.sampled_from(["", "Ett mål & två", "2026-01-01", "9", "_a", "a b", "12.5", "Performer", "x\x00y", "<&>"])


@st.composite
def nodes(draw, part: Part, tag: str, depth: int = 0) -> Node:
    """Any element with any children it may have, in any order, and words of any kind."""
    grammar = GRAMMARS[part].get(tag, {})
    attributes = {name: draw(st.sampled_from(sorted(values))) for name, values in ATTRIBUTES[part].get(tag, {}).items()}
    children = []
    for child, (fewest, most) in grammar.items():
        count = draw(st.integers(0, 2 if depth < 4 else 0)) or (1 if child in ("StrategicPlanCore", "Goal") else fewest)
        children += [draw(nodes(part, child, depth + 1)) for _ in range(min(count, most or count))]
    return Node(tag, draw(WORDS) if not grammar else "", draw(st.permutations(children)), attributes)


@shared
class TestAnyDocument:
    @given(st.data())
    @settings(max_examples=60, deadline=None)
    def test_whatever_is_written_is_valid_in_either_part(self, data):
        part = data.draw(st.sampled_from([*Part]))
        document = Document(part, data.draw(nodes(part, part.root)))
        for other in Part:
            assert faults(write(document, part=other), other) == []
