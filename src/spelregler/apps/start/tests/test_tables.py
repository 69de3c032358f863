"""Decisions and frames from before the start: tried first, told row by row, and never half-stored."""

import io
from datetime import date

import openpyxl
import pytest

from spelregler.apps.decisions.decision_table import export_decisions, import_decisions
from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.files.decided_frames_table import export_frames, import_frames
from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget, UnitFrame
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.operations.structure import add_body, add_department, add_unit, place_unit
from spelregler.apps.start.tests.conftest import TODAY, WHO

pytestmark = pytest.mark.django_db
BEFORE = date(2020, 1, 1)
DECISIONS = "Organ;Datum;Paragraf;Rubrik;Text;Slag\n"
FRAMES = "År;Slag;Organ eller enhet;Belopp (tkr);Beslutat av;Beslutsdatum;Paragraf\n"
COUNCIL = ";kf;2025-11-20;90\n"


@pytest.fixture
def town(begun):
    council = add_body(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=BEFORE, who=WHO)
    board = add_body(code="ks", name="Kommunstyrelsen", kind=Body.Kind.EXECUTIVE_BOARD, start=BEFORE, who=WHO)
    committee = add_body(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=BEFORE, who=WHO)
    department = add_department(code="uf", name="Utbildning", body=committee, start=BEFORE, who=WHO)
    for code in ("norr", "soder"):
        unit = add_unit(code=code, name=code.capitalize(), start=BEFORE, who=WHO)
        place_unit(unit=unit, department=department, start=BEFORE, who=WHO)
    return council, board, committee


def decisions(rows, store=True):
    data = (DECISIONS + rows).encode()
    return import_decisions(data=data, file_name="beslut.csv", store=store, today=TODAY, who=WHO)


def frames(rows, store=True):
    data = (FRAMES + rows).encode()
    return import_frames(data=data, file_name="ramar.csv", store=store, today=TODAY, who=WHO)


RIGHT = (
    f"2026;fullmäktiges total;;1 000{COUNCIL}"
    f"2026;finans;;100{COUNCIL}"
    f"2026;organets ram;ks;300{COUNCIL}"
    f"2026;organets ram;un;600{COUNCIL}"
    "2026;enhetens ram;norr;400;un;2025-12-10;7\n"
    "2026;enhetens ram;soder;200;un;2025-12-10;7\n"
)


def test_a_decision_is_registered_with_its_true_day_and_once(town):
    row = "kf;2024-03-18;27;Målstyrning;Policyn antas.;policy\n"
    assert decisions(row, store=False).stored is False
    assert not Decision.objects.exists()
    assert decisions(row).stored
    held = Decision.objects.get()
    assert (held.decided_on, held.paragraph, held.kind) == (date(2024, 3, 18), "27", "policy")
    again = decisions(row)
    assert (len(again.new), again.same) == (0, 1)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("xx;2024-03-18;27;Rubrik;Text;annat\n", "inget organ med koden ”xx”"),
        ("kf;2027-03-18;27;Rubrik;Text;annat\n", "en dag som inte har varit"),
        ("kf;2019-03-18;27;Rubrik;Text;annat\n", "fanns inte den 2019-03-18"),
        ("kf;2024-03-18;;Rubrik;Text;annat\n", "Cellen är tom"),
        ("kf;i fjol;27;Rubrik;Text;annat\n", "som datum"),
        ("kf;2024-03-17;1;Rubrik;Text;annat\nkf;2024-03-17;1;En annan;Text;annat\n", "är redan registrerat"),
    ],
)
def test_a_wrong_decision_is_named_by_its_row_and_nothing_is_stored(town, row, told):
    brought = decisions("kf;2024-03-18;28;Rubrik;Text;annat\n" + row)
    assert any(told in fault.text("sv") for fault in brought.faults), [f.text("sv") for f in brought.faults]
    assert any(fault.text("en") for fault in brought.faults)
    assert not Decision.objects.exists()


def test_decisions_written_out_are_read_back_unchanged(town):
    decisions("kf;2024-03-18;27;Målstyrning;Policyn antas.;policy\n")
    data = export_decisions(form="xlsx", language="sv", today=TODAY)
    brought = import_decisions(data=data, file_name="beslut.xlsx", store=True, today=TODAY, who=WHO)
    assert (brought.same, brought.new, brought.faults) == (1, [], [])


