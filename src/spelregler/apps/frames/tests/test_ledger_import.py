"""SIE import: the plan stores nothing, applying stores all or nothing, nothing is counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from spelregler.apps.frames import operations
from spelregler.apps.frames.files import ledger_import, ledger_plan, ledger_report, ledger_rows, ledger_sums
from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable
from spelregler.apps.frames.files.ledger_sums import Seen
from spelregler.apps.frames.files.packed_lines import unpack
from spelregler.apps.frames.models import DimensionChoice, LedgerBatch, LedgerMonth, LedgerSum
from spelregler.apps.frames.queries import ledger_batches, net_outcome
from spelregler.apps.frames.tests.small_town import NOW, WHO, Town
from spelregler.domain.money import Money
from spelregler.exchange import limits
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.bulk import put_in

HEAD = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#PROGRAM "Test" 1
#GEN 20261101
#FNAMN "Småstads kommun"
#RAR 0 20260101 20261231
#KONTO 1930 Bank
#KONTO 3110 Avgifter
#KONTO 5010 Löner
#KONTO 8410 Ränta
#DIM 1 Ansvar
#DIM 20 Verksamhet
#OBJEKT 1 "0100" "Ekskolan"
#OBJEKT 1 "0200" "Bokskolan"
"""
VOUCHERS = """#VER A 1 20260115 "Lön"
{
   #TRANS 5010 {1 "0100" 20 "440"} 1000.50
   #TRANS 5010 {1 "0200" 20 "440"} 500.00
   #TRANS 1930 {} -1500.50
}
#VER A 2 20260215 "Avgift"
{
   #TRANS 3110 {1 "0100"} -200.00
   #TRANS 8410 {1 "0100"} 30.00
   #TRANS 5010 {} 10.00
   #TRANS 1930 {} 160.00
}
"""


def sie(vouchers: str = VOUCHERS, *, head: str = HEAD) -> bytes:
    return (head + vouchers).encode("cp437")


@pytest.fixture
def named(town: Town) -> Town:
    operations.name_responsibility_code(code="0100", unit=town.unit("ekskolan"), who=WHO)
    operations.choose_dimensions(responsibility_dimension=1, activity_dimension=20, chosen_on=NOW, who=WHO)
    return town


def plan(data: bytes | None = None, *, name: str = "2026.se") -> ledger_plan.ImportPlan:
    return ledger_plan.plan_import(data=sie() if data is None else data, file_name=name)


