"""Where we stand: worked out by hand for nine invented municipalities, as of a day, in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.comparison.kolada.fetching import fetch_catalogue
from spelregler.apps.comparison.models import FollowedKpi
from spelregler.apps.comparison.presenters import unit_of
from spelregler.apps.comparison.queries import standing
from spelregler.apps.comparison.tests.conftest import TODAY, follow, patient
from spelregler.apps.comparison.tests.replay import kpi
from spelregler.apps.organisation.models import Municipality
from spelregler.domain.comparison import Pace
from spelregler.platform.audit.operations import SYSTEM

KPI = "N00090"
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def url(kolada, serve, town, sync) -> str:
    url = serve(kolada)
    fetch_catalogue(client=patient(url), own="0481", today=TODAY, who=SYSTEM)
    follow(KPI)
    sync(url)
    return url


def row(day=TODAY, **more):
    (found,) = standing.rows(own="0481", as_of=day, **more)
    return found


class TestALatestYear:
    def test_our_value_and_theirs(self, url):
        found = row()
        assert (found.year, found.value, found.is_preliminary) == (2025, Decimal("6.5"), True)
        # In 2025 the others stand at 9.1, 11.1, 12.1 … 17.1; the group is 0482–0485.
        assert (found.group_median, found.group_count) == (Decimal("12.6"), 4)
        assert (found.in_all.percentile, found.in_all.count) == (Decimal("94.4"), 9)
        assert (found.in_group.percentile, found.in_group.count) == (Decimal("90.0"), 5)

    def test_our_trend_against_theirs_over_the_years_that_exist(self, url):
        found = row().trend
        assert (found.own, found.theirs) == (Decimal("-0.5"), Decimal("-0.1"))
        assert (found.first, found.last, found.years, found.count) == (2016, 2025, 8, 4)  # 2018 null, 2020 a gap
        assert found.pace is Pace.BETTER

    def test_the_direction_turns_the_position(self, url):
        follow(KPI, "higher")
        assert (row().in_all.percentile, row().trend.pace) == (Decimal("5.6"), Pace.WORSE)

    def test_the_country_and_the_regions_are_not_municipalities(self, url):
        assert row().in_all.count == 9

    def test_an_earlier_day_is_as_it_was_known_then(self, url, kolada, sync):
        kolada.change(KPI, "0481", 2025, on=LATER.isoformat(), value=20.0)
        sync(url, today=LATER)
        assert (row(TODAY).value, row(LATER).value) == (Decimal("6.5"), 20)
        assert (row(TODAY).in_all.percentile, row(LATER).in_all.percentile) == (Decimal("94.4"), Decimal("5.6"))

    def test_a_deleted_latest_value_gives_way_to_the_year_before(self, url, kolada, sync):
        kolada.change(KPI, "0481", 2025, on=LATER.isoformat(), value=None, isdeleted=True)
        sync(url, today=LATER)
        assert (row(LATER).year, row(LATER).in_all.count) == (2024, 9)

    def test_another_group_may_be_asked_for_and_an_unknown_one_is_not_believed(self, url):
        assert row(group="finns-inte").group_title == "Liknande kommuner, övergripande, Oxelösund, 2025"


class TestYearByYear:
    def test_missing_years_are_there_as_missing(self, url):
        found = standing.detail(kolada_id=KPI, own="0481", as_of=TODAY)
        years = {each.year: each for each in found.years}
        assert (years[2018].own, years[2018].status, years[2018].in_all) == (None, "Missing", None)
        assert (years[2020].own, years[2020].group_count, years[2020].all_count) == (None, 4, 8)
        assert (years[2025].all_median, years[2025].all_count) == (Decimal("13.1"), 9)
        assert years[2016].country == Decimal(19)
        assert (years[2016].group_low, years[2016].group_high) == (12, 15)

    def test_what_is_not_followed_on_the_day_is_not_shown(self, url):
        assert standing.detail(kolada_id="U00001", own="0481", as_of=TODAY) is None
        assert standing.detail(kolada_id=KPI, own="0481", as_of=TODAY - timedelta(days=1)) is None


class TestRealDocuments:
    def test_a_municipality_that_the_documents_hold(self, real_kolada, serve, town, sync):
        """Älvkarleby's gross regional product beside the seven others that were recorded."""
        url = serve(real_kolada)
        Municipality.objects.update(code="0319")
        fetch_catalogue(client=patient(url), own="0319", today=TODAY, who=SYSTEM)
        follow("N03702", "higher")
        sync(url, own="0319")
        (found,) = standing.rows(own="0319", as_of=TODAY)
        mine = {
            each["period"]: Decimal(str(each["values"][0]["value"]))
            for each in real_kolada.data
            if each["kpi"] == "N03702" and each["municipality"] == "0319"
        }
        assert found.value == mine[max(mine)]
        assert found.in_all.count == sum(
            each["kpi"] == "N03702" and each["period"] == max(mine) and not each["municipality"].startswith("00")
            for each in real_kolada.data
        )


def test_the_number_of_queries_does_not_grow_with_what_is_followed(url, kolada, sync):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            standing.rows(own="0481", as_of=TODAY)
        return len(found)

    few = asked()
    for number in range(12):
        kolada.kpi.append(kpi(f"N1{number:04}", f"Påhitt {number}"))
        kolada.data += [each | {"kpi": f"N1{number:04}"} for each in kolada.data if each["kpi"] == KPI]
    fetch_catalogue(client=patient(url), own="0481", today=TODAY, who=SYSTEM)
    for number in range(12):
        follow(f"N1{number:04}")
    sync(url)
    assert len(standing.rows(own="0481", as_of=TODAY)) == 13
    assert asked() == few <= 9


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Soliditet inkl pensionsåtag. kommun, (%)", "%"),
        ("Invånare totalt, antal", "antal"),
        ("Personalkostnader, kr/inv", "kr/inv"),
        ("Bruttoregionprodukt, kommun (BRP), 1000 kr/invånare", "1000 kr/invånare"),
        ("Nöjd-Inflytande-Index", ""),
    ],
)
def test_the_unit_is_the_one_that_kolada_writes_in_the_title(title, unit):
    assert unit_of(title) == unit


def test_taken_away_and_chosen_again_is_followed_once(url):
    from spelregler.apps.comparison.operations.following import unfollow_kpi

    unfollow_kpi(kolada_id=KPI, today=LATER, who=SYSTEM)
    assert standing.followed_count(as_of=LATER) == 0
    follow(KPI, today=LATER)
    assert (standing.followed_count(as_of=TODAY), standing.followed_count(as_of=LATER)) == (1, 1)
    assert FollowedKpi.objects.get(end=None).fetched_on is None
