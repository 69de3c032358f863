"""The program tells which base a package stands on, and what a later one or another package would change."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner, Result

from spelregler.apps.policy.packages.in_force import folder_of, forget
from spelregler.cli import program


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["policy", *arguments])


@pytest.fixture
def second(settings, tmp_path):
    """A later base in which no head judges units."""
    shutil.copytree(settings.SPELREGLER_BASES / "1", tmp_path / "1")
    shutil.copytree(settings.SPELREGLER_BASES / "1", tmp_path / "2")
    common = tmp_path / "2" / "common.cedar"
    text = common.read_text(encoding="utf-8")
    begins = text.index('@id("head-judges-unit-goals")')
    common.write_text(text[:begins] + text[text.index("@id(", begins + 4) :], encoding="utf-8")
    settings.SPELREGLER_BASES = tmp_path
    forget()
    yield
    forget()


def test_a_later_base_is_told_with_what_it_would_change(second):
    told = ran("diff", "liten")
    assert told.exit_code == 1
    assert "Bas 2 finns, och inget ändras utan ett nytt beslut." in told.output
    assert "head-judges-unit-goals (GR-3) försvinner" in told.output
    assert "Bedöma enhetens måluppfyllelse, förvaltningschef: D → ·" in told.output
    assert "Bas 2 finns" in ran("validate", str(folder_of("liten"))).output


def test_its_own_base_changes_nothing_and_one_that_is_not_there_is_refused(second):
    same, missing = ran("diff", "liten", "--base", "1"), ran("diff", "liten", "--base", "9")
    assert (same.exit_code, missing.exit_code) == (0, 2)
    assert "desamma" in same.output
    assert "Välj bland 1, 2." in missing.output


def test_two_packages_are_compared():
    told = ran("diff", "oxelosund", "liten", "--format", "json")
    assert told.exit_code == 1
    assert "Förvaltningens handlingsplan, förvaltningschef: D → ·" in json.loads(told.stdout)
    assert ran("diff", "oxelosund", "nowhere").exit_code == 2
