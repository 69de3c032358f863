"""The forecast pages: anyone sees both forecasts, the unit's manager reports and tells, others are told why not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spelregler.apps.frames.models import Forecast, ForecastEvent
from spelregler.apps.frames.queries import both_forecasts
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

UNIT = "oxeloskolan"


def page(client, code: str = UNIT, **query: str) -> str:
    return client.get(reverse("frames:forecast", args=[code]), query).content.decode()


class TestMonthlyFollowUp:
    @pytest.mark.once
    def test_anyone_sees_both_forecasts_for_each_committee(self, wearing):
        text = wearing("CI").get(reverse("frames:forecasts")).content.decode()
        assert "Utbildningsnämnden" in text
        assert "Beräknat förslag" in text

    @pytest.mark.once
    def test_many_units_are_added_up_on_their_committees_page_when_that_is_asked_for(self, wearing, monkeypatch):
        here = reverse("frames:forecasts_of", args=["un"])
        whole = wearing("CI").get(here).context["together"]
        monkeypatch.setattr(both_forecasts, "MOST_ADDED", 5)
        rows = {row.label: row for row in wearing("CI").get(reverse("frames:forecasts")).context["rows"]}
        many, few = rows["Utbildningsnämnden"], rows["Miljö- och samhällsbyggnadsnämnden"]
        assert (many.proposed, many.low) == (None, None)
        assert "Summeras på nämndens sida" in many.missing
        assert few.proposed is not None
        page = wearing("CI").get(here)
        assert page.context["together"].row.proposed is None
        assert f'href="{page.context["together"].add_url}"' in page.content.decode()
        asked = wearing("CI").get(here + page.context["together"].add_url).context["together"]
        assert (asked.row, asked.add_url) == (whole.row, "")
        assert whole.row.proposed is not None

    @pytest.mark.once
    def test_a_committee_shows_its_units_and_their_sum(self, wearing):
        text = wearing("CI").get(reverse("frames:forecasts_of", args=["un"])).content.decode()
        assert "Oxelöskolan" in text
        assert "Vanlig miss" in text
        assert "Tillsammans" in text or "Summa" in text

    @pytest.mark.once
    def test_a_committee_without_a_frame_is_not_there(self, db, client):
        assert client.get(reverse("frames:forecasts_of", args=["finns-inte"])).status_code == 404

    @pytest.mark.parametrize("asked", ["0", "99", "x", "-1", "²", "9" * 5000])
    def test_any_page_number_has_an_answer(self, db, client, asked):
        assert client.get(reverse("frames:forecasts_of", args=["un"]), {"sida": asked}).status_code == 200

    @pytest.mark.once
    def test_the_queries_do_not_grow_with_the_units(self, db, client):
        counts = set()
        for body in ("kfn", "von"):
            with CaptureQueriesContext(connection) as seen:
                client.get(reverse("frames:forecasts_of", args=[body]))
            counts.add(len(seen))
        assert len(counts) == 1


class TestUnit:
    @pytest.mark.once
    def test_shows_method_range_and_how_it_would_have_done(self, wearing):
        text = page(wearing("CI"))
        assert "Säsongsprofil" in text
        assert "2023, 2024 och 2025" in text
        assert "Det hade sagt" in text
        assert "Rapportera prognos" not in text

    @pytest.mark.once
    def test_too_little_history_names_the_simpler_method(self, wearing):
        text = page(wearing("CI"), "ungdom")
        assert "Rak linje på ramen" in text
        assert "kräver minst två hela tidigare år" in text

    @pytest.mark.once
    def test_before_the_ledger_there_is_no_made_up_number(self, wearing):
        text = page(wearing("CI"), per="2026-10-07")
        assert "ingen siffra hittas på" in text
        assert "Säsongsprofil" not in text

    @pytest.mark.once
    def test_an_unknown_unit_is_not_there(self, db, client):
        assert client.get(reverse("frames:forecast", args=["finns-inte"])).status_code == 404


class TestManager:
    def test_reports_an_own_forecast_and_both_are_kept(self, wearing):
        client = wearing("EC", unit=UNIT)
        answer = client.post(
            reverse("frames:report_forecast", args=[UNIT]), {"amount": "81 000", "comment": "Två klasser till."}
        )
        assert answer.status_code == 302
        kept = Forecast.objects.order_by("pk").last()
        assert (kept.amount_ore, kept.recorded_on) == (8_100_000_000, TODAY)
        assert kept.proposed_low_ore <= kept.proposed_ore <= kept.proposed_high_ore
        assert (kept.proposed_month, kept.proposed_method) == (10, "seasonal")
        assert "Två klasser till." in page(client)

    def test_is_asked_for_a_reason_outside_the_range(self, wearing):
        before = Forecast.objects.count()
        answer = wearing("EC", unit=UNIT).post(reverse("frames:report_forecast", args=[UNIT]), {"amount": "99 000"})
        assert answer.status_code == 400
        text = answer.content.decode()
        assert "vad du vet som siffrorna inte visar" in text
        assert 'id="own_comment_error"' in text
        assert 'name="amount" value="99 000"' in text
        assert Forecast.objects.count() == before

    def test_tells_of_an_event_and_takes_it_back(self, wearing):
        client = wearing("EC", unit=UNIT)
        said = {"month": "12", "amount": "500", "reason": "Nya stolar"}
        assert client.post(reverse("frames:tell_event", args=[UNIT]), said).status_code == 302
        assert "Nya stolar" in page(client)
        event = ForecastEvent.objects.get(reason="Nya stolar")
        assert client.post(reverse("frames:take_back_event", args=[UNIT, event.pk])).status_code == 302
        assert "Nya stolar" not in page(client)

    @pytest.mark.parametrize("month", ["", "13", "x", "9" * 5000])
    def test_a_month_that_is_none_is_refused(self, wearing, month):
        said = {"month": month, "amount": "500", "reason": "Nya stolar"}
        answer = wearing("EC", unit=UNIT).post(reverse("frames:tell_event", args=[UNIT]), said)
        assert answer.status_code == 400
        assert 'id="event_month_error"' in answer.content.decode()
        assert 'value="Nya stolar"' in answer.content.decode()
        assert not ForecastEvent.objects.filter(reason="Nya stolar").exists()

    @pytest.mark.parametrize(
        ("more", "field"), [({"amount": "0"}, "amount"), ({"amount": "mycket"}, "amount"), ({"reason": " "}, "reason")]
    )
    def test_what_an_event_lacks_is_told_at_its_field(self, wearing, more, field):
        said = {"month": "12", "amount": "500", "reason": "Nya stolar"} | more
        answer = wearing("EC", unit=UNIT).post(reverse("frames:tell_event", args=[UNIT]), said)
        assert answer.status_code == 400
        assert f'id="event_{field}_error"' in answer.content.decode()

    def test_what_was_taken_back_is_not_taken_back_again(self, wearing):
        client = wearing("EC", unit=UNIT)
        client.post(reverse("frames:tell_event", args=[UNIT]), {"month": "12", "amount": "5", "reason": "Nya stolar"})
        event = ForecastEvent.objects.get(reason="Nya stolar")
        page = reverse("frames:take_back_event", args=[UNIT, event.pk])
        assert client.post(page).status_code == 302
        answer = client.post(page)
        assert answer.status_code == 400
        assert "redan borttagen" in answer.content.decode()
        assert 'id="own_amount"' in answer.content.decode()

    def test_an_event_of_another_unit_is_not_there(self, wearing):
        other = ForecastEvent.objects.exclude(unit__code=UNIT).first()
        client = wearing("EC", unit=UNIT)
        assert client.post(reverse("frames:take_back_event", args=[UNIT, other.pk])).status_code == 404

    @pytest.mark.once
    @pytest.mark.parametrize("name", ["frames:report_forecast", "frames:tell_event"])
    @pytest.mark.parametrize("letter", ["KF", "N", "CT", "EM"])
    def test_others_are_told_why_not(self, wearing, name, letter):
        answer = wearing(letter).post(reverse(name, args=[UNIT]), {"amount": "1"})
        assert answer.status_code == 403

    @pytest.mark.once
    def test_the_reason_of_an_event_is_for_those_with_insight(self, wearing):
        assert "salt och sand" in page(wearing("CT"), "gata-park")
        assert "salt och sand" not in page(wearing("CI"), "gata-park")
