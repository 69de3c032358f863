"""An adoption keeps the version of the base that it was decided with."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.operations.adoption import adopt
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.packages.bases import bases, newest
from spelregler.apps.policy.packages.in_force import (
    KEPT,
    folder_of,
    forget,
    load_package,
    package_on,
    rules_of,
    rules_on,
)
from spelregler.apps.policy.packages.offers import demands, offers
from spelregler.apps.policy.packages.validation import faults_of
from spelregler.apps.policy.pages.packages.presenters import demands_view
from spelregler.domain.roles import Actor, Resource, Role
from spelregler.platform.audit.operations import Who

WHO = Who(name="Test", role="system")
DAY = date(2027, 1, 1)
HEAD = Actor(role=Role.FC, person="p", body="b", department="d")
ASKED = (HEAD, "judge_unit_goals:decide", Resource(kind="unit", id="u", body="b", department="d", unit="u"))


@pytest.fixture
def second(settings, tmp_path: Path):
    """A later version of the product, whose base lets no head judge units, and in which `liten` stands on it."""
    shutil.copytree(settings.SPELREGLER_BASES, tmp_path / "base")
    shutil.copytree(tmp_path / "base" / "1", tmp_path / "base" / "2")
    common = tmp_path / "base" / "2" / "common.cedar"
    text = common.read_text(encoding="utf-8")
    begins = text.index('@id("head-judges-unit-goals")')
    common.write_text(text[:begins] + text[text.index("@id(", begins + 4) :], encoding="utf-8")
    shutil.copytree(folder_of("liten"), tmp_path / "own" / "liten")
    settings.SPELREGLER_BASES = tmp_path / "base"
    settings.SPELREGLER_PACKAGES = [tmp_path / "own", *settings.SPELREGLER_PACKAGES]
    forget()
    yield tmp_path / "own" / "liten" / "policy.yaml"
    forget()


def move_on(policy: Path) -> None:
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("  base: 1", "  base: 2"), encoding="utf-8")
    forget()


@pytest.mark.django_db
def test_an_upgrade_changes_no_adopted_rule_without_a_decision(second: Path):
    adopt_package(name="liten", start=DAY, who=WHO)
    assert newest() == 2
    move_on(second)
    assert Adoption.objects.get().base == 1
    assert rules_on(DAY).permits(*ASKED)
    adopt_package(name="liten", start=date(2027, 6, 1), who=WHO)
    assert Adoption.objects.get(end=None).base == 2
    assert not rules_on(date(2027, 6, 1)).permits(*ASKED)
    assert rules_on(DAY).permits(*ASKED)


@pytest.mark.once
@pytest.mark.django_db
def test_what_was_adopted_is_judged_as_it_read_then(second: Path):
    Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=date(2020, 1, 1))
    adopt(source="liten", body="kf", decided_on=DAY, paragraph="1", start=DAY, who=WHO)
    text = second.read_text(encoding="utf-8")
    second.write_text(text.replace('version: "1"', 'version: "9"'), encoding="utf-8")
    rules = second.parent / "roles.cedar"
    rules.write_text(rules.read_text(encoding="utf-8").replace('Role::"FC"', 'Role::"CT"'), encoding="utf-8")
    forget()
    assert package_on(DAY).version == "1"
    opening = "reporting_period:execute", Resource(kind="period", id="p")
    assert rules_on(DAY).permits(HEAD, *opening)
    assert not rules_of("liten").permits(HEAD, *opening)
    assert KEPT not in {each.name for each in offers(as_of=DAY)}


@pytest.mark.once
@pytest.mark.django_db
def test_an_adoption_from_before_stands_on_the_first(second: Path):
    Adoption.objects.create(package="liten", version="1", digest="x", start=DAY)
    move_on(second)
    assert rules_on(DAY).permits(*ASKED)


def test_a_version_that_is_not_there_is_told(second: Path):
    text = second.read_text(encoding="utf-8")
    second.write_text(text.replace("  base: 1", "  base: 7"), encoding="utf-8")
    (told,) = faults_of(second.parent)
    assert (told["file"], told["line"], told["what_en"]) == ("policy.yaml", 8, "extends: the base has no version 7.")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    frames: GR-2\n", "", "the principle frames has no rule"),
        ("    frames: GR-2\n", "    frames: GR-77\n", "there is no rule GR-77"),
        ("    frames: GR-2\n", "    frames: GR-2\n    luck: GR-2\n", "has no principle luck"),
        ("    - action_plan\n", "    - elected-never-appoint\n", "neither a matter of the schema nor a common rule"),
    ],
)
def test_what_a_package_says_of_the_base_is_examined(second: Path, old: str, new: str, words: str):
    text = second.read_text(encoding="utf-8")
    assert old in text
    second.write_text(text.replace(old, new), encoding="utf-8")
    assert [words in fault["what_en"] for fault in faults_of(second.parent)] == [True]


def test_each_shipped_package_stands_on_the_newest():
    assert {name: load_package(name).extends.base for name in ("oxelosund", "liten")} == dict.fromkeys(
        ("oxelosund", "liten"), max(bases())
    )


@pytest.mark.once
@pytest.mark.django_db
def test_the_page_of_adoption_tells_what_the_newest_base_would_change(second: Path):
    adopt_package(name="liten", start=DAY, who=WHO)
    (offer,) = [each for each in offers(as_of=DAY) if each.name == "liten"]
    found = demands_view(demands(offer, as_of=DAY), "sv")
    words = "Rollreglerna bygger på bas 1. Bas 2 finns, och inget ändras utan ett nytt beslut."
    assert ("Rollreglernas bas", words) in found.facts
    assert found.changes == [
        "GR-3 försvinner: Förvaltningschefen bedömer enheternas resultat.",
        "Bedöma enhetens måluppfyllelse, förvaltningschef: D → ·",
    ]
