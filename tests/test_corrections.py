"""A year that is over is put right by a role that may, with a reason, and all see it where the figure stands."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Goal, GoalJudgement, Measurement, ReportedValue, Target
from spelregler.apps.organisation.models import Body, Post
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

UNIT, HEADED, COMMITTEE = "oxeloskolan", "utbildningsforvaltningen", "un"
PAGE = reverse("goals:corrections")
SAFE = "trygghet-elever:oxeloskolan:T"


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def head_post() -> str:
    """The role as the page says it: the title of the head's post."""
    return Post.objects.get(code=f"chef-{HEADED}").title


@pytest.fixture
def last_year(db):
    """A committee's goal and a unit's goal of 2025, each with a target."""
    decision = Decision.objects.create(
        body=Body.objects.get(code=COMMITTEE),
        decided_on=date(2024, 11, 12),
        paragraph="9",
        title="Mål 2025",
        text="Beslutas.",
        kind="goals",
    )
    found = {}
    for code in (COMMITTEE, UNIT):
        like = Goal.objects.filter(unit__code=UNIT) if code == UNIT else Goal.objects.filter(body__code=COMMITTEE)
        now = like.filter(targets__indicator__code="trygghet-elever").first() or like.filter(targets__year=2026).first()
        target = now.targets.filter(year=2026).order_by("indicator__code").last()
        if code == UNIT:
            target = now.targets.get(indicator__code="trygghet-elever", year=2026)
        goal = Goal.objects.create(
            code=f"{code}-2025",
            level=now.level,
            title=f"Fjolårets mål {code}",
            body=now.body,
            unit=now.unit,
            decision=decision if now.body else None,
            start=date(2025, 1, 1),
            end=date(2026, 1, 1),
        )
        found[code] = Target.objects.create(
            goal=goal, indicator=target.indicator, year=2025, value=90, start=date(2025, 1, 1)
        )
    return found


def judge(client, code: str, **said: str):
    return client.post(
        reverse("goals:correct_judgement"),
        {"year": "2025", "goal": f"{code}-2025", "level": "not_met", "reason": "Fel underlag", **said},
    )


def move(client, target: Target, **said: str):
    asked = {"value": "85,5", "reason": "Räknades om", "decided_on": "2026-10-20", "paragraph": "71"}
    return client.post(reverse("goals:correct_target"), {"target": target.pk, **asked, **said})


class TestAValue:
    def correct(self, wearing) -> None:
        client = wearing("CT")
        said = {
            "period_start": "2025-01",
            "period_end": "2025-12",
            "act": "open",
            "reason": "Enkäten räknades om",
            "department": "",
        }
        opened = client.post(reverse("goals:correct_period"), said)
        assert opened.headers["Location"] == f"{PAGE}?ar=2025"
        assert "Enkäten räknades om" in text_of(client.get(PAGE))
        address = f"{reverse('goals:report')}?period=2025-01-01_2026-01-01"
        wearing("EC", unit=UNIT).post(address, {SAFE + ":value": "80", "act": "submit"})
        value = ReportedValue.objects.get(period_end="2026-01-01", state="submitted")
        wearing("FC", department=HEADED).post(reverse("goals:decide_value"), {"value": [value.pk]})
        client.post(reverse("goals:set_period"), {**said, "act": "lock", "reason": "Rättat"})

    def test_before_after_role_and_reason_stand_here_and_on_the_goal(self, wearing, last_year):
        self.correct(wearing)
        for address in (PAGE, reverse("goals:goal", args=[f"{UNIT}-2025"])):
            text = text_of(wearing("CI").get(address))
            assert "Enkäten räknades om" in text
            assert head_post() in text
        listed = text_of(wearing("CI").get(PAGE))
        assert re.search(r'<td class="num"[^>]*>88</td>\s*<td class="num"[^>]*>80</td>', listed)
        assert AuditRow.objects.filter(act="correct-measurement").latest("id").details["before"] == "88.0000"

    @pytest.mark.both
    def test_what_is_about_few_cases_is_hidden_before_as_well_as_after(self, wearing, last_year):
        Measurement.objects.filter(indicator=last_year[UNIT].indicator, period_end="2026-01-01").update(
            numerator=3, denominator=4
        )
        type(last_year[UNIT].indicator).objects.filter(code="trygghet-elever").update(small_numbers="cases")
        self.correct(wearing)
        text = text_of(wearing("CI").get(PAGE))
        assert "sägs inte, så att inget litet tal röjs" in text
        assert not re.search(r'<td class="num"[^>]*>88</td>', text)