class TestPlan:
    def test_shows_what_it_would_add(self, named: Town) -> None:
        found = plan()
        assert (found.company, found.vouchers, found.rows, found.ksumma) == ("Småstads kommun", 2, 7, "none")
        assert found.months == (date(2026, 1, 1), date(2026, 2, 1))
        assert [(each.unit, each.month.month, each.amount_ore) for each in found.unit_months] == [
            ("ekskolan", 1, 100_050),
            ("ekskolan", 2, -20_000),
        ]
        assert (found.net_cost_ore, found.finance_ore) == (100_050 + 50_000 - 20_000 + 1_000, 3_000)

    def test_reports_codes_without_a_unit_by_the_ledgers_own_name(self, named: Town) -> None:
        assert [(each.code, each.name, each.amount_ore) for each in plan().unknown_codes] == [
            ("", "", 1_000),
            ("0200", "Bokskolan", 50_000),
        ]

    def test_keeps_the_activity(self, named: Town) -> None:
        assert {each.activity for each in plan().sums} == {"", "440"}

    @pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8"])
    def test_a_code_with_swedish_letters_finds_its_unit_in_any_code_page(self, named: Town, encoding: str) -> None:
        operations.name_responsibility_code(code="ÖST å", unit=named.unit("almskolan"), who=WHO)
        data = sie().decode("cp437").replace("0100", "ÖST å").replace("Löner", "Löner och ersättningar")
        assert {each.unit for each in plan(data.encode(encoding)).unit_months} == {"almskolan"}

    def test_tells_how_far_it_has_come(self, named: Town) -> None:
        told: dict[str, list[int]] = {}

        @contextmanager
        def stage(name: str, length: int) -> Iterator[Seen]:
            told[name] = [length, 0]

            def seen(piece: int) -> None:
                told[name][1] += piece

            yield seen

        found = ledger_plan.plan_import(data=sie(), file_name="2026.se", stage=stage)
        ledger_import.apply_import(plan=found, imported_on=NOW, who=WHO, stage=stage)
        whole, read = told["read"]
        assert whole == 2 * len(sie())
        assert len(sie()) <= read <= whole  # a small file is not fetched again for its second look
        assert told["store"] == [len(found.sums), len(found.sums)]

    def test_stores_nothing(self, named: Town) -> None:
        before = AuditRow.objects.count()
        with CaptureQueriesContext(connection) as seen:
            plan()
        assert all(query["sql"].startswith(("SELECT", "DECLARE")) for query in seen)  # a cursor reads, too
        assert (LedgerBatch.objects.count(), LedgerSum.objects.count()) == (0, 0)
        assert AuditRow.objects.count() == before

    def test_reports_an_unbalanced_voucher_by_series_number_and_difference(self, named: Town) -> None:
        vouchers = '#VER B 7 20260301 "Fel"\n{\n   #TRANS 5010 {1 "0100"} 100.00\n   #TRANS 1930 {} -99.00\n}\n'
        found = plan(sie(VOUCHERS + vouchers))
        assert [(each.series, each.number, each.difference_ore) for each in found.unbalanced] == [("B", "7", 100)]

    def test_asks_for_the_dimension_and_names_those_of_the_file(self, town: Town) -> None:
        with pytest.raises(ledger_plan.DimensionsNotChosen, match="1 Ansvar, 20 Verksamhet"):
            plan()

    def test_refuses_a_dimension_that_is_not_in_the_file(self, town: Town) -> None:
        with pytest.raises(ledger_plan.DimensionsNotChosen, match="Dimension 33 finns inte"):
            ledger_plan.plan_import(data=sie(), file_name="x.se", responsibility_dimension=33)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"hello",
            b"\x89PNG\r\n\x1a\n\x00\x00",
            sie("#VER A 1 20260115\n{\n   #TRANS 5010 {} 1.00\n"),
            sie(""),
            sie(head=HEAD.replace("#FLAGGA 0\n", "#FLAGGA 0\n#KSUMMA\n")),
            sie(head=HEAD.replace("#FLAGGA 0\n", "#FLAGGA 0\n#KSUMMA\n")) + b"#KSUMMA 17\n",
        ],
        ids=["empty", "text", "picture", "cut voucher", "no vouchers", "unclosed checksum", "wrong checksum"],
    )
    def test_refuses_what_is_not_a_whole_ledger(self, named: Town, data: bytes) -> None:
        with pytest.raises(LedgerUnreadable) as refused:
            plan(data)
        assert refused.value.words.sv
        assert refused.value.words.en

    def test_refuses_a_file_marked_as_read(self, named: Town) -> None:
        with pytest.raises(ledger_plan.AlreadyImported, match="#FLAGGA 1"):
            plan(sie(head=HEAD.replace("#FLAGGA 0", "#FLAGGA 1")))


