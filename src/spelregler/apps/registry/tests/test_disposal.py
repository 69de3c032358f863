"""Records go by a plan that the body has adopted, in one act with its decision, and by nothing else."""

from __future__ import annotations

import os
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.registry import operations
from spelregler.apps.registry.files.plan_table import COLUMNS, MOST_ROWS, read_plan, write_plan
from spelregler.apps.registry.models import CaseFile, DisposalPlan, Memo, Record, RecordFile
from spelregler.apps.registry.operations import DisposalRefused, PlanRefused
from spelregler.apps.registry.queries import disposal
from spelregler.apps.registry.registered import SEARCHED
from spelregler.apps.registry.tests.small_hall import TODAY, WHO
from spelregler.domain.disposal import KindOfRecord
from spelregler.exchange.sheets import write_table
from spelregler.platform.attachments.models import Attachment
from spelregler.platform.attachments.store import bring, place_of
from spelregler.platform.audit.models import AuditRow

START = date(2021, 1, 1)
ADOPTED = Minutes(date(2020, 12, 10), "88")
DECIDED = Minutes(date(2026, 10, 20), "70")
KINDS = [
    KindOfRecord("1", "Inbjudan", 2, "Arkivlagen 10 §, som planen skriver det"),
    KindOfRecord("2", "Ansökan", 10),
    KindOfRecord("3", "Protokoll", None),
]


def plan(hall, rows=KINDS, start=START, minutes=ADOPTED, **more):
    told = {"body": hall.committee, "minutes": minutes, "start": start, "today": TODAY, "who": WHO, **more}
    return operations.bring_plan(rows=rows, **told)


def closed(hall, code="1", closed_on=date(2023, 5, 1), **more) -> Record:
    """A record of a case that is closed, of the kind."""
    case = hall.case(opened_on=date(2023, 1, 9))
    record = hall.record(case, plan_code=code, **more)
    CaseFile.objects.filter(pk=case.pk).update(closed_on=closed_on)
    return record


def dispose(hall, held, *records, **more):
    told = {"minutes": DECIDED, "today": TODAY, "who": WHO, **more}
    return operations.dispose(plan=held, records=[each.pk for each in records], **told)


class TestPlan:
    def test_it_is_written_row_by_row_and_holds_from_its_day_when_it_is_entered(self, hall):
        told = {"body": hall.committee, "minutes": ADOPTED, "start": START, "today": TODAY, "who": WHO}
        made = operations.open_plan(begin_with=None, **told)
        with pytest.raises(PlanRefused):
            operations.enter_plan(plan=made, today=TODAY, who=WHO)
        row = operations.put_kind(plan=made, said=KINDS[0], was=None, who=WHO)
        with pytest.raises(PlanRefused):
            operations.put_kind(plan=made, said=KINDS[0], was=None, who=WHO)
        operations.put_kind(plan=made, said=KindOfRecord("1", "Inbjudan", 3), was=row, who=WHO)
        assert disposal.plan_of(body="un", as_of=TODAY) is None
        operations.enter_plan(plan=made, today=TODAY, who=WHO)
        assert disposal.plan_of(body="un", as_of=TODAY) == made
        assert disposal.plan_of(body="ks", as_of=TODAY) is None
        for act in (
            lambda: operations.put_kind(plan=made, said=KINDS[1], was=None, who=WHO),
            lambda: operations.drop_kind(row=row, who=WHO),
            lambda: operations.drop_plan(plan=made, who=WHO),
            lambda: operations.enter_plan(plan=made, today=TODAY, who=WHO),
        ):
            with pytest.raises(PlanRefused):
                act()
        again = operations.open_plan(begin_with=made, **{**told, "start": date(2026, 1, 1)})
        assert [each.years for each in disposal.rows_of(again)] == [3]
        operations.drop_kind(row=disposal.rows_of(again)[0], who=WHO)
        operations.drop_plan(plan=again, who=WHO)
        assert DisposalPlan.objects.count() == 1

    @pytest.mark.parametrize("changes", [{"rows": []}, {"rows": [KINDS[0], KINDS[0]]}, {"start": date(2020, 12, 9)}])
    def test_what_cannot_be_is_refused_and_nothing_is_stored(self, hall, changes):
        with pytest.raises(PlanRefused):
            plan(hall, **changes)
        assert not DisposalPlan.objects.exists()

    def test_it_is_brought_by_file_with_faults_by_row(self, hall):
        held = plan(hall)
        data = write_plan(disposal.rows_of(held), form="csv", language="sv")
        assert list(read_plan(data=data, file_name="a.csv").rows) == KINDS
        wrong = [{"code": "1", "title": "Inbjudan", "years": 300}, {"code": "1", "title": "Annat", "years": 1}]
        data = write_table(COLUMNS, wrong, form="csv", language="sv")
        assert [each.row for each in read_plan(data=data, file_name="a.csv").faults] == [2, 3]


