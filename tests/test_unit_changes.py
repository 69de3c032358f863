"""Units that change, through the pages: the plan first, then stored by whoever may, shown in the history, undone."""

from __future__ import annotations

from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.autonomy.models import Signal
from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.frames.queries.frames import FramesOverview, frames_overview, unit_rows
from spelregler.apps.frames.queries.net_outcome import net_outcome_by_unit_and_month
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Employment, Unit, UnitChange
from spelregler.apps.organisation.queries.units import unit_places

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

DAY = date(2026, 12, 1)
TODAY = date(2026, 11, 2)
DECISION = {"decided_by": "Förvaltningschefen", "decided_on": "2026-10-20", "paragraph": "UF 2026/7"}
OLD, NEW = "dalgangens-forskola", "oxelo-forskola"


def text(response) -> str:
    return unescape(response.content.decode())


def address(code: str, how: str, **asked: str | list[str]) -> str:
    query = f"?{urlencode(asked, doseq=True)}" if asked else ""
    return reverse("organisation:unit_change", args=[code, how]) + query


def merging(into: str = "", on: str = "2026-12-01") -> str:
    return address(OLD, "sla-ihop", others=[NEW], into=into, name="" if into else "Norra förskolan", on=on)


def carry_out(client: Client, url: str, **more: str):
    form = client.get(url).context["form"]
    said = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    for name, field in form.fields.items():
        if said[name] is None and getattr(field, "choices", None):
            said[name] = field.choices[0][0]
    said = {name: "" if value is None else value for name, value in said.items()}
    return client.post(url, {**said, **DECISION, "store": "1", **more})


class TestWhoMay:
    @pytest.mark.once
    @pytest.mark.parametrize("role", ["FC", "HR"])
    def test_the_own_head_and_hr_reach_every_page(self, wearing, role):
        client = wearing(role)
        page = client.get(reverse("organisation:unit_changes", args=[OLD]))
        assert page.status_code == 200
        for how in ("namn", "flytta", "sla-ihop", "dela", "lagg-ned"):
            assert address(OLD, how) in text(page)
            assert client.get(address(OLD, how)).status_code == 200, how

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "EM", "EC", "Np", "SE", "RE"])
    def test_nobody_else_does(self, wearing, role):
        client = wearing(role)
        for url in (reverse("organisation:unit_changes", args=[OLD]), address(OLD, "namn"), merging()):
            assert client.get(url).status_code in (403, 404), url
        assert client.post(merging(), {**DECISION, "store": "1"}).status_code in (403, 404)
        assert not UnitChange.objects.exists()

    @pytest.mark.once
    def test_a_head_changes_no_other_departments_units(self, wearing):
        other = next(each.code for each in unit_places(as_of=TODAY) if each.department != "utbildningsforvaltningen")
        client = wearing("FC")
        assert client.get(reverse("organisation:unit_changes", args=[other])).status_code == 403
        url = address(OLD, "flytta", place="d:socialforvaltningen", on="2026-12-01")
        assert client.get(url).status_code in (400, 403)
        assert client.post(url, {**DECISION, "store": "1"}).status_code in (400, 403)
        assert not UnitChange.objects.exists()

    @pytest.mark.once
    def test_the_way_in_stands_where_one_may(self, wearing):
        link = reverse("organisation:unit_changes", args=[OLD])
        places = (
            reverse("autonomy:unit", args=[OLD]),
            reverse("organisation:department", args=["utbildningsforvaltningen"]),
        )
        for place in places:
            assert link in text(wearing("FC").get(place))
            assert link not in text(wearing("EC").get(place))

    @pytest.mark.once
    def test_no_such_unit_change_or_way(self, wearing):
        client = wearing("HR")
        for url in (
            reverse("organisation:unit_changes", args=["finns-inte"]),
            address(OLD, "finns-inte"),
            reverse("organisation:unit_change_done", args=[9999]),
        ):
            assert client.get(url).status_code == 404


def outside_frames(money: FramesOverview) -> int:
    """What is booked on no unit that has its frame in a committee's, in öre."""
    booked = net_outcome_by_unit_and_month(year=money.year, as_of=money.as_of)
    return sum(each.amount_ore for each in booked) - money.outcome_ore


