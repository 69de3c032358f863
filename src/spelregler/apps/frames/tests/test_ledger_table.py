"""A ledger as a table: headings told once, faults by row and column, the same rules for months as a SIE file."""

from __future__ import annotations

import io
from datetime import date

import pytest

from spelregler.apps.frames import operations
from spelregler.apps.frames.files import ledger_import, ledger_plan
from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable
from spelregler.apps.frames.files.ledger_table import TableNotChosen
from spelregler.apps.frames.tests.small_town import NOW, WHO, Town
from spelregler.apps.frames.tests.test_ledger_import import LATER, months_of, outcome, plan, sie
from spelregler.apps.frames.tests.test_vouchers import named  # noqa: F401  # a fixture
from spelregler.domain.words import Pair
from spelregler.exchange.sheets import Column, Kind, write_table

HEADINGS = {
    "responsibility": "Ansvar",
    "activity": "Verksamhet",
    "account": "Konto",
    "month": "Månad",
    "amount": "Utfall",
}
TABLE = """Ansvar;Verksamhet;Konto;Månad;Utfall;Anmärkning
0100;440;5010;2026-01;1 000,50;löner
0200;440;5010;202601;500,00;
0100;;3110;2026-02-15;-200,00;
0100;;8410;2026-02;30;
;;5010;2026-02;10;
0100;;1930;2026-02;-1;
"""


@pytest.fixture
def told(named: Town) -> Town:  # noqa: F811
    tell()
    return named


def tell(*, unit: str = "kr", negative: bool = False) -> None:
    operations.choose_table(headings=HEADINGS, money_unit=unit, costs_are_negative=negative, chosen_on=NOW, who=WHO)


def table(text: str = TABLE, *, name: str = "utfall.csv") -> ledger_plan.ImportPlan:
    return ledger_plan.plan_import(data=text.encode(), file_name=name)


def test_a_table_gives_what_the_same_sie_file_gives(told: Town) -> None:
    assert table().sums == plan(sie()).sums
    assert table().unit_months == plan(sie()).unit_months


def test_it_takes_the_place_of_a_sie_file_s_months_and_the_other_way_round(told: Town) -> None:
    ledger_import.apply_import(plan=plan(sie()), imported_on=NOW, who=WHO)
    found = table(TABLE.replace("1 000,50", "1 100,50"))
    assert months_of(found) == [(1, "changed", 10_000), (2, "same", 0)]
    ledger_import.apply_import(plan=found, imported_on=LATER, who=WHO)
    assert outcome(LATER) == {1: 160_050, 2: -19_000}
    assert months_of(plan(sie() + b"\r\n")) == [(1, "changed", -10_000), (2, "same", 0)]


def test_a_part_of_the_year_replaces_nothing(told: Town) -> None:
    ledger_import.apply_import(plan=plan(sie()), imported_on=NOW, who=WHO)
    february = "\n".join(line for line in TABLE.splitlines() if "01;" not in line or "Ansvar" in line)
    with pytest.raises(ledger_plan.AlreadyImported, match="saknar 2026-01"):
        table(february)


@pytest.mark.parametrize(("unit", "factor"), [("kr", 1), ("tkr", 1_000), ("mnkr", 1_000_000)])
def test_the_unit_of_money_is_the_one_that_was_told(told: Town, unit: str, factor: int) -> None:
    tell(unit=unit)
    assert table().net_cost_ore == plan(sie()).net_cost_ore * factor


def test_costs_with_a_minus_sign_are_turned(told: Town) -> None:
    tell(negative=True)
    assert table().net_cost_ore == -plan(sie()).net_cost_ore


def test_an_excel_workbook_is_read_the_same(told: Town) -> None:
    columns = [Column(name, Pair(heading)) for name, heading in HEADINGS.items() if name not in ("month", "amount")]
    columns += [
        Column("month", Pair("Månad"), kind=Kind.DAY),
        Column("amount", Pair("Utfall"), kind=Kind.DECIMAL),
    ]
    row = {"responsibility": "0100", "activity": "", "account": "5010", "month": date(2026, 1, 1), "amount": 7}
    data = write_table(columns, [row], form="xlsx")
    found = ledger_plan.plan_import(data=io.BytesIO(data), file_name="utfall.xlsx")
    assert [(each.unit, each.amount_ore) for each in found.unit_months] == [("ekskolan", 700)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("500,00", "femhundra"), "rad 3, kolumn E"),
        (("202601", "2026-13"), "rad 3, kolumn D: ”2026-13” är ingen månad"),
        (("0200;440;5010", "0200;440;"), "rad 3, kolumn C"),
        (("Utfall", "Belopp"), "Det saknas kolumner: Utfall"),
        (("202601", "202501"), "blandar åren 2025, 2026"),
    ],
)
def test_a_fault_is_told_by_row_and_column_and_nothing_is_used(told: Town, change: tuple[str, str], words: str) -> None:
    with pytest.raises(LedgerUnreadable) as refused:
        table(TABLE.replace(*change))
    assert words in refused.value.words.sv


def test_without_headings_told_it_is_refused(named: Town) -> None:  # noqa: F811
    with pytest.raises(TableNotChosen):
        table()


def test_an_empty_table_is_refused(told: Town) -> None:
    with pytest.raises(LedgerUnreadable):
        table(TABLE.splitlines()[0] + "\n")
