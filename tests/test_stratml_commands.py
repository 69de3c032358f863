"""The demo's goals go out as StratML, valid in both parts, and come back the same; others' come as proposals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from spelregler.apps.goals.models import Goal
from spelregler.cli import program
from spelregler.exchange.stratml import read

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[1] / ".." / "shared" / "data" / "stratml"
SCHEMAS = {"1": "StrategicPlanISOVersion20140401.xsd", "2": "PerformancePlanOrReport20160216.xsd"}
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the schemas have no stated licence; no shared data here")


PLACEHOLDERS = """<PerformancePlanOrReport xmlns="urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
 Type="Strategic_Plan"><Name>Provplan</Name><StrategicPlanCore><Goal><Name>Trygga gator</Name><Description/>
<Identifier>_a1</Identifier>{}</Goal></StrategicPlanCore></PerformancePlanOrReport>"""
EMPTY = "<Objective><Name/><Description/><Identifier>_a2</Identifier><SequenceIndicator/>{}</Objective>"
MEASURE = """<PerformanceIndicator><MeasurementDimension>Andel trygga</MeasurementDimension>
<UnitOfMeasurement>procent</UnitOfMeasurement><Identifier>_a3</Identifier><MeasurementInstance><TargetResult>
<StartDate>2027-01-01</StartDate><EndDate>2027-12-31</EndDate><NumberOfUnits>80</NumberOfUnits><Descriptor>
<DescriptorName>Direction</DescriptorName><DescriptorValue>higher</DescriptorValue></Descriptor></TargetResult>
</MeasurementInstance></PerformanceIndicator>"""
NO_MEASURE = "<PerformanceIndicator><MeasurementDimension/><UnitOfMeasurement/></PerformanceIndicator>"


def run(*arguments: str, language: str = "sv") -> Result:
    return CliRunner().invoke(program, list(arguments), env={"SPELREGLER_LANGUAGE": language})


def exported(folder: Path, part: str) -> Path:
    path = folder / f"part{part}.xml"
    assert run("export", "stratml", "--part", part, "--out", str(path)).exit_code == 0
    return path


@shared
@pytest.mark.parametrize("part", ["1", "2"])
def test_the_export_is_valid_against_the_schema(tmp_path: Path, part: str) -> None:
    schema = etree.XMLSchema(etree.parse(str(SHARED / SCHEMAS[part])))
    schema.assertValid(etree.fromstring(exported(tmp_path, part).read_bytes()))


def test_part_2_holds_targets_and_results_and_no_unit_goal(tmp_path: Path) -> None:
    root = read(exported(tmp_path, "2").read_bytes()).root
    tags = {node.tag for node in root.walk()}
    assert {"TargetResult", "ActualResult", "PerformanceIndicator"} <= tags
    said = {node.text for node in root.walk() if node.tag == "Identifier"}
    decided = Goal.objects.filter(decision__isnull=False, start__year__lte=2026)
    assert {f"_mal-{goal.code}" for goal in decided.filter(level="municipal")} <= said
    assert not {f"_mal-{goal.code}" for goal in Goal.objects.filter(level="unit")} & said


@pytest.mark.parametrize("part", ["1", "2"])
def test_what_is_exported_and_imported_changes_nothing(tmp_path: Path, part: str) -> None:
    ran = run("import", "stratml", str(exported(tmp_path, part)), "--dry-run", "--format", "json")
    report = json.loads(ran.stdout)
    assert (ran.exit_code, report["new"], report["changed"], report["errors"]) == (0, 0, 0, [])
    assert report["same"] > 5


@shared
def test_a_plan_of_others_becomes_proposals_only_when_applied(tmp_path: Path) -> None:
    path, goals = str(SHARED / "PMOAI.xml"), Goal.objects.count()
    report = json.loads(run("import", "stratml", path, "--dry-run", "--format", "json").stdout)
    assert (report["new"], report["errors"], Goal.objects.count()) == (6, [], goals)
    assert {"Vision", "Mission", "Value", "Stakeholder"} <= {each["what"] for each in report["aside"]}
    assert json.loads(run("import", "stratml", path, "--apply", "--format", "json").stdout)["stored"]
    made = Goal.objects.get(title="Initiatives")
    assert (made.decision, made.level, made.parents.get().title) == (None, "committee", "Establishment")
    again = json.loads(run("import", "stratml", path, "--apply", "--format", "json").stdout)
    assert (again["new"], again["changed"]) == (0, 0)


@pytest.mark.parametrize("inside", ["", NO_MEASURE])
def test_an_objective_that_was_not_filled_in_is_left_out_and_told(tmp_path: Path, inside: str) -> None:
    file = tmp_path / "plan.xml"
    file.write_text(PLACEHOLDERS.format(EMPTY.format(inside)))
    ran = run("import", "stratml", str(file), "--format", "json")
    report = json.loads(ran.stdout)
    assert (ran.exit_code, report["new"], report["errors"]) == (0, 1, [])
    assert any("Objective: är tomt och läggs inte in." in each["sv"] for each in report["aside"])


def test_the_measures_of_an_objective_without_words_are_the_goals_own(tmp_path: Path) -> None:
    file = tmp_path / "plan.xml"
    file.write_text(PLACEHOLDERS.format(EMPTY.format(MEASURE)))
    report = json.loads(run("import", "stratml", str(file), "--format", "json").stdout)
    assert report["errors"] == []
    assert [each["key"] for each in report["changes"]] == ["a1", "a3", "a1/a3/2027"]


@shared
def test_convert_writes_the_same_document_in_the_other_part(tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    assert run("stratml", "convert", str(SHARED / "PMOAI.xml"), str(out), "--part", "2").exit_code == 0
    schema = etree.XMLSchema(etree.parse(str(SHARED / SCHEMAS["2"])))
    schema.assertValid(etree.fromstring(out.read_bytes()))


@pytest.mark.parametrize(("language", "words"), [("sv", "Välj en StratML-fil"), ("en", "Choose a StratML file")])
def test_a_file_of_another_kind_is_refused_in_both_languages(tmp_path: Path, language: str, words: str) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(b"<rss/>")
    ran = run("import", "stratml", str(path), language=language)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert words in ran.stderr
