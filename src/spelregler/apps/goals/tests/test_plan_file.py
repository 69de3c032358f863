"""A plan goes out to a spreadsheet, is edited and comes back: by its keys, tried first, never past a decision."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from spelregler.apps.goals import operations
from spelregler.apps.goals.files.dry_run import FileRefused
from spelregler.apps.goals.files.plan_file import import_plan
from spelregler.apps.goals.files.plan_table import COLUMNS, export_plan
from spelregler.apps.goals.models import Action, Goal, Indicator, Target
from spelregler.apps.goals.tests.small_town import NOW, WHO, YEAR_START
from spelregler.platform.audit.models import AuditRow

LETTERS = {column.name: index for index, column in enumerate(COLUMNS)}


@pytest.fixture
def school(town):
    """A decided committee goal with a target, a unit's goal under it, and an action."""
    goal = town.committee_goal("nal", decided=town.decide(town.committee))
    town.aim(goal, "90.5")
    unit = town.unit("skola")
    mine = town.unit_goal(unit, parents=(goal,))
    operations.add_action(
        code="laslyft",
        title="Läslyft",
        department=town.department,
        unit=unit,
        goals=[mine],
        start=YEAR_START,
        due_on=date(2026, 12, 1),
        who=WHO,
    )
    return town


def exported(form="xlsx"):
    return export_plan(year=2026, as_of=NOW, form=form)


def edited(change) -> bytes:
    """The exported workbook opened in a spreadsheet program, changed and saved."""
    book = openpyxl.load_workbook(io.BytesIO(exported()))
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(sheet, *found: str) -> int:
    """The number of the row that begins so."""
    for row in sheet.iter_rows(min_row=2):
        if tuple(cell.value for cell in row[: len(found)]) == found:
            return row[0].row
    raise AssertionError(found)


def put(sheet, row: int, **cells: object) -> None:
    for name, value in cells.items():
        sheet.cell(row=row, column=LETTERS[name] + 1).value = value


def plan(data: bytes, **said):
    return import_plan(data=data, file_name="plan.xlsx", today=NOW, who=WHO, **said)


def texts(found) -> list[str]:
    return [fault.text("sv") for fault in found.faults]


class TestRoundTrip:
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_what_is_exported_and_imported_changes_nothing(self, school, form, language):
        found = plan(export_plan(year=2026, as_of=NOW, form=form, language=language))
        assert found.changes_nothing
        assert [change.kind for change in found.changes].count("goal") == 3
        assert found.count("same") == 3 + 1 + 2 + 1

    def test_storing_it_leaves_no_trace_either(self, school):
        rows = AuditRow.objects.count()
        assert plan(exported(), store=True).stored
        assert AuditRow.objects.count() == rows

    def test_a_target_comes_out_as_a_number(self, school):
        sheet = openpyxl.load_workbook(io.BytesIO(exported())).active
        assert sheet.cell(row=row_of(sheet, "målvärde", "nal"), column=LETTERS["value"] + 1).value == 90.5

    def test_the_number_of_queries_does_not_grow_with_the_rows(self, school, django_assert_max_num_queries):
        for number in range(20):
            school.aim(school.committee_goal(f"mal-{number}"), "50")
        with django_assert_max_num_queries(8):
            data = exported()
        with django_assert_max_num_queries(12):
            assert plan(data).changes_nothing


