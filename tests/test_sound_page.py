"""Sound financial management: open to everyone, figures by the controller, the council's decisions by the secretary."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.frames.models import DeficitDecision, FinancialTarget, SoundJudgement, YearFigures

MINUTES = {"decided_on": "2026-10-28", "paragraph": "190", "text": "Fullmäktige beslutar enligt förslaget."}


def page(client, **query: str) -> str:
    return client.get(reverse("frames:sound"), query).content.decode()


def enter(client, **more: str):
    said = {"year": "2026", "kind": "forecast", "result": "-12 000", "source": "Oktoberprognosen"} | more
    return client.post(reverse("frames:enter_figures"), said)


class TestPage:
    @pytest.mark.once
    def test_anyone_sees_both_sides_the_investigation_and_what_is_left(self, wearing):
        text = page(wearing("CI"))
        assert "Den finansiella sidan" in text
        assert "Verksamhetssidan" in text
        assert "Balanskravsresultat" in text
        assert "KL 11:12" in text
        assert "senast 2028" in text
        assert "Lägg in" not in text

    @pytest.mark.once
    def test_a_year_shows_what_the_council_itself_has_said(self, wearing):
        text = page(wearing("CI"), ar="2025")
        assert "Fullmäktiges egen bedömning" in text
        assert "Andelen nådda mål sjönk" in text

    @pytest.mark.once
    def test_an_earlier_day_shows_what_was_known_then(self, wearing):
        text = page(wearing("CI"), per="2026-05-01")
        assert "ingen plan beslutad" in text

    @pytest.mark.parametrize("asked", ["1", "2099", "x", "", "²", "9" * 5000])
    def test_any_year_has_an_answer(self, db, client, asked):
        assert client.get(reverse("frames:sound"), {"ar": asked}).status_code == 200


class TestFigures:
    def test_the_controller_enters_them_and_the_earlier_stay(self, wearing):
        before = YearFigures.objects.count()
        answer = enter(wearing("CT"), reserve_before="16800", from_reserve="8800", taxes_and_grants="914100")
        assert answer.status_code == 302
        assert YearFigures.objects.count() == before + 1
        assert YearFigures.objects.get(year=2026, kind="forecast", replaced_by=None).result_ore == -1_200_000_000

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"from_reserve": "1"}, "KL 11:14"),
            ({"gains_excepted": "1"}, "LKBR 11:10"),
            ({"taxes_and_grants": "-1"}, "utan minus"),
            ({"year": "x"}, "går inte att läsa som år"),
            ({"goals_met_pct": "många"}, "går inte att läsa som"),
            ({"kind": "outcome"}, "när året är slut"),
            ({"source": " "}, "måste fyllas i"),
        ],
    )
    def test_what_does_not_hold_stands_at_its_field_and_the_rest_is_kept(self, wearing, more, words):
        before = YearFigures.objects.count()
        answer = enter(wearing("CT"), **more)
        text = answer.content.decode()
        assert answer.status_code == 400
        assert words in text
        assert f'id="figures_{next(iter(more))}_error"' in text
        assert 'value="-12 000"' in text
        assert YearFigures.objects.count() == before

    @pytest.mark.once
    @pytest.mark.parametrize("letter", ["KF", "N", "EC", "FC"])
    def test_others_are_told_why_not(self, wearing, letter):
        assert enter(wearing(letter)).status_code == 403


class TestCouncil:
    def test_the_secretary_enters_a_plan_that_restores_it_all(self, wearing):
        said = MINUTES | {"year": "2025", "kind": "plan", "step_2": "5 000", "step_3": "3 600", "reason": "Lokaler."}
        assert wearing("SE").post(reverse("frames:decide_deficit"), said).status_code == 302
        plan = DeficitDecision.objects.get(decision__paragraph="190")
        assert {step.year: step.amount_ore for step in plan.steps.all()} == {2027: 500_000_000, 2028: 360_000_000}

    def test_a_plan_that_lacks_something_is_refused_with_the_difference(self, wearing):
        said = MINUTES | {"year": "2025", "kind": "plan", "step_1": "8 000", "reason": "Lokaler."}
        answer = wearing("SE").post(reverse("frames:decide_deficit"), said)
        assert answer.status_code == 400
        assert "600\u00a0tkr för lite" in answer.content.decode()
        assert 'name="step_1" value="8 000"' in answer.content.decode()

    @pytest.mark.parametrize(
        ("name", "said", "field"),
        [
            ("decide_deficit", {"year": "2025", "kind": "exception", "reason": "Hamnen."}, "deficit_amount"),
            ("decide_deficit", {"year": "2019", "kind": "plan", "step_1": "1", "reason": "Hamnen."}, "deficit_year"),
            ("set_financial_target", {"year": "abc", "target_pct": "1"}, "target_year"),
            ("set_financial_target", {"year": "2026", "target_pct": "101"}, "target_target_pct"),
            ("judge_sound", {"year": "2024", "financial_reason": "Reserven."}, "judgement_financial"),
        ],
    )
    def test_a_fault_stands_at_its_field_and_the_minutes_are_kept(self, wearing, name, said, field):
        answer = wearing("SE").post(reverse(f"frames:{name}"), MINUTES | said)
        text = answer.content.decode()
        assert answer.status_code == 400
        assert f'id="{field}_error"' in text
        assert MINUTES["text"] in text

    def test_special_reasons_a_target_and_a_judgement(self, wearing):
        client = wearing("SE")
        reasons = MINUTES | {"year": "2025", "kind": "exception", "amount": "8 600", "reason": "Sanering av hamnen."}
        assert client.post(reverse("frames:decide_deficit"), reasons).status_code == 302
        assert "synnerliga skäl" in page(client)
        target = MINUTES | {"paragraph": "191", "year": "2026", "target_pct": "1,5 %"}
        assert client.post(reverse("frames:set_financial_target"), target).status_code == 302
        assert str(FinancialTarget.objects.get(decision__paragraph="191").target_pct) == "1.5"
        judged = MINUTES | {"paragraph": "192", "year": "2024", "financial": "met", "operational": "not_met"}
        judged |= {"financial_reason": "Reserven täckte.", "operational_reason": "Färre mål nåddes."}
        assert client.post(reverse("frames:judge_sound"), judged).status_code == 302
        assert SoundJudgement.objects.filter(year=2024).exists()

    @pytest.mark.once
    @pytest.mark.parametrize("name", ["frames:decide_deficit", "frames:set_financial_target", "frames:judge_sound"])
    @pytest.mark.parametrize("letter", ["CT", "KS", "EC"])
    def test_others_are_told_why_not(self, wearing, name, letter):
        assert wearing(letter).post(reverse(name), MINUTES | {"year": "2025"}).status_code == 403
