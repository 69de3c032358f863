"""Pages, works and files say a municipality's own words from the day that its package has them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.management.commands import db_worker

from spelregler.apps.goals.models import Goal
from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.packages.in_force import folder_of, forget
from spelregler.cli import policy as _commands  # noqa: F401  # the commands add themselves
from spelregler.cli.base import program
from spelregler.domain.words import Words
from spelregler.platform import clock, memory, own_words
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.working import Worker

pytestmark = pytest.mark.django_db
INDICATORS, LIMITS = reverse("goals:indicators"), reverse("policy:limits")
TERMS = """
terms:
  municipal_goal: {article: ett, one: visionsmål, the: visionsmålet, many: visionsmål, the_many: visionsmålen}
  unit_goal: {article: ett, one: åtagande, the: åtagandet, many: åtaganden, the_many: åtagandena}
  indicator: {article: en, one: indikator, the: indikatorn, many: indikatorer, the_many: indikatorerna}
"""


@pytest.fixture
def telling(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `provide` is given in a test is gone after it."""
    monkeypatch.setattr(own_words, "_told_by", [*own_words._told_by])


@pytest.fixture
def own(settings, telling: None, tmp_path: Path) -> Iterator[Path]:
    """A package of the municipality's own, which differs from the one in force by its words alone."""
    folder = tmp_path / "own" / "med-egna-ord"
    shutil.copytree(folder_of("oxelosund"), folder)
    with (folder / "policy.yaml").open("a", encoding="utf-8") as file:
        file.write(TERMS)
    settings.SPELREGLER_PACKAGES = [tmp_path / "own", *settings.SPELREGLER_PACKAGES]
    forget()
    yield folder
    forget()
    own_words.provide(lambda: {})
    own_words.say_own_words()


@pytest.fixture
def renamed(own: Path) -> None:
    """The council has decided the words, and they hold from today."""
    adopt_package(name=own.name, start=clock.today(), who=SYSTEM)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def unit_goal() -> Goal:
    return Goal.objects.filter(level="unit").order_by("code").first()


@pytest.mark.once
def test_the_products_words_stand_where_nothing_is_renamed(wearing, unit_goal):
    resident = wearing("CI")
    assert "<h1>Mått</h1>" in text_of(resident, INDICATORS)
    assert "Enhetsmål" in text_of(resident, reverse("goals:tree"))


@pytest.mark.once
@pytest.mark.usefixtures("renamed")
class TestRenamed:
    def test_a_page_says_the_municipalitys_words_from_its_first_request(self, wearing):
        assert "<h1>Indikatorer</h1>" in text_of(wearing("CI"), INDICATORS)

    def test_every_page_of_goals_says_them(self, wearing, unit_goal):
        resident = wearing("CI")
        tree = text_of(resident, reverse("goals:tree"))
        assert "Åtaganden" in tree
        assert "Visionsmål" in tree
        assert "Enhetsmål" not in tree
        assert "åtagande" in text_of(resident, reverse("goals:goal", args=[unit_goal.code])).casefold()

    def test_words_that_agree_follow_their_gender(self, wearing):
        assert "Ingen indikator passar" in text_of(wearing("CI"), f"{INDICATORS}?q=xyzzy")

    def test_what_has_no_word_of_its_own_keeps_the_products(self, wearing):
        assert "Nämndmål" in text_of(wearing("CI"), reverse("goals:tree"))

    def test_english_is_as_it_was(self, wearing, settings):
        resident = wearing("CI")
        resident.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert "<h1>Indicators</h1>" in text_of(resident, INDICATORS)

    def test_the_limits_show_the_words_in_use(self, wearing):
        page = text_of(wearing("CI"), LIMITS)
        assert all(
            word in page for word in ("en indikator", "indikatorerna", "ett nämndmål", "kommunens eget", "produktens")
        )

    def test_a_refusal_outside_a_page_says_them(self):
        own_words.say_own_words()
        assert Words("No such indicator.").sv == "Indikatorn finns inte."

    def test_a_page_asks_the_database_no_more_for_them(self, wearing):
        resident = wearing("CI")
        counted = []
        for provider in (own_words._told_by[0], lambda: {}):
            own_words.provide(provider)
            text_of(resident, INDICATORS)
            with CaptureQueriesContext(connection) as asked:
                text_of(resident, INDICATORS)
            counted.append(len(asked))
        assert counted[0] == counted[1]

    def test_they_are_said_no_more_when_another_package_takes_its_place(self, wearing):
        text_of(wearing("CI"), INDICATORS)
        forget()
        Adoption.objects.filter(package="med-egna-ord").delete()
        memory.forget()
        assert "<h1>Mått</h1>" in text_of(wearing("CI"), INDICATORS)


@pytest.mark.once
def test_the_packages_page_lets_three_sentences_be_heard_before_it_is_adopted(own, wearing):
    page = text_of(wearing("SE"), f"{reverse('policy:adopt')}?paket={own.name}")
    assert "åtagande (enhetsmål)" in page
    assert "Indikatorn är definierad. Välj den för ett mål, med ett målvärde." in page
    assert "<h1>Mått</h1>" in text_of(wearing("CI"), INDICATORS)


@pytest.mark.once
def test_the_command_that_tries_a_package_lets_them_be_heard_too(own):
    said = CliRunner().invoke(program, ["policy", "validate", str(own)])
    assert said.exit_code == 0
    assert "Varje åtagande har indikator och målvärde för året, och målen är inte fler än gränsen." in said.stdout


@pytest.mark.once
@pytest.mark.usefixtures("renamed")
def test_a_work_in_the_queue_says_them(monkeypatch):
    said = []
    monkeypatch.setattr(db_worker.Worker, "run_task", lambda _self, _work: said.append(Words("No such indicator.").sv))
    Worker("prov").run_task(SimpleNamespace(id=uuid4(), task_path="x", exception_class_path="", worker_ids=[]))
    assert said == ["Indikatorn finns inte."]