def test_a_hidden_sheet_before_the_table_is_passed_over_and_said(town):
    decisions("kf;2024-03-18;27;Målstyrning;Policyn antas.;policy\n")
    book = openpyxl.load_workbook(io.BytesIO(export_decisions(form="xlsx", language="sv", today=TODAY)))
    book.create_sheet("Lista", 0).sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    brought = import_decisions(data=out.getvalue(), file_name="beslut.xlsx", store=True, today=TODAY, who=WHO)
    assert (brought.same, brought.faults) == (1, [])
    assert "dolda blad hoppas över: ”Lista”" in brought.as_dict("sv")["remarks"][0]


def test_a_years_frames_hold_from_their_decisions(town):
    brought = frames(RIGHT)
    assert (brought.stored, len(brought.new)) == (True, 6), [f.text("sv") for f in brought.faults]
    budget = CouncilBudget.objects.get()
    assert (budget.total_ore, budget.finance_ore, budget.start) == (100_000_000, 10_000_000, date(2025, 11, 20))
    frame = CommitteeFrame.objects.get(body__code="un")
    assert (frame.amount_ore, frame.decision.paragraph) == (60_000_000, "90")
    assert UnitFrame.objects.get(unit__code="norr").start == date(2025, 12, 10)
    assert Decision.objects.count() == 2


def test_frames_are_tried_without_storing_and_the_same_again_changes_nothing(town):
    assert not frames(RIGHT, store=False).stored
    assert not CouncilBudget.objects.exists()
    assert not Decision.objects.exists()
    frames(RIGHT)
    assert frames(RIGHT).same == 6


def test_a_decision_that_is_registered_already_is_used(town):
    decisions("kf;2025-11-20;90;Budget 2026;Budgeten antas.;ramar\n")
    assert frames(RIGHT).stored
    assert Decision.objects.filter(body__code="kf").count() == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("un;600", "un;650", "är inte fullmäktiges total; det skiljer −50 tkr"),
        ("norr;400", "norr;401", "Enheternas ramar blir tillsammans"),
        ("norr;400;un", "norr;400;ks", "ks"),
        (f"ks;300{COUNCIL}", "ks;300;ks;2025-11-20;90\n", "det gör fullmäktige"),
        ("ks;300", "xx;300", "ingen sådan plats: ”xx”"),
        ("soder;200;un;2025-12-10;7", "soder;200;un;;7", "saknar sitt beslut"),
        ("soder;200;un;2025-12-10;7", "soder;200;un;2024-12-10;7", "ger inte ramar för 2026"),
        (f"2026;fullmäktiges total;;1 000{COUNCIL}", "", "fullmäktiges total för 2026 saknas"),
        ("un;600", "un;−600", "negativ"),
    ],
)
def test_frames_that_do_not_hold_are_refused_by_row_and_nothing_is_stored(town, old, new, told):
    assert old in RIGHT
    brought = frames(RIGHT.replace(old, new))
    assert brought.faults
    if told != "ks":
        words = [fault.text("sv").replace("\xa0", " ") for fault in brought.faults]
        assert any(told in each for each in words), words
    assert not CouncilBudget.objects.exists()
    assert not UnitFrame.objects.exists()


def test_the_template_names_every_place_and_is_read_as_nothing(town):
    data = export_frames(form="csv", language="sv", today=TODAY, year=2026)
    words = data.decode("utf-8-sig")
    assert "2026;enhetens ram;norr;;un" in words
    brought = import_frames(data=data, file_name="ramar.csv", store=True, today=TODAY, who=WHO)
    assert (brought.left, brought.new, brought.faults) == (7, [], [])


def test_frames_written_out_are_read_back_unchanged(town):
    frames(RIGHT)
    data = export_frames(form="xlsx", language="en", today=TODAY, year=2026)
    brought = import_frames(data=data, file_name="ramar.xlsx", store=True, today=TODAY, who=WHO)
    assert (brought.same, brought.left, brought.new, brought.faults) == (6, 1, [], [])
