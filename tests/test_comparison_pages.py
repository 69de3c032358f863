"""The pages of comparison in the demo: what a reader sees, who chooses, and what is said before anything is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.comparison.kolada.client import Client
from spelregler.apps.comparison.kolada.fetching import fetch_catalogue, fetch_values
from spelregler.apps.comparison.models import FollowedKpi
from spelregler.apps.comparison.tests.replay import Replay, made_up
from spelregler.apps.goals.models import Goal, Measurement
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

TODAY = date(2026, 11, 2)
KPI = "N00090"
LIST, CATALOGUE = reverse("comparison:list"), reverse("comparison:catalogue")


@pytest.fixture
def kolada(db) -> Iterator[Replay]:
    replay = made_up()
    replay.kpi[0]["title"] = "Sjukfrånvaro totalt bland anställda, kommun, andel (%)"
    with replay.served() as url:
        client = Client(url, pause=0)
        fetch_catalogue(client=client, own="0481", today=TODAY, who=SYSTEM)
        fetch_values(client=client, own="0481", today=TODAY, who=SYSTEM)
        yield replay


def text_of(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("&nbsp;", " "))


class TestReading:
    @pytest.mark.once
    def test_the_list_says_value_year_median_positions_and_source(self, wearing, kolada):
        text = text_of(wearing("CI").get(LIST))
        for words in ("6,5 %", "2025, preliminärt", "12,6", "94 bland 9", "90 bland 5", "bättre än deras"):
            assert words in text, words
        assert "Källa: Kolada, hämtade 2 november 2026" in text.replace("\xa0", " ")
        assert "Egen bearbetning av data från Kolada" in text

    @pytest.mark.once
    def test_a_key_figure_has_a_picture_its_words_and_its_table(self, wearing, kolada):
        html = wearing("CI").get(reverse("comparison:kpi", args=[KPI])).content.decode()
        text = re.sub(r"\s+", " ", html)
        assert "<desc>2025: 6,5 %. Gruppens median är 12,6 (4 kommuner). Percentil 94 bland 9 kommuner" in text
        assert "Förändring per år 2016–2025 (8 år med värde): −0,50 för oss, −0,10 för gruppen" in text
        assert html.count('<polyline class="c-line c-line-outcome"') == 2, "the gaps break the line"
        assert "Missing" in html
        assert "style=" not in html.split("<main")[1]

    @pytest.mark.both
    def test_a_goal_s_measure_names_kolada_at_its_figure(self, wearing, kolada):
        Measurement.objects.filter(indicator__kolada_id=KPI).update(source="Källa: Kolada", origin="imported")
        goal = Goal.objects.filter(targets__indicator__kolada_id=KPI).order_by("pk")[0]
        assert "Källa: Kolada" in text_of(wearing("CI").get(reverse("goals:goal", args=[goal.code])))

    @pytest.mark.once
    def test_english(self, wearing, kolada):
        client = wearing("CI")
        client.cookies["django_language"] = "en"
        assert "Percentile 94 among 9 municipalities; 100 is best." in text_of(
            client.get(reverse("comparison:kpi", args=[KPI]))
        )

    def test_before_anything_is_fetched_it_says_what_to_do(self, wearing, db):
        text = text_of(wearing("CI").get(LIST))
        assert "inte hämtat än" in text
        assert "spelregler kolada sync" in text_of(wearing("CI").get(reverse("comparison:kpi", args=["N01951"])))
        assert "Katalogen är inte hämtad än" in text_of(wearing("CI").get(CATALOGUE))
        FollowedKpi.objects.all().delete()
        assert "Inga nyckeltal följs än" in text_of(wearing("CI").get(LIST))

    @pytest.mark.once
    def test_what_is_not_followed_is_not_there(self, wearing, kolada):
        assert wearing("CI").get(reverse("comparison:kpi", args=["U00001"])).status_code == 404

    @pytest.mark.parametrize("query", ["?sida=0", "?sida=99999999999", "?sida=-1", "?grupp=%27--", "?grupp=G37495"])
    def test_a_strange_address_does_no_harm(self, wearing, kolada, query):
        assert wearing("CI").get(LIST + query).status_code == 200
        assert wearing("CI").get(CATALOGUE + query + "&q=%25").status_code == 200


class TestChoosing:
    def test_the_controller_finds_and_follows(self, wearing, kolada):
        client = wearing("CT")
        assert "Påhittat antal" in text_of(client.get(CATALOGUE, {"q": "påhittat"}))
        form = {"kpi": "U00001", "direction": "higher"}
        assert client.post(reverse("comparison:follow"), form).status_code == 302
        followed = FollowedKpi.objects.get(kpi__kolada_id="U00001", end=None)
        assert (followed.direction, followed.start, followed.title) == ("higher", TODAY, "Påhittat antal")
        assert AuditRow.objects.order_by("-id").filter(act="follow-kpi").exists()
        assert client.post(reverse("comparison:unfollow", args=["U00001"])).status_code == 302
        assert not FollowedKpi.objects.filter(kpi__kolada_id="U00001", end=None).exists()

    @pytest.mark.parametrize("role", ["CI", "KF", "Np", "KC", "EC", "EM", "RE", "UN"])
    def test_nobody_else_is_offered_it_and_whoever_asks_is_told_why(self, wearing, kolada, role):
        client = wearing(role)
        assert (
            '<form method="post" action="/jamforelse/'
            not in client.get(reverse("comparison:kpi", args=[KPI])).content.decode()
        )
        response = client.post(reverse("comparison:follow"), {"kpi": "U00001", "direction": "higher"})
        assert response.status_code == 403
        assert re.search(r"(MR|CP)-\d+", response.content.decode())
        assert not FollowedKpi.objects.filter(kpi__kolada_id="U00001").exists()

    @pytest.mark.parametrize(
        ("form", "status"),
        [
            ({"kpi": "finns-inte", "direction": "higher"}, 400),
            ({"kpi": KPI, "direction": "uppåt"}, 400),
            ({"kpi": KPI, "direction": "lower", "group": "finns-inte"}, 400),
            ({}, 400),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, wearing, kolada, form, status):
        before = list(FollowedKpi.objects.order_by("pk").values())
        assert wearing("CT").post(reverse("comparison:follow"), form).status_code == status
        assert list(FollowedKpi.objects.order_by("pk").values()) == before
