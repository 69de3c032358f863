"""Figures of years, deficits and the council's decisions, as of a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames import operations
from spelregler.apps.frames.models import DeficitDecision, SoundJudgement, YearFigures
from spelregler.apps.frames.operations import CouncilDecisionRefused, FiguresRefused, Minutes
from spelregler.apps.frames.queries import balance
from spelregler.apps.frames.tests.small_town import NOW, START, WHO, Town
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames.balance import YearResult
from spelregler.domain.frames.deficits import DeficitState
from spelregler.domain.frames.sound import Verdict
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.money import Money
from spelregler.platform.audit.models import AuditRow

PLANNED = date(2026, 6, 10)


def tkr(amount: int) -> Money:
    return Money.from_tkr(amount)


def enter(year: int, result: int, *, kind: str = "outcome", on: date | None = None, **more: int) -> YearFigures:
    return operations.record_year_figures(
        figures=YearResult(
            year=year,
            result=tkr(result),
            taxes_and_grants=tkr(900_000),
            **{name: tkr(amount) for name, amount in more.items()},  # type: ignore[arg-type]  # amounts only
        ),
        kind=kind,
        source="Årsredovisningen",
        recorded_on=on or date(year + 1, 4, 10),
        who=WHO,
    )


@pytest.fixture
def council(town: Town) -> Body:
    return Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)


def minutes(body: Body, paragraph: str = "61", on: date = PLANNED) -> Minutes:
    return Minutes(body=body, decided_on=on, paragraph=paragraph, text="Beslutas.")


def picture(year: int = 2026, as_of: date = NOW) -> balance.SoundPicture:
    return balance.sound_picture(year=year, as_of=as_of, scale=GoalScale())


class TestFigures:
    def test_an_outcome_stands_before_a_forecast_and_a_correction_before_what_it_corrects(self, town: Town) -> None:
        enter(2025, -9_000, kind="forecast", on=date(2025, 10, 20))
        enter(2025, -4_000)
        enter(2025, -5_000, on=date(2026, 5, 2))
        assert [each.figures.result for each in picture().years] == [tkr(-5_000)]
        assert picture(2025, date(2026, 4, 30)).years[0].figures.result == tkr(-4_000)
        assert picture(2025, date(2025, 12, 1)).years[0].kind == "forecast"
        assert YearFigures.objects.count() == AuditRow.objects.filter(act="record-year-figures").count() == 3

    def test_an_older_day_never_corrects_a_later_one(self, town: Town) -> None:
        enter(2025, -4_000)
        with pytest.raises(FiguresRefused):
            enter(2025, -5_000, on=date(2026, 4, 9))

    def test_what_the_law_forbids_is_refused_with_the_difference(self, town: Town) -> None:
        with pytest.raises(FiguresRefused) as refused:
            enter(2025, 20_000, to_reserve=12_000)
        assert "1\u00a0000\u00a0tkr är för mycket" in refused.value.words.sv
        assert refused.value.clause == "KL 11:14"
        assert not YearFigures.objects.exists()

    def test_a_year_that_runs_has_no_outcome(self, town: Town) -> None:
        with pytest.raises(FiguresRefused):
            enter(2026, 1, on=NOW)

    def test_the_database_keeps_the_sizes(self, town: Town) -> None:
        row = enter(2025, 1)
        with pytest.raises(IntegrityError), transaction.atomic():
            YearFigures.objects.filter(pk=row.pk).update(from_reserve_ore=1)


class TestDeficit:
    def plan(self, council: Body, **more: int) -> DeficitDecision:
        steps = {int(year[1:]): tkr(amount) for year, amount in more.items()}
        return operations.decide_restoration(
            year=2025, steps=steps, reason="Färre lokaler.", minuted=minutes(council), who=WHO
        )

    def test_a_plan_restores_all_of_it_within_three_years(self, council: Body) -> None:
        enter(2025, -4_000)
        assert picture().deficits[0].deficit.state(year=2026) is DeficitState.WITHOUT_PLAN
        self.plan(council, y2026=1_000, y2028=3_000)
        shown = picture().deficits[0]
        assert shown.deficit.state(year=2026) is DeficitState.UNDER_WAY
        assert shown.deficit.planned == {2026: tkr(1_000), 2028: tkr(3_000)}
        assert "§ 61" in shown.decision
        assert AuditRow.objects.filter(act="plan-restoration-step").count() == 2

    @pytest.mark.parametrize("steps", [{"y2026": 3_999}, {"y2029": 4_000}])
    def test_another_plan_is_refused_and_nothing_is_left_of_it(self, council: Body, steps: dict[str, int]) -> None:
        enter(2025, -4_000)
        with pytest.raises(FiguresRefused):
            self.plan(council, **steps)
        assert not Decision.objects.filter(body=council).exists()

    def test_there_is_something_to_restore_or_nothing_to_decide(self, council: Body) -> None:
        enter(2025, 4_000)
        with pytest.raises(CouncilDecisionRefused):
            self.plan(council, y2026=4_000)

    def test_only_the_council_decides(self, town: Town) -> None:
        enter(2025, -4_000)
        with pytest.raises(CouncilDecisionRefused):
            self.plan(town.committee, y2026=4_000)

    def test_special_reasons_leave_nothing_to_restore(self, council: Body) -> None:
        enter(2025, -4_000)
        operations.except_deficit(
            year=2025, amount=tkr(4_000), reason="Engångskostnad för sanering.", minuted=minutes(council), who=WHO
        )
        assert picture().deficits[0].deficit.state(year=2026) is DeficitState.EXCEPTED

    def test_only_an_outcome_restores(self, council: Body) -> None:
        enter(2025, -4_000)
        enter(2026, 9_000, kind="forecast", on=NOW)
        assert picture().deficits[0].deficit.left == tkr(4_000)

    def test_an_expected_deficit_is_told_in_time(self, council: Body) -> None:
        enter(2026, -4_000, kind="forecast", on=NOW)
        assert [(each.deficit.year, each.is_expected) for each in picture().deficits] == [(2026, True)]


class TestSoundManagement:
    def test_both_sides_with_reasons(self, council: Body) -> None:
        enter(2025, 13_000)
        operations.set_financial_target(year=2025, target_pct=Decimal("1.5"), minuted=minutes(council), who=WHO)
        found = picture(2025)
        assert found.sound.financial.verdict is Verdict.NOT_MET
        assert [each.verdict for each in found.sound.financial.reasons] == [Verdict.MET, Verdict.NOT_MET]
        assert found.sound.operational.verdict is Verdict.NOT_ASSESSED, "no goal is in the register"

    def test_the_councils_own_judgement_stands_beside(self, council: Body) -> None:
        operations.judge_sound_management(
            year=2025,
            financial="met",
            financial_reason="Målet nås.",
            operational="not_met",
            operational_reason="Färre mål nås.",
            minuted=minutes(council),
            who=WHO,
        )
        judged = picture(2025).judgement
        assert judged is not None
        assert (judged.financial, judged.operational) == ("met", "not_met")
        assert picture(2025, date(2026, 6, 9)).judgement is None

    @pytest.mark.parametrize("change", [{"financial": "kanske"}, {"operational_reason": " "}])
    def test_a_side_without_verdict_or_reason_is_refused(self, council: Body, change: dict[str, str]) -> None:
        said = {"financial": "met", "financial_reason": "x", "operational": "met", "operational_reason": "y"}
        with pytest.raises(CouncilDecisionRefused):
            operations.judge_sound_management(year=2025, minuted=minutes(council), who=WHO, **(said | change))
        assert not SoundJudgement.objects.exists()


def test_the_number_of_queries_does_not_depend_on_the_years(council: Body) -> None:
    enter(2025, -4_000)
    with CaptureQueriesContext(connection) as one:
        picture()
    for year in (2020, 2021, 2022, 2023, 2024):
        enter(year, -1)
        operations.decide_restoration(
            year=year, steps={year + 1: tkr(1)}, reason="Plan", minuted=minutes(council, str(year)), who=WHO
        )
    with CaptureQueriesContext(connection) as more:
        picture()
    assert len(more) <= len(one) + 1, "steps are read once, when there are any"
