"""The pictures that the product is known by, at their pages: shape and word, names and figures, for each role."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.goals.models import Goal

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KNOT = re.compile(r'<li class="knot(?P<name>[^"]*)">(?P<inside>.*?)</li>', re.DOTALL)


def page(client: Client, address: str) -> str:
    """What stands in the page's own part, without soft hyphens and with usual spaces."""
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return unescape(main).replace("\xad", "").replace("\xa0", " ")


class TestTheRedThread:
    def knots(self, text: str) -> list[tuple[set[str], str]]:
        return [(set(each["name"].split()), each["inside"]) for each in KNOT.finditer(text)]

    def test_a_goal_of_the_picture_leads_to_its_own_thread_in_the_picture(self, client: Client) -> None:
        text = page(client, reverse("goals:tree"))
        assert "/mal/?mal=un-trygg-skola" in text
        assert "is-lit" not in text
        assert "I tråden" not in text

    def test_the_thread_is_lit_both_ways_and_the_rest_stays(self, client: Client) -> None:
        text = page(client, "/mal/?mal=un-trygg-skola")
        knots = self.knots(text)
        lit = " ".join(inside for name, inside in knots if "lit" in name)
        dim = " ".join(inside for name, inside in knots if "lit" not in name)
        for above in ("Oxelösund vågar", "Trygg och säker uppväxt", "God folkhälsa"):
            assert above in lit
        for below in ("Alla elever är trygga", "Oxelöskolan", "Plan mot kränkande behandling"):
            assert below in lit
        for beside in ("Hållbar utveckling", "Snabba bygglov"):
            assert beside in dim
            assert beside not in lit
        assert text.count("I tråden</span>") == 5
        assert text.count("Utanför tråden") == 2
        assert "Tråden för ”Trygga barn och elever”" in text
        assert "I tråden: 2 kommunmål, 1 nämndmål, 11 enhetsmål och 10 åtgärder." in text

    def test_the_chosen_goal_is_marked_in_words_and_leads_to_its_own_page(self, client: Client) -> None:
        text = page(client, "/mal/?mal=un-trygg-skola")
        ((_name, inside),) = [each for each in self.knots(text) if "chosen" in each[0]]
        assert "valt mål" in inside
        assert 'aria-current="true"' in inside
        assert f'href="{reverse("goals:goal", args=["un-trygg-skola"])}"' in text

    def test_more_than_there_is_room_for_are_counted_with_a_way_to_all(self, client: Client) -> None:
        text = page(client, "/mal/?mal=trygg-och-saker-uppvaxt")
        assert text.count("och 17 till") == 2
        assert "29 av 55" in text

    def test_a_broken_thread_is_told_in_words(self, client: Client) -> None:
        text = page(client, "/mal/?mal=kfn-moten")
        assert "Tråden är bruten: inget görs för det." in text
        assert "Inget enhetsmål i tråden." in text
        assert "Tråden slutar innan den når en åtgärd." in text

    def test_a_units_goal_lights_what_it_serves_and_no_other_unit(self, client: Client) -> None:
        goal = Goal.objects.filter(unit__code="oxeloskolan", parents__code="un-trygg-skola").order_by("code")[0]
        lit = [inside for name, inside in self.knots(page(client, f"/mal/?mal={goal.code}")) if "lit" in name]
        assert any("Trygga barn och elever" in each for each in lit)
        assert not [each for each in lit if "Ramdalens förskola" in each]

    def test_the_day_is_kept_from_goal_to_goal(self, client: Client) -> None:
        assert "/mal/?mal=ks-service&per=2026-10-01" in page(client, "/mal/?mal=un-trygg-skola&per=2026-10-01")

    def test_a_goal_that_is_not_there_lights_nothing(self, client: Client) -> None:
        assert "is-lit" not in page(client, "/mal/?mal=finns-inte")


class TestTheFrame:
    def test_the_parts_stand_by_name_and_the_years_end_with_its_range(self, client: Client) -> None:
        text = page(client, reverse("frames:overview"))
        drawn = text.partition("<svg")[2].partition("</svg>")[0]
        for said in ("5 Utbildningsnämnden", "Ram 900 000 tkr", "Vid årets slut", "11 039 tkr över ramen"):
            assert f">{said}</text>" in drawn
        assert ">Prognos 911 039 · över intervallet</text>" in drawn
        assert re.search(r">beräknat intervall \d+ \d+–\d+ \d+ tkr</text>", drawn)
        assert drawn.count('class="p-range"') == 2
        assert '<span data-unread class="part-key part-a">5</span> <a href="/ramar/un/">Utbildningsnämnden</a>' in text

    def test_a_unit_manager_meets_the_own_frame_first(self, wearing) -> None:
        text = page(wearing("EC", unit="oxeloskolan"), "/")
        assert "Oxelöskolan: använt, prognos och vad som är kvar" in text
        assert re.search(r"Prognos 80 384 · intervall 80 \d+–80 \d+ tkr</text>", text)