class TestMerge:
    def test_the_plan_stores_nothing_and_shows_the_money_before_and_after(self, wearing):
        page = wearing("FC").get(merging(into=NEW))
        assert page.status_code == 200
        [table] = page.context["tables"]
        assert table.total.before == table.total.after
        assert all(row.holds for row in table.sums)
        assert not UnitChange.objects.exists()

    def test_carried_out_every_krona_counts_once(self, wearing):
        before = frames_overview(year=2026, as_of=TODAY)
        goals = Goal.objects.on(DAY).filter(unit__code=OLD).count()
        response = carry_out(wearing("FC"), merging())
        assert response.status_code == 302, text(response)
        new = Unit.objects.get(name="Norra förskolan")
        assert {Unit.objects.get(code=code).succeeded_by for code in (OLD, NEW)} == {new}
        after = frames_overview(year=2026, as_of=DAY)
        assert [row.distributed_ore for row in before.committees] == [row.distributed_ore for row in after.committees]
        late = frames_overview(year=2026, as_of=date(2026, 12, 31))
        assert outside_frames(late) == outside_frames(before)
        assert Goal.objects.on(DAY).filter(unit=new).count() >= goals
        assert not Goal.objects.on(DAY).filter(unit__code=OLD).exists()
        assert not Employment.objects.on(DAY).filter(unit__code__in=[OLD, NEW]).exists()

    def test_the_history_is_read_under_the_old_name(self, wearing):
        client = wearing("FC")
        assert carry_out(client, merging(on="2026-11-02")).status_code == 302
        new = Unit.objects.get(name="Norra förskolan")
        page = text(client.get(reverse("autonomy:unit", args=[new.code])))
        assert reverse("autonomy:unit", args=[OLD]) + "?per=2026-11-01" in page
        old = client.get(reverse("autonomy:unit", args=[OLD]) + "?per=2026-11-01")
        assert old.status_code == 200
        frames = text(client.get(reverse("frames:committee", args=["un"])))
        assert "fanns till och med" in frames
        gone = client.get(reverse("autonomy:unit", args=[OLD]))
        assert gone.status_code == 404
        assert "Norra förskolan tog över" in text(gone)

    def test_other_amounts_are_counted_again_without_storing(self, wearing):
        client, url = wearing("FC"), merging(into=NEW)
        form = client.get(url).context["form"]
        name = next(each for each in form.fields if each.startswith("kept:2026:"))
        page = client.post(url, {**DECISION, name: "5000", f"manager:{NEW}": "", "recount": "1", **_goes(form)})
        assert page.status_code == 200
        [row] = [row for row in page.context["tables"][0].rows if row.note]
        assert row.after.tkr == 5000
        assert not UnitChange.objects.exists()

    def test_what_was_typed_stays_when_it_is_refused(self, wearing):
        client, url = wearing("FC"), merging(into=NEW)
        response = carry_out(client, url, decided_on="2026-12-24", paragraph="UF 99")
        assert response.status_code == 400
        assert "beslut som är fattat" in text(response)
        assert 'value="UF 99"' in text(response)
        assert not UnitChange.objects.exists()

    @pytest.mark.parametrize(
        ("url", "words"),
        [
            (address(OLD, "sla-ihop", others=[NEW], into="", on="2026-12-01"), "Ge den nya enheten ett namn"),
            (merging(on="2024-01-01"), "avslutat års"),
            (address(OLD, "sla-ihop", others=["bibliotek"], into=NEW, on="2026-12-01"), "bibliotek"),
        ],
    )
    @pytest.mark.both
    def test_refused_at_the_form(self, wearing, url, words):
        response = wearing("FC").get(url)
        assert response.status_code == 400
        assert words in text(response)

    def test_an_open_dialogue_is_closed_first(self, wearing):
        Signal.objects.create(
            unit=Unit.objects.get(code=OLD), ground="MR-48", opened_on=TODAY, evidence="x", opened_by="y"
        )
        response = wearing("FC").get(merging())
        assert response.status_code == 400
        assert "öppen dialog" in text(response)


def _goes(form) -> dict[str, str]:
    return {name: field.choices[0][0] for name, field in form.fields.items() if name.startswith("to:")}


class TestTheOthers:
    def test_split_gives_each_its_part_and_undo_brings_all_back(self, wearing):
        client = wearing("FC")
        url = address(OLD, "dela", name_1="Dalen norra", name_2="Dalen södra", on="2026-12-01")
        assert carry_out(client, url).status_code == 302
        change = UnitChange.objects.get()
        frames = {each.unit.name: each.amount_ore for each in UnitFrame.objects.on(DAY).filter(year=2026)}
        assert frames["Dalen norra"] == frames["Dalen södra"] > 0
        done = reverse("organisation:unit_change_done", args=[change.pk])
        assert "delades i Dalen norra och Dalen södra" in text(client.get(done))
        undo = reverse("organisation:undo_unit_change", args=[change.pk])
        assert client.post(undo, {"reason": ""}).status_code == 400
        assert wearing("EC").post(undo, {"reason": "Fel"}).status_code in (403, 404)
        assert wearing("FC").post(undo, {"reason": "Fel dag"}).status_code == 302
        assert Unit.objects.get(code=OLD).end is None
        assert not Unit.objects.filter(name="Dalen norra").exists()
        assert "Fel dag" in text(wearing("FC").get(reverse("organisation:unit_changes", args=[OLD])))

    @pytest.mark.once
    def test_close_says_where_the_people_have_to_go_first(self, wearing):
        response = wearing("FC").get(address(OLD, "lagg-ned", on="2026-12-01"))
        assert response.status_code == 400
        assert "anställda i enheten" in text(response)

    def test_move_to_another_committee_takes_the_council(self, wearing):
        client = wearing("HR")
        place = next(each for each in unit_places(as_of=TODAY) if each.department == "kultur-och-fritidsforvaltningen")
        url = address(OLD, "flytta", place=f"d:{place.department}", on="2026-12-01")
        refused = carry_out(client, url)
        assert refused.status_code == 400
        assert "Det beslutar fullmäktige" in text(refused)
        done = carry_out(client, url, decided_by="Kommunfullmäktige", paragraph="99")
        assert done.status_code == 302, text(done)
        [moved] = unit_places(as_of=DAY, codes=[OLD])
        assert moved.department == place.department
        assert OLD in {row.code for row in unit_rows(year=2026, as_of=DAY, body_code=place.body)}

    def test_rename(self, wearing):
        client = wearing("HR")
        said = {**DECISION, "name": "Dalens förskola", "on": "2026-11-01"}
        assert client.post(address(OLD, "namn"), {**said, "name": ""}).status_code == 400
        assert client.post(address(OLD, "namn"), said).status_code == 302
        assert "Dalens förskola" in text(client.get(reverse("autonomy:unit", args=[OLD])))
        assert "Dalgångens förskola" in text(client.get(reverse("autonomy:unit", args=[OLD]) + "?per=2026-10-01"))
