"""Our own open indicators in Kolada's shape: only what is published, and readable by a program that reads Kolada."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spelregler.apps.comparison.tests.conftest import patient
from spelregler.apps.goals.models import Indicator, Measurement
from spelregler.apps.goals.operations import set_target
from spelregler.apps.goals.tests import small_town
from spelregler.apps.organisation.models import Municipality
from spelregler.exchange.kolada import read_figures, read_groups, read_kpis, read_operating_units, read_places

ROOT = "/api/kolada/v3/"


def measured(indicator: Indicator, year: int, value: str, *, months: int = 12, **more) -> None:
    end = date(year + 1, 1, 1) if months == 12 else date(year, months + 1, 1)
    Measurement.objects.create(
        indicator=indicator,
        period_start=date(year, 1, 1),
        period_end=end,
        value=Decimal(value),
        recorded_on=min(date(year + 1, 2, 10), small_town.NOW),
        source="Enkäten",
        **more,
    )


def fill() -> small_town.Town:
    """A decided council goal with women and men, a proposal that nobody decided, and a unit with few cases."""
    Municipality.objects.create(code="0481", name="Oxelösund")
    town = small_town.build()
    town.aim(town.municipal, "90")
    for year in range(2020, 2026):
        measured(town.indicator, year, str(year - 1940))
    measured(town.indicator, 2025, "84", sex="K")
    measured(town.indicator, 2025, "86", sex="M")
    measured(town.indicator, 2026, "70", months=8)
    proposed = town.committee_goal("forslag")
    secret = Indicator.objects.create(code="hemligt", title="Hemligt", unit_of_measure="%", direction="higher")
    set_target(
        goal=proposed, indicator=secret, year=2026, value=Decimal(1), set_on=date(2026, 1, 1), who=small_town.WHO
    )
    measured(secret, 2025, "13")
    school = town.unit("skolan")
    town.unit_goal(school)
    measured(town.indicator, 2025, "75", unit=school)
    measured(town.indicator, 2024, "66", unit=school, numerator=Decimal(2), denominator=Decimal(3))
    return town


@pytest.fixture
def town(db) -> small_town.Town:
    return fill()


@pytest.fixture
def reader(client: Client):
    def read(path: str, status: int = 200) -> dict:
        response = client.get(ROOT + path)
        assert response.status_code == status, response.content
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        return response.json()

    return read


def figures(document: dict) -> dict[tuple[int, str], Decimal | None]:
    return {(each.year, each.sex): each.value for each in read_figures(document["values"])}


class TestWhatIsPublished:
    def test_the_municipality_s_years(self, town, reader):
        code = town.indicator.code
        found = figures(reader(f"data/kpi/{code}/municipality/0481"))
        assert found == {(year, "T"): year - 1940 for year in range(2020, 2026)} | {(2025, "K"): 84, (2025, "M"): 86}

    def test_a_figure_of_part_of_a_year_is_no_year(self, town, reader):
        assert reader(f"data/kpi/{town.indicator.code}/year/2026")["values"] == []

    def test_what_nobody_decided_is_not_published(self, town, reader):
        assert [each.id for each in read_kpis(reader("kpi")["values"])] == [town.indicator.code]
        assert reader("data/kpi/hemligt/municipality/0481")["values"] == []
        assert "hemligt" not in str(reader("kpi_groups"))

    def test_few_cases_are_missing_with_the_reason(self, town, reader):
        document = reader(f"oudata/kpi/{town.indicator.code}/ou/skolan")
        found = {each.year: each for each in read_figures(document["values"])}
        assert (found[2024].value, found[2024].status) == (None, "Suppressed")
        assert found[2025].value == 75

    def test_only_what_is_new_since_a_day(self, town, reader):
        document = reader(f"data/kpi/{town.indicator.code}/municipality/0481?from_date=2026-01-01")
        assert {year for year, _sex in figures(document)} == {2025}

    def test_metadata(self, town, reader):
        (kpi,) = read_kpis(reader("kpi")["values"])
        assert (kpi.is_divided_by_gender, kpi.has_ou_data, kpi.publ_period) == (True, True, "2025")
        assert kpi.description == "Källa: Enkäten."
        assert [each.id for each in read_places(reader("municipality")["values"])] == ["0481"]
        assert [each.id for each in read_operating_units(reader("ou?municipality=0481")["values"])] == ["skolan"]
        assert reader("ou?municipality=0180")["values"] == []
        groups = read_groups(reader("kpi_groups")["values"], document="kpi_groups")
        assert {member.id for group in groups for member in group.members} == {town.indicator.code}
        assert reader("municipality_groups")["values"] == []
        assert reader("kpi?title=finns inte")["values"] == []


class TestTheShape:
    def test_pages_are_followed_by_next_url(self, town, client):
        counts, url = [], f"{ROOT}data/kpi/{town.indicator.code}/municipality/0481?per_page=4"
        while url:
            document = client.get(url).json()
            counts.append(len(document["values"]))
            url = document["next_url"]
        assert counts == [4, 2]

    @pytest.mark.parametrize("what", ["kpi", "municipality", "year"])
    def test_more_than_25_ids_is_400(self, town, reader, what):
        ids = ",".join(str(2000 + number) for number in range(26))
        assert "25" in reader(f"data/{what}/{ids}", 400)["detail"]
        reader(f"data/{what}/{ids[:-5]}")

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("data/", 400),
            ("data/kpi", 404),
            ("data/ou/x", 404),
            ("data/kpi/x?page=0", 400),
            ("data/kpi/x?per_page=5001", 400),
            ("data/kpi/x?page=\u0663", 400),
            ("data/kpi/x?from_date=igår", 400),
            ("kpi/" + ",".join(map(str, range(26))), 400),
        ],
    )
    def test_a_wrong_question_is_answered_so(self, town, reader, path, status):
        assert reader(path, status)["detail"]

    def test_nothing_is_written(self, town, client):
        assert client.post(ROOT + "kpi").status_code == 405

    def test_the_number_of_queries_does_not_grow(self, town, client):
        path = f"{ROOT}data/kpi/{town.indicator.code}/municipality/0481"

        def asked() -> int:
            with CaptureQueriesContext(connection) as found:
                client.get(path)
            return len(found)

        few = asked()
        for year in range(1990, 2020):
            measured(town.indicator, year, "1")
        assert asked() == few <= 10


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
class TestFromOutside:
    def test_koladapy_reads_us_as_it_reads_kolada(self, live_server, settings):
        from koladapy import KoladaAPI

        settings.SPELREGLER_TODAY = small_town.NOW.isoformat()
        town = fill()
        code = town.indicator.code
        api = KoladaAPI(base_url=live_server.url + ROOT, max_requests_per_second=100)
        assert [each["id"] for each in api.search_kpis()] == [code]
        assert api.get_kpi(code)["title"].startswith(town.indicator.title)
        assert [each["id"] for each in api.get_municipalities()] == ["0481"]
        assert api.get_municipality("0481")["title"] == "Oxelösund"
        assert [each["id"] for each in api.get_organizational_units(municipality="0481")] == ["skolan"]
        table = api.get_data_as_dataframe(kpi_id=code, municipality_id="0481", years=[2024, 2025])
        found = {(row.period, row.gender): row.value for row in table.itertuples()}
        assert found == {(2024, "T"): 84.0, (2025, "T"): 85.0, (2025, "K"): 84.0, (2025, "M"): 86.0}
        many = api.get_values(kpi_id=[code], municipality_id=[f"{number:04}" for number in range(460, 500)])
        assert len(many) == 6, "forty municipalities go in two calls of at most 25"

    def test_our_own_client_does_too(self, live_server, settings):
        settings.SPELREGLER_TODAY = small_town.NOW.isoformat()
        town = fill()
        client = patient(live_server.url + ROOT)
        path = f"data/kpi/{town.indicator.code}/municipality/0481?per_page=4"
        pages = list(client.pages(path))
        assert [len(each.values) for each in pages] == [4, 2]
