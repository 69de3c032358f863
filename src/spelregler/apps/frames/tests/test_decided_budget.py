"""A town that has just begun adopts its first budget, and enters what was decided before it began."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import DecisionRefused
from spelregler.apps.frames import operations as op
from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget, UnitFrame
from spelregler.apps.frames.operations import Given, Minutes
from spelregler.apps.frames.queries.frames import frames_overview
from spelregler.apps.frames.tests.small_town import TKR, WHO
from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.domain.frames.proposals import Amounts
from spelregler.domain.money import Money

DAY = date(2026, 11, 20)
DECIDED = date(2025, 11, 24)


def given(net: int, *, investment: int = 0) -> Given:
    return Given(Money(net * TKR), investment=Money(investment * TKR))


@pytest.fixture
def bodies(db: None) -> dict[str, Body]:
    """Bodies that were there before, units entered on the day itself, and no term of office yet."""
    begun = date(2020, 1, 1)
    kinds = {"kf": "council", "ks": "executive_board", "un": "committee"}
    made = {
        code: Body.objects.create(code=code, name=code.upper(), kind=kind, start=begun) for code, kind in kinds.items()
    }
    department = Department.objects.create(code="uf", name="UF", body=made["un"], start=DAY)
    for code in ("ek", "bok"):
        unit = Unit.objects.create(code=code, name=code.capitalize(), start=DAY)
        Placement.objects.create(unit=unit, department=department, start=DAY)
    return made


def minutes(body: Body, *, on: date = DECIDED, paragraph: str = "90") -> Minutes:
    return Minutes(body=body, decided_on=on, paragraph=paragraph, text="Budgeten antas.")


def enter(
    bodies: dict[str, Body], *, year: int = 2026, total: int = 100, on: date = DECIDED, **more: object
) -> Decision:
    frames = {bodies["ks"]: given(30), bodies["un"]: given(60, investment=5)}
    wanted = {"committees": frames, "minutes": minutes(bodies["kf"], on=on), "entered_on": DAY} | more
    return op.enter_budget(year=year, total=Money(total * TKR), finance=Money(10 * TKR), who=WHO, **wanted)


class TestFirstBudget:
    def test_the_coming_year_is_proposed_and_adopted_before_any_term_is_registered(self, bodies):
        author = op.Author(role="KS", body="ks")
        proposal = op.draft_proposal(
            decider=bodies["kf"], year=2027, title="Budget", author=author, written_on=DAY, who=WHO, with_units=True
        )
        for year in (2027, 2028, 2029):
            parts = {"total": 100, "body:un": 60, "body:ks": 30, "finance": 10}
            amounts = {key: Amounts(Money(tkr * TKR)) for key, tkr in parts.items()}
            op.save_amounts(proposal=proposal, year=year, amounts=amounts, who=WHO)
        op.submit_proposal(proposal=proposal, submitted_on=DAY, who=WHO)
        op.adopt_proposal(proposal=proposal, decided_on=DAY, paragraph="1", text="Antas.", who=WHO)
        assert CommitteeFrame.objects.get(body=bodies["un"]).amount_ore == 60 * TKR


class TestEnterBudget:
    def test_the_frames_hold_from_the_true_day_of_the_decision(self, bodies):
        decision = enter(bodies)
        frame = CommitteeFrame.objects.get(body=bodies["un"])
        assert (frame.start, frame.decision, frame.amount_ore) == (DECIDED, decision, 60 * TKR)
        budget = CouncilBudget.objects.get()
        assert (budget.total_ore, budget.finance_ore, budget.investment_ore) == (100 * TKR, 10 * TKR, 5 * TKR)
        assert not CommitteeFrame.objects.filter(body=bodies["kf"]).exists(), "who gets nothing has no frame"
        assert frames_overview(year=2026, as_of=date(2026, 1, 1)).difference_ore == 0

    def test_parts_that_are_not_the_total_refuse_all_of_it_with_the_difference(self, bodies):
        with pytest.raises(op.SumsDoNotHold, match="netto: 5\u00a0tkr saknas"):
            enter(bodies, total=105)
        assert not Decision.objects.exists()
        assert not CommitteeFrame.objects.exists()

    def test_a_decision_during_the_year_changes_only_what_it_names(self, bodies):
        enter(bodies)
        later = date(2026, 4, 20)
        enter(bodies, total=110, on=later, committees={bodies["un"]: given(70, investment=5)})
        old, new = CommitteeFrame.objects.filter(body=bodies["un"]).order_by("start")
        assert (old.end, new.start, new.amount_ore) == (later, later, 70 * TKR)
        assert CommitteeFrame.objects.get(body=bodies["ks"]).start == DECIDED
        assert frames_overview(year=2026, as_of=later).difference_ore == 0

    def test_it_may_name_a_later_day_to_hold_from_but_no_earlier(self, bodies):
        with pytest.raises(op.WrongBudgetDecision, match="inte från 2025-11-23"):
            enter(bodies, starts_on=date(2025, 11, 23))
        enter(bodies, starts_on=date(2026, 1, 1))
        assert set(CommitteeFrame.objects.values_list("start", flat=True)) == {date(2026, 1, 1)}

    @pytest.mark.parametrize("on", [date(2024, 12, 31), date(2026, 11, 21)])
    def test_a_day_outside_the_budgets_own_time_or_not_come_is_refused(self, bodies, on):
        with pytest.raises(op.WrongBudgetDecision, match="Beslutet är från"):
            enter(bodies, on=on)

    def test_another_body_than_the_council_is_refused(self, bodies):
        with pytest.raises(op.WrongBudgetDecision, match="av fullmäktige"):
            enter(bodies, minutes=minutes(bodies["ks"]))

    def test_the_coming_years_is_the_newly_elected_councils(self, bodies):
        with pytest.raises(op.WrongBudgetDecision, match="nyvalda"):
            enter(bodies, year=2027, on=date(2026, 6, 10))
        enter(bodies, year=2027, on=date(2026, 11, 12))

    def test_the_same_paragraph_twice_is_refused(self, bodies):
        enter(bodies)
        with pytest.raises(DecisionRefused, match="redan registrerat"):
            enter(bodies)


class TestEnterInternalBudget:
    def split(self, bodies, *, ek: int, bok: int, paragraph: str = "12", on: date = date(2025, 12, 15)):
        units = {Unit.objects.get(code="ek"): given(ek), Unit.objects.get(code="bok"): given(bok)}
        told = minutes(bodies["un"], on=on, paragraph=paragraph)
        return op.enter_internal_budget(year=2026, units=units, minutes=told, entered_on=DAY, who=WHO)

    def test_the_committees_split_is_entered_and_changed_by_a_later_decision(self, bodies):
        enter(bodies)
        self.split(bodies, ek=35, bok=25)
        self.split(bodies, ek=25, bok=35, paragraph="13", on=date(2026, 5, 4))
        held = UnitFrame.objects.filter(end__isnull=True)
        assert {frame.unit.code: frame.amount_ore // TKR for frame in held} == {"ek": 25, "bok": 35}
        assert UnitFrame.objects.count() == 4

    def test_more_than_the_frame_is_refused_and_nothing_is_stored(self, bodies):
        enter(bodies)
        with pytest.raises(op.FrameExceeded):
            self.split(bodies, ek=35, bok=26)
        assert not UnitFrame.objects.exists()
        assert not Decision.objects.filter(body=bodies["un"]).exists()

    def test_without_a_frame_there_is_nothing_to_split(self, bodies):
        with pytest.raises(op.BudgetNotThere, match="ingen beslutad ram"):
            self.split(bodies, ek=1, bok=1)
