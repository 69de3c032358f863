"""Cases get every number once, drafts become records by an act, and memos hold what the template demands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.registry import operations
from spelregler.apps.registry.models import CaseFile, Record, Series
from spelregler.apps.registry.operations import CaseRefused, MemoRefused, NewRecord, Occasion, RecordRefused
from spelregler.apps.registry.queries.cases import case_by_number
from spelregler.apps.registry.tests.small_hall import TODAY, WHO
from spelregler.domain.registry import PatternRefused
from spelregler.platform.attachments.store import Brought
from spelregler.platform.audit.models import AuditRow

MOST_STATEMENTS = 15
FILE = Brought(name="ansökan.pdf", content_type="application/pdf", size=4, sha256="a" * 64)


class TestANumberThatAnotherRoomWrites:
    def test_is_one_that_a_case_has_as_it_is_registered(self, hall):
        number = hall.case().number
        told = {"body": hall.committee, "on": TODAY, "field": "case_number"}
        assert operations.number_of_case(f"  {number.lower()} ", **told) == number
        assert operations.number_of_case(" ", **told) == ""
        for odd in ("UN 2026/9", "UN 2099/1", "xx"):
            with pytest.raises(CaseRefused) as refused:
                operations.number_of_case(odd, **told)
            assert refused.value.field == "case_number"

    def test_is_let_be_where_it_is_of_another_registry(self, hall):
        hall.case()
        told = {"on": TODAY, "field": "reference"}
        assert operations.number_of_case("KS 2026/9", body=hall.board, **told) == "KS 2026/9"
        assert operations.number_of_case("UN-2019-44", body=hall.committee, **told) == "UN-2019-44"


class TestOpenCase:
    def test_each_body_and_year_has_its_own_series_without_a_gap(self, hall):
        numbers = [hall.case().number, hall.case().number, hall.case(body=hall.board).number]
        numbers.append(hall.case(opened_on=date(2025, 12, 30)).number)
        assert numbers == ["UN 2026/1", "UN 2026/2", "KS 2026/1", "UN 2025/1"]

    def test_a_case_that_is_refused_takes_no_number(self, hall):
        for told in (
            {"title": " "},
            {"opened_on": TODAY + timedelta(days=1)},
            {"opened_on": date(2019, 1, 1)},
        ):
            with pytest.raises(CaseRefused):
                hall.case(**told)
        with pytest.raises(ValidationError):
            hall.case(title="x" * 201)
        assert not Series.objects.filter(last__gt=0).exists()
        assert hall.case().running == 1

    def test_the_pattern_is_the_municipalitys_own_and_holds_from_then_on(self, hall):
        first = hall.case()
        operations.set_up_registry(pattern="{organ}.{ar}.{nummer}", demanded=["money"], who=WHO)
        assert (hall.case().number, CaseFile.objects.get(pk=first.pk).number) == ("UN.2026.2", "UN 2026/1")
        with pytest.raises(PatternRefused):
            operations.set_up_registry(pattern="{ar}/{nummer}", demanded=[], who=WHO)

    def test_registering_takes_few_statements_with_its_row_in_the_trail(self, hall):
        hall.case()
        for told in ({}, {"title_ground": "OSL 23:1"}, {"occasion": Occasion("plans", date(2026, 12, 31))}):
            with CaptureQueriesContext(connection) as asked:
                case = hall.case(**told)
            assert len(asked) <= MOST_STATEMENTS, [each["sql"][:40] for each in asked.captured_queries]
            assert AuditRow.objects.filter(act="open-case", subject=case.number).count() == 1

    def test_it_is_found_by_its_number_however_it_is_typed(self, hall):
        case = hall.case()
        assert case_by_number(" un  2026/1 ", as_of=TODAY) == case
        assert case_by_number("un 2026/1", as_of=TODAY - timedelta(days=1)) is None

    def test_the_trail_holds_no_title_that_may_come_to_be_marked(self, hall):
        hall.record(hall.case("Barnet Alva"), subject="Orosanmälan")
        told = " ".join(AuditRow.objects.values_list("content", flat=True))
        assert "Alva" not in told
        assert "Orosanmälan" not in told


class TestRecords:
    def test_they_are_numbered_in_the_case_and_drafts_have_no_number(self, hall):
        case = hall.case()
        first = hall.record(case, file=FILE)
        draft = hall.record(case, kind="outgoing", is_draft=True)
        last = hall.record(case, kind="internal", correspondent="")
        assert [each.number for each in (first, draft, last)] == [1, None, 2]
        assert operations.draw_up(row=draft, on=TODAY, who=WHO).number == 3
        assert first.files.get().file.name == "ansökan.pdf"

    def test_what_is_drawn_up_is_never_changed(self, hall):
        case = hall.case()
        draft = hall.record(case, kind="outgoing", is_draft=True)
        told = NewRecord(kind="outgoing", dated=TODAY, subject="Svar", correspondent="Alva Ek")
        operations.change_draft(row=draft, new=told, on=TODAY, who=WHO)
        operations.add_file(row=draft, file=FILE, on=TODAY, who=WHO)
        operations.add_file(row=draft, file=FILE, on=TODAY, who=WHO)
        operations.draw_up(row=draft, on=TODAY, who=WHO)
        for act in (
            lambda: operations.change_draft(row=draft, new=told, on=TODAY, who=WHO),
            lambda: operations.add_file(row=draft, file=FILE, on=TODAY, who=WHO),
            lambda: operations.draw_up(row=draft, on=TODAY, who=WHO),
            lambda: operations.throw_away(row=draft, who=WHO),
        ):
            with pytest.raises(RecordRefused):
                act()
        held = Record.objects.get(pk=draft.pk)
        assert (held.subject, held.number, [each.version for each in held.files.all()]) == ("Svar", 1, [1, 2])

    def test_a_draft_may_be_thrown_away(self, hall):
        draft = hall.record(hall.case(), kind="outgoing", is_draft=True, file=FILE)
        operations.throw_away(row=draft, who=WHO)
        assert not Record.objects.exists()
        assert AuditRow.objects.filter(act="throw-away-draft").exists()

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"subject": " "}, "subject"),
            ({"correspondent": ""}, "correspondent"),
            ({"is_draft": True}, "is_draft"),
            ({"dated": TODAY + timedelta(days=1)}, "dated"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, hall, told, field):
        with pytest.raises(RecordRefused) as refused:
            hall.record(hall.case(), **told)
        assert refused.value.field == field
        assert not Record.objects.exists()

    def test_a_closed_case_takes_nothing_until_it_is_opened_again(self, hall):
        case = hall.case()
        draft = hall.record(case, kind="outgoing", is_draft=True)
        with pytest.raises(CaseRefused):
            operations.close_case(case=case, on=TODAY, who=WHO)
        operations.throw_away(row=draft, who=WHO)
        closed = operations.close_case(case=case, on=TODAY, who=WHO)
        for act in (
            lambda: hall.record(closed),
            lambda: operations.add_party(case=closed, name="Alva Ek", who=WHO),
            lambda: operations.close_case(case=closed, on=TODAY, who=WHO),
            lambda: operations.begin_memo(case=closed, subject="x", on=TODAY, who=WHO),
        ):
            with pytest.raises(CaseRefused):
                act()
        hall.record(operations.reopen_case(case=closed, on=TODAY, who=WHO))

    def test_a_field_is_marked_with_its_ground_also_when_it_is_drawn_up(self, hall):
        record = hall.record(hall.case())
        marked = operations.mark(row=record, field="correspondent", ground="OSL 26:1", who=WHO)
        assert (marked.correspondent_ground, marked.subject_ground) == ("OSL 26:1", "")
        assert operations.mark(row=record, field="correspondent", ground="", who=WHO).correspondent_ground == ""
        with pytest.raises(operations.MarkRefused):
            operations.mark(row=record, field="number", ground="OSL 26:1", who=WHO)


class TestMemo:
    def test_it_is_kept_unfinished_and_signed_when_it_holds_what_is_demanded(self, hall):
        memo = operations.begin_memo(case=hall.case(), subject="Skolskjuts", on=TODAY, who=WHO)
        operations.write_memo(memo=memo, parts={"summary": "Kort."}, reason="", who=WHO)
        demanded = {"summary", "proposal", "children"}
        with pytest.raises(MemoRefused, match="barn"):
            operations.sign_memo(memo=memo, post=hall.head, demanded=demanded, on=TODAY, who=WHO)
        assert Record.objects.get().is_draft
        operations.write_memo(
            memo=memo, parts={"summary": "Kort.", "proposal": "Antas.", "children": "Inga."}, reason="", who=WHO
        )
        signed = operations.sign_memo(memo=memo, post=hall.head, demanded=demanded, on=TODAY, who=WHO)
        assert (signed.signed_by, Record.objects.get().number) == (hall.head, 1)
        with pytest.raises(RecordRefused):
            operations.write_memo(memo=memo, parts={}, reason="", who=WHO)
        with pytest.raises(RecordRefused):
            operations.sign_memo(memo=memo, post=hall.head, demanded=demanded, on=TODAY, who=WHO)

    def test_a_reason_stands_for_what_is_left_out_and_no_other_than_its_official_draws_it_up(self, hall):
        memo = operations.begin_memo(case=hall.case(), subject="Skolskjuts", on=TODAY, who=WHO)
        with pytest.raises(RecordRefused):
            operations.draw_up(row=memo.record, on=TODAY, who=WHO)
        operations.write_memo(memo=memo, parts={"summary": "Kort."}, reason="Bara information.", who=WHO)
        operations.sign_memo(memo=memo, post=hall.head, demanded={"proposal"}, on=TODAY, who=WHO)
        assert not Record.objects.get().is_draft

    def test_a_working_note_becomes_no_record_by_way_of_the_trail(self, hall):
        memo = operations.begin_memo(case=hall.case(), subject="Skolskjuts", on=TODAY, who=WHO)
        operations.write_memo(memo=memo, parts={"background": "Hemlig tanke"}, reason="", who=WHO)
        operations.throw_away(row=memo.record, who=WHO)
        assert "Hemlig" not in " ".join(AuditRow.objects.values_list("content", flat=True))
