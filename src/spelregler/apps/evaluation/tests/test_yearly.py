"""A body's yearly evaluation is written by its parts and decided, and the account of it is handed to the council."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import OtherDecision
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.models import Account, Evaluation
from spelregler.apps.evaluation.operations import AccountRefused, Answered, EvaluationRefused, Minutes
from spelregler.apps.evaluation.queries.accounts import accounts_of
from spelregler.apps.evaluation.queries.yearly import decided_by, evaluations_of_year
from spelregler.apps.organisation.models import Body, Department, Post
from spelregler.domain.checks import Load, registry
from spelregler.domain.evaluation import ACCOUNTED, EVALUATED, Decided
from spelregler.domain.findings import Status
from spelregler.domain.words import Pair
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.findings import RuleInYear

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="SE")
TODAY, DECIDED = date(2026, 2, 20), date(2026, 2, 17)
MINUTES = Minutes(DECIDED, "§ 12", "Nämnden godkänner utvärderingen.")
ASKED = Pair("Styr vi med mål?", "Do we steer by goals?")
ANSWERED = [Answered("goals", ASKED, "partly", "Vi fastnar ibland i detaljer.")]
RULES = [RuleInYear("MR-42", Pair("Egen ram", "Own frame"), {"breach": 2, "kept": 9}, 41)]


@pytest.fixture
def body() -> Body:
    Body.objects.create(code="ks", name="Kommunstyrelsen", kind="executive_board", start=date(2015, 1, 1))
    Body.objects.create(code="kf", name="Kommunfullmäktige", kind="council", start=date(2015, 1, 1))
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=date(2015, 1, 1))
    department = Department.objects.create(code="uf", name="Förvaltningen", body=body, start=date(2015, 1, 1))
    for code, kind in (("chef", "department_head"), ("ombud", "union_representative")):
        Post.objects.create(code=code, title=code.title(), kind=kind, department=department)
    return body


def answer(body: Body, *, on: date = TODAY) -> Evaluation:
    return operations.answer_questions(body=body, year=2025, answered=ANSWERED, on=on, who=WHO)


def decide(body: Body, *, minutes: Minutes = MINUTES, on: date = TODAY) -> Evaluation:
    return operations.decide_evaluation(
        body=body, year=2025, minutes=minutes, questions=["goals"], rules=RULES, on=on, who=WHO
    )


def status(check: str, on: date) -> list[Status]:
    return [each.status for each in registry.get(check).run(Load(as_of=on))]


class TestEvaluation:
    def test_whoever_writes_first_opens_it_and_what_is_written_may_be_changed(self, body):
        for text in ("Först.", "Sedan."):
            operations.write_part(
                body=body, year=2025, side="staff", post=Post.objects.get(code="chef"), text=text, on=TODAY, who=WHO
            )
        operations.propose_improvements(body=body, year=2025, text=" Färre mått. ", on=TODAY, who=WHO)
        answer(body), answer(body)
        evaluation = Evaluation.objects.get()
        assert (evaluation.parts.get().text, evaluation.improvements) == ("Sedan.", "Färre mått.")
        assert evaluation.answers.get().words == "Vi fastnar ibland i detaljer."
        assert AuditRow.objects.order_by("id").first().body == "un"

    def test_it_is_decided_with_what_was_computed_and_is_not_overwritten(self, body):
        answer(body)
        decided = decide(body)
        assert (decided.decision.paragraph, decided.entered_on) == ("12", TODAY)
        kept = decided.rules.get()
        assert (kept.clause, kept.breach, kept.kept, kept.breached_days) == ("MR-42", 2, 9, 41)
        for again in (lambda: answer(body), lambda: decide(body)):
            with pytest.raises(EvaluationRefused, match="som den beslutades"):
                again()

    def test_a_correction_is_one_more_that_the_body_decides(self, body):
        answer(body)
        first = decide(body)
        later = TODAY + timedelta(days=30)
        fresh = operations.correct_evaluation(body=body, year=2025, on=later, who=WHO)
        assert (fresh.number, fresh.answers.get().answer, first.answers.count()) == (2, "partly", 1)
        with pytest.raises(EvaluationRefused):
            operations.correct_evaluation(body=body, year=2025, on=later, who=WHO)
        held = evaluations_of_year(2025, as_of=later)["un"]
        assert (held.decided, held.open) == (first, fresh)
        decide(body, minutes=replace(MINUTES, decided_on=later), on=later)
        assert decided_by(as_of=later)["un", 2025] == Decided(DECIDED, "12"), "the first one was in time"

    def test_the_body_answers_before_anybody_decides(self, body):
        with pytest.raises(EvaluationRefused, match="egna frågor"):
            decide(body)
        assert not Evaluation.objects.exists()

    @pytest.mark.parametrize("day", [date(2025, 12, 31), TODAY + timedelta(days=1)])
    def test_the_day_of_the_decision_is_after_the_year_and_has_come(self, body, day):
        answer(body)
        with pytest.raises(EvaluationRefused) as refused:
            decide(body, minutes=replace(MINUTES, decided_on=day))
        assert (refused.value.field, Decision.objects.count()) == ("decided_on", 0)

    def test_the_decision_may_be_in_the_registry_already_once_somebody_has_said_that_it_is_meant(self, body):
        known = Decision.objects.create(body=body, decided_on=DECIDED, paragraph="12", title="U", text="U.")
        answer(body)
        with pytest.raises(OtherDecision, match="U"):
            decide(body)
        assert decide(body, minutes=replace(MINUTES, meant=known.pk)).decision == known

    def test_a_year_that_has_not_ended_and_a_body_that_evaluates_nothing(self, body):
        with pytest.raises(EvaluationRefused, match="slut"):
            answer(body, on=date(2025, 12, 31))
        with pytest.raises(EvaluationRefused, match="styrelsen"):
            answer(Body.objects.get(code="kf"))

    def test_one_is_open_at_a_time(self, body):
        answer(body)
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluation.objects.create(body=body, year=2025, number=2, opened_on=TODAY)

    def test_the_rule_answers_by_it_from_the_day_it_was_entered(self, body):
        late = date(2026, 3, 2)
        assert status(EVALUATED, late) == ["breach", "breach"]
        answer(body)
        decide(body, on=TODAY)
        assert status(EVALUATED, TODAY - timedelta(days=1)) == ["not_assessed", "not_assessed"]
        assert sorted(status(EVALUATED, late)) == ["breach", "kept"]


def given(body: Body) -> Account:
    operations.write_boards_answer(year=2025, text="Vi ser samma mönster.", on=TODAY, who=WHO)
    board, council = Body.objects.get(code="ks"), Body.objects.get(code="kf")
    rows = [Evaluation.objects.get()]
    operations.decide_account(
        year=2025, board=board, evaluations=rows, lacking=[board], minutes=MINUTES, on=TODAY, who=WHO
    )
    return operations.hand_over_account(year=2025, council=council, minutes=MINUTES, on=TODAY, who=WHO)


class TestAccount:
    def test_it_is_decided_handed_over_and_stays(self, body):
        answer(body)
        decide(body)
        assert status(ACCOUNTED, TODAY) == ["not_assessed"]
        account = given(body)
        assert (account.handed_over.body.code, account.handed_over.paragraph) == ("kf", "12")
        assert [each.code for each in account.lacking.all()] == ["ks"]
        assert status(ACCOUNTED, TODAY) == ["attention"], "it lacks the board's own evaluation"
        with pytest.raises(AccountRefused):
            operations.write_boards_answer(year=2025, text="Nytt.", on=TODAY, who=WHO)
        assert '"lacking"' in AuditRow.objects.get(act="decide-account").content

    def test_a_new_one_can_be_begun_and_the_old_one_holds_until_then(self, body):
        answer(body)
        decide(body)
        first = given(body)
        fresh = operations.correct_account(year=2025, on=TODAY, who=WHO)
        held = accounts_of(2025, as_of=TODAY)
        assert (held.handed_over, held.open, fresh.answer) == (first, fresh, "Vi ser samma mönster.")

    def test_without_the_boards_answer_and_its_decision_nothing_is_handed_over(self, body):
        council = Body.objects.get(code="kf")
        with pytest.raises(AccountRefused):
            operations.hand_over_account(year=2025, council=council, minutes=MINUTES, on=TODAY, who=WHO)
        with pytest.raises(AccountRefused, match="svar"):
            operations.decide_account(
                year=2025, board=body, evaluations=[], lacking=[], minutes=MINUTES, on=TODAY, who=WHO
            )
        with pytest.raises(AccountRefused, match="säger ingenting"):
            operations.write_boards_answer(year=2025, text=" ", on=TODAY, who=WHO)
        with pytest.raises(AccountRefused, match="slut"):
            operations.write_boards_answer(year=2026, text="Ja.", on=TODAY, who=WHO)
        with pytest.raises(AccountRefused):
            operations.correct_account(year=2025, on=TODAY, who=WHO)
        assert not Account.objects.exists()

    def test_the_council_does_not_receive_it_before_the_board_has_decided(self, body):
        answer(body)
        decide(body)
        operations.write_boards_answer(year=2025, text="Vi ser samma mönster.", on=TODAY, who=WHO)
        board, council = Body.objects.get(code="ks"), Body.objects.get(code="kf")
        operations.decide_account(
            year=2025, board=board, evaluations=[], lacking=[], minutes=MINUTES, on=TODAY, who=WHO
        )
        early = replace(MINUTES, decided_on=DECIDED - timedelta(days=1))
        with pytest.raises(EvaluationRefused):
            operations.hand_over_account(year=2025, council=council, minutes=early, on=TODAY, who=WHO)
        assert status(ACCOUNTED, date(2026, 5, 1)) == ["breach"]


def test_reading_takes_as_many_queries_however_many_there_are(body, django_assert_num_queries):
    answer(body)
    decide(body)
    for number in range(4):
        other = Body.objects.create(code=f"b{number}", name=f"B{number}", kind="committee", start=date(2015, 1, 1))
        with django_assert_num_queries(3):
            evaluations_of_year(2025, as_of=TODAY)
        with django_assert_num_queries(1):
            decided_by(as_of=TODAY)
        answer(other)
