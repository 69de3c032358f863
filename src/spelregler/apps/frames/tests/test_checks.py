"""The checks of this room from rows to judgement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from spelregler.apps.frames import checks, operations
from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO, Town
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body
from spelregler.domain.checks import Load, ParameterError, read_parameters, registry
from spelregler.domain.findings import Judgement, Status
from spelregler.domain.words import NOTHING


def ask(name: str, *, as_of: date = NOW) -> dict[str, Judgement]:
    return {each.scope.key: each for each in registry.get(f"frames.{name}").run(Load(as_of=as_of))}


@pytest.fixture
def unit_frame(town: Town) -> UnitFrame:
    return operations.set_unit_frame(
        unit=town.unit("ekskolan"), committee_frame=town.frame, amount_ore=1_000 * TKR, decided_on=SHARED_OUT, who=WHO
    )


def forecast(tkr: int, *, day: date = date(2026, 9, 10), **owner: object):
    return operations.report_forecast(
        year=2026,
        month=date(2026, 8, 1),
        amount_ore=tkr * TKR,
        method="Utfall plus tolftedelar",
        recorded_on=day,
        who=WHO,
        **owner,
    )


class TestEveryCommitteeSteered:
    def test_goals_and_one_frame(self, town: Town) -> None:
        decision = town.decide(on=date(2025, 12, 1), kind="goals", paragraph="99")
        Goal.objects.create(
            code="m1", level="committee", title="Mål", body=town.committee, decision=decision, start=date(2026, 1, 1)
        )
        found = ask("every_committee_steered")
        assert found["un"].status == Status.KEPT
        assert found["von"].status == Status.BREACH

    def test_the_next_years_budget_is_on_its_way(self, town: Town) -> None:
        assert ask("every_committee_steered", as_of=date(2026, 11, 1))["municipality"].expected_of == "KS"
        board = Body.objects.create(code="ks", name="Kommunstyrelsen", kind="executive_board", start=SHARED_OUT)
        council = Body.objects.create(code="kf", name="Fullmäktige", kind="council", start=SHARED_OUT)
        author = operations.Author(role="KS", body=board.code)
        day = date(2026, 10, 20)
        proposal = operations.draft_proposal(
            decider=council, year=2027, title="Förslag", author=author, written_on=day, who=WHO
        )
        assert ask("every_committee_steered")["municipality"].expected_of == "KS", "a draft is no proposal"
        operations.submit_proposal(proposal=proposal, submitted_on=day, who=WHO)
        assert ask("every_committee_steered")["municipality"].status == Status.KEPT
        assert ask("every_committee_steered", as_of=date(2026, 12, 1))["municipality"].status == Status.BREACH


class TestSumsHold:
    def test_says_the_difference(self, town: Town, unit_frame: UnitFrame) -> None:
        operations.set_council_budget(year=2026, total_ore=1_010 * TKR, finance_ore=0, decision=None, who=WHO)
        found = ask("sums_hold")
        assert found["municipality"].status == Status.BREACH
        assert found["municipality"].inputs["difference_tkr"] == 10
        assert found["un"].status == Status.KEPT

    def test_nothing_decided_is_not_assessed(self, town: Town) -> None:
        assert ask("sums_hold")["municipality"].status == Status.NOT_ASSESSED


class TestDeviationAnswered:
    def big(self, town: Town) -> None:
        operations.set_committee_frame(
            body=town.committee, year=2026, amount_ore=100_000 * TKR, decision=town.frame.decision, who=WHO
        )

    def test_breach_when_the_days_have_passed(self, town: Town) -> None:
        self.big(town)
        forecast(103_000, body=town.committee)
        assert ask("deviation_answered", as_of=date(2026, 10, 10))["un"].status == Status.ATTENTION
        found = ask("deviation_answered")["un"]
        assert (found.status, found.since) == (Status.BREACH, date(2026, 10, 11))

    def test_kept_when_decided_in_time(self, town: Town) -> None:
        self.big(town)
        red = forecast(103_000, body=town.committee)
        decision = town.decide(on=date(2026, 9, 24), kind="measures", paragraph="44")
        operations.answer_forecast(forecast=red, decision=decision, who=WHO)
        assert ask("deviation_answered")["un"].status == Status.KEPT
        assert ask("deviation_answered", as_of=date(2026, 9, 23))["un"].status == Status.ATTENTION

    def test_a_reprioritisation_for_another_reason_is_told(self, town: Town) -> None:
        self.big(town)
        forecast(99_000, body=town.committee)
        town.decide(on=date(2026, 5, 6), kind="reprioritisation", paragraph="45")
        assert ask("deviation_answered")["un"].inputs["reprioritised"] == 1
        assert "reprioritised" not in ask("deviation_answered", as_of=date(2026, 5, 5))["un"].inputs

    def test_no_forecast_is_not_assessed(self, town: Town) -> None:
        assert ask("deviation_answered")["un"].status == Status.NOT_ASSESSED


class TestUnitWithinFrame:
    @pytest.mark.parametrize(("tkr", "status"), [(1_000, Status.KEPT), (1_149, Status.KEPT), (1_150, Status.BREACH)])
    def test_net_frame_with_a_floor(self, town: Town, unit_frame: UnitFrame, tkr: int, status: Status) -> None:
        forecast(tkr, unit=unit_frame.unit)
        assert ask("unit_within_frame")["ekskolan"].status == status

    def test_no_forecast_is_not_assessed(self, unit_frame: UnitFrame) -> None:
        assert ask("unit_within_frame")["ekskolan"].status == Status.NOT_ASSESSED


class TestFreedom:
    @pytest.mark.parametrize(("asked", "status"), [("", Status.ENSURED), ("controller", Status.BREACH)])
    def test_a_move_that_had_to_be_asked_for(self, unit_frame: UnitFrame, asked: str, status: Status) -> None:
        one, two = (
            operations.set_line(unit_frame=unit_frame, label=label, amount_ore=TKR, who=WHO) for label in ("A", "B")
        )
        assert ask("moves_are_free")["ekskolan"].status == Status.NOT_ASSESSED
        operations.move_between_lines(
            unit_frame=unit_frame,
            from_line=one,
            to_line=two,
            amount_ore=TKR,
            reason="",
            moved_on=date(2026, 5, 4),
            who=WHO,
            intervention_limits=NOTHING,
            approval_asked_of=asked,
        )
        assert ask("moves_are_free")["ekskolan"].status == status

    def test_one_net_frame(self, town: Town, unit_frame: UnitFrame) -> None:
        town.unit("bokskolan")
        found = ask("one_net_frame")
        assert (found["ekskolan"].status, found["bokskolan"].status) == (Status.ENSURED, Status.BREACH)


class TestParameters:
    def test_a_package_sets_its_own_limits(self) -> None:
        check = registry.get("frames.unit_within_frame")
        read = read_parameters(check, {"notice_pct": -0.5, "action_pct": -1, "serious_pct": -2, "floor_tkr": 10})
        assert read == checks.UnitWithinFrame(
            notice_pct=Decimal("-0.5"), action_pct=Decimal(-1), serious_pct=Decimal(-2), floor_tkr=10
        )

    def test_limits_in_the_wrong_order_are_refused(self) -> None:
        with pytest.raises(ParameterError):
            read_parameters(registry.get("frames.deviation_answered"), {"action_pct": -3, "serious_pct": -2})