class TestApply:
    def test_stores_the_plan_and_the_queries_read_it(self, named: Town) -> None:
        batch = ledger_import.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        assert (batch.vouchers, batch.rows, batch.sums.count()) == (2, 7, 5)
        (row,) = ledger_batches.ledger_batches(as_of=NOW)
        assert (row.file_name, row.ksumma, row.remarks) == ("2026.se", "none", ())
        found = net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=NOW)
        assert [(each.unit, each.month.month, each.amount_ore) for each in found] == [
            ("", 1, 50_000),
            ("", 2, 1_000),
            ("ekskolan", 1, 100_050),
            ("ekskolan", 2, -20_000),
        ]

    def test_naming_a_code_afterwards_gives_the_unit_its_sums(self, named: Town) -> None:
        ledger_import.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        operations.name_responsibility_code(code="0200", unit=named.unit("bokskolan"), who=WHO)
        found = net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=NOW, unit_code="bokskolan")
        assert [each.amount_ore for each in found] == [50_000]
        assert ledger_batches.unnamed_responsibility_codes(as_of=NOW) == []
        assert ledger_batches.booked_without_code(as_of=NOW) == 1_000

    def test_a_fault_in_the_middle_stores_nothing(self, named: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = []

        def breaks(*given: Any, **named: Any) -> None:
            calls.append(1)
            if len(calls) == 2:
                raise KeyboardInterrupt
            put_in(*given, **named)

        monkeypatch.setattr("spelregler.apps.frames.files.ledger_import.CHUNK", 2)
        monkeypatch.setattr(ledger_import, "put_in", breaks)
        before = AuditRow.objects.count()
        with pytest.raises(KeyboardInterrupt):
            ledger_import.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        assert (LedgerBatch.objects.count(), LedgerSum.objects.count()) == (0, 0)
        assert AuditRow.objects.count() == before

    def test_the_same_file_is_refused_the_second_time(self, named: Town) -> None:
        first = plan()
        ledger_import.apply_import(plan=first, imported_on=NOW, who=WHO)
        with pytest.raises(ledger_plan.AlreadyImported, match=r"redan inläst 2026-11-02 som 2026\.se"):
            plan(name="samma.se")
        with pytest.raises(ledger_plan.AlreadyImported):
            ledger_import.apply_import(plan=first, imported_on=NOW, who=WHO)
        assert LedgerBatch.objects.count() == 1

    def test_covered_months_are_refused(self, named: Town) -> None:
        ledger_import.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        with pytest.raises(ledger_plan.AlreadyImported, match=r"2026-02 – 2026-02 täcks redan av 2026\.se"):
            plan(sie(VOUCHERS.replace("20260115", "20260315")))

    def test_the_choice_of_dimensions_is_remembered(self, town: Town) -> None:
        found = ledger_plan.plan_import(data=sie(), file_name="x.se", responsibility_dimension=1, activity_dimension=20)
        ledger_import.apply_import(plan=found, imported_on=NOW, who=WHO)
        choice = DimensionChoice.objects.get()
        assert (choice.responsibility_dimension, choice.activity_dimension) == (1, 20)
        later = plan(sie(VOUCHERS.replace("202601", "202603").replace("202602", "202604")))
        assert (later.responsibility_dimension, later.activity_dimension) == (1, 20)


LATER = date(2026, 11, 20)
MARCH = """#VER A 3 20260315 "Lön"
{
   #TRANS 5010 {1 "0100"} 900.00
   #TRANS 1930 {} -900.00
}
"""
CORRECTED = VOUCHERS.replace("-200.00", "-180.00").replace("160.00", "140.00")


def months_of(found: ledger_plan.ImportPlan) -> list[tuple[int, str, int]]:
    return [(each.month.month, str(each.kind), each.difference.ore) for each in found.changes]


def outcome(as_of: date) -> dict[int, int]:
    """Net cost of each month, all units together."""
    totals: dict[int, int] = {}
    for each in net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=as_of):
        totals[each.month.month] = totals.get(each.month.month, 0) + each.amount_ore
    return totals


