"""SIE import: the plan stores nothing, applying stores all or nothing, nothing is counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.frames import ledger, operations, queries
from spelregler.apps.frames.models import DimensionChoice, LedgerBatch, LedgerSum
from spelregler.apps.frames.tests.small_town import NOW, WHO, Town
from spelregler.platform.audit.models import AuditRow

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


def plan(data: bytes | None = None, *, name: str = "2026.se") -> ledger.ImportPlan:
    return ledger.plan_import(data=sie() if data is None else data, file_name=name)


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
        def stage(name: str, length: int) -> Iterator[ledger.Seen]:
            told[name] = [length, 0]

            def seen(piece: int) -> None:
                told[name][1] += piece

            yield seen

        found = ledger.plan_import(data=sie(), file_name="2026.se", stage=stage)
        ledger.apply_import(plan=found, imported_on=NOW, who=WHO, stage=stage)
        assert told == {"read": [4 * len(sie()), 4 * len(sie())], "store": [len(found.sums), len(found.sums)]}

    def test_stores_nothing(self, named: Town) -> None:
        before = AuditRow.objects.count()
        with CaptureQueriesContext(connection) as seen:
            plan()
        assert all(query["sql"].startswith("SELECT") for query in seen)
        assert (LedgerBatch.objects.count(), LedgerSum.objects.count()) == (0, 0)
        assert AuditRow.objects.count() == before

    def test_reports_an_unbalanced_voucher_by_series_number_and_difference(self, named: Town) -> None:
        vouchers = '#VER B 7 20260301 "Fel"\n{\n   #TRANS 5010 {1 "0100"} 100.00\n   #TRANS 1930 {} -99.00\n}\n'
        found = plan(sie(VOUCHERS + vouchers))
        assert [(each.series, each.number, each.difference_ore) for each in found.unbalanced] == [("B", "7", 100)]

    def test_asks_for_the_dimension_and_names_those_of_the_file(self, town: Town) -> None:
        with pytest.raises(ledger.DimensionsNotChosen, match="1 Ansvar, 20 Verksamhet"):
            plan()

    def test_refuses_a_dimension_that_is_not_in_the_file(self, town: Town) -> None:
        with pytest.raises(ledger.DimensionsNotChosen, match="Dimension 33 finns inte"):
            ledger.plan_import(data=sie(), file_name="x.se", responsibility_dimension=33)

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
        with pytest.raises(ledger.LedgerUnreadable) as refused:
            plan(data)
        assert refused.value.sv
        assert refused.value.en

    def test_refuses_a_file_marked_as_read(self, named: Town) -> None:
        with pytest.raises(ledger.AlreadyImported, match="#FLAGGA 1"):
            plan(sie(head=HEAD.replace("#FLAGGA 0", "#FLAGGA 1")))


class TestApply:
    def test_stores_the_plan_and_the_queries_read_it(self, named: Town) -> None:
        batch = ledger.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        assert (batch.vouchers, batch.rows, batch.sums.count()) == (2, 7, 5)
        (row,) = queries.ledger_batches(as_of=NOW)
        assert (row.file_name, row.ksumma, row.remarks) == ("2026.se", "none", ())
        found = queries.net_outcome_by_unit_and_month(year=2026, as_of=NOW)
        assert [(each.unit, each.month.month, each.amount_ore) for each in found] == [
            ("", 1, 50_000),
            ("", 2, 1_000),
            ("ekskolan", 1, 100_050),
            ("ekskolan", 2, -20_000),
        ]

    def test_naming_a_code_afterwards_gives_the_unit_its_sums(self, named: Town) -> None:
        ledger.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        operations.name_responsibility_code(code="0200", unit=named.unit("bokskolan"), who=WHO)
        found = queries.net_outcome_by_unit_and_month(year=2026, as_of=NOW, unit_code="bokskolan")
        assert [each.amount_ore for each in found] == [50_000]
        assert queries.unnamed_responsibility_codes(as_of=NOW) == [("", 1_000)]

    def test_a_fault_in_the_middle_stores_nothing(self, named: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        whole, calls = LedgerSum.objects.bulk_create, []

        def breaks(rows: object) -> object:
            calls.append(1)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return whole(rows)  # type: ignore[arg-type]

        monkeypatch.setattr(ledger, "CHUNK", 2)
        monkeypatch.setattr(LedgerSum.objects, "bulk_create", breaks)
        before = AuditRow.objects.count()
        with pytest.raises(KeyboardInterrupt):
            ledger.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        assert (LedgerBatch.objects.count(), LedgerSum.objects.count()) == (0, 0)
        assert AuditRow.objects.count() == before

    def test_the_same_file_is_refused_the_second_time(self, named: Town) -> None:
        first = plan()
        ledger.apply_import(plan=first, imported_on=NOW, who=WHO)
        with pytest.raises(ledger.AlreadyImported, match=r"redan inläst 2026-11-02 som 2026\.se"):
            plan(name="samma.se")
        with pytest.raises(ledger.AlreadyImported):
            ledger.apply_import(plan=first, imported_on=NOW, who=WHO)
        assert LedgerBatch.objects.count() == 1

    def test_covered_months_are_refused(self, named: Town) -> None:
        ledger.apply_import(plan=plan(), imported_on=NOW, who=WHO)
        with pytest.raises(ledger.AlreadyImported, match=r"2026-02 – 2026-02 täcks redan av 2026\.se"):
            plan(sie(VOUCHERS.replace("20260115", "20260315")))

    def test_the_choice_of_dimensions_is_remembered(self, town: Town) -> None:
        found = ledger.plan_import(data=sie(), file_name="x.se", responsibility_dimension=1, activity_dimension=20)
        ledger.apply_import(plan=found, imported_on=NOW, who=WHO)
        choice = DimensionChoice.objects.get()
        assert (choice.responsibility_dimension, choice.activity_dimension) == (1, 20)
        later = plan(sie(VOUCHERS.replace("202601", "202603").replace("202602", "202604")))
        assert (later.responsibility_dimension, later.activity_dimension) == (1, 20)


def test_the_command_stores_only_when_asked(named: Town) -> None:
    def run(*, store: bool) -> dict[str, object]:
        return ledger.import_file(
            data=sie(), file_name="2026.se", responsibility=None, activity=None, store=store, today=NOW, who=WHO
        )

    assert run(store=False)["net_cost_tkr"] == 1
    assert not LedgerBatch.objects.exists()
    assert run(store=True)["first_month"] == "2026-01"
    assert LedgerBatch.objects.count() == 1
