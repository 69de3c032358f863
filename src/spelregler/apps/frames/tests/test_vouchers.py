"""A unit's own vouchers behind its outcome: kept as the file has them, while the month counts and no longer."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.frames import operations
from spelregler.apps.frames.files import ledger_import, ledger_plan, ledger_report
from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable
from spelregler.apps.frames.files.packed_lines import pack
from spelregler.apps.frames.models import LedgerSum, VoucherLines
from spelregler.apps.frames.queries import vouchers
from spelregler.apps.frames.tests.small_town import NOW, WHO, Town
from spelregler.apps.frames.tests.test_ledger_import import CORRECTED, HEAD, LATER, MARCH, VOUCHERS, plan, sie


@pytest.fixture
def named(town: Town) -> Town:
    operations.name_responsibility_code(code="0100", unit=town.unit("ekskolan"), who=WHO)
    operations.choose_dimensions(responsibility_dimension=1, activity_dimension=20, chosen_on=NOW, who=WHO)
    return town


def imported(data: bytes, *, on: date = NOW, name: str = "2026.se") -> None:
    ledger_import.apply_import(plan=plan(data, name=name), imported_on=on, who=WHO)


def found(unit: str = "ekskolan", *, as_of: date = NOW, **asked: object) -> vouchers.UnitVouchers:
    return vouchers.unit_vouchers(unit_code=unit, year=2026, as_of=as_of, **{"most": 50, **asked})  # type: ignore[arg-type]


def rows(page: vouchers.UnitVouchers) -> list[tuple[str, str, str, int]]:
    return [(f"{row.series}{row.number}", row.account, row.text, row.amount.ore) for row in page.rows]


def test_a_unit_sees_its_own_rows_of_net_cost_and_nothing_else(named: Town) -> None:
    imported(sie())
    page = found()
    assert rows(page) == [("A2", "3110", "Avgift", -20_000), ("A1", "5010", "Lön", 100_050)]
    assert (page.count, page.total.ore, page.accounts) == (2, 80_050, ("3110", "5010"))
    assert (page.source, page.imported_on) == ("2026.se", NOW)


def test_the_rows_add_up_to_the_outcome(named: Town) -> None:
    operations.name_responsibility_code(code="0200", unit=named.unit("bokskolan"), who=WHO)
    imported(sie())
    for unit in ("ekskolan", "bokskolan"):
        sums = LedgerSum.objects.filter(unit__code=unit).exclude(account__startswith="8")
        assert found(unit).total.ore == sum(each.amount_ore for each in sums)


def test_a_code_that_is_named_afterwards_brings_its_rows(named: Town) -> None:
    imported(sie())
    assert found("bokskolan").count == 0
    operations.name_responsibility_code(code="0200", unit=named.unit("bokskolan"), who=WHO)
    assert rows(found("bokskolan")) == [("A1", "5010", "Lön", 50_000)]


def test_finance_and_rows_without_a_code_are_not_kept(named: Town) -> None:
    imported(sie())
    assert {(each.responsibility, each.month.month) for each in VoucherLines.objects.all()} == {
        ("0100", 1),
        ("0200", 1),
        ("0100", 2),
    }


def test_asked_by_month_by_account_and_by_page(named: Town) -> None:
    imported(sie(VOUCHERS + MARCH))
    assert [row[0] for row in rows(found(month=date(2026, 3, 1)))] == ["A3"]
    assert [row[0] for row in rows(found(account="5010"))] == ["A3", "A1"]
    assert [row[0] for row in rows(found(start=1, most=1))] == ["A2"]
    assert found(start=1, most=1).count == 3


def test_a_page_past_the_end_is_the_last_one(named: Town) -> None:
    imported(sie())
    count = found().count
    assert rows(found(start=990, most=1)) == rows(found(start=count - 1, most=1))
    assert rows(found(account="9999", start=50, most=50)) == []


def test_a_row_s_own_text_and_day_come_before_its_voucher_s(named: Town) -> None:
    imported(sie(VOUCHERS.replace("1000.50\n", '1000.50 20260117 "Vikarie"\n')))
    row = found().rows[-1]
    assert (row.text, row.day) == ("Vikarie", date(2026, 1, 17))


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8"])
def test_letters_are_right_in_any_code_page(named: Town, encoding: str) -> None:
    text = (HEAD + VOUCHERS).replace("Löner", "Löner och ersättningar på enheten")
    imported(text.encode(encoding))
    assert rows(found())[-1][2] == "Lön"


def test_a_later_file_s_rows_take_the_place_of_the_older_ones(named: Town) -> None:
    imported(sie(), name="feb.se")
    imported(sie(CORRECTED + MARCH), on=LATER, name="mars.se")
    page = found(as_of=LATER)
    assert page.total.ore == 100_050 - 18_000 + 90_000
    assert page.source == "mars.se"
    assert {each.batch.file_name for each in VoucherLines.objects.all()} == {"mars.se"}


def test_of_a_day_before_that_only_the_sums_are_left(named: Town) -> None:
    imported(sie())
    imported(sie(CORRECTED), on=LATER)
    assert found(as_of=NOW).count == 0


def test_the_queries_do_not_grow_with_the_rows(named: Town, django_assert_num_queries: object) -> None:
    imported(sie(VOUCHERS + MARCH))
    with django_assert_num_queries(3):  # type: ignore[operator]
        found()


def test_a_row_that_an_earlier_version_misread_is_told_with_its_file(named: Town) -> None:
    imported(sie())
    stored = VoucherLines.objects.first()
    assert stored is not None
    lines = b'#VER A 1 20260115 "Hyra"\n#TRANS 5010 {1 "0100"} "12 345.00"\n'
    VoucherLines.objects.filter(pk=stored.pk).update(packed=pack([lines]))
    with pytest.raises(LedgerUnreadable, match=r"En rad i 2026\.se .* ”12 345\.00” är inget belopp"):
        found()


def test_a_row_dated_outside_the_year_is_found_in_its_nearest_month(named: Town) -> None:
    imported(sie(VOUCHERS.replace("1000.50\n", "1000.50 20251230\n")))
    assert rows(found(month=date(2026, 1, 1))) == [("A1", "5010", "Lön", 100_050)]


class TestTheSameFileAgain:
    def again(self, *, store: bool) -> dict[str, object]:
        return ledger_report.import_file(
            data=sie(), file_name="igen.se", responsibility=None, activity=None, store=store, today=LATER, who=WHO
        )

    @pytest.mark.parametrize("store", [False, True])
    def test_changes_nothing_and_says_so(self, named: Town, *, store: bool) -> None:
        imported(sie())
        said = self.again(store=store)
        assert (said["unchanged"], said["stored"]) == (True, False)
        assert (said["file"], said["imported_on"]) == ("2026.se", "2026-11-02")

    def test_is_refused_when_a_later_one_has_replaced_it(self, named: Town) -> None:
        imported(sie())
        imported(sie(CORRECTED), on=LATER)
        with pytest.raises(ledger_plan.AlreadyImported, match="ersattes"):
            self.again(store=True)