class TestEdited:
    def test_a_dry_run_shows_before_and_after_and_stores_nothing(self, school):
        data = edited(lambda sheet: put(sheet, row_of(sheet, "målvärde", "skola-mal"), value=85.5))
        found = plan(data)
        (change,) = [each for each in found.changes if each.state != "same"]
        assert (change.key, change.fields[0].name) == ("skola-mal/andel/2026", "value")
        assert (change.fields[0].before, change.fields[0].after) == (Decimal(80), Decimal("85.5"))
        assert not found.stored
        assert Target.objects.filter(goal__code="skola-mal").count() == 1

    def test_applied_it_is_set_from_today_and_the_older_is_kept_with_its_days(self, school):
        data = edited(lambda sheet: put(sheet, row_of(sheet, "målvärde", "skola-mal"), value=85.5))
        assert plan(data, store=True).stored
        older, newer = Target.objects.filter(goal__code="skola-mal").order_by("start")
        assert (older.end, newer.start, newer.value, newer.origin) == (NOW, NOW, Decimal("85.5"), "imported")
        assert AuditRow.objects.order_by("-id")[0].act == "set-target"
        assert plan(exported()).changes_nothing

    def test_a_new_chain_comes_in_with_its_indicator_target_and_action_in_any_order(self, school):
        def change(sheet):
            put(
                sheet,
                20,
                kind="åtgärd",
                code="ny-atgard",
                title="Ny",
                department="uf",
                parents="ny",
                start=NOW,
                last_day=NOW,
            )
            put(sheet, 21, kind="målvärde", code="ny", indicator="nytt-matt", year=2026, value="12,5")
            put(sheet, 22, kind="mått", code="nytt-matt", title="Nytt", measured_in="%", direction="lägre är bättre")
            put(
                sheet,
                23,
                kind="mål",
                code="ny",
                level="nämndmål",
                title="Nytt mål",
                body="un",
                parents="kommunmal",
                start=NOW,
            )

        assert plan(edited(change), store=True).count("new") == 4
        goal = Goal.objects.get(code="ny")
        assert goal.decision is None
        assert [parent.code for parent in goal.parents.all()] == ["kommunmal"]
        assert goal.targets.get().value == Decimal("12.5")
        assert Indicator.objects.get(code="nytt-matt").direction == "lower"
        assert Action.objects.get(code="ny-atgard").goals.get() == goal

    def test_an_action_gets_other_words_and_is_done(self, school):
        data = edited(
            lambda sheet: put(sheet, row_of(sheet, "åtgärd", "laslyft"), title="Läsa mer", done_on=date(2026, 10, 1))
        )
        assert plan(data, store=True).stored
        action = Action.objects.get(code="laslyft")
        assert (action.title, action.done_on) == ("Läsa mer", date(2026, 10, 1))

    def test_a_unit_goal_moves_to_another_goal_above(self, school):
        school.committee_goal("annat")
        data = edited(lambda sheet: put(sheet, row_of(sheet, "mål", "skola-mal"), parents="annat", title="Bättre"))
        assert plan(data, store=True).stored
        goal = Goal.objects.get(code="skola-mal")
        assert (goal.title, [parent.code for parent in goal.parents.all()]) == ("Bättre", ["annat"])

    def test_a_column_that_is_taken_away_is_left_as_it_is(self, school):
        assert plan(edited(lambda sheet: sheet.delete_cols(LETTERS["why"] + 1))).changes_nothing

    def test_a_row_that_is_taken_away_is_left_as_it_is(self, school):
        data = edited(lambda sheet: sheet.delete_rows(row_of(sheet, "mål", "skola-mal")))
        assert plan(data, store=True).stored
        assert Goal.objects.filter(code="skola-mal").exists()


