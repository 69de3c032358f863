"""A database from before unit frames and ledger months had days is carried over, and may be carried back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from spelregler.apps.frames import operations
from spelregler.apps.frames.models import BudgetLine, LedgerBatch, LedgerMonth, LedgerSum, LineMove, UnitFrame
from spelregler.apps.frames.tests import small_town
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = "0001_initial", "0004_unitframe_one_at_a_time"


def migrate(to: str) -> StateApps:
    executor = MigrationExecutor(connection)
    return executor.migrate([("frames", to)]).apps


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

    migrate(AFTER)
    frame = UnitFrame.objects.get()
    assert (frame.start, frame.end) == (date(2025, 11, 20), None)
    assert set(BudgetLine.objects.values_list("unit_frame", flat=True)) == {frame.pk}
    assert LineMove.objects.get().unit_frame_id == frame.pk


def test_a_frame_without_a_decision_holds_from_the_start_of_its_year() -> None:
    town = small_town.build()
    frame = operations.set_committee_frame(body=town.committee, year=2027, amount_ore=TKR, decision=None, who=WHO)
    operations.set_unit_frame(
        unit=town.unit("ekskolan"), committee_frame=frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO
    )
    migrate(BEFORE)
    migrate(AFTER)
    assert UnitFrame.objects.get().start == date(2027, 1, 1)


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

        migrate(self.AFTER)
        month = LedgerMonth.objects.get()
        assert (month.month, month.start, month.end) == (date(2026, 9, 1), NOW, None)
        batch = LedgerBatch.objects.get()
        assert (batch.responsibility_dimension, batch.activity_dimension) == (1, 20)