class TestLaterFile:
    """The municipality exports the year so far each month."""

    @pytest.fixture
    def imported(self, named: Town) -> Town:
        ledger_import.apply_import(plan=plan(name="feb.se"), imported_on=NOW, who=WHO)
        return named

    def test_the_plan_says_what_each_month_becomes(self, imported: Town) -> None:
        found = plan(sie(CORRECTED + MARCH))
        assert months_of(found) == [(1, "same", 0), (2, "changed", 2_000), (3, "new", 90_000)]
        assert [(each.file_name, each.imported_on) for each in found.replaces] == [("feb.se", NOW)]

    def test_its_months_count_instead_of_the_older_ones(self, imported: Town) -> None:
        ledger_import.apply_import(plan=plan(sie(CORRECTED + MARCH), name="mars.se"), imported_on=LATER, who=WHO)
        assert outcome(LATER) == {1: 150_050, 2: -17_000, 3: 90_000}

    def test_a_day_before_it_is_answered_as_it_was_then(self, imported: Town) -> None:
        ledger_import.apply_import(plan=plan(sie(CORRECTED + MARCH), name="mars.se"), imported_on=LATER, who=WHO)
        assert outcome(date(2026, 11, 19)) == {1: 150_050, 2: -19_000}
        assert [row.replaced_on for row in ledger_batches.ledger_batches(as_of=date(2026, 11, 19))] == [None]
        assert [(row.file_name, row.replaced_on) for row in ledger_batches.ledger_batches(as_of=LATER)] == [
            ("mars.se", None),
            ("feb.se", LATER),
        ]
        assert [row.file_name for row in ledger_batches.ledger_batches(as_of=LATER, start=1)] == ["feb.se"]
        assert ledger_batches.count_batches(as_of=LATER) == 2

    def test_codes_without_a_unit_are_told_once(self, imported: Town) -> None:
        ledger_import.apply_import(plan=plan(sie(CORRECTED + MARCH)), imported_on=LATER, who=WHO)
        assert ledger_batches.unnamed_responsibility_codes(as_of=LATER) == [("0200", 50_000)]
        assert ledger_batches.unnamed_responsibility_codes(as_of=LATER, start=1) == []
        assert ledger_batches.unnamed_responsibility_codes(as_of=LATER, codes=["9999"]) == []
        assert ledger_batches.count_unnamed_codes(as_of=LATER) == 1
        assert ledger_batches.booked_without_code(as_of=LATER) == 1_000

    def test_two_on_one_day_leave_the_later_one(self, imported: Town) -> None:
        ledger_import.apply_import(plan=plan(sie(CORRECTED)), imported_on=NOW, who=WHO)
        assert outcome(NOW) == {1: 150_050, 2: -17_000}

    def test_every_month_that_is_taken_over_leaves_a_trace(self, imported: Town) -> None:
        ledger_import.apply_import(plan=plan(sie(CORRECTED)), imported_on=LATER, who=WHO)
        rows = AuditRow.objects.filter(act="replace-ledger-month")
        assert [(row.subject, row.after["end"]) for row in rows.order_by("id")] == [
            ("feb.se 2026-01", "2026-11-20"),
            ("feb.se 2026-02", "2026-11-20"),
        ]
        assert AuditRow.objects.filter(act="import-ledger").order_by("-id")[0].details["replaces"] == ["feb.se"]

    @pytest.mark.parametrize(
        "vouchers",
        [VOUCHERS.replace("20260115", "20260215"), VOUCHERS.split("#VER A 2")[0] + MARCH],
        ids=["from February", "without February"],
    )
    def test_a_part_of_the_year_replaces_nothing(self, imported: Town, vouchers: str) -> None:
        with pytest.raises(ledger_plan.AlreadyImported, match=r"täcks redan av feb\.se.*saknar 2026-0[12]"):
            plan(sie(vouchers))

    def test_nor_does_a_row_that_is_dated_in_a_stored_month(self, imported: Town) -> None:
        with pytest.raises(ledger_plan.AlreadyImported, match="saknar 2026-01, 2026-02"):
            plan(sie(MARCH.replace("900.00\n", "900.00 20260115\n", 1)))

    def test_nor_does_a_file_that_does_not_say_its_year(self, imported: Town) -> None:
        with pytest.raises(ledger_plan.AlreadyImported, match="#RAR 0"):
            plan(sie(CORRECTED, head=HEAD.replace("#RAR 0 20260101 20261231\n", "")))

    def test_nor_does_another_choice_of_dimensions(self, imported: Town) -> None:
        with pytest.raises(ledger_plan.DimensionsNotChosen, match=r"dimension 1 / 20; nu är valet 1 / –"):
            ledger_plan.plan_import(data=sie(CORRECTED), file_name="x.se", responsibility_dimension=1)

    def test_another_company_is_remarked_on(self, imported: Town) -> None:
        found = plan(sie(CORRECTED, head=HEAD.replace("Småstads kommun", "Småstads Energi AB")))
        assert "Småstads Energi AB" in found.remarks[0].sv

    def test_another_company_is_remarked_on_for_a_month_that_is_not_stored_too(self, imported: Town) -> None:
        found = plan(sie(MARCH, head=HEAD.replace("Småstads kommun", "Småstads Energi AB")))
        assert found.remarks[0].sv == (
            "Filen är från ”Småstads Energi AB”; det som är inläst kom från ”Småstads kommun”. "
            "Kontrollera att det är kommunens egen fil innan du lagrar den."
        )

    def test_its_organisation_number_decides_and_is_kept(self, named: Town) -> None:
        told = HEAD.replace("#FNAMN", "#ORGNR 212000-0001\n#FNAMN")
        ledger_import.apply_import(plan=plan(sie(head=told), name="feb.se"), imported_on=NOW, who=WHO)
        assert LedgerBatch.objects.get().organisation_number == "2120000001"
        renamed = plan(sie(MARCH, head=told.replace("Småstads kommun", "SMÅSTAD")))
        assert not any("kommunens egen fil" in each.sv for each in renamed.remarks)
        other = plan(sie(MARCH, head=told.replace("212000-0001", "556000-0001")))
        assert "556000-0001" in other.remarks[0].sv

    def test_the_older_file_says_that_it_was_replaced(self, imported: Town) -> None:
        ledger_import.apply_import(plan=plan(sie(CORRECTED)), imported_on=LATER, who=WHO)
        with pytest.raises(ledger_plan.AlreadyImported, match=r"redan inläst 2026-11-02 .* och ersattes 2026-11-20"):
            plan()

    def test_a_plan_is_void_when_another_file_came_between(self, imported: Town) -> None:
        shown = plan(sie(CORRECTED))
        ledger_import.apply_import(plan=plan(sie(CORRECTED + MARCH)), imported_on=LATER, who=WHO)
        with pytest.raises(ledger_import.LedgerChanged):
            ledger_import.apply_import(plan=shown, imported_on=LATER, who=WHO)
        assert outcome(LATER) == {1: 150_050, 2: -17_000, 3: 90_000}

    def test_a_plan_for_new_months_is_void_too(self, imported: Town) -> None:
        first, second = plan(sie(MARCH)), plan(sie(MARCH.replace("900", "800")))
        ledger_import.apply_import(plan=first, imported_on=LATER, who=WHO)
        with pytest.raises(ledger_import.LedgerChanged):
            ledger_import.apply_import(plan=second, imported_on=LATER, who=WHO)

    def test_it_cannot_replace_from_a_day_before_the_older_one_came(self, imported: Town) -> None:
        with pytest.raises(ledger_plan.AlreadyImported, match="tidigare dag"):
            ledger_import.apply_import(plan=plan(sie(CORRECTED)), imported_on=date(2026, 11, 1), who=WHO)
        assert outcome(NOW) == {1: 150_050, 2: -19_000}

    def test_a_fault_in_the_middle_leaves_the_older_one(self, imported: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        def breaks(*_given: object, **_named: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(ledger_import, "put_in", breaks)
        before = AuditRow.objects.count()
        with pytest.raises(KeyboardInterrupt):
            ledger_import.apply_import(plan=plan(sie(CORRECTED + MARCH)), imported_on=LATER, who=WHO)
        assert outcome(LATER) == {1: 150_050, 2: -19_000}
        assert (LedgerBatch.objects.count(), AuditRow.objects.count()) == (1, before)

    def test_the_database_itself_lets_no_month_count_twice(self, imported: Town) -> None:
        (batch,) = LedgerBatch.objects.all()
        other = LedgerBatch.objects.get(pk=batch.pk)
        other.pk, other.sha256 = None, "0" * 64
        other.save()
        with pytest.raises(IntegrityError, match="frames_one_ledger_a_month"), transaction.atomic():
            LedgerMonth.objects.create(batch=other, month=date(2026, 1, 1), start=LATER)

    def test_the_queries_do_not_grow_with_the_months(self, imported: Town) -> None:
        def queries_of(data: bytes) -> int:
            with CaptureQueriesContext(connection) as seen:
                plan(data)
            return len(seen)

        few = queries_of(sie(CORRECTED))
        ledger_import.apply_import(plan=plan(sie(CORRECTED + MARCH)), imported_on=LATER, who=WHO)
        assert queries_of(sie(VOUCHERS + MARCH)) == few


class TestRowsOutsideTheYear:
    DATED = VOUCHERS.replace("1000.50\n", "1000.50 20251230\n")

    def test_count_in_its_nearest_month_and_are_told(self, named: Town) -> None:
        found = plan(sie(self.DATED))
        assert found.months == (date(2026, 1, 1), date(2026, 2, 1))
        assert found.net_cost_ore == plan().net_cost_ore
        assert found.remarks[-1].sv.startswith("1 rader är daterade utanför räkenskapsåret")

    def test_a_voucher_outside_it_is_refused_by_line(self, named: Town) -> None:
        with pytest.raises(LedgerUnreadable, match=r"rad 16: verifikationen är från 2025-01"):
            plan(sie(VOUCHERS.replace("20260115", "20250115")))


class TestWhatCarriesNothing:
    """It decides nothing: it is told at its line, and what can be read is imported."""

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ('#VER A 9 20251230 "Struken"\n{\n#BTRANS 5010 {1 "0100"} 5.00\n}\n', "Verifikationer utan rader: 1"),
            ("#PBUDGET 0 5010 202601 1000.00\n", ": #PBUDGET kan inte läsas"),
            ('#VER A 9 20260330 "x"\n{\n#TRANS "" {1 "0100"} 7.00\n}\n', "Rader utan konto: 1"),
            ('#VER A 9 20260330 "x"\n{\n#TRANS 9110 {1 "0100"} 7.00\n}\n', "utanför klass 1–8: 1 (9110); 7.00 kr"),
        ],
        ids=["a struck voucher of the year before", "a damaged budget row", "no account", "an account of class 9"],
    )
    def test_a_file_is_imported_all_the_same(self, named: Town, rows: str, told: str) -> None:
        found = plan(sie(VOUCHERS + rows))
        assert found.net_cost_ore == plan().net_cost_ore
        assert any(told in each.sv for each in found.remarks)

    def test_an_opening_balance_that_cannot_be_read_refuses_the_file(self, named: Town) -> None:
        with pytest.raises(LedgerUnreadable, match="1,5"):
            plan(sie(VOUCHERS + "#IB 0 1930 1,5\n"))

    def test_an_amount_with_a_blank_in_quotes_is_never_its_first_digits(self, named: Town) -> None:
        row = '#VER A 9 20260330 "x"\n{\n#TRANS 5010 {1 "0100"} "12 345.00"\n#TRANS 1930 {} "-12 345.00"\n}\n'
        with pytest.raises(LedgerUnreadable, match=r"”12 345\.00” är inget belopp"):
            plan(sie(VOUCHERS + row))


