"""What each check of this room is told of a municipality: the facts as they are known on the day."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.frames import checks, operations
from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, START, TKR, WHO, Town
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Placement, Unit
from spelregler.domain.checks import Load
from spelregler.domain.findings import Scope
from spelregler.domain.frames import freedom, steering, sums
from spelregler.domain.frames.budget_days import BudgetOnItsWay
from spelregler.domain.money import Money

COMMITTEE = Scope("committee", "un", "Utbildningsnämnden")
OTHER = Scope("committee", "von", "Vård- och omsorgsnämnden")
UNIT, BESIDE = Scope("unit", "ekskolan", "Ekskolan"), Scope("unit", "bokskolan", "Bokskolan")
FRAMED, YEAR_START, REPORTED = date(2025, 11, 20), date(2026, 1, 1), date(2026, 9, 10)


def share(town: Town, unit: Unit, tkr: int) -> UnitFrame:
    return operations.set_unit_frame(
        unit=unit, committee_frame=town.frame, amount_ore=tkr * TKR, decided_on=SHARED_OUT, who=WHO
    )


@pytest.fixture
def unit_frame(town: Town) -> UnitFrame:
    return share(town, town.unit("ekskolan"), 600)


class TestSteering:
    def test_a_committee_with_the_days_of_its_goals_and_frames(self, town: Town):
        for code, day in (("a", date(2025, 12, 1)), ("b", date(2026, 3, 1))):
            decision = town.decide(on=day, kind="goals", paragraph=code)
            Goal.objects.create(
                code=code, level="committee", title=code, body=town.committee, decision=decision, start=YEAR_START
            )
        *told, next_year = checks.load_steering(Load(as_of=NOW))
        assert told == [
            steering.CommitteeSteering(
                COMMITTEE, 2026, (date(2025, 12, 1), date(2026, 3, 1)), (FRAMED,), FRAMED, START
            ),
            steering.CommitteeSteering(OTHER, 2026, started=START),
        ]
        assert isinstance(next_year, BudgetOnItsWay)
        assert next_year.year == 2027
        before, *_ = checks.load_steering(Load(as_of=date(2026, 2, 28)))
        assert isinstance(before, steering.CommitteeSteering)
        assert before.goals_decided_on == (date(2025, 12, 1),)

    def test_a_frame_without_a_decision_steers_nobody(self, town: Town):
        operations.set_committee_frame(body=town.other, year=2026, amount_ore=TKR, decision=None, who=WHO)
        told = {each.committee: each for each in checks.load_steering(Load(as_of=NOW))[:-1]}  # type: ignore[union-attr]
        assert told[OTHER] == steering.CommitteeSteering(OTHER, 2026, started=START)

    def test_nobody_to_steer_has_no_budget_on_its_way(self, db: None):
        assert checks.load_steering(Load(as_of=NOW)) == []


class TestSums:
    def test_the_councils_total_with_what_is_cut_out_of_it(self, town: Town, unit_frame: UnitFrame):
        share(town, town.unit("bokskolan"), 300)
        operations.set_committee_frame(body=town.other, year=2026, amount_ore=40 * TKR, decision=None, who=WHO)
        council = Body.objects.create(code="kf", name="Fullmäktige", kind="council", start=START)
        decision = town.decide(on=date(2025, 11, 12), body=council)
        operations.set_council_budget(
            year=2026, total_ore=1_100 * TKR, finance_ore=60 * TKR, decision=decision, who=WHO
        )
        (told,) = checks.load_sums(Load(as_of=NOW))
        assert (told.year, told.council_total, told.finance) == (2026, Money.from_tkr(1_100), Money.from_tkr(60))
        assert (told.decided_on, told.has_decision) == (date(2025, 11, 12), True)
        assert set(told.committees) == {
            sums.CommitteeFrame(
                committee=COMMITTEE,
                frame=Money.from_tkr(1_000),
                decided_on=FRAMED,
                unit_frames=(Money.from_tkr(600), Money.from_tkr(300)),
                units_decided_on=max(each.start for each in UnitFrame.objects.all()),
                has_units=True,
                has_decision=True,
            ),
            sums.CommitteeFrame(
                committee=OTHER,
                frame=Money.from_tkr(40),
                decided_on=YEAR_START,
                has_units=False,
                has_decision=False,
            ),
        }

    def test_a_total_entered_without_a_decision_holds_from_the_start_of_its_year(self, town: Town):
        operations.set_council_budget(year=2026, total_ore=TKR, finance_ore=0, decision=None, who=WHO)
        (told,) = checks.load_sums(Load(as_of=NOW))
        assert (told.decided_on, told.has_decision) == (YEAR_START, False)
        assert [(each.committee, each.has_units, each.units_decided_on) for each in told.committees] == [
            (COMMITTEE, True, None)
        ]


class TestForecasts:
    def forecast(self, tkr: int, **owner: object) -> None:
        operations.report_forecast(
            year=2026, month=date(2026, 8, 1), amount_ore=tkr * TKR, method="m", recorded_on=REPORTED, who=WHO, **owner
        )  # type: ignore[arg-type]

    def test_a_committees_with_its_own_decisions_to_reprioritise(self, town: Town, unit_frame: UnitFrame):
        self.forecast(1_010, body=town.committee)
        self.forecast(610, unit=unit_frame.unit)
        town.decide(on=date(2026, 10, 1), kind="reprioritisation", paragraph="3")
        town.decide(on=date(2026, 10, 2), kind="reprioritisation", paragraph="4", body=town.other)
        (told,) = checks.load_committee_forecasts(Load(as_of=NOW))
        assert (told.committee, told.reprioritised_on) == (COMMITTEE, (date(2026, 10, 1),))
        assert [(each.reported_on, each.frame, each.forecast) for each in told.forecasts] == [
            (REPORTED, Money.from_tkr(1_000), Money.from_tkr(1_010))
        ]

    def test_a_units_on_its_own_frame(self, town: Town, unit_frame: UnitFrame):
        share(town, town.unit("bokskolan"), 300)
        self.forecast(610, unit=unit_frame.unit)
        told = {each.unit: each.forecasts for each in checks.load_unit_forecasts(Load(as_of=NOW))}
        assert [(each.reported_on, each.frame, each.forecast) for each in told[UNIT]] == [
            (REPORTED, Money.from_tkr(600), Money.from_tkr(610))
        ]
        assert told[BESIDE] == ()


class TestFreedom:
    @pytest.mark.parametrize(("asked", "needed"), [("", False), ("controller", True)])
    def test_a_units_moves_and_whom_they_were_asked_of(
        self, town: Town, unit_frame: UnitFrame, asked: str, needed: bool
    ):
        share(town, town.unit("bokskolan"), 300)
        one, two = (
            operations.set_line(unit_frame=unit_frame, label=label, amount_ore=TKR, who=WHO) for label in ("A", "B")
        )
        moved = operations.move_between_lines(
            unit_frame=unit_frame, from_line=one, to_line=two, amount_ore=TKR, reason="", moved_on=date(2026, 5, 4),
            who=WHO, intervention_limits=None, approval_asked_of=asked,
        )  # fmt: skip
        told = {each.unit: each.moves for each in checks.load_moves(Load(as_of=NOW))}
        assert told == {
            UNIT: (freedom.Move(str(moved), date(2026, 5, 4), Money.from_tkr(1), needed_approval=needed),),
            BESIDE: (),
        }

    def test_a_unit_is_held_to_its_frames_from_when_it_should_have_one(self, town: Town, unit_frame: UnitFrame):
        late = town.unit("bokskolan")
        Unit.objects.filter(pk=late.pk).update(start=date(2026, 4, 1))
        told = {each.unit: each for each in checks.load_controls(Load(as_of=NOW))}
        assert told == {
            UNIT: freedom.UnitControl(UNIT, since=YEAR_START, frames_decided_on=(unit_frame.start,)),
            BESIDE: freedom.UnitControl(BESIDE, since=date(2026, 4, 1)),
        }

    @pytest.mark.parametrize("has_frame", [True, False])
    def test_a_unit_inside_another_is_asked_about_where_it_has_a_frame(
        self, town: Town, unit_frame: UnitFrame, has_frame: bool
    ):
        inside = town.unit("bokskolan")
        Placement.objects.filter(unit=inside).update(parent=unit_frame.unit)
        if has_frame:
            share(town, inside, 300)
        told = {each.unit for each in checks.load_controls(Load(as_of=NOW))}
        assert told == ({UNIT, BESIDE} if has_frame else {UNIT})
