"""Carrying over: every frame changes with the council's total, and next year's budget starts without it."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.frames import operations as op
from spelregler.apps.frames.models import CarryOver, CarryOverShare, CommitteeFrame, CouncilBudget, UnitFrame
from spelregler.apps.frames.operations import Author
from spelregler.apps.frames.queries.carry_over import carry_overs_into, leftovers
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO, Town
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain.frames.carry_over import CarryOverAmounts
from spelregler.domain.money import Money
from spelregler.platform.audit.models import AuditRow

APRIL, MAY = date(2026, 4, 22), date(2026, 5, 13)


@pytest.fixture
def council(town: Town) -> Body:
    council = Body.objects.create(code="kf", name="Fullmäktige", kind=Body.Kind.COUNCIL, start=SHARED_OUT)
    decision = town.decide(on=SHARED_OUT, body=council, paragraph="3")
    op.set_council_budget(year=2026, total_ore=1_200 * TKR, finance_ore=200 * TKR, decision=decision, who=WHO)
    return council


@pytest.fixture
def school(town: Town) -> Unit:
    unit = town.unit("ekskolan")
    op.set_unit_frame(unit=unit, committee_frame=town.frame, amount_ore=900 * TKR, decided_on=SHARED_OUT, who=WHO)
    return unit


def carry(body: Body, on: date, **shares: tuple[int, int]) -> CarryOver:
    return op.carry_over(
        body=body,
        into=2026,
        shares={
            code: CarryOverAmounts(Money.from_tkr(net), Money.from_tkr(inv)) for code, (net, inv) in shares.items()
        },
        decided_on=on,
        paragraph=str(on.month),
        text="Det som blev över förs över.",
        who=WHO,
    )


def total() -> tuple[int, int]:
    budget = CouncilBudget.objects.get(year=2026, end=None)
    return budget.total_ore // TKR, budget.investment_ore // TKR


class TestTheSumsHold:
    def test_the_total_the_committee_and_the_unit_grow_by_the_same_decisions(
        self, town: Town, council: Body, school: Unit
    ) -> None:
        carry(council, APRIL, un=(120, 300))
        carry(town.committee, MAY, ekskolan=(100, 300))
        assert total() == (1_320, 300)
        committee = CommitteeFrame.objects.get(body=town.committee, end=None)
        assert (committee.amount_ore // TKR, committee.investment_ore // TKR, committee.start) == (1_120, 300, APRIL)
        unit = UnitFrame.objects.get(unit=school, end=None)
        assert (unit.amount_ore // TKR, unit.investment_ore // TKR, unit.start) == (1_000, 300, MAY)
        assert UnitFrame.objects.on(APRIL).get(unit=school).amount_ore == 900 * TKR, "an earlier day stands"
        assert carry_overs_into(year=2026, as_of=APRIL) == {
            ("body", "un"): CarryOverAmounts(Money(120 * TKR), Money(300 * TKR))
        }
        assert AuditRow.objects.filter(act="carry-over").count() == 2

    def test_a_deficit_that_the_units_have_no_room_for_is_refused_and_nothing_is_stored(
        self, town: Town, council: Body, school: Unit
    ) -> None:
        with pytest.raises(op.FrameExceeded):
            carry(council, APRIL, un=(-101, 0))
        assert total() == (1_200, 0)
        assert not CarryOverShare.objects.exists()
        assert not council.decisions.filter(decided_on=APRIL).exists()

    def test_a_committee_passes_on_no_more_than_it_was_given(self, town: Town, council: Body, school: Unit) -> None:
        with pytest.raises(op.CarryOverRefused, match="50\u00a0tkr mer"):
            carry(town.committee, MAY, ekskolan=(50, 0))

    def test_two_units_of_one_name_are_two(self, town: Town, council: Body, school: Unit) -> None:
        other = town.unit("annan")
        other.name = school.name
        other.save()
        op.set_unit_frame(unit=other, committee_frame=town.frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO)
        carry(council, APRIL, un=(100, 0))
        with pytest.raises(op.CarryOverRefused, match="20\u00a0tkr mer"):
            carry(town.committee, MAY, ekskolan=(60, 0), annan=(60, 0))

    def test_a_place_without_a_frame_is_named(self, town: Town, council: Body) -> None:
        with pytest.raises(op.CarryOverRefused, match="von har ingen ram"):
            carry(council, APRIL, von=(50, 0))


def test_the_next_years_draft_starts_without_what_was_carried(town: Town, council: Body, school: Unit) -> None:
    carry(council, APRIL, un=(120, 300))
    carry(town.committee, MAY, ekskolan=(100, 300))
    proposal = op.draft_proposal(
        decider=council, year=2027, title="Förslag", author=Author("KS", "ks"), written_on=NOW, who=WHO, with_units=True
    )
    rows = {row.key: (row.cost_ore // TKR, row.investment_ore // TKR) for row in proposal.shares.filter(year=2027)}
    assert rows["body:un"] == (1_000, 0)
    assert rows["unit:ekskolan"] == (900, 0)


def test_what_was_left_is_the_frame_less_the_outcome_and_a_dash_where_it_is_not_known(
    town: Town, council: Body, school: Unit
) -> None:
    (row,) = leftovers(body=town.committee, into=2026, as_of=NOW)
    assert (row.name, row.frame, row.outcome, row.left) == ("Ekskolan", None, None, None)
