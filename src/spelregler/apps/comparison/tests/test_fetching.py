"""What is fetched, what is stored of it, and what happens when it is broken off or said otherwise later."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from spelregler.apps.comparison.kolada.client import KoladaRefused, KoladaUnreachable
from spelregler.apps.comparison.kolada.fetching import fetch_catalogue
from spelregler.apps.comparison.models import Fetch, FollowedKpi, KoladaValue, Kpi, ReferenceGroup
from spelregler.apps.comparison.operations.fetches import FetchUnderWay, begin_fetch, store_batch
from spelregler.apps.comparison.operations.following import UnknownKpi, follow_kpi
from spelregler.apps.comparison.queries import followed as queries
from spelregler.apps.comparison.tests.conftest import TODAY, follow, patient
from spelregler.apps.goals.models import Indicator, Measurement
from spelregler.exchange.kolada import Call
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

KPI = "N00090"
LATER = TODAY + timedelta(days=30)


def catalogue(url: str, today: date = TODAY) -> dict[str, int]:
    return fetch_catalogue(client=patient(url), own="0481", today=today, who=SYSTEM)


def own(year: int, day: date = TODAY) -> KoladaValue | None:
    return KoladaValue.objects.known_on(day).filter(place__kolada_id="0481", year=year).first()


class TestTheCatalogue:
    def test_it_is_stored_with_our_own_groups(self, town, kolada, serve):
        assert catalogue(serve(kolada)) == {"kpis": 2, "places": 11, "groups": 1}
        assert ReferenceGroup.objects.get().members.count() == 4
        assert queries.catalogue_day() == TODAY

    def test_a_new_title_is_told_beside_the_one_that_was_chosen(self, town, kolada, serve):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        kolada.kpi[0]["title"] = "Ny rubrik"
        catalogue(url)
        followed = FollowedKpi.objects.select_related("kpi").get()
        assert (followed.title, followed.kpi.title) == ("Påhittad sjukfrånvaro, andel (%)", "Ny rubrik")

    def test_what_the_catalogue_no_longer_lists_is_kept_and_marked(self, town, kolada, serve):
        url = serve(kolada)
        catalogue(url)
        del kolada.kpi[1]
        catalogue(url, today=LATER)
        assert Kpi.objects.get(kolada_id="U00001").gone_on == LATER
        with pytest.raises(UnknownKpi):
            follow("U00001")

    def test_the_real_one(self, town, real_kolada, serve):
        real_kolada.page = 100
        found = catalogue(serve(real_kolada))
        assert (found["places"], found["groups"]) == (312, 102)
        choices = queries.groups(own="0481")
        assert choices[0].title == "Liknande kommuner, övergripande, Oxelösund, 2025"
        assert sum(each.is_own for each in choices) == 12

    def test_words_are_found_in_titles_first(self, town, real_kolada, serve):
        catalogue(serve(real_kolada))
        found, total = queries.search(words="kostnad kr/inv", most=100)
        in_title = ["kostnad" in each.title.lower() and "kr/inv" in each.title for each in found]
        assert in_title == sorted(in_title, reverse=True)
        assert 0 < sum(in_title) < len(found)
        assert total == len(found)
        assert queries.search(words="äldreomsorg") == queries.search(words="ÄLDREOMSORG"), "also on SQLite"
        one_by_one = [queries.search(words="kostnad kr/inv", start=n, most=1)[0][0] for n in range(len(found))]
        assert one_by_one == found, "a page of the list is a part of the list"


class TestFetching:
    def test_every_municipality_s_figures_are_stored_once(self, kolada, serve, sync):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        first = sync(url)
        assert (first.stored.new, first.stored.changed) == (9 * 10 - 1 + 10, 0)  # all years, one gap, and the country
        assert own(2018).value is None
        assert own(2018).status == "Missing"
        assert own(2020) is None
        assert own(2025).value == Decimal("6.5")
        rows = KoladaValue.objects.count()
        again = sync(url)
        assert (again.stored.new, again.stored.changed, KoladaValue.objects.count()) == (0, 0, rows)

    def test_next_time_only_what_has_changed_is_asked_for(self, kolada, serve, sync):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        sync(url)
        assert "from_date" not in kolada.asked[-1]
        kolada.change(KPI, "0481", 2025, on=LATER.isoformat(), value=6.1)
        report = sync(url, today=LATER)
        assert f"from_date={TODAY}" in kolada.asked[-1]
        assert (report.stored.changed, report.stored.new, report.stored.same) == (1, 0, 0)

    def test_a_change_is_a_new_row_and_the_earlier_day_keeps_its_answer(self, kolada, serve, sync):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        sync(url)
        kolada.change(KPI, "0481", 2025, on=LATER.isoformat(), value=6.1)
        sync(url, today=LATER)
        assert (own(2025, TODAY).value, own(2025, LATER).value) == (Decimal("6.5"), Decimal("6.1"))

    def test_a_deleted_row_is_no_value_any_more(self, kolada, serve, sync):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        sync(url)
        kolada.change(KPI, "0482", 2025, on=LATER.isoformat(), value=None, isdeleted=True)
        kolada.change(KPI, "0481", 2024, on=LATER.isoformat(), value=3.0, isdeleted=True)
        report = sync(url, today=LATER)
        assert report.stored.deleted == 2
        assert (own(2024, LATER).value, own(2024, LATER).is_deleted) == (None, True)

    def test_no_call_names_more_than_25(self, real_kolada, serve, sync):
        real_kolada.page = 40
        url = serve(real_kolada)
        catalogue(url)
        ids = list(Kpi.objects.order_by("kolada_id").values_list("kolada_id", flat=True)[:27])
        for kpi in {*ids, "N00945", "N03702", "N03703"}:
            follow(kpi)
        report = sync(url)
        assert report.calls == 2 * 12  # 28–30 key figures, 290 municipalities and the country, 25 of each
        assert report.stored.ignored == 0
        rows = {(each["kpi"], each["municipality"], each["period"]) for each in real_kolada.data}
        assert report.stored.new == len(rows)
        assert KoladaValue.objects.filter(kpi__kolada_id="N00945").count() == 63

    def test_what_was_not_asked_for_is_not_stored(self, kolada, serve, sync, town):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        call = Call((KPI,), ("0481",))
        fetch = begin_fetch(server=url, calls=[call], today=TODAY, who=SYSTEM)
        from spelregler.exchange.kolada import Figure

        figures = [
            Figure(KPI, "0481", 2025, "T", Decimal(1)),
            Figure(KPI, "0482", 2025, "T", Decimal(1)),
            Figure("U00001", "0481", 2025, "T", Decimal(1)),
        ]
        stored = store_batch(fetch=fetch, number=0, figures=figures, today=TODAY, who=SYSTEM)
        assert (stored.new, stored.ignored) == (1, 2)

    def test_each_call_leaves_one_row_in_the_trail(self, kolada, serve, sync):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        sync(url)
        acts = list(AuditRow.objects.order_by("id").values_list("act", flat=True))
        assert acts[-3:] == ["begin-kolada-fetch", "fetch-kolada-values", "end-kolada-fetch"]

    def test_it_is_due_when_the_days_have_passed(self, kolada, serve, sync):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        assert sync(url, due_after=7).is_due
        asked = len(kolada.asked)
        assert not sync(url, due_after=7, today=TODAY + timedelta(days=6)).is_due
        assert len(kolada.asked) == asked, "nothing is asked before it is due"
        assert sync(url, due_after=7, today=TODAY + timedelta(days=7)).is_due


class TestBreakingOff:
    @pytest.fixture
    def many(self, real_kolada, serve, sync):
        url = serve(real_kolada)
        catalogue(url)
        for kpi in ("N00945", "N03702", "N03703"):
            follow(kpi)
        return url

    def test_it_goes_on_from_where_it_was(self, many, real_kolada, sync):
        real_kolada.down_after = len(real_kolada.asked) + 5
        with pytest.raises(KoladaUnreachable):
            sync(many)
        assert Fetch.objects.get(is_open=True).done == 5
        assert FollowedKpi.objects.filter(fetched_on=None).count() == 3, "it is not said to be whole"
        real_kolada.down_after = None
        before = len(real_kolada.asked)
        report = sync(many)
        assert report.resumed
        assert len(real_kolada.asked) - before == 12 - 5
        assert KoladaValue.objects.count() == len(real_kolada.data)
        assert set(FollowedKpi.objects.values_list("fetched_on", flat=True)) == {TODAY}

    def test_what_came_meanwhile_is_fetched_too(self, many, real_kolada, sync):
        FollowedKpi.objects.filter(kpi__kolada_id="N00945").delete()
        real_kolada.down_after = len(real_kolada.asked) + 5
        with pytest.raises(KoladaUnreachable):
            sync(many)
        real_kolada.down_after = None
        follow("N00945", today=LATER)
        report = sync(many, today=LATER)
        assert report.calls == (12 - 5) + 12
        days = dict(FollowedKpi.objects.values_list("kpi__kolada_id", "fetched_on"))
        assert days == {"N03702": TODAY, "N03703": TODAY, "N00945": LATER}

    def test_an_answer_that_cannot_be_used_stores_nothing_of_it(self, many, real_kolada, sync):
        real_kolada.data[0]["values"][0]["value"] = "tolv"
        with pytest.raises(KoladaRefused, match="inget värde"):
            sync(many)
        assert not KoladaValue.objects.filter(kpi__kolada_id="N00945").exists()

    def test_another_server_begins_from_the_beginning(self, many, real_kolada, serve, sync):
        real_kolada.down_after = len(real_kolada.asked) + 5
        with pytest.raises(KoladaUnreachable):
            sync(many)
        real_kolada.down_after = None
        assert not sync(serve(real_kolada)).resumed

    def test_two_at_once_do_not_do_the_same_work(self, many, real_kolada, sync):
        real_kolada.down_after = len(real_kolada.asked) + 5
        with pytest.raises(KoladaUnreachable):
            sync(many)
        fetch = Fetch.objects.get(is_open=True)
        with pytest.raises(FetchUnderWay):
            store_batch(fetch=fetch, number=4, figures=[], today=TODAY, who=SYSTEM)
        with pytest.raises(FetchUnderWay):
            begin_fetch(server=many, calls=[], today=TODAY, who=SYSTEM)


class TestOurOwnIndicators:
    @pytest.fixture
    def url(self, kolada, serve, town):
        url = serve(kolada)
        catalogue(url)
        follow(KPI)
        return url

    @pytest.fixture
    def indicator(self, town):
        return Indicator.objects.create(
            code="sjuk", title="Sjukfrånvaro", unit_of_measure="%", direction="lower", kolada_id=KPI
        )

    def test_our_figures_become_measurements_with_their_source(self, url, indicator, sync):
        report = sync(url)
        found = {row.period_start.year: row for row in Measurement.objects.all()}
        assert sorted(found) == [2016, 2017, 2019, 2021, 2022, 2023, 2024, 2025], "missing is no row, never zero"
        assert {(row.origin, row.source, row.unit) for row in found.values()} == {("imported", "Källa: Kolada", None)}
        assert (found[2025].value, found[2025].period_end) == (Decimal("6.5"), date(2026, 1, 1))
        assert found[2025].comment == "Preliminärt när det hämtades 2026-11-02."
        assert found[2024].comment == ""
        assert (report.carried.recorded, report.carried.left) == (8, ())

    def test_a_second_time_changes_nothing(self, url, indicator, sync):
        sync(url)
        before = list(Measurement.objects.order_by("pk").values())
        report = sync(url)
        assert (report.carried.recorded, report.carried.corrected) == (0, 0)
        assert list(Measurement.objects.order_by("pk").values()) == before

    def test_kolada_s_correction_is_a_new_row(self, url, kolada, indicator, sync):
        sync(url)
        kolada.change(KPI, "0481", 2025, on=LATER.isoformat(), value=6.1)
        report = sync(url, today=LATER)
        older, newer = Measurement.objects.filter(period_start__year=2025).order_by("pk")
        assert report.carried.corrected == 1
        assert (newer.replaces, older.value, newer.value) == (older, Decimal("6.5"), Decimal("6.1"))
        assert (newer.origin, newer.source) == ("imported", "Källa: Kolada")

    def test_what_a_person_entered_is_left_and_told(self, url, indicator, sync):
        Measurement.objects.create(
            indicator=indicator,
            period_start=date(2025, 1, 1),
            period_end=date(2026, 1, 1),
            value=7,
            source="Lönesystemet",
            recorded_on=TODAY,
        )
        report = sync(url)
        (left,) = report.carried.left
        assert (left.year, left.why.sv) == (2025, "ett annat värde är redan inlagt: 7, Lönesystemet")
        assert Measurement.objects.filter(period_start__year=2025).count() == 1

    def test_what_kolada_takes_away_is_told_and_not_taken_away(self, url, kolada, indicator, sync):
        sync(url)
        kolada.change(KPI, "0481", 2025, on=LATER.isoformat(), value=None, isdeleted=True)
        report = sync(url, today=LATER)
        assert [(each.year, each.why.sv) for each in report.carried.left] == [(2025, "Kolada har tagit bort värdet")]

    def test_an_indicator_linked_later_gets_the_figures_that_are_there(self, url, sync, town):
        sync(url)
        Indicator.objects.create(code="sen", title="Sen", unit_of_measure="%", direction="lower", kolada_id=KPI)
        assert sync(url).carried.recorded == 8

    def test_a_year_that_is_not_over_is_no_outcome(self, indicator, serve, town, sync):
        from spelregler.apps.comparison.tests.replay import made_up

        url = serve(made_up(range(2025, 2027)))
        catalogue(url)
        follow(KPI)
        (left,) = sync(url).carried.left
        assert left.year == 2026
        assert "inte slut" in left.why.sv


class TestFollowing:
    def test_a_key_figure_is_followed_once(self, kolada, serve, town):
        catalogue(serve(kolada))
        _, first = follow_kpi(kolada_id=KPI, direction="lower", today=TODAY, who=SYSTEM)
        followed, second = follow_kpi(kolada_id=KPI, direction="higher", group="G37495", today=TODAY, who=SYSTEM)
        assert (first, second, FollowedKpi.objects.count()) == (True, False, 1)
        assert (followed.direction, followed.group.kolada_id) == ("higher", "G37495")
