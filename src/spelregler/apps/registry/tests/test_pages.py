"""The pages of the registry: what is done on them, what each role sees, and who may not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident
from spelregler.apps.registry import operations
from spelregler.apps.registry.files.open_cases import COLUMNS as CASES
from spelregler.apps.registry.files.plan_table import COLUMNS as PLAN
from spelregler.apps.registry.models import CaseFile, DisposalPlan, Memo, Party, Record
from spelregler.apps.registry.tests.small_hall import TODAY, WHO
from spelregler.exchange.sheets import write_table
from spelregler.platform import clock

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def secretary(hall):
    return holder(Post.Kind.COMMITTEE_SECRETARY)


@pytest.fixture
def head(hall):
    return holder(Post.Kind.DEPARTMENT_HEAD, department=hall.head.department)


@pytest.fixture
def other_head(hall):
    return holder(Post.Kind.DEPARTMENT_HEAD, department=hall.other_head.department)


def at(name: str, *args: object) -> str:
    return reverse(f"registry:{name}", args=args)


NEW = {"body": "un", "title": "Skolskjuts", "responsible": "uf-chef", "opened_on": "2026-11-02"}
RECORD = {"kind": "incoming", "dated": "2026-11-02", "correspondent": "Alva Ek", "subject": "Ansökan"}


class TestRegister:
    def test_a_file_is_marked_as_it_is_registered_and_opened_by_nobody_else(self, secretary, hall):
        case = hall.case()
        said = {**RECORD, "file_ground": "OSL 26 kap. 1 §"}
        assert error_at(words(secretary.post(at("add_record", case.pk), said), 400), "id_file_ground")
        assert not Record.objects.exists()
        secretary.post(at("add_record", case.pk), {**said, "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")})
        file = Record.objects.get().files.get()
        assert file.file_ground == "OSL 26 kap. 1 §"
        words(member(hall.committee).get(at("file", file.pk)), 404)
        assert secretary.get(at("file", file.pk)).status_code == 200

    def test_the_case_tells_the_occasion_that_it_was_opened_for(self, secretary, hall):
        case = hall.case()
        CaseFile.objects.filter(pk=case.pk).update(occasion="budget", occasion_on=date(2026, 11, 20))
        told = words(secretary.get(at("case", case.pk)))
        assert "Tillfälle i årshjulet</dt><dd>" in told
        assert "budget, 20" in told

    def test_the_secretary_registers_a_case_and_is_told_its_number(self, secretary):
        made = secretary.post(at("new"), NEW, follow=True)
        assert "UN 2026/1" in words(made)
        assert CaseFile.objects.get().title == "Skolskjuts"

    def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(self, secretary):
        text = words(secretary.post(at("new"), {**NEW, "opened_on": "2026-12-01"}), 400)
        assert error_at(text, "id_opened_on")
        assert 'value="Skolskjuts"' in text
        assert not CaseFile.objects.exists()

    def test_outsiders_register_nothing(self, hall, head):
        for client in (head, member(hall.committee), resident()):
            words(client.get(at("new")), 403)
            words(client.post(at("new"), NEW), 403)
            words(client.post(at("settings"), {"pattern": "{organ} {ar}/{nummer}"}), 403)
        assert not CaseFile.objects.exists()

    def test_the_pattern_and_the_template_are_edited_on_a_page(self, secretary):
        said = {"pattern": "{organ}.{ar}.{nummer}", "demanded": ["children"]}
        assert secretary.post(at("settings"), said).status_code == 302
        text = words(secretary.post(at("settings"), {"pattern": "{organ}"}), 400)
        assert error_at(text, "id_pattern")
        secretary.post(at("new"), NEW)
        assert CaseFile.objects.get().number == "UN.2026.1"


class TestSeen:
    def test_the_number_leads_to_the_case_and_everybody_reads_the_register(self, hall, other_head):
        case = hall.case()
        hall.record(case)
        for client in (resident(), other_head, member(hall.committee)):
            assert client.get(at("list"), {"q": "un 2026/1"}).headers["Location"] == at("case", case.pk)
            assert "Skolskjuts" in words(client.get(at("list")))
            assert "Ansökan" in words(client.get(at("case", case.pk)))
            words(client.get(at("case", 999_999)), 404)

    def test_sender_party_and_file_are_for_those_of_the_case(self, hall, head, secretary, other_head):
        case = hall.case()
        record = hall.record(case)
        operations.add_party(case=case, name="Bo Alm", who=WHO)
        for client in (head, secretary, member(hall.committee)):
            text = words(client.get(at("case", case.pk)))
            assert "Alva Ek" in text
            assert "Bo Alm" in text
        for client in (other_head, resident()):
            text = words(client.get(at("case", case.pk))) + words(client.get(at("record", record.pk)))
            assert "Alva Ek" not in text
            assert "Bo Alm" not in text
            assert "Du kan begära ut" in text

    def test_what_is_marked_is_shown_to_those_who_review_or_handle_it(self, hall, head, secretary):
        case = hall.case("Barnet Alva", title_ground="OSL 23 kap. 1 §")
        hall.record(case, subject_ground="OSL 23 kap. 1 §", correspondent_ground="OSL 23 kap. 1 §")
        for client in (head, secretary):
            text = words(client.get(at("case", case.pk)))
            assert "Barnet Alva" in text
            assert "Alva Ek" in text
        for client in (member(hall.committee), resident()):
            for page in (at("case", case.pk), at("list")):
                text = words(client.get(page))
                assert "Barnet" not in text
                assert "Ansökan" not in text
                assert "OSL 23 kap. 1 §" in text
            assert "Du kan begära ut" in words(client.get(at("case", case.pk)))

    def test_a_decision_that_names_the_number_and_the_case_lead_to_each_other(self, hall):
        case = hall.case()
        made = Decision.objects.create(
            body=hall.committee, decided_on=date(2026, 10, 1), paragraph="9", title="Sak", text="Antas.",
            reference="UN 2026/1",
        )  # fmt: skip
        client = resident()
        assert at("case", case.pk) in words(client.get(reverse("decisions:decision", args=[made.pk])))
        assert reverse("decisions:decision", args=[made.pk]) in words(client.get(at("case", case.pk)))


class TestRecords:
    def test_a_record_with_its_file_is_registered_and_saved_by_those_of_the_case(
        self, hall, secretary, head, other_head, settings, tmp_path
    ):
        settings.HOME = tmp_path
        case = hall.case()
        file = SimpleUploadedFile("brev.txt", b"Hej", content_type="text/plain")
        assert secretary.post(at("add_record", case.pk), {**RECORD, "file": file}).status_code == 302
        kept = Record.objects.get().files.get()
        assert b"".join(head.get(at("file", kept.pk)).streaming_content) == b"Hej"
        for client in (other_head, resident()):
            words(client.get(at("file", kept.pk)), 404)
        secretary.post(at("mark", "fil", kept.pk, "file"), {"ground": "OSL 23 kap. 1 §"})
        words(member(hall.committee).get(at("file", kept.pk)), 404)

    def test_a_draft_is_seen_by_those_who_write_and_becomes_a_record_when_it_is_looked_at(self, hall, secretary):
        case = hall.case()
        secretary.post(at("add_record", case.pk), {**RECORD, "kind": "outgoing", "is_draft": "on"})
        draft = Record.objects.get()
        for client in (resident(), member(hall.committee)):
            assert "Ansökan" not in words(client.get(at("case", case.pk)))
            words(client.get(at("record", draft.pk)), 404)
        said = {"dated": "2026-11-01", "correspondent": "Alva Ek", "subject": "Svar"}
        assert secretary.post(at("change_draft", draft.pk), said).status_code == 302
        text = words(secretary.post(at("draw_up", draft.pk), {"look": "ask"}))
        assert "ändras aldrig" in text
        assert Record.objects.get().is_draft, "it is looked at first"
        assert secretary.post(at("draw_up", draft.pk)).status_code == 302
        assert "allmän handling" in words(secretary.post(at("change_draft", draft.pk), said), 400)
        assert "Svar" in words(resident().get(at("record", draft.pk)))

    def test_a_missing_sender_is_told_at_its_field(self, hall, secretary):
        text = words(secretary.post(at("add_record", hall.case().pk), {**RECORD, "correspondent": ""}), 400)
        assert error_at(text, "id_correspondent")
        assert 'value="Ansökan"' in text

    def test_the_case_is_changed_closed_and_opened_and_a_party_is_marked(self, hall, secretary):
        case = hall.case()
        said = {"title": "Skolskjuts 2027", "responsible": "ksf-chef"}
        assert secretary.post(at("change_case", case.pk), said).status_code == 302
        assert secretary.post(at("add_party", case.pk), {"name": "Bo Alm"}).status_code == 302
        party = Party.objects.get()
        assert secretary.post(at("mark", "part", party.pk, "name"), {"ground": "OSL 26 kap. 1 §"}).status_code == 302
        assert secretary.post(at("close_case", case.pk)).status_code == 302
        assert "avslutat" in words(secretary.get(at("case", case.pk)))
        assert secretary.post(at("reopen_case", case.pk)).status_code == 302
        words(secretary.get(at("mark", "part", party.pk, "number")), 404)
        words(secretary.get(at("mark", "annat", party.pk, "name")), 404)

    def test_outsiders_change_nothing(self, hall, head):
        case = hall.case()
        draft = hall.record(case, kind="outgoing", is_draft=True)
        for client in (head, member(hall.committee), resident()):
            for name in ("change_case", "add_party", "close_case", "reopen_case", "add_record"):
                words(client.post(at(name, case.pk), {"title": "x"}), 403)
            for name in ("change_draft", "add_file", "draw_up", "throw_away"):
                words(client.post(at(name, draft.pk), {"subject": "x"}), 403)
            words(client.post(at("mark", "arende", case.pk, "title"), {"ground": "x"}), 403)
        assert Record.objects.get().is_draft


class TestMemo:
    def test_the_head_writes_it_is_told_what_is_missing_and_signs(self, hall, head):
        case = hall.case()
        assert "Mina" in words(head.get(at("list"), {"visa": "mina"}))
        head.post(at("begin_memo", case.pk), {"subject": "Skolskjuts"})
        memo = Memo.objects.get()
        assert "Mallen kräver mer" in words(head.get(at("memo", memo.record_id)))
        assert "saknar: Sammanfattning" in words(head.post(at("sign_memo", memo.record_id)), 400)
        said = {"summary": "Kort.", "proposal": "Nämnden antar reglerna."}
        assert head.post(at("memo", memo.record_id), said).status_code == 302
        assert "Allt som krävs finns" in words(head.get(at("memo", memo.record_id)))
        assert "ändras aldrig" in words(head.post(at("sign_memo", memo.record_id), {"look": "ask"}))
        assert head.post(at("sign_memo", memo.record_id)).status_code == 302
        assert Memo.objects.get().signed_by == hall.head

    def test_elected_and_outsiders_write_none(self, hall, other_head, secretary):
        case = hall.case()
        memo = operations.begin_memo(case=case, subject="Skolskjuts", on=TODAY, who=WHO)
        for client in (member(hall.committee), other_head, secretary, resident()):
            words(client.post(at("begin_memo", case.pk), {"subject": "x"}), 403)
            words(client.post(at("sign_memo", memo.record_id)), 403)
        assert "MR-34" not in words(secretary.get(at("case", case.pk)))
        words(resident().get(at("memo", memo.record_id)), 404)

    def test_what_the_template_demands_is_not_called_optional(self, hall, head):
        memo = operations.begin_memo(case=hall.case(), subject="Skolskjuts", on=TODAY, who=WHO)
        operations.set_up_registry(pattern="{organ} {ar}/{nummer}", demanded=["children"], who=WHO)
        text = words(head.get(at("memo", memo.record_id)))
        labels = re.findall(r'<label for="(\w+)">[^<]*(<small>frivilligt</small>)?', text)
        optional = {name for name, mark in labels if mark}
        assert "id_environment" in optional
        assert not {"id_summary", "id_children"} & optional

    def test_a_signed_one_is_read_by_the_body_and_saved_as_a_document(self, hall):
        memo = operations.begin_memo(case=hall.case(), subject="Skolskjuts", on=TODAY, who=WHO)
        operations.write_memo(memo=memo, parts={"summary": "Kort.", "proposal": "Antas."}, reason="", who=WHO)
        operations.sign_memo(memo=memo, post=hall.head, demanded=set(), on=TODAY, who=WHO)
        text = words(member(hall.committee).get(at("memo", memo.record_id)))
        assert "Antas." in text
        assert "Utbildningschef" in text
        assert member(hall.committee).get(at("memo_pdf", memo.record_id)).status_code == 202
        assert member(hall.committee).get(at("memo_word", memo.record_id)).status_code == 202
        told = words(resident().get(at("memo", memo.record_id)))
        assert "begära ut" in told
        assert "Antas." not in told
        words(resident().get(at("memo_pdf", memo.record_id)), 404)


def table(columns, *rows) -> SimpleUploadedFile:
    return SimpleUploadedFile("tabell.csv", write_table(columns, rows, form="csv", language="sv"))


class TestOpenCasesByFile:
    CASE = {"number": "UN 2026/57", "title": "Skolskjuts", "responsible": "uf-chef", "opened_on": date(2026, 3, 2)}

    def test_the_registrar_brings_them_sees_them_and_stores_them(self, secretary):
        assert secretary.get(at("cases_file_template", "csv")).status_code == 200
        shown = words(secretary.post(at("cases_file_upload"), {"file": table(CASES, self.CASE)}, follow=True))
        assert "UN 2026/57 Skolskjuts" in shown
        assert not CaseFile.objects.exists()
        assert "1 rad är registrerad" in words(secretary.post(at("cases_file_store"), follow=True))
        assert "UN 2026/58" in words(secretary.post(at("new"), NEW, follow=True))

    def test_a_fault_stands_at_its_row_and_nothing_is_stored(self, secretary):
        rows = table(CASES, {**self.CASE, "number": "UN/57"})
        assert "rad 2" in words(secretary.post(at("cases_file_upload"), {"file": rows}, follow=True))
        secretary.post(at("cases_file_store"))
        assert not CaseFile.objects.exists()

    def test_outsiders_bring_none(self, hall, head):
        for client in (head, member(hall.committee), resident()):
            for name in ("cases_file", "cases_file_plan"):
                words(client.get(at(name)), 403)
            words(client.get(at("cases_file_template", "csv")), 403)
            for name in ("cases_file_upload", "cases_file_store"):
                words(client.post(at(name)), 403)


class TestDisposal:
    MINUTED = {"decided_on": "2020-12-10", "paragraph": "88", "start": "2021-01-01"}
    ROW = {"code": "1", "title": "Inbjudan", "years": "2", "note": "Enligt planen"}

    def test_a_plan_is_written_row_by_row_and_read_by_everybody(self, hall, secretary):
        offered = "Börja med raderna i den plan som gäller"
        assert offered not in words(secretary.get(at("new_plan", "un")))
        secretary.post(at("new_plan", "un"), self.MINUTED)
        plan = DisposalPlan.objects.get()
        assert "Ingen rad" in words(secretary.get(at("disposal_written", plan.pk)))
        secretary.post(at("new_kind", plan.pk), {**self.ROW, "title": "Fel"})
        row = plan.rows.get()
        secretary.post(at("kind", row.pk), self.ROW)
        secretary.post(at("new_kind", plan.pk), {"code": "2", "title": "Protokoll", "years": ""})
        secretary.post(at("drop_kind", plan.rows.get(code="2").pk))
        assert "Inbjudan" not in words(resident().get(at("disposal_plan", "un")))
        words(secretary.post(at("enter_plan", plan.pk), {"look": "ask"}))
        assert secretary.post(at("enter_plan", plan.pk)).status_code == 302
        for page in (at("disposal_plan", "un"), at("disposal")):
            words(resident().get(page))
        assert "Inbjudan" in words(resident().get(at("disposal_plan", "un")))
        assert resident().get(at("plan_table", "un", "csv")).status_code == 200
        assert offered in words(secretary.get(at("new_plan", "un")))
        words(secretary.get(at("disposal_written", plan.pk)), 404)

    def test_a_plan_comes_by_file_and_records_go_by_it_with_a_decision(self, hall, secretary):
        file = table(PLAN, {"code": "1", "title": "Inbjudan", "years": 2}, {"code": "2", "title": "Protokoll"})
        shown = words(secretary.post(at("plan_file_upload", "un"), {**self.MINUTED, "file": file}, follow=True))
        assert "bevaras" in shown
        assert secretary.post(at("plan_file_store", "un")).status_code == 302
        case = hall.case(opened_on=date(2023, 1, 9))
        record = hall.record(case)
        assert secretary.post(at("say_kind", record.pk), {"plan_code": "1"}).status_code == 302
        assert "1 Inbjudan" in words(secretary.get(at("record", record.pk)))
        assert "Planen låter inget gå i dag" in words(secretary.get(at("dispose", "un")))
        CaseFile.objects.filter(pk=case.pk).update(closed_on=date(2023, 5, 1))
        assert "1 handling får gå" in words(secretary.get(at("disposal_plan", "un")))
        said = {"records": [record.pk], "decided_on": "2026-10-20", "paragraph": "70"}
        assert "UN 2023/1–1" in words(secretary.get(at("dispose", "un")))
        assert "kan inte ångras" in words(secretary.post(at("dispose", "un"), {**said, "look": "ask"}))
        assert error_at(words(secretary.post(at("dispose", "un"), {**said, "records": []}), 400), "id_records")
        assert secretary.post(at("dispose", "un"), said).status_code == 302
        for page in (at("case", case.pk), at("record", record.pk)):
            text = words(resident().get(page))
            assert "Gallrad: Inbjudan" in text
            assert "Ansökan" not in text
        assert "1 handling" in words(resident().get(at("disposal_plan", "un")))

    def test_a_plan_is_thrown_away_while_it_is_written(self, hall, secretary):
        secretary.post(at("new_plan", "un"), self.MINUTED)
        pk = DisposalPlan.objects.get().pk
        words(secretary.get(at("drop_plan", pk)))
        secretary.post(at("drop_plan", pk))
        assert not DisposalPlan.objects.exists()
        words(secretary.get(at("kind", 999_999)), 404)

    def test_nothing_goes_without_a_plan(self, hall, secretary):
        words(secretary.get(at("dispose", "un")), 404)

    def test_outsiders_write_no_plan_and_dispose_of_nothing(self, hall, secretary, head):
        secretary.post(at("new_plan", "un"), self.MINUTED)
        plan = DisposalPlan.objects.get()
        record = hall.record(hall.case())
        for client in (head, member(hall.committee), resident()):
            for name in ("new_plan", "dispose", "plan_file", "plan_file_plan", "plan_file_store", "plan_file_upload"):
                words(client.post(at(name, "un")), 403)
            for name in ("new_kind", "enter_plan", "drop_plan"):
                words(client.post(at(name, plan.pk)), 403)
            words(client.post(at("say_kind", record.pk), {"plan_code": ""}), 403)
