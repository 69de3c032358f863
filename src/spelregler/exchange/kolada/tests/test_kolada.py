"""Kolada's documents: the real ones read whole, the odd ones told apart, and our own written so that they read back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.exchange.kolada import (
    MOST_IDS,
    SEXES,
    Call,
    Figure,
    KoladaFault,
    plan_calls,
    read_figures,
    read_groups,
    read_kpis,
    read_operating_units,
    read_page,
    read_places,
    write_figures,
    write_group,
    write_kpi,
    write_operating_unit,
    write_place,
)

SHARED = Path(__file__).parents[5] / ".." / "shared" / "data" / "kolada"
here = pytest.mark.skipif(not SHARED.is_dir(), reason="Kolada's real documents are not here")

ROW = {"kpi": "N00945", "municipality": "0180", "period": 2020}


def values(*given: dict) -> list[Figure]:
    data = json.dumps({"values": [ROW | {"values": list(given)}], "count": 1}).encode()
    return list(read_figures(read_page(data, document="data").values))


def shared(name: str) -> tuple[dict, ...]:
    return read_page((SHARED / name).read_bytes(), document=name).values


@here
class TestRealDocuments:
    def test_the_whole_catalogue(self):
        kpis = {each.id: each for each in read_kpis(shared("kpi.json"))}
        assert len(kpis) == 6099
        assert sum(each.is_divided_by_gender for each in kpis.values()) == 2313
        assert kpis["N01951"].title == "Invånare totalt, antal"
        assert kpis["N01951"].publication_date == date(2027, 2, 24)

    def test_places_and_groups(self):
        places = {each.id: each for each in read_places(shared("municipality.json"))}
        assert [sum(each.type == kind for each in places.values()) for kind in "KL"] == [290, 22]
        groups = {each.id: each for each in read_groups(shared("municipality_groups_0481.json"))}
        own = groups["G37495"]
        assert own.title == "Liknande kommuner, övergripande, Oxelösund, 2025"
        assert len(own.members) == 7
        assert "0481" not in {each.id for each in own.members}, "a group of the like does not hold its own municipality"

    @pytest.mark.parametrize("name", ["data_n00945.json", "data_grp_data.json", "data_kld_data.json"])
    def test_every_value_keeps_its_digits_and_is_written_back_the_same(self, name):
        document = shared(name)
        figures = list(read_figures(document))
        assert len(figures) == len(document)
        assert all(each.sex == "T" and each.value is not None for each in figures)
        written = {(each["kpi"], each["municipality"], each["period"]): each for each in write_figures(figures)}
        for each in json.loads((SHARED / name).read_bytes())["values"]:
            (value,) = each["values"]
            (mine,) = written[each["kpi"], each["municipality"], each["period"]]["values"]
            assert {key: mine[key] for key in value} == value

    def test_the_catalogue_is_written_back_the_same(self):
        for name, read, write in (
            ("kpi.json", read_kpis, write_kpi),
            ("municipality.json", read_places, write_place),
            ("municipality_groups_0481.json", read_groups, write_group),
        ):
            assert [write(each) for each in read(shared(name))] == list(shared(name)), name


class TestFigures:
    def test_missing_is_missing_with_its_reason_and_never_zero(self):
        (figure,) = values({"gender": "T", "count": 0, "status": "Missing", "value": None})
        assert (figure.value, figure.status, figure.is_deleted) == (None, "Missing", False)

    def test_zero_is_a_value(self):
        (figure,) = values({"gender": "T", "count": 1, "status": "", "value": 0})
        assert figure.value == 0
        assert figure.value is not None

    def test_a_deleted_row_has_no_value_whatever_it_says(self):
        (figure,) = values({"gender": "T", "status": "", "value": 3.5, "isdeleted": True})
        assert (figure.value, figure.is_deleted) == (None, True)

    def test_women_men_and_all_are_three_figures(self):
        found = values(*({"gender": sex, "value": 1.5} for sex in SEXES))
        assert [each.sex for each in found] == list(SEXES)

    def test_a_unit_s_figure_says_so(self):
        entry = {"kpi": "N15419", "ou": "V15E048100001", "period": 2020, "values": [{"gender": "T", "value": 7}]}
        (figure,) = read_figures([entry])
        assert (figure.place, figure.is_unit) == ("V15E048100001", True)
        assert write_figures([figure])[0]["ou"] == "V15E048100001"

    @pytest.mark.parametrize("value", ["12", True, [], 10**15])
    def test_what_is_no_number_is_refused_with_its_place(self, value):
        with pytest.raises(KoladaFault, match="data, post 1"):
            values({"gender": "T", "value": value})

    @pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
    def test_neither_is_a_number_that_is_none(self, text):
        page = b'{"values":[{"kpi":"N1","municipality":"0180","period":2020,"values":[{"gender":"T","value":%s}]}]}'
        with pytest.raises(KoladaFault):
            list(read_figures(read_page(page % text.encode(), document="data").values))

    @pytest.mark.parametrize("sex", ["F", "", "k"])
    def test_an_unknown_sex_is_refused(self, sex):
        with pytest.raises(KoladaFault, match="okänt kön"):
            values({"gender": sex, "value": 1})

    @pytest.mark.parametrize("held", [7, 0, "1_000", [""], [[]], [7], {"gender": "T"}])
    def test_a_list_that_is_none_or_holds_no_objects_is_refused_and_not_taken_for_empty(self, held):
        with pytest.raises(KoladaFault, match="post 1: ”values” är ingen lista"):
            list(read_figures([ROW | {"values": held}]))
        with pytest.raises(KoladaFault, match="post 1: ”members” är ingen lista"):
            read_groups([{"id": "G1", "title": "Lika", "members": held}])

    def test_a_list_that_is_left_out_is_empty(self):
        assert list(read_figures([ROW])) == []

    @pytest.mark.parametrize("said", ["false", 1, [True]])
    def test_whether_a_row_is_deleted_is_not_guessed(self, said):
        with pytest.raises(KoladaFault, match="varken sant eller falskt"):
            values({"gender": "T", "value": 3.5, "isdeleted": said})

    @pytest.mark.parametrize("period", ["i fjol", None, 0, 20201])
    def test_what_is_no_year_is_refused(self, period):
        with pytest.raises(KoladaFault, match="inget år"):
            list(read_figures([ROW | {"period": period, "values": []}]))


class TestPages:
    def test_the_last_page_has_no_next(self):
        assert read_page(b'{"values":[],"next_url":null}', document="kpi").next_url == ""
        assert read_page(b'{"values":[]}', document="kpi").next_url == ""

    @pytest.mark.parametrize("data", [b"", b"<html>", b"[]", b'{"values":{}}', b'{"detail":"x"}', b"[" * 100_000])
    def test_what_is_not_a_page_is_refused_in_two_languages(self, data):
        with pytest.raises(KoladaFault) as refused:
            read_page(data, document="kpi")
        assert refused.value.words.sv.startswith("kpi: ")
        assert refused.value.words.en.startswith("kpi: ")

    def test_a_unit_of_operation(self):
        (unit,) = read_operating_units([{"id": "V15E048100001", "title": "Skolnamn", "municipality": "0481"}])
        assert write_operating_unit(unit) == {"id": "V15E048100001", "title": "Skolnamn", "municipality": "0481"}


IDS = st.sets(st.integers(0, 9999), max_size=90).map(lambda found: [f"{each:04}" for each in sorted(found)])


class TestPlan:
    @given(
        kpis=IDS,
        places=IDS,
        days=st.lists(st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1))), min_size=1),
    )
    def test_every_figure_is_asked_for_once_since_its_own_day_and_no_call_is_too_long(self, kpis, places, days):
        fetched = {kpi: days[number % len(days)] for number, kpi in enumerate(kpis)}
        calls = plan_calls(fetched, places)
        asked = [(kpi, place, call.since) for call in calls for kpi in call.kpis for place in call.places]
        assert sorted(asked, key=str) == sorted(
            ((kpi, place, fetched[kpi]) for kpi in kpis for place in places), key=str
        )
        assert all(len(part) <= MOST_IDS for call in calls for part in (call.kpis, call.places))
        assert [Call.from_json(json.loads(json.dumps(each.as_json()))) for each in calls] == calls

    def test_the_address(self):
        (call,) = plan_calls({"N00945": date(2026, 1, 31)}, ["0481", "0180"])
        assert call.path == "data/kpi/N00945/municipality/0180,0481?per_page=5000&from_date=2026-01-31"


@given(
    st.lists(
        st.builds(
            Figure,
            kpi=st.sampled_from(["N1", "N2"]),
            place=st.sampled_from(["0180", "0481"]),
            year=st.integers(1990, 2030),
            sex=st.sampled_from(SEXES),
            value=st.one_of(st.none(), st.decimals(-(10**8), 10**8, places=4)),
            status=st.sampled_from(["", "Missing"]),
            count=st.integers(0, 9),
        ),
        unique_by=lambda each: (each.kpi, each.place, each.year, each.sex),
    )
)
def test_what_is_written_reads_back(figures):
    page = json.dumps({"values": write_figures(figures), "next_url": None}).encode()
    found = list(read_figures(read_page(page, document="data").values))
    key = lambda each: (each.kpi, each.place, each.year, each.sex)  # noqa: E731
    assert sorted(found, key=key) == sorted(figures, key=key)


def test_decimals_are_not_floats():
    (figure,) = values({"gender": "T", "value": 31.32959689})
    assert figure.value == Decimal("31.32959689")
