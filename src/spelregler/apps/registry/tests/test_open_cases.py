"""A municipality moves in with its open cases: each keeps its number, and the series goes on after the highest."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.registry import operations
from spelregler.apps.registry.files.open_cases import COLUMNS, bring_open_cases, template
from spelregler.apps.registry.models import CaseFile, Series
from spelregler.apps.registry.tests.small_hall import TODAY, WHO
from spelregler.exchange.sheets import write_table
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.tables import Brought

CASE = {
    "number": "UN 2026/57",
    "title": "Skolskjuts i Sunda",
    "responsible": "uf-chef",
    "opened_on": date(2026, 3, 2),
    "last_event_on": date(2026, 6, 1),
}


def bring(*rows: dict[str, object], store: bool = True) -> Brought:
    data = write_table(COLUMNS, rows, form="csv", language="sv")
    return bring_open_cases(data=data, file_name="a.csv", store=store, today=TODAY, who=WHO)


def test_cases_keep_their_numbers_and_the_series_goes_on_after_the_highest_of_both(hall):
    hall.case()
    brought = bring(CASE, {**CASE, "number": "un 2025/3"}, {"number": "UN 2026/120", "row": "last"})
    assert (brought.stored, len(brought.new), brought.faults) == (True, 3, [])
    moved = CaseFile.objects.get(number="UN 2026/57")
    assert (moved.running, moved.responsible, moved.last_event_on) == (57, hall.head, date(2026, 6, 1))
    assert [hall.case().number, hall.case(opened_on=date(2025, 9, 1)).number] == ["UN 2026/121", "UN 2025/4"]
    assert AuditRow.objects.filter(act="bring-case").count() == 2
    assert AuditRow.objects.filter(act="go-on-after-number").count() == 2


def test_a_series_that_has_come_further_stays_and_the_same_file_twice_changes_nothing(hall):
    Series.objects.create(body=hall.committee, year=2026, last=200)
    assert bring(CASE).stored
    again = bring(CASE)
    assert (again.stored, again.same, CaseFile.objects.count()) == (False, 1, 1)
    assert hall.case().running == 201


def test_it_is_only_shown_until_it_is_stored(hall):
    assert len(bring(CASE, store=False).new) == 1
    assert not CaseFile.objects.exists()
    assert not Series.objects.exists()


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"number": "UN.2026.57"}, "A"),
        ({"number": "UN 2026/057"}, "A"),
        ({"number": "XX 2026/57"}, "A"),
        ({"number": "UN 2027/1"}, "A"),
        ({"number": "UN 2026/1"}, "A"),
        ({"title": ""}, "B"),
        ({"responsible": "ingen"}, "C"),
        ({"opened_on": None}, "D"),
        ({"opened_on": date(2026, 11, 3)}, "D"),
        ({"opened_on": date(2019, 1, 1)}, "D"),
        ({"last_event_on": date(2026, 1, 1)}, "E"),
    ],
)
def test_what_is_wrong_is_told_at_its_row_and_nothing_is_stored(hall, changes, column):
    hall.case("Ett annat")
    brought = bring({**CASE, "number": "UN 2026/58"}, {**CASE, **changes})
    assert [(each.row, each.column) for each in brought.faults] == [(3, column)]
    assert brought.faults[0].todo.sv
    assert (brought.stored, CaseFile.objects.count()) == (False, 1)


def test_a_number_twice_in_the_file_is_a_fault(hall):
    assert [each.row for each in bring(CASE, {**CASE, "title": "En annan"}).faults] == [3]


def test_the_pattern_of_the_other_system_is_chosen_first_and_its_numbers_are_read_by_it(hall):
    operations.set_up_registry(pattern="{organ}.{ar}.{nummer}", demanded=[], who=WHO)
    assert bring({**CASE, "number": "UN.2026.57"}).stored
    assert hall.case().number == "UN.2026.58"


def test_the_headings_can_be_fetched(db):
    assert "Diarienummer" in template(form="csv", language="sv").decode("utf-8-sig")