class TestProposed:
    def test_only_records_of_closed_cases_whose_years_are_over(self, hall):
        held, goes = plan(hall), closed(hall)
        closed(hall, code="2")
        closed(hall, code="3")
        closed(hall, code="")
        closed(hall, closed_on=date(2024, 1, 1))
        hall.record(hall.case(), plan_code="1")
        assert [(each.record, each.row.code) for each in disposal.proposed(held, on=TODAY)] == [(goes, "1")]
        assert disposal.proposed(held, on=date(2025, 12, 31)) == []
        assert len(disposal.proposed(held, on=date(2027, 1, 1))) == 2

    def test_a_plan_as_long_as_a_table_may_be_is_asked_in_one(self, hall):
        held = plan(hall, [KindOfRecord(f"{code}", "Handling", code % 5) for code in range(MOST_ROWS)])
        goes = closed(hall, code="1")
        assert [each.record for each in disposal.proposed(held, on=TODAY)] == [goes]

    def test_a_kind_is_said_of_a_record_by_the_plan_in_force_alone(self, hall):
        record = hall.record(hall.case())
        with pytest.raises(DisposalRefused):
            operations.say_kind(row=record, code="1", today=TODAY, who=WHO)
        plan(hall)
        assert operations.say_kind(row=record, code="1", today=TODAY, who=WHO).plan_code == "1"
        assert operations.say_kind(row=record, code="", today=TODAY, who=WHO).plan_code == ""


class TestDispose:
    @pytest.fixture
    def home(self, settings, tmp_path):
        settings.HOME = tmp_path

    def test_it_goes_with_file_and_words_and_leaves_a_trace(self, hall, home, django_capture_on_commit_callbacks):
        brought = bring(SimpleUploadedFile("inbjudan.txt", b"Kom", content_type="text/plain"))
        held, record = plan(hall), closed(hall, file=brought, subject_ground="OSL 26:1")
        os.utime(place_of(brought.sha256), (1, 1))
        with django_capture_on_commit_callbacks(execute=True):
            act, count = dispose(hall, held, record)
        left = Record.objects.select_related("disposed_as").get(pk=record.pk)
        assert (count, act.decision, act.plan) == (1, Decision.objects.get(paragraph="70"), held)
        assert (left.number, left.dated, left.kind) == (record.number, record.dated, "incoming")
        assert left.disposed_as.title == "Inbjudan"
        assert (left.subject, left.correspondent, left.subject_ground) == ("", "", "")
        assert not RecordFile.objects.exists()
        assert not Attachment.objects.exists()
        assert not place_of(brought.sha256).exists()
        assert AuditRow.objects.filter(act="dispose-record").count() == 1
        assert list(SEARCHED[1].source.things({str(record.pk)})) == []
        assert disposal.proposed(held, on=TODAY) == []
        assert disposal.acts_of(body="un", as_of=TODAY) == [(act, 1)]

    def test_a_file_that_somebody_else_has_or_is_bringing_stays_in_the_store(
        self, hall, home, django_capture_on_commit_callbacks
    ):
        old, new = (bring(SimpleUploadedFile("a.txt", text, content_type="text/plain")) for text in (b"Gammal", b"Ny"))
        held, one, other = plan(hall), closed(hall, file=old), closed(hall, file=new)
        hall.record(hall.case(), file=old)
        os.utime(place_of(old.sha256), (1, 1))
        with django_capture_on_commit_callbacks(execute=True):
            dispose(hall, held, one, other)
        assert place_of(old.sha256).exists(), "another record has it"
        assert place_of(new.sha256).exists(), "it came just now, and is swept later"

    def test_a_memo_goes_with_all_its_parts(self, hall):
        case = hall.case(opened_on=date(2023, 1, 9))
        memo = operations.begin_memo(case=case, subject="Skolskjuts", on=TODAY, who=WHO)
        operations.write_memo(memo=memo, parts={"summary": "Kort.", "proposal": "Antas."}, reason="", who=WHO)
        operations.sign_memo(memo=memo, post=hall.head, demanded=set(), on=TODAY, who=WHO)
        held = plan(hall)
        operations.say_kind(row=memo.record, code="1", today=TODAY, who=WHO)
        CaseFile.objects.filter(pk=case.pk).update(closed_on=date(2023, 5, 1))
        dispose(hall, held, memo.record)
        assert not Memo.objects.exists()

    def test_everything_else_is_refused_and_nothing_goes(self, hall):
        held, goes = plan(hall), closed(hall)
        preserved, unsaid, too_new = (
            closed(hall, code="3"),
            closed(hall, code=""),
            closed(hall, closed_on=date(2024, 2, 1)),
        )
        newer = plan(hall, start=date(2026, 1, 1))
        for records, told in (
            ((preserved,), {}),
            ((unsaid,), {}),
            ((too_new,), {}),
            ((goes, unsaid), {}),
            ((), {}),
            ((goes,), {"minutes": Minutes(date(2019, 1, 1), "2")}),
        ):
            with pytest.raises(DisposalRefused):
                dispose(hall, newer, *records, **told)
        with pytest.raises(DisposalRefused):
            dispose(hall, held, goes)
        assert not Record.objects.filter(disposal__isnull=False).exists()

    def test_what_is_gone_takes_no_kind_and_no_file(self, hall):
        held, record = plan(hall), closed(hall)
        dispose(hall, held, record)
        with pytest.raises(DisposalRefused):
            operations.say_kind(row=record, code="1", today=TODAY, who=WHO)

    def test_the_database_knows_no_disposal_without_a_row_of_a_plan(self, hall):
        held, record = plan(hall), closed(hall)
        act, _count = dispose(hall, held, record)
        other = closed(hall)
        with pytest.raises(IntegrityError), transaction.atomic():
            Record.objects.filter(pk=other.pk).update(disposal=act, subject="")
        with pytest.raises(IntegrityError), transaction.atomic():
            Record.objects.filter(pk=other.pk).update(subject="")
