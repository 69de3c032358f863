"""Types 1 and 2 know no ansvar: they are held against what is stored, and never stored themselves."""

from __future__ import annotations

import pytest

from spelregler.apps.frames.files import ledger_import, ledger_report
from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable
from spelregler.apps.frames.models import LedgerBatch
from spelregler.apps.frames.tests.small_town import NOW, WHO, Town
from spelregler.apps.frames.tests.test_ledger_import import HEAD, VOUCHERS, plan, sie
from spelregler.apps.frames.tests.test_vouchers import named  # noqa: F401  # a fixture

YEAR = "#RES 0 5010 1510.50\n#RES 0 3110 -200.00\n#RES 0 8410 30.00\n#UB 0 1930 -1340.50\n"
MONTHS = (
    "#PSALDO 0 202601 5010 {} 1500.50\n#PSALDO 0 202602 5010 {} 10.00\n"
    "#PSALDO 0 202602 3110 {} -200.00\n#PSALDO 0 202602 8410 {} 30.00\n"
)


def held_against(balances: str, number: int, *, store: bool = True) -> dict[str, object]:
    data = sie(balances, head=HEAD.replace("#SIETYP 4", f"#SIETYP {number}"))
    return ledger_report.import_file(
        data=data, file_name="typ.se", responsibility=None, activity=None, store=store, today=NOW, who=WHO
    )


@pytest.fixture
def stored(named: Town) -> Town:  # noqa: F811
    ledger_import.apply_import(plan=plan(sie()), imported_on=NOW, who=WHO)
    return named


@pytest.mark.parametrize(("balances", "number"), [(YEAR, 1), (MONTHS, 2)])
def test_the_whole_ledger_agrees_to_the_ore(stored: Town, balances: str, number: int) -> None:
    said = held_against(balances, number)
    assert (said["agrees"], said["accounts"], said["differences"]) == (True, 3, [])
    assert LedgerBatch.objects.count() == 1


@pytest.mark.parametrize(("balances", "number", "month"), [(YEAR, 1, ""), (MONTHS, 2, "2026-02")])
def test_what_differs_is_named(stored: Town, balances: str, number: int, month: str) -> None:
    said = held_against(balances.replace("-200.00", "-250.00"), number)
    assert said["differences"] == [
        {"account": "3110", "month": month, "file_kr": "-250.00", "stored_kr": "-200.00", "difference_kr": "-50.00"}
    ]
    assert (said["agrees"], said["stored"]) == (False, False)


@pytest.mark.parametrize(("balances", "number"), [(YEAR, 1), (MONTHS, 2)])
def test_with_nothing_to_hold_it_against_it_is_refused_with_what_to_export(
    named: Town,  # noqa: F811
    balances: str,
    number: int,
) -> None:
    with pytest.raises(LedgerUnreadable, match=f"SIE typ {number}"):
        held_against(balances, number)


@pytest.mark.parametrize(("balances", "number"), [(YEAR, 1), (MONTHS, 2), (MONTHS, 3), (VOUCHERS, 4)])
@pytest.mark.parametrize("store", [False, True])
def test_another_currency_is_never_taken_for_kronor(stored: Town, balances: str, number: int, *, store: bool) -> None:
    with pytest.raises(LedgerUnreadable) as refused:
        held_against("#VALUTA EUR\n" + balances, number, store=store)
    assert "beloppen är i EUR" in refused.value.text("sv")
    assert "svenska kronor (SEK)" in refused.value.text("sv")
    assert "Export the file in Swedish kronor" in refused.value.text("en")
    assert LedgerBatch.objects.count() == 1


def test_a_file_that_does_not_say_its_year_is_refused(stored: Town) -> None:
    data = sie(YEAR, head=HEAD.replace("#SIETYP 4", "#SIETYP 1").replace("#RAR 0 20260101 20261231\n", ""))
    with pytest.raises(LedgerUnreadable, match="#RAR 0"):
        ledger_report.import_file(
            data=data, file_name="x.se", responsibility=None, activity=None, store=False, today=NOW, who=WHO
        )


def test_import_vouchers_without_balances_are_imported_as_vouchers(named: Town) -> None:  # noqa: F811
    """Type 4I says #SIETYP 4, has vouchers and often no #RAR."""
    data = sie(head=HEAD.replace("#RAR 0 20260101 20261231\n", ""))
    said = ledger_report.import_file(
        data=data, file_name="in.si", responsibility=None, activity=None, store=True, today=NOW, who=WHO
    )
    assert (said["stored"], said["rows"]) == (True, 7)
