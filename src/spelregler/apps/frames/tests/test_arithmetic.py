"""Whatever is done to the frames and in whichever order, the sums hold on every day, past days included (MR-18)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from spelregler.apps.frames import operations as op
from spelregler.apps.frames.models import BudgetLine, CommitteeFrame, LineMove, UnitFrame, UnitMove
from spelregler.apps.frames.tests import small_town
from spelregler.apps.frames.tests.small_town import TKR, WHO
from spelregler.domain.words import NOTHING
from spelregler.platform.errors import DomainError

FIRST = date(2026, 1, 1)
UNITS = st.integers(0, 2)
AMOUNTS = st.integers(-10, 1_100)
DAYS = st.integers(0, 3)


class Frames(RuleBasedStateMachine):
    """A committee, three units, and lines in the first of them; each act is let through or refused by a rule."""

    @initialize()
    def build(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.town = small_town.build()
        self.units = [self.town.unit(f"enhet-{number}") for number in range(3)]
        limit = self.town.decide(on=date(2025, 12, 1), paragraph="12")
        op.set_move_limit(body=self.town.committee, amount_ore=200 * TKR, decision=limit, who=WHO)
        self.today, self.paragraph = FIRST, 100
        self.past: dict[date, list[tuple[str, int]]] = {}
        self.lines_ore = 0

    def attempt(self, act: Callable[[], object]) -> bool:
        try:
            with transaction.atomic():
                act()
        except DomainError:
            return False
        return True

    @rule(unit=UNITS, tkr=AMOUNTS)
    def share_out(self, unit: int, tkr: int) -> None:
        self.attempt(
            lambda: op.set_unit_frame(
                unit=self.units[unit],
                committee_frame=self.town.frame,
                amount_ore=tkr * TKR,
                decided_on=self.today,
                who=WHO,
            )
        )

    @rule(tkr=AMOUNTS)
    def change_the_committee(self, tkr: int) -> None:
        self.paragraph += 1
        decision = self.town.decide(on=self.today, paragraph=str(self.paragraph))
        self.attempt(
            lambda: op.set_committee_frame(
                body=self.town.committee, year=2026, amount_ore=tkr * TKR, decision=decision, who=WHO
            )
        )

    @rule(giver=UNITS, getter=UNITS, tkr=AMOUNTS)
    def move_between_units(self, giver: int, getter: int, tkr: int) -> None:
        before = self.given()
        self.attempt(
            lambda: op.move_between_units(
                from_unit=self.units[giver],
                to_unit=self.units[getter],
                body=self.town.committee,
                amount_ore=tkr * TKR,
                reason="Behov",
                on=self.today,
                who=WHO,
            )
        )
        assert self.given() == before, "a move neither makes nor loses money"

    @rule(label=st.sampled_from("AB"), tkr=AMOUNTS)
    def set_line(self, label: str, tkr: int) -> None:
        frame = self.frame()
        if frame is not None and self.attempt(
            lambda: op.set_line(unit_frame=frame, label=label, amount_ore=tkr * TKR, set_on=self.today, who=WHO)
        ):
            self.lines_ore = self.lines()

    @rule(tkr=AMOUNTS, forth=st.booleans())
    def move_between_lines(self, tkr: int, forth: bool) -> None:
        lines = list(BudgetLine.objects.filter(end=None).order_by("number" if forth else "-number"))
        frame = self.frame()
        if frame is None or len(lines) < 2:
            return
        self.attempt(
            lambda: op.move_between_lines(
                unit_frame=frame,
                from_line=lines[0],
                to_line=lines[1],
                amount_ore=tkr * TKR,
                reason="",
                moved_on=self.today,
                who=WHO,
                intervention_limits=NOTHING,
            )
        )

    @rule()
    def move_back(self) -> None:
        move = LineMove.objects.order_by("-pk").first()
        if move is not None:
            self.attempt(lambda: op.move_back(move=move, moved_on=self.today, who=WHO, intervention_limits=NOTHING))

    @rule(days=DAYS)
    def time_passes(self, days: int) -> None:
        for _ in range(days):
            self.past[self.today] = self.picture(self.today)
            self.today += timedelta(days=1)

    @invariant()
    def what_units_have_fits_in_the_committee_on_every_day(self) -> None:
        for number in range((self.today - FIRST).days + 1):
            day = FIRST + timedelta(days=number)
            units = sum(UnitFrame.objects.on(day).values_list("amount_ore", flat=True))
            assert units <= sum(CommitteeFrame.objects.on(day).values_list("amount_ore", flat=True))

    @invariant()
    def the_past_stands(self) -> None:
        for day, seen in self.past.items():
            assert self.picture(day) == seen

    @invariant()
    def moves_leave_the_lines_sum_and_no_line_below_zero(self) -> None:
        assert self.lines() == self.lines_ore
        assert not BudgetLine.objects.filter(amount_ore__lt=0).exists()

    @invariant()
    def the_head_never_passes_the_limit(self) -> None:
        for unit in self.units:
            moved = UnitMove.objects.filter(from_unit=unit, outcome="moved", above_limit=False)
            assert sum(moved.values_list("amount_ore", flat=True)) <= 200 * TKR

    def frame(self) -> UnitFrame | None:
        return UnitFrame.objects.filter(unit=self.units[0], end=None).first()

    def given(self) -> int:
        return sum(UnitFrame.objects.filter(end=None).values_list("amount_ore", flat=True))

    def lines(self) -> int:
        return sum(BudgetLine.objects.filter(end=None).values_list("amount_ore", flat=True))

    def picture(self, day: date) -> list[tuple[str, int]]:
        shares = [(str(row), row.amount_ore) for row in UnitFrame.objects.on(day).order_by("unit")]
        committee = [(str(row), row.amount_ore) for row in CommitteeFrame.objects.on(day)]
        return [
            *committee,
            *shares,
            *((row.label, row.amount_ore) for row in BudgetLine.objects.on(day).order_by("number")),
        ]

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)


@pytest.mark.django_db
def test_the_sums_hold_whatever_is_done() -> None:
    run_state_machine_as_test(
        Frames,
        settings=settings(
            max_examples=20,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
