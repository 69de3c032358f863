"""An assignment is done in part, passed on to a unit by the head, and listed for the body (CP-9, MR-23, MR-29)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.decisions import operations, queries
from spelregler.apps.decisions.models import Assignment, PartReport, UnitAssignment
from spelregler.apps.organisation.models import Municipality, Post, Unit
from spelregler.apps.organisation.operations.structure import place_unit
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import START, WHO, holder, member, resident

GIVEN, DUE = date(2026, 3, 1), date(2026, 10, 1)


@pytest.fixture
def assignment(hall) -> Assignment:
    decision = hall.decide(hall.committee, on=GIVEN)
    said = {"addressee": hall.head, "text": "Utred lokaler", "intended_result": "", "due_on": DUE}
    return operations.give_assignment(decision=decision, who=WHO, **said)


@pytest.fixture
def school(hall) -> Unit:
    unit = Unit.objects.create(code="skolan", name="Skolan", start=START)
    place_unit(unit=unit, department=hall.head.department, start=START, who=WHO)
    Post.objects.filter(pk=hall.manager.pk).update(unit=unit, department=None)
    hall.manager.refresh_from_db()
    return unit


def part(assignment: Assignment, on: date = date(2026, 6, 1), **more) -> PartReport:
    said = {"done": "Två av tre", "left": "Idrottshallen", "reported_on": on, "who": WHO}
    return operations.report_part(assignment=assignment, **said | more)


def passed(assignment: Assignment, to: Post, **more) -> UnitAssignment:
    said = {"text": "Mät salarna", "due_on": date(2026, 9, 1), "given_on": date(2026, 6, 1), "who": WHO}
    return operations.pass_on(assignment=assignment, addressee=to, **said | more)


class TestDoneInPart:
    def test_it_stays_open_with_what_is_left_as_it_was_told_then(self, assignment):
        part(assignment)
        part(assignment, date(2026, 8, 1), left="Omklädningsrummen")
        told = {day: queries.assignment_row(pk=assignment.pk, as_of=day) for day in (date(2026, 7, 1), DUE)}
        assert [row.left for row in told.values() if row] == ["Idrottshallen", "Omklädningsrummen"]
        assert all(row and row.is_open for row in told.values())
        assert [row.is_late for row in queries.open_assignments(as_of=date(2026, 10, 2))] == [True]

    @pytest.mark.parametrize(("field", "said"), [("result", {"done": " "}), ("left", {"left": " "})])
    def test_it_says_what_is_done_and_what_is_left(self, assignment, field, said):
        with pytest.raises(operations.AssignmentRefused) as refused:
            part(assignment, **said)
        assert refused.value.field == field

    def test_what_is_closed_is_not_told_in_part(self, assignment):
        operations.report_back(assignment=assignment, result="Klart", reported_on=date(2026, 6, 1), who=WHO)
        with pytest.raises(operations.AssignmentRefused):
            part(assignment, date(2026, 7, 1))


class TestPassedOn:
    def test_the_unit_has_it_and_reports_once(self, hall, assignment, school):
        row = passed(assignment, hall.manager)
        said = {"passed_on": row, "reported_on": date(2026, 7, 1), "who": WHO}
        assert operations.report_from_unit(result="Mätt.", **said).result == "Mätt."
        with pytest.raises(operations.AssignmentRefused):
            operations.report_from_unit(result="Igen.", **said)
        assert Assignment.objects.get().reported_on is None, "the head tells the body"

    @pytest.mark.parametrize("post", ["chief", "head", "other_head"])
    def test_it_goes_to_those_who_lead_units_alone(self, hall, assignment, school, post):
        with pytest.raises(operations.WrongAddressee):
            passed(assignment, getattr(hall, post))

    @pytest.mark.parametrize(
        ("field", "said"),
        [("text", {"text": " "}), ("due_on", {"due_on": date(2026, 5, 31)}), ("", {"given_on": date(2025, 3, 1)})],
    )
    def test_it_says_what_and_by_when(self, hall, assignment, school, field, said):
        with pytest.raises(operations.AssignmentRefused) as refused:
            passed(assignment, hall.manager, **said)
        assert refused.value.field == field
        assert not UnitAssignment.objects.exists()


@pytest.mark.once
class TestPages:
    @pytest.fixture(autouse=True)
    def municipality(self, db):
        Municipality.objects.create(code="0481", name="Strandby")

    @pytest.fixture
    def head(self, hall):
        return holder(Post.Kind.DEPARTMENT_HEAD, department=hall.head.department)

    def at(self, name: str, *args: object) -> str:
        return reverse(f"decisions:{name}", args=args)

    def test_the_head_tells_what_is_left_and_everybody_sees_it(self, hall, assignment, head):
        said = {"result": "Två av tre", "left": "Idrottshallen", "effect": ""}
        assert head.post(self.at("report_back", assignment.pk), said).status_code == 302
        for client in (member(hall.committee), resident()):
            assert "Idrottshallen" in words(client.get(self.at("assignment", assignment.pk)))
            assert "Idrottshallen" in words(client.get(self.at("assignments")))

    def test_the_head_passes_it_on_and_the_unit_reports_where_no_body_sees(self, hall, assignment, school, head):
        said = {"addressee": "rektor", "text": "Mät salarna", "due_on": "2026-12-20"}
        assert head.post(self.at("pass_on", assignment.pk), said).status_code == 302
        row, page = UnitAssignment.objects.get(), self.at("assignment", assignment.pk)
        manager = holder(Post.Kind.UNIT_MANAGER, unit=school)
        assert "Mät salarna" in words(manager.get(page))
        assert page in words(manager.get(reverse("home:tasks")))
        text = words(manager.post(self.at("unit_report", row.pk), {"unit_result": " "}), 400)
        assert error_at(text, "id_unit_result")
        assert manager.post(self.at("unit_report", row.pk), {"unit_result": "Fem salar."}).status_code == 302
        assert "Fem salar." in words(head.get(page))
        for client in (member(hall.committee), resident(), holder(Post.Kind.COMMITTEE_SECRETARY)):
            assert "Mät salarna" not in words(client.get(page))

    def test_no_body_and_no_other_head_reaches_a_unit(self, hall, assignment, school):
        other = holder(Post.Kind.DEPARTMENT_HEAD, department=hall.other_head.department)
        row = passed(assignment, hall.manager)
        said = {"addressee": "rektor", "text": "Mät salarna igen", "due_on": "2026-12-20"}
        for client in (member(hall.committee), other, holder(Post.Kind.COMMITTEE_SECRETARY), resident()):
            assert client.post(self.at("pass_on", assignment.pk), said).status_code == 403
            assert client.post(self.at("unit_report", row.pk), {"unit_result": "x"}).status_code == 403
        assert resident().post(self.at("unit_report", 999_999), {"unit_result": "x"}).status_code == 404
        assert UnitAssignment.objects.count() == 1

    def test_the_bodys_list_is_a_document_for_its_meeting(self, assignment):
        assert self.at("assignment_list", "un", "pdf") in words(resident().get(self.at("assignments") + "?organ=un"))
        assert resident().get(self.at("assignment_list", "un", "docx")).status_code in (200, 202)
        assert resident().get(self.at("assignment_list", "finns-inte", "pdf")).status_code == 404
