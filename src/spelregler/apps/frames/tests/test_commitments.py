"""What is committed stands beside the outcome: a new file is all that is committed, and nothing is added."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.frames import operations
from spelregler.apps.frames.files import ledger_import
from spelregler.apps.frames.files.commitments import CommitmentImport, committed_of_unit, import_commitments
from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable
from spelregler.apps.frames.models import CommittedSum
from spelregler.apps.frames.queries import net_outcome
from spelregler.apps.frames.tests.small_town import NOW, WHO, Town
from spelregler.apps.frames.tests.test_ledger_import import LATER, plan, sie
from spelregler.apps.frames.tests.test_vouchers import named  # noqa: F401  # a fixture
from spelregler.platform.audit.models import AuditRow

FILE = "Ansvar;Månad;Belopp\n0100;2026-11;1 000,50\n0100;2026-11;99,50\n0100;2026-12;400\n0999;2026-11;7\n"


def bring(text: str = FILE, *, on: date = NOW, store: bool = True, unit: str = "kr") -> CommitmentImport:
    return import_commitments(data=text.encode(), file_name="best.csv", money_unit=unit, store=store, today=on, who=WHO)


def of_unit(as_of: date = NOW) -> int | None:
    found = committed_of_unit(unit_code="ekskolan", year=2026, as_of=as_of)
    return None if found is None else found.amount.ore


def test_it_is_told_by_unit_with_its_source(named: Town) -> None:  # noqa: F811
    found = bring()
    assert (found.rows, found.is_changed, found.without_unit) == (3, True, ("0999",))
    told = committed_of_unit(unit_code="ekskolan", year=2026, as_of=NOW)
    assert told is not None
    assert (told.amount.ore, told.source, told.on) == (150_000, "best.csv", NOW)


def test_the_outcome_is_the_same_with_and_without_it(named: Town) -> None:  # noqa: F811
    ledger_import.apply_import(plan=plan(sie()), imported_on=NOW, who=WHO)
    before = net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=NOW)
    bring()
    assert net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=NOW) == before


def test_a_new_file_takes_the_older_one_s_place_and_an_earlier_day_keeps_its_answer(named: Town) -> None:  # noqa: F811
    bring()
    bring("Ansvar;Månad;Belopp\n0100;2026-12;400\n", on=LATER)
    assert (of_unit(NOW), of_unit(LATER)) == (150_000, 40_000)


def test_two_on_one_day_leave_the_later_one(named: Town) -> None:  # noqa: F811
    bring()
    bring("Ansvar;Månad;Belopp\n0100;2026-12;400\n")
    assert of_unit() == 40_000
    assert CommittedSum.objects.count() == 1


def test_the_same_again_changes_nothing_and_leaves_no_trace(named: Town) -> None:  # noqa: F811
    bring()
    before = AuditRow.objects.count()
    assert bring(on=LATER).is_changed is False
    assert AuditRow.objects.count() == before


def test_a_plan_stores_nothing(named: Town) -> None:  # noqa: F811
    assert bring(store=False).is_changed
    assert of_unit() is None  # not known is not zero


def test_the_unit_of_money_is_asked_for(named: Town) -> None:  # noqa: F811
    bring(unit="tkr")
    assert of_unit() == 150_000_000


@pytest.mark.parametrize(
    ("change", "words"), [(("2026-12", "december"), "rad 4, kolumn B"), (("400", "x"), "rad 4, kolumn C")]
)
def test_a_fault_is_told_by_row_and_column(named: Town, change: tuple[str, str], words: str) -> None:  # noqa: F811
    with pytest.raises(LedgerUnreadable) as refused:
        bring(FILE.replace(*change))
    assert words in refused.value.words.sv
    assert not CommittedSum.objects.exists()


def test_a_code_that_is_named_afterwards_brings_its_commitments(named: Town) -> None:  # noqa: F811
    bring()
    operations.name_responsibility_code(code="0999", unit=named.unit("almskolan"), who=WHO)
    found = committed_of_unit(unit_code="almskolan", year=2026, as_of=NOW)
    assert found is not None
    assert found.amount.ore == 700
