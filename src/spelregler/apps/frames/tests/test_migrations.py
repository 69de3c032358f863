"""A database from before frames, shares and ledger months had days is carried over, and may be carried back.

The way through the steps takes most of the time, so it is walked once with everything that is looked at on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from spelregler.apps.frames import operations
from spelregler.apps.frames.models import LedgerBatch, LedgerMonth, LedgerSum, UnitFrame
from spelregler.apps.frames.tests import small_town
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, START, TKR, WHO
from spelregler.apps.organisation.models import Department
from spelregler.domain.words import NOTHING
from spelregler.platform.squashed import step_by_step

pytestmark = pytest.mark.django_db(transaction=True)
WITHOUT_DAYS_OF_FRAMES = "0001_initial"
FRAMES_HAVE_DAYS = "0004_unitframe_one_at_a_time"
LEDGER_HAS_DAYS = "0006_ledgermonth_give_days"
WITHOUT_DAYS_OF_SHARES = "0010_internalchoice_add"
SHARES_HAVE_DAYS = "0013_shares_hold"


Rows = Callable[[str], Any]
"""The rows of a model as it is at a step."""


def migrate(to: str) -> Rows:
    models = step_by_step().migrate([("frames", to)]).apps
    return lambda name: models.get_model("frames", name).objects


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def with_a_move(town: small_town.Town, frame: UnitFrame) -> None:
    """Two lines of 1 tkr each, and all of the one moved to the other."""
    one, two = (operations.set_line(unit_frame=frame, label=label, amount_ore=TKR, who=WHO) for label in "AB")
    operations.move_between_lines(
        unit_frame=frame,
        from_line=one,
        to_line=two,
        amount_ore=TKR,
        reason="",
        moved_on=NOW,
        who=WHO,
        intervention_limits=NOTHING,
    )


@dataclass
class UnitFrames:
    """A unit whose frame was changed in June, after a move between its lines; and one whose frame nobody decided."""

    town: small_town.Town

    def enter(self) -> None:
        self.unit, self.undecided = self.town.unit("ekskolan"), self.town.unit("badet")
        with_a_move(self.town, self.give(600, SHARED_OUT))
        self.later = self.give(550, date(2026, 6, 1))
        frame = operations.set_committee_frame(
            body=self.town.committee, year=2027, amount_ore=TKR, decision=None, who=WHO
        )
        operations.set_unit_frame(
            unit=self.undecided, committee_frame=frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO
        )

    def give(self, tkr: int, on: date) -> UnitFrame:
        return operations.set_unit_frame(
            unit=self.unit, committee_frame=self.town.frame, amount_ore=tkr * TKR, decided_on=on, who=WHO
        )

    def the_last_is_kept(self, rows: Rows) -> None:
        (kept,) = rows("UnitFrame").filter(unit=self.unit.pk)
        assert (kept.pk, kept.amount_ore) == (self.later.pk, 550 * TKR)

    def holds_from_its_decision_with_what_hangs_on_it(self, rows: Rows) -> None:
        frame = rows("UnitFrame").get(unit=self.unit.pk)
        assert (frame.start, frame.end) == (date(2025, 11, 20), None)
        lines = rows("BudgetLine").filter(unit_frame__unit=self.unit.pk)
        assert set(lines.values_list("unit_frame", flat=True)) == {frame.pk}
        assert lines.count() == 2
        assert rows("LineMove").get(unit_frame__unit=self.unit.pk).unit_frame_id == frame.pk

    def holds_from_the_start_of_its_year_without_a_decision(self, rows: Rows) -> None:
        assert rows("UnitFrame").get(unit=self.undecided.pk).start == date(2027, 1, 1)


@dataclass
class Shares:
    """Totals, a committee's frame and a unit's lines; all but the lines were decided anew in June."""

    town: small_town.Town

    def enter(self) -> None:
        body = self.town.other
        department = Department.objects.create(code="vf", name="Omsorg", body=body, start=START)
        decided = self.town.decide(on=date(2025, 11, 20), paragraph="91", body=body)
        frame = operations.set_committee_frame(body=body, year=2026, amount_ore=1_000 * TKR, decision=decided, who=WHO)
        self.unit = replace(self.town, department=department).unit("lunden")
        with_a_move(
            self.town,
            operations.set_unit_frame(
                unit=self.unit, committee_frame=frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO
            ),
        )
        self.raised = self.town.decide(on=date(2026, 6, 1), paragraph="7", body=body)
        operations.set_committee_frame(body=body, year=2026, amount_ore=2_000 * TKR, decision=self.raised, who=WHO)
        for decision in (self.town.decide(on=date(2025, 11, 21), paragraph="2"), self.raised):
            operations.set_council_budget(year=2026, total_ore=TKR, finance_ore=0, decision=decision, who=WHO)

    def the_last_are_kept(self, rows: Rows) -> None:
        assert rows("CommitteeFrame").get(body=self.town.other.pk).amount_ore == 2_000 * TKR
        assert rows("CouncilBudget").get().decision_id == self.raised.pk
        lines = rows("BudgetLine").filter(unit_frame__unit=self.unit.pk).order_by("label")
        assert [line.amount_ore for line in lines] == [0, 2 * TKR]

    def have_their_days_again(self, rows: Rows) -> None:
        frame = rows("CommitteeFrame").get(body=self.town.other.pk)
        assert frame.start == date(2026, 6, 1)
        assert rows("CouncilBudget").get().start == date(2026, 6, 1)
        lines = rows("BudgetLine").filter(unit_frame__unit=self.unit.pk)
        assert set(lines.values_list("number", "start")) == {(1, SHARED_OUT), (2, SHARED_OUT)}
        assert rows("UnitFrame").get(unit=self.unit.pk).committee_frame_id == frame.pk


class Ledger:
    """A month that was imported twice, the later file in the stead of the earlier."""

    def enter(self) -> None:
        operations.choose_dimensions(responsibility_dimension=1, activity_dimension=20, chosen_on=SHARED_OUT, who=WHO)
        self.book(on=date(2026, 10, 5), until=NOW)
        self.kept = self.book(on=NOW).batch_id

    def book(self, *, on: date, until: date | None = None) -> LedgerMonth:
        month = date(2026, 9, 1)
        batch = LedgerBatch.objects.create(
            file_name="9.se",
            sha256=f"{LedgerBatch.objects.count():064}",
            company="Kommunen",
            first_month=month,
            last_month=month,
            vouchers=1,
            rows=1,
            ksumma="ok",
            imported_on=on,
            imported_by="Test",
        )
        LedgerSum.objects.create(batch=batch, month=month, account="5010", amount_ore=TKR)
        return LedgerMonth.objects.create(batch=batch, month=month, start=on, end=until)

    def what_was_replaced_is_gone(self, rows: Rows) -> None:
        assert rows("LedgerSum").get().batch_id == self.kept
        assert rows("LedgerBatch").get().pk == self.kept

    def what_counted_counts_on(self, rows: Rows) -> None:
        month = rows("LedgerMonth").get()
        assert (month.month, month.start, month.end) == (date(2026, 9, 1), NOW, None)
        batch = rows("LedgerBatch").get()
        assert (batch.responsibility_dimension, batch.activity_dimension) == (1, 20)


def test_back_and_forth() -> None:
    town = small_town.build()
    frames, shares, ledger = UnitFrames(town), Shares(town), Ledger()
    for each in (frames, shares, ledger):
        each.enter()

    shares.the_last_are_kept(migrate(WITHOUT_DAYS_OF_SHARES))
    shares.have_their_days_again(migrate(SHARES_HAVE_DAYS))

    ledger.what_was_replaced_is_gone(migrate(FRAMES_HAVE_DAYS))
    frames.the_last_is_kept(migrate(WITHOUT_DAYS_OF_FRAMES))

    then = migrate(FRAMES_HAVE_DAYS)
    frames.holds_from_its_decision_with_what_hangs_on_it(then)
    frames.holds_from_the_start_of_its_year_without_a_decision(then)
    ledger.what_counted_counts_on(migrate(LEDGER_HAS_DAYS))
