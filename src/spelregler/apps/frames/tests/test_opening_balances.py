"""A file's opening balances are held against what the year before closed with, and never hinder the import."""

from __future__ import annotations

import pytest

from spelregler.apps.frames import operations
from spelregler.apps.frames.files import ledger_import, ledger_report
from spelregler.apps.frames.files.opening_balances import Opening
from spelregler.apps.frames.models import LedgerBatch
from spelregler.apps.frames.tests.small_town import NOW, WHO, Town
from spelregler.apps.frames.tests.test_ledger_import import HEAD, VOUCHERS, plan, sie

HEAD_2025 = HEAD.replace("#RAR 0 20260101 20261231", "#RAR 0 20250101 20251231")
CLOSING = "#UB 0 1930 500.00\n#UB 0 2010 -400.00\n#UB 0 2440 -100.00\n"
OPENING = CLOSING.replace("#UB", "#IB")


@pytest.fixture
def chosen(town: Town) -> Town:
    operations.choose_dimensions(responsibility_dimension=1, activity_dimension=20, chosen_on=NOW, who=WHO)
    return town


def bring_2025(balances: str = CLOSING) -> LedgerBatch:
    data = sie(VOUCHERS.replace("#VER A 2 2026", "#VER A 2 2025").replace("20260115", "20251215"), head=HEAD_2025)
    found = plan(data.replace(b"#KONTO 1930", balances.encode() + b"#KONTO 1930"), name="2025.se")
    return ledger_import.apply_import(plan=found, imported_on=NOW, who=WHO)


def opening(balances: str) -> Opening | None:
    return plan(sie(balances + VOUCHERS)).opening


def told(found: Opening | None) -> list[tuple[str, int]]:
    assert found is not None
    assert found.check is not None
    return [(each.account, each.difference.ore) for each in found.check.differences]


def test_the_year_before_as_it_was_imported_is_what_it_is_held_against(chosen: Town) -> None:
    bring_2025()
    found = opening(OPENING + "#UB -1 1930 1.00\n")
    assert found is not None
    assert (found.state, found.source, f"{found.until:%Y-%m}") == ("agree", "2025.se", "2025-12")


def test_a_difference_is_named_and_the_file_is_imported_all_the_same(chosen: Town) -> None:
    bring_2025()
    found = plan(sie(OPENING.replace("-100.00", "-90.00") + VOUCHERS))
    assert told(found.opening) == [("2440", 1_000)]
    assert ledger_import.apply_import(plan=found, imported_on=NOW, who=WHO).pk


def test_a_year_that_was_not_imported_is_told_by_the_file(chosen: Town) -> None:
    found = opening(OPENING + CLOSING.replace("#UB 0", "#UB -1").replace("500.00", "450.00"))
    assert told(found) == [("1930", 5_000)]
    assert found is not None
    assert found.source == ""


def test_without_closing_balances_nothing_can_be_told(chosen: Town) -> None:
    bring_2025(balances="")
    found = opening(OPENING)
    assert found is not None
    assert (found.state, found.check) == ("unknown", None)


def test_a_year_further_back_is_not_the_year_before(chosen: Town) -> None:
    bring_2025()
    later = sie(OPENING + VOUCHERS).replace(b"2026", b"2027")
    assert plan(later).opening == Opening()


def test_a_file_without_opening_balances_is_not_asked(chosen: Town) -> None:
    assert opening("") is None


def test_the_program_tells_it_too(chosen: Town) -> None:
    bring_2025()
    data = sie(OPENING.replace("500.00", "480.00") + VOUCHERS)
    told = ledger_report.import_file(
        data=data, file_name="x.se", responsibility=None, activity=None, store=False, today=NOW, who=WHO
    )
    assert (told["opening_balances"], told["opening_source"]) == ("differ", "2025.se")
    assert told["opening_differences"] == [
        {"account": "1930", "opening_kr": "480.00", "closing_kr": "500.00", "difference_kr": "-20.00"}
    ]