def test_a_code_that_does_not_fit_is_refused_by_name(named: Town) -> None:
    with pytest.raises(LedgerUnreadable, match="”0123456789012345678901” är längre än 20 tecken"):
        plan(sie(VOUCHERS.replace("0200", "0123456789012345678901")))


class TestOtherTypes:
    BALANCES = """#PSALDO 0 202601 5010 {} 1510.50
#PSALDO 0 202601 5010 {1 "0100"} 1000.50
#PSALDO 0 202601 5010 {1 "0200"} 500.00
#PSALDO 0 202602 3110 {} -200.00
#PSALDO 0 202602 3110 {1 "0100"} -200.00
#PSALDO -1 202501 5010 {1 "0100"} 77.00
"""

    def head(self, number: int) -> str:
        return HEAD.replace("#SIETYP 4", f"#SIETYP {number}")

    def test_type_3_gives_each_krona_once_and_the_rest_to_no_unit(self, named: Town) -> None:
        found = plan(sie(self.BALANCES, head=self.head(3)))
        assert [(each.unit, each.month.month, each.amount_ore) for each in found.unit_months] == [
            ("ekskolan", 1, 100_050),
            ("ekskolan", 2, -20_000),
        ]
        assert [(each.code, each.amount_ore) for each in found.unknown_codes] == [("", 1_000), ("0200", 50_000)]
        assert (found.vouchers, found.rows, found.net_cost_ore) == (0, 4, 151_050 - 20_000)

    def test_a_later_type_3_replaces_what_type_4_stored(self, named: Town) -> None:
        ledger_import.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        found = plan(sie(self.BALANCES, head=self.head(3)))
        assert months_of(found) == [(1, "changed", 1_000), (2, "changed", -1_000)]

    @pytest.mark.parametrize("number", [1, 2])
    def test_a_type_without_ansvar_is_refused_with_what_to_export(self, named: Town, number: int) -> None:
        balances = "#RES 0 5010 1510.50\n#PSALDO 0 202601 5010 {} 1510.50\n"
        with pytest.raises(LedgerUnreadable, match=f"SIE typ {number}") as refused:
            plan(sie(balances, head=self.head(number)))
        assert "4E" in refused.value.way.sv
        assert "4E" in refused.value.way.en

    def test_balances_beside_vouchers_are_not_added_to_them(self, named: Town) -> None:
        assert plan(sie(self.BALANCES + VOUCHERS)).net_cost_ore == plan().net_cost_ore


