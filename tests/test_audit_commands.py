"""The commands of the trail: what they print, in which language, and how they end."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from spelregler.cli import program
from spelregler.config.doctor import examine
from spelregler.platform.audit import heads
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_heads(settings, tmp_path):
    """Heads of this database, not of the demo that another test built."""
    settings.HOME = tmp_path


@pytest.fixture
def trail(django_capture_on_commit_callbacks):
    # `demo` has filled the database and its heads went elsewhere.
    heads.note_many(AuditRow.objects.values_list("id", "hash", "at"))
    with django_capture_on_commit_callbacks(execute=True):
        record(who=SYSTEM, act="act", subject="x")
    return AuditRow.objects.count()


def run(*arguments: str, language: str = "sv") -> Result:
    return CliRunner().invoke(program, ["audit", *arguments], env={"SPELREGLER_LANGUAGE": language})


@pytest.mark.parametrize(("language", "words"), [("sv", "Kedjan är hel"), ("en", "The chain is whole")])
def test_a_whole_chain_ends_well_with_a_checkpoint(trail, language, words):
    ran = run("verify", language=language)
    assert ran.exit_code == 0
    assert words in ran.stdout
    assert ran.stdout.splitlines()[-1].startswith(f"spelregler-audit {trail} ")


@pytest.mark.parametrize(("language", "words"), [("sv", "har ändrats"), ("en", "has been changed")])
def test_a_changed_row_ends_with_one(trail, unlocked_trail, language, words):
    AuditRow.objects.filter(pk=2).update(actor="x")
    ran = run("verify", language=language)
    assert ran.exit_code == 1
    assert words in ran.stdout
    assert "spelregler-audit" not in ran.stdout


def test_doctor_too_sees_that_the_last_row_is_gone(trail, unlocked_trail):
    AuditRow.objects.filter(pk=trail).delete()
    [row] = [each for each in examine() if each.what.sv.startswith("Spårets kedja")]
    assert not row.ok


def test_json_is_for_a_program_and_serves_as_checkpoint(trail, tmp_path):
    ran = run("verify", "--format", "json")
    told = json.loads(ran.stdout)
    assert (told["whole"], told["rows"], told["flaws"]) == (True, trail, [])
    kept = tmp_path / "kept.json"
    kept.write_text(ran.stdout, encoding="utf-8")
    assert run("verify", "--checkpoint", str(kept)).exit_code == 0
    assert run("verify", "--checkpoint", told["checkpoint_line"]).exit_code == 0
    other = told["checkpoint_line"][:-4] + "abcd"
    assert run("verify", "--checkpoint", other).exit_code == 1


def test_a_checkpoint_that_cannot_be_read_ends_with_two(trail):
    ran = run("verify", "--checkpoint", "hej")
    assert ran.exit_code == 2
    assert "Kontrollvärdet" in ran.stderr


def test_export_writes_a_row_a_line(trail, tmp_path):
    out = tmp_path / "spar.jsonl"
    assert run("export", "--out", str(out)).exit_code == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == trail
    assert run("export", "--from", "2100-01-01").stdout == ""
    assert run("export", "--out", str(tmp_path / "no" / "such" / "folder")).exit_code == 2


def test_trim_asks_for_a_decision_and_then_keeps_what_is_young(trail):
    refused = run("trim", language="en")
    assert refused.exit_code == 2
    assert "No decision" in refused.stderr
    decision = ("--body", "kommunstyrelsen", "--decided-on", "2026-10-01", "--paragraph", "101")
    blank = run("retention", *decision[:-1], " ")
    assert (blank.exit_code, "Beslutet saknar paragraf." in blank.stderr) == (2, True)
    assert "10 år" in run("retention", *decision).stdout
    assert "0 rader" in run("trim").stdout
    assert AuditRow.objects.count() == trail + 1