TILE = re.compile(r'<a class="tile (?P<name>[^"]*)" href="(?P<url>[^"]*)">(?P<inside>.*?)</a>', re.DOTALL)
SHAPE = '<svg class="shape"'


class TestTheField:
    def tiles(self, text: str) -> dict[str, tuple[str, str]]:
        return {each["url"].split("/")[2]: (each["name"], each["inside"]) for each in TILE.finditer(text)}

    @pytest.mark.parametrize("role", ["CI", "N", "KF"])
    def test_whoever_sees_no_state_sees_goals_and_money_of_every_unit(self, wearing, role: str) -> None:
        text = page(wearing(role), reverse("autonomy:field"))
        tiles = self.tiles(text)
        assert len(tiles) == 39
        name, inside = tiles["oxeloskolan"]
        assert name == ""
        for said in ("3 mål uppfyllda", "3 mål delvis uppfyllda", "2 mål ej uppfyllda", "78 500 tkr"):
            assert said in inside
        assert inside.count(SHAPE) == 3
        assert all(SHAPE in each and "tkr" in each for _name, each in tiles.values())
        assert "inga mål" in tiles["dalgangens-forskola"][1]
        for state in ("i dialog", "signal", "underlag saknas", "villkor brister", ">fri<"):
            assert state not in text

    def test_the_bodies_stand_above_with_what_each_owns(self, client: Client) -> None:
        text = page(client, reverse("autonomy:field"))
        boxes = re.findall(r'<li class="body (\w+)"><a href="[^"]*">([^<]*)</a><small>([^<]*)</small>', text)
        assert boxes[:2] == [
            ("council", "Kommunfullmäktige", "vision · 6 kommunmål · 900 000 tkr"),
            ("executive_board", "Kommunstyrelsen", "leder och samordnar · 3 mål · 108 000 tkr"),
        ]
        assert ("committee", "Utbildningsnämnden", "3 mål · 372 000 tkr") in boxes

    def test_a_department_tells_its_units_goals_and_money_together(self, client: Client) -> None:
        text = page(client, reverse("autonomy:field"))
        schools = text.partition("<h3>Utbildningsförvaltningen</h3>")[2].partition("</header>")[0]
        for said in ("svarar inför Utbildningsnämnden", "13 mål uppfyllda", "6 mål delvis uppfyllda"):
            assert said in schools
        assert "enheternas ram 372 000 tkr, prognos 376 519 tkr" in schools

    def test_states_are_told_by_shape_and_word_to_those_who_see_them(self, wearing) -> None:
        text = page(wearing("FC", department="utbildningsforvaltningen"), reverse("autonomy:field"))
        tiles = self.tiles(text)
        assert tiles["oxeloskolan"][0] == "attention"
        for code, status, words in (
            ("oxeloskolan", "attention", "i dialog"),
            ("gymnasium-vux", "attention", "1 av 6 villkor brister"),
            ("oxelo-forskola", "not-assessed", "underlag saknas: 2 av 6 villkor kända"),
        ):
            name, inside = tiles[code]
            assert name == status
            assert re.search(rf'<span class="st {status}"><svg class="shape".*?</svg><span>{words}</span>', inside)
        assert tiles["bjorntorp"][0] == ""
        assert "av 6 villkor kända" not in tiles["bjorntorp"][1]

    def test_no_unit_is_called_free_while_a_condition_is_not_known(self, wearing) -> None:
        text = page(wearing("KC"), reverse("autonomy:field"))
        free = [code for code, (name, _inside) in self.tiles(text).items() if name == "kept"]
        assert free == []
        assert "alla villkor är kända och hålls" in text

    def test_the_table_says_the_same(self, wearing) -> None:
        text = page(wearing("KC"), reverse("autonomy:field")).partition('id="as-table"')[2]
        row = text.partition(">Oxelöskolan</a>")[2].partition("</tr>")[0]
        for said in ("i dialog", "3 mål uppfyllda, 3 mål delvis uppfyllda, 2 mål ej uppfyllda", "78 500", "80 384"):
            assert said in row
        assert text.count("<tr>") == 40

    def test_a_unit_manager_sees_the_own_state_and_no_other_units(self, wearing) -> None:
        tiles = self.tiles(page(wearing("EC", unit="oxeloskolan"), reverse("autonomy:field")))
        assert {code for code, (name, _inside) in tiles.items() if name} == {"oxeloskolan"}
