"""Between units: the department head under the committee's limit, the committee above it; sums stay what they were."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames import operations as op
from spelregler.apps.frames.models import Forecast, MoveLimit, Reprioritisation, UnitFrame, UnitMove
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO, Town
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain.money import Money

TOMORROW = date(2026, 11, 3)


@pytest.fixture
def units(town: Town) -> tuple[Unit, Unit]:
    made = town.unit("ekskolan"), town.unit("bokskolan")
    for unit, tkr in zip(made, (600, 400), strict=True):
        op.set_unit_frame(unit=unit, committee_frame=town.frame, amount_ore=tkr * TKR, decided_on=SHARED_OUT, who=WHO)
    return made


@pytest.fixture
def limit(town: Town) -> MoveLimit:
    return op.set_move_limit(
        body=town.committee, amount_ore=100 * TKR, decision=town.decide(on=SHARED_OUT, paragraph="12"), who=WHO
    )


def held(on: date = NOW) -> dict[str, int]:
    return {row.unit.code: row.amount_ore // TKR for row in UnitFrame.objects.on(on)}


def move(town: Town, units: tuple[Unit, Unit], *, tkr: int) -> UnitMove:
    return op.move_between_units(
        from_unit=units[0],
        to_unit=units[1],
        body=town.committee,
        amount_ore=tkr * TKR,
        reason="Fler elever på Bokskolan",
        on=NOW,
        who=WHO,
    )


def propose(town: Town, units: tuple[Unit, Unit], *, tkr: int) -> UnitMove:
    return op.propose_unit_move(
        from_unit=units[0],
        to_unit=units[1],
        body=town.committee,
        amount_ore=tkr * TKR,
        reason="Fler elever på Bokskolan",
        on=NOW,
        who=WHO,
    )


@pytest.mark.usefixtures("limit")
class TestUnderTheLimit:
    def test_both_frames_change_from_the_day_and_the_past_stands(self, town: Town, units: tuple[Unit, Unit]) -> None:
        done = move(town, units, tkr=100)
        assert held() == {"ekskolan": 500, "bokskolan": 500}
        assert held(date(2026, 11, 1)) == {"ekskolan": 600, "bokskolan": 400}
        assert (done.outcome, done.from_after_ore, done.to_after_ore) == ("moved", 500 * TKR, 500 * TKR)

    def test_two_on_one_day_add_up(self, town: Town, units: tuple[Unit, Unit]) -> None:
        move(town, units, tkr=40)
        move(town, units, tkr=60)
        assert held() == {"ekskolan": 500, "bokskolan": 500}

    def test_many_small_moves_are_no_way_past_the_limit(self, town: Town, units: tuple[Unit, Unit]) -> None:
        move(town, units, tkr=60)
        with pytest.raises(op.UnitMoveRefused, match="över nämndens gräns: 100") as refused:
            move(town, units, tkr=41)
        assert "förslag till nämnden" in refused.value.way.sv
        assert held() == {"ekskolan": 540, "bokskolan": 460}

    def test_a_proposal_of_a_unit_manager_waits_for_the_department_head(
        self, town: Town, units: tuple[Unit, Unit]
    ) -> None:
        waiting = propose(town, units, tkr=50)
        assert (waiting.above_limit, held()["ekskolan"]) == (False, 600)
        done = op.decide_unit_move(move=waiting, approve=True, decided_on=TOMORROW, who=WHO)
        assert (done.outcome, done.decision, held(TOMORROW)["ekskolan"]) == ("moved", None, 550)

    def test_the_limit_is_asked_again_when_a_proposal_is_answered(self, town: Town, units: tuple[Unit, Unit]) -> None:
        waiting = propose(town, units, tkr=50)
        move(town, units, tkr=60)
        with pytest.raises(op.UnitMoveRefused, match="gräns"):
            op.decide_unit_move(move=waiting, approve=True, decided_on=TOMORROW, who=WHO)


class TestAboveTheLimit:
    def test_without_a_limit_the_committee_decides_itself(self, town: Town, units: tuple[Unit, Unit]) -> None:
        with pytest.raises(op.UnitMoveRefused, match="inte satt någon gräns"):
            move(town, units, tkr=1)

    def test_the_committee_decides_and_the_move_carries_its_paragraph(
        self, town: Town, units: tuple[Unit, Unit], limit: MoveLimit
    ) -> None:
        waiting = propose(town, units, tkr=200)
        done = op.decide_unit_move(
            move=waiting, approve=True, decided_on=TOMORROW, paragraph="88", text="Bifalles.", who=WHO
        )
        assert done.decision is not None
        assert (done.decision.paragraph, done.decided_by) == ("88", "Utbildningsnämnden")
        assert held(TOMORROW) == {"ekskolan": 400, "bokskolan": 600}

    def test_a_declined_one_changes_nothing_and_is_answered_once(
        self, town: Town, units: tuple[Unit, Unit], limit: MoveLimit
    ) -> None:
        waiting = propose(town, units, tkr=200)
        op.decide_unit_move(move=waiting, approve=False, decided_on=TOMORROW, paragraph="88", text="Avslås.", who=WHO)
        assert held(TOMORROW) == {"ekskolan": 600, "bokskolan": 400}
        with pytest.raises(op.UnitMoveRefused, match="redan besvarat"):
            op.decide_unit_move(move=waiting, approve=True, decided_on=TOMORROW, paragraph="89", who=WHO)

    def test_a_new_limit_ends_the_older_one(self, town: Town, limit: MoveLimit) -> None:
        op.set_move_limit(body=town.committee, amount_ore=1, decision=town.decide(on=NOW, paragraph="13"), who=WHO)
        assert [(row.amount_ore, row.end) for row in MoveLimit.objects.order_by("start")] == [
            (100 * TKR, NOW),
            (1, None),
        ]

    def test_only_the_committee_sets_its_limit(self, town: Town) -> None:
        with pytest.raises(op.UnitMoveRefused, match="själv"):
            op.set_move_limit(body=town.other, amount_ore=1, decision=town.decide(on=NOW), who=WHO)


class TestRefused:
    @pytest.mark.usefixtures("limit")
    @pytest.mark.parametrize("tkr", [0, -5])
    def test_an_amount_of_nothing(self, town: Town, units: tuple[Unit, Unit], tkr: int) -> None:
        with pytest.raises(op.UnitMoveRefused, match="över noll"):
            move(town, units, tkr=tkr)

    def test_more_than_the_unit_has(self, town: Town, units: tuple[Unit, Unit]) -> None:
        waiting = propose(town, units, tkr=601)
        with pytest.raises(op.UnitMoveRefused, match="saknas 1\u00a0tkr"):
            op.decide_unit_move(
                move=waiting, approve=True, decided_on=TOMORROW, paragraph="88", text="Bifalles.", who=WHO
            )
        assert not Decision.objects.filter(paragraph="88").exists()

    @pytest.mark.usefixtures("limit")
    def test_a_unit_of_another_committee(self, town: Town, units: tuple[Unit, Unit]) -> None:
        with pytest.raises(op.UnitMoveRefused, match="ingen ram"):
            move(town, (units[0], town.unit("utan-ram")), tkr=1)


class TestReprioritise:
    def forecast(self, town: Town, **of: object) -> Forecast:
        return op.report_forecast(
            year=2026, month=date(2026, 9, 1), amount_ore=700 * TKR, method="Utfall", recorded_on=NOW, who=WHO, **of
        )

    def reprioritise(self, body: Body, forecast: Forecast, amounts: dict[str, int]) -> Reprioritisation:
        return op.reprioritise(
            body=body,
            forecast=forecast,
            amounts={code: Money(tkr * TKR) for code, tkr in amounts.items()},
            decided_on=TOMORROW,
            paragraph="90",
            text="Nämnden omprioriterar.",
            expected="Skolan håller sin ram vid årets slut.",
            who=WHO,
        )

    def test_the_decision_answers_the_forecast_and_the_frames_hold_from_its_day(
        self, town: Town, units: tuple[Unit, Unit]
    ) -> None:
        forecast = self.forecast(town, unit=units[0])
        made = self.reprioritise(town.committee, forecast, {"ekskolan": 650, "bokskolan": 350})
        assert held(TOMORROW) == {"ekskolan": 650, "bokskolan": 350}
        assert held(NOW) == {"ekskolan": 600, "bokskolan": 400}
        assert Forecast.objects.get().answered_by == made.decision
        assert {str(row): (row.before_ore // TKR, row.after_ore // TKR) for row in made.shares.all()} == {
            "Ekskolan": (600, 650),
            "Bokskolan": (400, 350),
        }

    def test_what_some_get_others_give(self, town: Town, units: tuple[Unit, Unit]) -> None:
        forecast = self.forecast(town, unit=units[0])
        with pytest.raises(op.ReprioritisationRefused, match="skillnaden är") as refused:
            self.reprioritise(town.committee, forecast, {"ekskolan": 650})
        assert "50" in refused.value.words.sv
        assert Forecast.objects.get().answered_by is None

    def test_the_council_moves_between_committees(self, town: Town, units: tuple[Unit, Unit]) -> None:
        council = Body.objects.create(code="kf", name="Fullmäktige", kind=Body.Kind.COUNCIL, start=SHARED_OUT)
        op.set_committee_frame(
            body=town.other,
            year=2026,
            amount_ore=500 * TKR,
            decision=town.decide(on=SHARED_OUT, body=council, paragraph="3"),
            who=WHO,
        )
        forecast = self.forecast(town, body=town.committee)
        self.reprioritise(council, forecast, {"un": 1_100, "von": 400})
        (frame,) = town.committee.frames.filter(end=None)
        assert (frame.amount_ore, frame.start) == (1_100 * TKR, TOMORROW)

    def test_a_committee_decides_on_its_own_units_only(self, town: Town, units: tuple[Unit, Unit]) -> None:
        forecast = self.forecast(town, unit=units[0])
        with pytest.raises(op.ReprioritisationRefused, match="organet beslutar"):
            self.reprioritise(town.other, forecast, {"ekskolan": 650, "bokskolan": 350})