class TestRules:
    def test_a_decided_goal_is_not_reworded_by_a_file(self, school):
        found = plan(edited(lambda sheet: put(sheet, row_of(sheet, "mål", "nal"), title="Något annat")), store=True)
        assert not found.stored
        assert "Det ändras inte utan ett nytt beslut." in texts(found)[0]
        assert Goal.objects.get(code="nal").title == "Nal"

    def test_a_target_of_a_decided_goal_is_not_moved_without_a_decision(self, school):
        data = edited(lambda sheet: put(sheet, row_of(sheet, "målvärde", "nal"), value=10))
        (fault,) = plan(data, store=True).faults
        assert "Det ändras inte utan ett nytt beslut." in fault.text("sv")

    def test_with_a_decision_of_its_own_body_it_is(self, school):
        school.decide(school.committee, on=date(2026, 10, 1), paragraph="77")
        cells = {"value": 10, "decision_body": "un", "decided_on": date(2026, 10, 1), "paragraph": "§ 77"}
        assert plan(edited(lambda sheet: put(sheet, row_of(sheet, "målvärde", "nal"), **cells)), store=True).stored
        assert Target.objects.get(goal__code="nal", end=None).decision.paragraph == "77"

    def test_a_decision_of_another_body_does_not_carry_it(self, school):
        school.decide(school.other, on=date(2026, 10, 1), paragraph="77")
        cells = {"value": 10, "decision_body": "von", "decided_on": date(2026, 10, 1), "paragraph": "77"}
        (fault,) = plan(edited(lambda sheet: put(sheet, row_of(sheet, "målvärde", "nal"), **cells))).faults
        assert "bär inte målvärdet" in fault.text("sv")

    def test_a_decision_that_is_not_registered_cannot_be_pointed_at(self, school):
        school.committee_goal("forslag")
        cells = {"decision_body": "un", "decided_on": date(2026, 10, 1), "paragraph": "99"}
        (fault,) = plan(edited(lambda sheet: put(sheet, row_of(sheet, "mål", "forslag"), **cells))).faults
        assert "Beslutet un 2026-10-01 § 99 är inte registrerat." in fault.text("sv")
        assert fault.column == "Y"

    def test_a_registered_decision_makes_a_proposal_count(self, school):
        school.committee_goal("forslag")
        cells = {"decision_body": "un", "decided_on": date(2025, 11, 12), "paragraph": "9"}
        assert plan(edited(lambda sheet: put(sheet, row_of(sheet, "mål", "forslag"), **cells)), store=True).stored
        assert Goal.objects.get(code="forslag").decision.paragraph == "9"

    def test_a_decision_is_not_taken_back_by_an_empty_cell(self, school):
        cells = {"decision_body": None, "decided_on": None, "paragraph": None}
        (fault,) = plan(edited(lambda sheet: put(sheet, row_of(sheet, "mål", "nal"), **cells))).faults
        assert "Det ändras inte utan ett nytt beslut." in fault.text("sv")

    def test_the_direction_of_a_measured_indicator_stands(self, school):
        data = edited(lambda sheet: put(sheet, row_of(sheet, "mått", "andel"), direction="lägre är bättre"))
        (fault,) = plan(data).faults
        assert (fault.column, "Enhet och riktning ändras inte" in fault.words.sv) == ("P", True)

    def test_one_faulty_row_keeps_every_other_row_out(self, school):
        def change(sheet):
            put(sheet, row_of(sheet, "målvärde", "skola-mal"), value=85)
            put(sheet, 20, kind="mål", code="fel kod", level="nämndmål", title="Fel", body="un", start=NOW)

        found = plan(edited(change), store=True)
        assert (found.stored, [(each.row, each.column) for each in found.faults]) == (False, [(20, "B")])
        assert Target.objects.get(goal__code="skola-mal").value == 80

    @pytest.mark.parametrize(
        ("cells", "column", "words"),
        [
            ({"kind": "mål", "code": "x", "level": "nämndmål", "body": "un", "start": NOW}, "F", "är tom"),
            ({"kind": "mål", "code": "x", "level": "nämndmål", "title": "X", "body": "nej", "start": NOW}, "B", "nej"),
            ({"kind": "målvärde", "code": "saknas", "indicator": "andel", "year": 2026, "value": 1}, "B", "saknas"),
            ({"kind": "målvärde", "code": "nal", "indicator": "andel", "year": 99999, "value": 1}, "D", "orimligt"),
            ({"kind": "mål", "code": "x", "title": "=1+1"}, "F", "formel"),
            ({"kind": "tanke", "code": "x"}, "A", "går inte att välja"),
        ],
    )
    def test_what_is_wrong_is_named_by_row_and_column(self, school, cells, column, words):
        found = plan(edited(lambda sheet: put(sheet, 20, **cells)), store=True)
        assert [(each.row, each.column) for each in found.faults] == [(20, column)]
        assert words in texts(found)[0]

    def test_the_same_thing_twice_is_a_fault(self, school):
        def change(sheet):
            for row in (20, 21):
                put(sheet, row, kind="mått", code="dubbel", title="D", measured_in="%", direction="higher")

        assert texts(plan(edited(change))) == [
            "rad 21, kolumn B: Samma sak står redan på rad 20. Behåll den ena raden."
        ]

    def test_a_file_that_is_no_table_is_refused_in_words(self, town):
        with pytest.raises(FileRefused) as refused:
            plan(b"%PDF-1.7\x00")
        assert "Spara tabellen som Excel-arbetsbok" in refused.value.text("sv")


def test_the_eleventh_goal_of_a_unit_is_refused_by_file_too(school):
    def ten_more(sheet):
        old = [cell.value for cell in sheet[row_of(sheet, "mål", "skola-mal")]]
        for number in range(10):
            sheet.append(old)
            put(sheet, sheet.max_row, code=f"nytt-{number}", title=f"Nytt mål {number}")

    found = plan(edited(ten_more), store=True)
    assert [fault.words.sv for fault in found.faults] == ["Skola har redan 10 mål 2026; avsikten är högst 10."]
    assert Goal.objects.filter(unit__code="skola").count() == 1


class TestAGoalThatTheRoleDoesNotSee:
    @pytest.fixture
    def hidden(self, school):
        """A proposal that the goal `nal` serves as well, beside the council's goal."""
        secret = school.committee_goal("hemligt")
        Goal.objects.get(code="nal").parents.add(secret)
        return {"hemligt"}

    def test_is_not_named_in_the_file_of_those_that_serve_it(self, hidden):
        data = export_plan(year=2026, as_of=NOW, form="xlsx", hidden=hidden)
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        cell = sheet.cell(row=row_of(sheet, "mål", "nal"), column=LETTERS["parents"] + 1).value
        assert "hemligt" not in cell
        assert "kommunmal" in cell

    def test_keeps_its_thread_when_the_file_comes_back_changed(self, hidden):
        data = export_plan(year=2026, as_of=NOW, form="xlsx", hidden=hidden)
        assert plan(data, hidden=hidden).changes_nothing
        book = openpyxl.load_workbook(io.BytesIO(data))
        school_goal = row_of(book.active, "mål", "skola-mal")
        put(book.active, school_goal, title="Nytt namn")
        out = io.BytesIO()
        book.save(out)
        assert plan(out.getvalue(), hidden=hidden, store=True).stored
        assert Goal.objects.get(code="nal").parents.filter(code="hemligt").exists()

    def test_is_cut_off_by_whoever_sees_it(self, hidden):
        data = export_plan(year=2026, as_of=NOW, form="xlsx", hidden=hidden)
        assert not plan(data).changes_nothing