class TestATarget:
    def test_the_secretary_enters_the_bodys_decision(self, wearing, last_year):
        target = last_year[COMMITTEE]
        assert "För in ett beslut som ändrar ett målvärde" in text_of(wearing("SE").get(PAGE))
        assert move(wearing("SE"), target).status_code == 302
        new = Target.objects.get(goal=target.goal, end=None)
        assert (str(new.value), str(new.decision)) == ("85.5000", f"{target.goal.body} 2026-10-20 § 71")
        for address in (PAGE, reverse("goals:goal", args=[target.goal.code])):
            text = text_of(wearing("CI").get(address))
            assert "20 oktober 2026 § 71" in text
        assert "Räknades om" in text_of(wearing("CI").get(PAGE))

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "N", "Np", "KSp", "KC", "FC", "EC", "CT", "RE"])
    def test_nobody_else_does(self, wearing, last_year, role):
        assert move(wearing(role), last_year[COMMITTEE]).status_code == 403
        assert "För in ett beslut" not in text_of(wearing(role).get(PAGE))

    @pytest.mark.parametrize(
        "said",
        [
            {"reason": " "},
            {"value": ""},
            {"value": "90"},
            {"value": "x"},
            {"decided_on": "2026-12-24"},
            {"paragraph": ""},
        ],
    )
    def test_without_reason_figure_or_decision_it_stands(self, wearing, last_year, said):
        assert move(wearing("SE"), last_year[COMMITTEE], **said).status_code == 400
        assert Target.objects.get(pk=last_year[COMMITTEE].pk).end is None

    @pytest.mark.parametrize("key", ["", "x", "0", "9" * 30])
    def test_a_target_that_is_not_there_is_not_found(self, wearing, db, key):
        assert wearing("SE").post(reverse("goals:correct_target"), {"target": key}).status_code == 404

    def test_a_units_target_is_not_moved_afterwards(self, wearing, last_year):
        assert move(wearing("SE"), last_year[UNIT]).status_code == 404
        with pytest.raises(operations.CorrectionRefused) as refused:
            operations.correct_target(
                target=last_year[UNIT],
                value=last_year[UNIT].value - 1,
                reason="x",
                decided_on=date(2026, 1, 1),
                paragraph="1",
                on=date(2026, 11, 2),
                who=SYSTEM,
            )
        assert refused.value.clause == "MR-14"


class TestAJudgement:
    def first(self, code: str) -> GoalJudgement:
        return operations.judge_goal(
            goal=Goal.objects.get(code=f"{code}-2025"),
            year=2025,
            level="met",
            reason="Bokslut",
            recorded_on=date(2026, 2, 1),
            who=SYSTEM,
        )

    def test_the_head_changes_a_units_and_both_are_shown(self, wearing, last_year):
        self.first(UNIT)
        head = wearing("FC", department=HEADED)
        assert "Ändra en bedömning" in text_of(head.get(PAGE))
        assert judge(head, UNIT).status_code == 302
        for address in (PAGE, reverse("goals:goal", args=[f"{UNIT}-2025"])):
            text = text_of(wearing("CI").get(address))
            assert "Fel underlag" in text
            assert head_post() in text
        assert "Fel underlag" not in text_of(wearing("CI").get(PAGE, {"per": "2026-10-01"}))

    def test_the_secretary_enters_a_committees_with_its_decision(self, wearing, last_year):
        self.first(COMMITTEE)
        assert judge(wearing("SE"), COMMITTEE).status_code == 400
        assert judge(wearing("SE"), COMMITTEE, decided_on="2026-10-20", paragraph="72").status_code == 302
        judged = GoalJudgement.objects.get(goal__code=f"{COMMITTEE}-2025", replaced_by=None)
        assert (judged.level, judged.decision.paragraph) == ("not_met", "72")

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "N", "Np", "KSp", "KC", "EC", "CT", "RE", "SE"])
    def test_nobody_else_changes_a_units(self, wearing, last_year, role):
        assert judge(wearing(role), UNIT).status_code == 403

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "N", "KC", "FC", "EC", "CT", "RE"])
    def test_nobody_else_enters_a_committees(self, wearing, last_year, role):
        assert judge(wearing(role), COMMITTEE, decided_on="2026-10-20", paragraph="72").status_code == 403

    @pytest.mark.parametrize("said", [{"reason": ""}, {"level": "bra"}, {"level": "met"}])
    def test_without_reason_or_change_it_stands(self, wearing, last_year, said):
        self.first(UNIT)
        assert judge(wearing("FC", department=HEADED), UNIT, **said).status_code == 400

    def test_a_goal_of_no_such_year_is_not_found(self, wearing, db):
        assert judge(wearing("FC", department=HEADED), UNIT).status_code == 404

    def test_the_year_that_runs_is_not_corrected_here(self, wearing, db):
        with pytest.raises(operations.CorrectionRefused):
            operations.correct_judgement(
                goal=Goal.objects.filter(unit__code=UNIT)[0],
                year=2026,
                level="met",
                reason="x",
                on=date(2026, 11, 2),
                who=SYSTEM,
            )


class TestThePage:
    @pytest.mark.once
    def test_a_year_without_corrections_says_what_will_stand_here(self, wearing):
        text = text_of(wearing("CI").get(PAGE))
        assert "Inget är rättat för 2025" in text
        assert "Öppna perioden igen" not in text

    @pytest.mark.parametrize("year", ["", "x", "2026", "1900", "9" * 40])
    def test_an_address_out_of_reach_shows_last_year(self, wearing, year):
        assert "Rättelser 2025" in text_of(wearing("CI").get(PAGE, {"ar": year}))

    def test_the_number_of_queries_does_not_grow_with_goals_or_corrections(self, wearing, last_year):
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                wearing("CI").get(PAGE)
            return len(queries)

        decision = Decision.objects.filter(body__code=COMMITTEE).order_by("decided_on").last()

        def more(first: int) -> None:
            for number in range(first, first + 6):
                like = last_year[UNIT].goal
                goal = Goal.objects.create(
                    code=f"mer-{number}",
                    level="unit",
                    title=f"Mer {number}",
                    unit=like.unit,
                    start=like.start,
                    end=like.end,
                )
                said = {"goal": goal, "indicator": last_year[UNIT].indicator, "year": 2025}
                Target.objects.create(**said, value=1, start=like.start, end=date(2026, 3, 1))
                Target.objects.create(**said, value=2, start=date(2026, 3, 1), decision=decision)

        more(0)
        asked()
        few = asked()
        more(6)
        assert asked() == few
        assert wearing("CI").get(PAGE).content.decode().count("Mer 1") >= 3
