"""A database from before unit frames and ledger months had days is carried over, and may be carried back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from spelregler.apps.frames import operations
from spelregler.apps.frames.models import (
    BudgetLine,
    CommitteeFrame,
    CouncilBudget,
    LedgerBatch,
    LedgerMonth,
    LedgerSum,
    UnitFrame,
)
from spelregler.apps.frames.tests import small_town
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO
from spelregler.platform.squashed import step_by_step

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = "0001_initial", "0004_unitframe_one_at_a_time"


def migrate(to: str) -> StateApps:
    return step_by_step().migrate([("frames", to)]).apps


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_back_and_forth() -> None:
    town = small_town.build()
    unit = town.unit("ekskolan")

    def give(tkr: int, on: date) -> UnitFrame:
        return operations.set_unit_frame(
            unit=unit, committee_frame=town.frame, amount_ore=tkr * TKR, decided_on=on, who=WHO
        )

    first = give(600, SHARED_OUT)
    one, two = (operations.set_line(unit_frame=first, label=label, amount_ore=TKR, who=WHO) for label in "AB")
    operations.move_between_lines(
        unit_frame=first,
        from_line=one,
        to_line=two,
        amount_ore=TKR,
        reason="",
        moved_on=NOW,
        who=WHO,
        intervention_limits=None,
    )
    later = give(550, date(2026, 6, 1))

    older = migrate(BEFORE)
    (kept,) = older.get_model("frames", "UnitFrame").objects.all()
    assert (kept.pk, kept.amount_ore) == (later.pk, 550 * TKR)

    then = migrate(AFTER)
    frame = then.get_model("frames", "UnitFrame").objects.get()
    assert (frame.start, frame.end) == (date(2025, 11, 20), None)
    lines = then.get_model("frames", "BudgetLine").objects
    assert set(lines.values_list("unit_frame", flat=True)) == {frame.pk}
    assert then.get_model("frames", "LineMove").objects.get().unit_frame_id == frame.pk


def test_a_frame_without_a_decision_holds_from_the_start_of_its_year() -> None:
    town = small_town.build()
    frame = operations.set_committee_frame(body=town.committee, year=2027, amount_ore=TKR, decision=None, who=WHO)
    operations.set_unit_frame(
        unit=town.unit("ekskolan"), committee_frame=frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO
    )
    migrate(BEFORE)
    then = migrate(AFTER)
    assert then.get_model("frames", "UnitFrame").objects.get().start == date(2027, 1, 1)


class TestShares:
    """Totals, frames and lines from before they had days."""

    BEFORE, AFTER = "0010_internalchoice_add", "0013_shares_hold"

    def test_what_holds_is_carried_back_and_gets_its_days_again(self) -> None:
        town = small_town.build()
        frame = operations.set_unit_frame(
            unit=town.unit("ekskolan"), committee_frame=town.frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO
        )
        one, two = (operations.set_line(unit_frame=frame, label=label, amount_ore=TKR, who=WHO) for label in "AB")
        operations.move_between_lines(
            unit_frame=frame,
            from_line=one,
            to_line=two,
            amount_ore=TKR,
            reason="",
            moved_on=NOW,
            who=WHO,
            intervention_limits=None,
        )
        raised = town.decide(on=date(2026, 6, 1), paragraph="7")
        operations.set_committee_frame(body=town.committee, year=2026, amount_ore=2_000 * TKR, decision=raised, who=WHO)
        for decision in (town.decide(on=date(2025, 11, 21), paragraph="2"), raised):
            operations.set_council_budget(year=2026, total_ore=TKR, finance_ore=0, decision=decision, who=WHO)

        older = migrate(self.BEFORE)
        (kept,) = older.get_model("frames", "CommitteeFrame").objects.all()
        assert kept.amount_ore == 2_000 * TKR
        assert older.get_model("frames", "CouncilBudget").objects.get().decision_id == raised.pk
        lines = older.get_model("frames", "BudgetLine").objects.order_by("label")
        assert [line.amount_ore for line in lines] == [0, 2 * TKR]

        migrate(self.AFTER)
        assert CommitteeFrame.objects.get().start == date(2026, 6, 1)
        assert CouncilBudget.objects.get().start == date(2026, 6, 1)
        assert set(BudgetLine.objects.values_list("number", "start")) == {(1, SHARED_OUT), (2, SHARED_OUT)}
        assert UnitFrame.objects.get().committee_frame_id == CommitteeFrame.objects.get().pk


class TestLedger:
    """Files that were imported before a later one could replace them."""

    BEFORE, AFTER = "0004_unitframe_one_at_a_time", "0006_ledgermonth_give_days"

    def book(self, month: int, *, on: date, until: date | None = None) -> LedgerMonth:
        batch = LedgerBatch.objects.create(
            file_name=f"{month}.se",
            sha256=f"{LedgerBatch.objects.count():064}",
            company="Kommunen",
            first_month=date(2026, month, 1),
            last_month=date(2026, month, 1),
            vouchers=1,
            rows=1,
            ksumma="ok",
            imported_on=on,
            imported_by="Test",
        )
        LedgerSum.objects.create(batch=batch, month=batch.first_month, account="5010", amount_ore=TKR)
        return LedgerMonth.objects.create(batch=batch, month=batch.first_month, start=on, end=until)

    def test_what_counted_counts_on_and_what_was_replaced_is_gone(self) -> None:
        operations.choose_dimensions(responsibility_dimension=1, activity_dimension=20, chosen_on=SHARED_OUT, who=WHO)
        self.book(9, on=date(2026, 10, 5), until=NOW)
        kept = self.book(9, on=NOW)

        older = migrate(self.BEFORE)
        assert older.get_model("frames", "LedgerSum").objects.get().batch_id == kept.batch_id
        assert older.get_model("frames", "LedgerBatch").objects.get().pk == kept.batch_id

        then = migrate(self.AFTER)
        month = then.get_model("frames", "LedgerMonth").objects.get()
        assert (month.month, month.start, month.end) == (date(2026, 9, 1), NOW, None)
        batch = then.get_model("frames", "LedgerBatch").objects.get()
        assert (batch.responsibility_dimension, batch.activity_dimension) == (1, 20)
