"""The commands of Kolada in the demo: what they print, in which language, and how they end, server or no server."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from spelregler.apps.comparison.models import FollowedKpi, KoladaValue
from spelregler.apps.comparison.tests.replay import Replay, made_up
from spelregler.apps.goals.models import Measurement
from spelregler.cli import program

pytestmark = pytest.mark.django_db
KPI = "N00090"


@pytest.fixture(autouse=True)
def nothing_fetched(db: None) -> None:
    FollowedKpi.objects.all().delete()


@pytest.fixture
def kolada(settings) -> Iterator[Replay]:
    replay = made_up()
    with replay.served() as url:
        settings.SPELREGLER_KOLADA_URL = url
        yield replay


@pytest.fixture
def nobody(settings) -> None:
    """A port where nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.SPELREGLER_KOLADA_URL = f"http://127.0.0.1:{taken.getsockname()[1]}/v3/"


def run(*arguments: str, language: str = "sv") -> Result:
    return CliRunner().invoke(program, ["kolada", *arguments], env={"SPELREGLER_LANGUAGE": language})


class TestWithAServer:
    def test_search_follow_and_sync(self, kolada: Replay) -> None:
        found = json.loads(run("search", "sjukfrånvaro", "--format", "json").stdout)
        assert KPI in [each["kolada_id"] for each in found["kpis"]]
        assert found["source"] == "Källa: Kolada"
        followed = json.loads(run("follow", KPI, "U00001", "--format", "json").stdout)["followed"]
        assert [(each["kpi"], each["direction"], each["new"]) for each in followed] == [
            (KPI, "lower", True),  # as the demo's own indicator with the same id says
            ("U00001", "none", True),
        ]
        ran = run("sync", "--format", "json")
        report = json.loads(ran.stdout)
        assert ran.exit_code == 0
        assert (report["source"], report["kpis"], report["new"]) == ("Källa: Kolada", [KPI, "U00001"], 99)
        assert report["measurements"]["recorded"] > 0
        assert set(Measurement.objects.filter(origin="imported").values_list("source", flat=True)) == {"Källa: Kolada"}
        again = json.loads(run("sync", "--format", "json").stdout)
        assert (again["new"], again["changed"], again["measurements"]["recorded"]) == (0, 0, 0)

    def test_what_is_not_due_is_not_fetched(self, kolada: Replay) -> None:
        run("follow", KPI)
        assert json.loads(run("sync", "--due", "--format", "json").stdout)["due"] is True
        asked = len(kolada.asked)
        ran = run("sync", "--due")
        assert (ran.exit_code, len(kolada.asked)) == (0, asked)
        assert "mindre än 7 dagar sedan" in ran.stdout
        assert json.loads(run("sync", "--due", "--format", "json").stdout)["due"] is False

    def test_for_a_person(self, kolada: Replay) -> None:
        assert f"{KPI}  Påhittad sjukfrånvaro, andel (%)" in run("search", "sjukfrånvaro").stdout
        assert f"{KPI}  Påhittad sjukfrånvaro, andel (%): lägre är bättre" in run("follow", KPI).stdout
        assert "1 nyckeltal: 99 nya värden, 0 ändrade" in run("sync").stdout
        assert "1 key figures: 0 new values" in run("sync", language="en").stdout

    def test_one_unknown_id_and_none_is_followed(self, kolada: Replay) -> None:
        ran = run("follow", KPI, "N99999")
        assert ran.exit_code == 2
        assert "N99999 finns inte i Koladas katalog" in ran.stderr
        assert not FollowedKpi.objects.exists()

    def test_unfollow(self, kolada: Replay) -> None:
        run("follow", KPI)
        assert json.loads(run("unfollow", KPI, "--format", "json").stdout) == {"unfollowed": [KPI]}
        assert not FollowedKpi.objects.filter(end=None).exists()
        assert run("unfollow", KPI).exit_code == 2

    def test_nothing_followed_says_what_to_do(self, kolada: Replay) -> None:
        ran = run("sync")
        assert ran.exit_code == 0
        assert "spelregler kolada follow" in ran.stderr


@pytest.mark.once
class TestWithoutANetwork:
    @pytest.mark.parametrize("command", [("search", "skola"), ("follow", "N15436"), ("sync",)])
    def test_it_says_so_in_both_languages_and_ends_with_two(self, nobody: None, command: tuple[str, ...]) -> None:
        for language, words in (("sv", "går inte att nå"), ("en", "cannot be reached")):
            ran = run(*command, language=language)
            assert ran.exit_code == 2
            assert words in ran.stderr
            assert ran.stdout == ""

    def test_what_was_fetched_before_is_kept(self, kolada: Replay, settings) -> None:
        run("follow", KPI)
        run("sync")
        settings.SPELREGLER_KOLADA_URL = "http://127.0.0.1:9/v3/"
        kept = list(KoladaValue.objects.order_by("pk").values())
        days = list(FollowedKpi.objects.values_list("fetched_on", flat=True))
        assert kept
        assert run("follow", KPI).exit_code == 0, "what is in the catalogue already needs no network"
        assert list(KoladaValue.objects.order_by("pk").values()) == kept
        assert list(FollowedKpi.objects.values_list("fetched_on", flat=True)) == days

    def test_an_address_without_encryption_is_refused(self, settings) -> None:
        settings.SPELREGLER_KOLADA_URL = "http://api.kolada.se/v3/"
        ran = run("search", "skola")
        assert ran.exit_code == 2
        assert "https://" in ran.stderr