def test_the_command_stores_only_when_asked(named: Town) -> None:
    def run(*, store: bool) -> dict[str, object]:
        return ledger_report.import_file(
            data=sie(), file_name="2026.se", responsibility=None, activity=None, store=store, today=NOW, who=WHO
        )

    assert run(store=False)["net_cost_tkr"] == 1
    assert not LedgerBatch.objects.exists()
    assert run(store=True)["first_month"] == "2026-01"
    assert LedgerBatch.objects.count() == 1


class TestWhatIsHeld:
    """A year of a large municipality is read within a few hundred MB, and what would take more is refused in words."""

    @pytest.mark.parametrize(
        ("bound", "value", "match"),
        [("LEDGER_SUMS", 2, "summor per ansvar, verksamhet"), ("LEDGER_PACKED", 10, "för många rader")],
    )
    def test_is_bounded(self, named: Town, bound: str, value: int, match: str, monkeypatch: pytest.MonkeyPatch) -> None:
        assert plan().sums
        monkeypatch.setattr(limits, bound, value)
        with pytest.raises(LedgerUnreadable, match=match) as refused:
            plan()
        assert "kortare period" in refused.value.way.sv

    @pytest.mark.parametrize("row", [f"#TRANS 5{'0' * 12} {{}} 1.00", f'#TRANS 5010 {{1 "{"0" * 21}"}} 1.00'])
    def test_a_long_code_is_refused_where_it_is_met_and_not_held_until_the_file_ends(
        self, named: Town, row: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The file is cut off as well, which only its end tells."""
        with pytest.raises(LedgerUnreadable, match="är längre än"):
            plan(sie(f'#VER A 1 20260115 "Lön"\n{{\n   {row}\n'))

    def test_a_name_of_no_class_is_held_as_far_as_it_is_shown(self, named: Town) -> None:
        lost = VOUCHERS.replace("#TRANS 1930 {} -1500.50", f"#TRANS {'x' * 5_000} {{}} -1500.50")
        assert any(f"({'x' * 60})" in each.sv for each in plan(sie(lost)).remarks)

    def test_is_the_same_however_little_is_held_at_a_time(self, named: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = """#VER A 3 20260116 "Lön"
{
   #TRANS 5010 {1 "0100"} 1.00
   #TRANS 5020 {1 "0100" 20 "440"} 2.00
   #TRANS 1930 {} -3.00
}
"""
        data = sie(VOUCHERS + rows)
        whole = plan(data)
        for name in ("MOST_IN_LISTS", "ROWS_AT_ONCE", "LINES_AT_ONCE"):
            monkeypatch.setattr(ledger_rows, name, 1)
        found = plan(data)
        assert (found.sums, found.rows, found.unbalanced) == (whole.sums, whole.rows, whole.unbalanced)
        assert found.lines.keys() == whole.lines.keys()
        assert any(len(pieces) > 1 for pieces in found.lines.values())
        for key, pieces in found.lines.items():
            assert unpack(b"".join(pieces)) == unpack(b"".join(whole.lines[key])) != b""

    def test_sums_that_no_database_adds_up_are_refused(self, named: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ledger_sums, "MOST_IN_ALL", Money(1_000))
        with pytest.raises(LedgerUnreadable, match="tillsammans större än 10 kr"):
            plan()
