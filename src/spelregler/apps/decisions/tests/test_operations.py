"""What counts as a decision, who may be given an assignment, and how it is reported back."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.decisions import operations, queries
from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.decisions.tests.conftest import Hall
from spelregler.apps.organisation.models import Body, Post
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

WHO = Who(name="Test Testsson", role="SE")


def record(body: Body, **changed: str) -> Decision:
    given = {"paragraph": "§ 12", "title": "Sak", "text": "Beslutas.", "kind": "other"} | changed
    return operations.record_decision(body=body, decided_on=date(2026, 3, 1), who=WHO, **given)


def give(decision: Decision, addressee: Post, *, text: str = "Utred.", due_on: date = date(2026, 9, 1)) -> Assignment:
    return operations.give_assignment(
        decision=decision, addressee=addressee, text=text, intended_result="Bättre.", due_on=due_on, who=WHO
    )


def says_the_way(refusal: DomainError) -> bool:
    return all((refusal.words.sv, refusal.words.en, refusal.way.sv, refusal.way.en))


class TestDecisions:
    def test_has_body_date_paragraph_and_text(self, hall: Hall) -> None:
        decision = record(hall.council)
        assert (decision.paragraph, str(decision)) == ("12", "Kommunfullmäktige 2026-03-01 § 12")
        assert AuditRow.objects.get().act == "record-decision"

    @pytest.mark.parametrize("missing", ["paragraph", "title", "text"])
    def test_is_refused_where_something_is_missing(self, hall: Hall, missing: str) -> None:
        with pytest.raises(operations.DecisionRefused) as refused:
            record(hall.council, **{missing: "  "})
        assert says_the_way(refused.value)
        assert refused.value.field == missing
        assert not AuditRow.objects.exists()

    def test_a_paragraph_is_used_once_a_day_by_a_body(self, hall: Hall) -> None:
        record(hall.council)
        with pytest.raises(operations.DecisionRefused):
            record(hall.council, paragraph="12")
        assert record(hall.committee).pk

    def test_not_before_the_body_existed(self, hall: Hall) -> None:
        with pytest.raises(operations.DecisionRefused):
            operations.record_decision(
                body=hall.council,
                decided_on=date(2019, 12, 31),
                paragraph="1",
                title="Sak",
                text="Text.",
                kind="other",
                who=WHO,
            )


class TestAssignments:
    @pytest.mark.parametrize(
        ("body", "post"), [("council", "chief"), ("council", "head"), ("council", "other_head"), ("committee", "head")]
    )
    def test_go_through_the_leading_officials(self, hall: Hall, body: str, post: str) -> None:
        assignment = give(hall.decide(getattr(hall, body)), getattr(hall, post))
        assert assignment.addressee == getattr(hall, post)
        assert AuditRow.objects.get().act == "give-assignment"

    @pytest.mark.parametrize(
        ("body", "post"),
        [
            ("council", "manager"),
            ("committee", "manager"),
            ("committee", "other_head"),
            ("committee", "chief"),
            ("auditors", "head"),
        ],
    )
    def test_never_past_them(self, hall: Hall, body: str, post: str) -> None:
        with pytest.raises(operations.WrongAddressee) as refused:
            give(hall.decide(getattr(hall, body)), getattr(hall, post))
        assert says_the_way(refused.value)
        assert refused.value.clause == "MR-23"
        assert not Assignment.objects.exists()
        assert not AuditRow.objects.exists()

    def test_every_other_kind_of_post_is_refused(self, hall: Hall) -> None:
        decision, leading = hall.decide(hall.council), {Post.Kind.CHIEF_EXECUTIVE, Post.Kind.DEPARTMENT_HEAD}
        for kind in set(Post.Kind) - leading:
            post = Post.objects.create(code=f"p-{kind}".replace("_", "-"), title=kind, kind=kind)
            with pytest.raises(operations.WrongAddressee):
                give(decision, post)

    def test_says_what_and_a_day_after_the_decision(self, hall: Hall) -> None:
        decision = hall.decide(hall.council)
        with pytest.raises(operations.AssignmentRefused):
            give(decision, hall.chief, text=" ")
        with pytest.raises(operations.AssignmentRefused):
            give(decision, hall.chief, due_on=date(2026, 2, 28))

    def test_is_reported_back_once_and_after_the_decision(self, hall: Hall) -> None:
        assignment = give(hall.decide(hall.council), hall.chief)
        with pytest.raises(operations.AssignmentRefused):
            operations.report_back(assignment=assignment, result="Gjort.", reported_on=date(2026, 2, 28), who=WHO)
        reported = operations.report_back(assignment=assignment, result="Gjort.", reported_on=date(2026, 8, 1), who=WHO)
        assert reported.reported_on == date(2026, 8, 1)
        with pytest.raises(operations.AssignmentRefused):
            operations.report_back(assignment=assignment, result="Gjort.", reported_on=date(2026, 8, 2), who=WHO)
        assert list(AuditRow.objects.order_by("id").values_list("act", flat=True)) == ["give-assignment", "report-back"]


class TestResultAndEffect:
    @pytest.fixture
    def assignment(self, hall: Hall) -> Assignment:
        return give(hall.decide(hall.committee), hall.head)

    def report(self, assignment: Assignment, *, result: str = "Fyra möten.", effect: str = "") -> Assignment:
        return operations.report_back(
            assignment=assignment, result=result, effect=effect, reported_on=date(2026, 8, 20), who=WHO
        )

    def test_a_report_says_what_was_done_and_who_said_it(self, assignment: Assignment) -> None:
        held = self.report(assignment, effect="Färre klagomål.")
        assert (held.result, held.effect, held.reported_by) == ("Fyra möten.", "Färre klagomål.", "Test Testsson")
        assert held.effect_on == date(2026, 8, 20)

    def test_a_report_without_a_result_is_refused(self, assignment: Assignment) -> None:
        with pytest.raises(operations.AssignmentRefused, match="vad som är gjort") as refused:
            self.report(assignment, result=" ")
        assert says_the_way(refused.value)

    def test_the_effect_may_be_told_later_and_once(self, assignment: Assignment) -> None:
        with pytest.raises(operations.AssignmentRefused, match="när uppdraget är återrapporterat"):
            operations.tell_effect(assignment=assignment, effect="Tidigt", told_on=date(2026, 8, 1), who=WHO)
        self.report(assignment)
        told = operations.tell_effect(assignment=assignment, effect="Nu syns det", told_on=date(2026, 11, 1), who=WHO)
        assert (told.effect, told.effect_on) == ("Nu syns det", date(2026, 11, 1))
        with pytest.raises(operations.AssignmentRefused):
            operations.tell_effect(assignment=assignment, effect="Igen", told_on=date(2026, 11, 2), who=WHO)


class TestLaterDay:
    def test_the_body_that_gave_it_gives_another_day_by_decision(self, hall: Hall) -> None:
        assignment = give(hall.decide(hall.committee), hall.head)
        operations.minute_later_day(
            assignment=assignment,
            decided_on=date(2026, 8, 25),
            paragraph="77",
            text="Nämnden ger mer tid.",
            due_on=date(2026, 12, 1),
            who=WHO,
        )
        before = queries.assignment_row(pk=assignment.pk, as_of=date(2026, 8, 24))
        after = queries.assignment_row(pk=assignment.pk, as_of=date(2026, 8, 25))
        assert before is not None
        assert after is not None
        assert (before.due_on, before.later_by) == (date(2026, 9, 1), "")
        assert (after.due_on, after.first_due_on) == (date(2026, 12, 1), date(2026, 9, 1))
        assert "§ 77" in after.later_by

    def test_another_body_does_not(self, hall: Hall) -> None:
        assignment = give(hall.decide(hall.committee), hall.head)
        other = hall.decide(hall.council, on=date(2026, 8, 25))
        with pytest.raises(operations.AssignmentRefused, match="kan inte ge det en ny dag"):
            operations.give_later_day(assignment=assignment, decision=other, due_on=date(2026, 12, 1), who=WHO)

    def test_a_refused_day_leaves_no_decision_behind(self, hall: Hall) -> None:
        assignment = give(hall.decide(hall.committee), hall.head)
        with pytest.raises(operations.AssignmentRefused, match="ny dag efter beslutet"):
            operations.minute_later_day(
                assignment=assignment,
                decided_on=date(2026, 8, 25),
                paragraph="77",
                text="Mer tid.",
                due_on=date(2026, 8, 25),
                who=WHO,
            )
        assert not Decision.objects.filter(paragraph="77").exists()
