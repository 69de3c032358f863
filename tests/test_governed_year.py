"""A year of the executive board and four committees: nothing is lost on the way, and what goes wrong is told in place.

The year itself is in `tests/governed_year.py`. It is lived once, and taken back when the tests are done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.queries import open_assignments
from spelregler.apps.delegation.models import DelegatedDecision
from spelregler.apps.delegation.queries import register
from spelregler.apps.meetings.models import Paragraph
from spelregler.apps.meetings.queries import agenda, calendar, for_checks
from spelregler.apps.policy.findings.engine import evaluate
from spelregler.apps.policy.operations.findings import evaluate_and_store
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.queries import cases
from spelregler.domain.findings import Judgement
from spelregler.platform.audit.verification import broken_rows
from tests.conftest import text_of
from tests.governed_year import BODIES, YEAR, GovernedYear, lived
from tests.rows_fetched import rows_fetched

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LAST = date(YEAR, 12, 30)
LISTS = ("/sammantraden/", "/diariet/", "/delegation/beslut/un/", "/beslut/", "/beslut/uppdrag/", "/att-gora/")


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker) -> Iterator[GovernedYear]:
    """The year in the demo's database; each test rolls back to its end, and the module to before it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield lived()
        transaction.set_rollback(True)


@pytest.fixture
def at_the_end(year: GovernedYear, settings) -> GovernedYear:
    """The pages have it that the year is about to end."""
    settings.SPELREGLER_TODAY = LAST.isoformat()
    return year


def judged(clause: str, scope: str, *, as_of: date) -> Judgement:
    found = evaluate(package=load_package("oxelosund"), as_of=as_of, only={clause})
    return next(each.judgement for each in found if each.judgement.scope.key == scope)


class TestNothingIsLostOnTheWay:
    def test_as_many_meetings_matters_and_delegated_decisions_as_were_lived(self, year):
        assert sum(len(each) for each in year.meetings.values()) == 60
        assert CaseFile.objects.filter(year=YEAR).count() == 700
        assert DelegatedDecision.objects.filter(decided_on__year=YEAR).count() == 1500

    @pytest.mark.parametrize("code", BODIES)
    def test_the_paragraphs_of_a_body_run_through_the_year_in_the_order_of_its_meetings(self, year, code):
        rows = Paragraph.objects.filter(body__code=code, year=YEAR).order_by("item__meeting__held_on", "item__place")
        numbers = list(rows.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        decided = Decision.objects.filter(body__code=code, decided_on__year=YEAR)
        assert {int(each) for each in decided.values_list("paragraph", flat=True)} <= set(numbers)

    @pytest.mark.parametrize("code", BODIES)
    def test_the_cases_of_a_body_have_each_number_once(self, year, code):
        rows = CaseFile.objects.filter(body__code=code, year=YEAR).order_by("running")
        assert [each.running for each in rows] == list(range(1, 141))
        assert [each.number for each in rows] == [f"{code.upper()} {YEAR}/{number}" for number in range(1, 141)]

    def test_adjusted_minutes_have_their_decisions_with_day_paragraph_and_case(self, year):
        rows = Paragraph.objects.filter(year=YEAR).select_related("item__meeting", "decision")
        assert {each.item.meeting.adjusted_on is not None for each in rows} == {True}
        for each in rows:
            made, meeting = each.decision, each.item.meeting
            assert (made is not None) is bool(each.decision_kind), each
            if made is not None:
                assert (made.body_id, made.decided_on, made.paragraph) == (
                    each.body_id,
                    meeting.held_on,
                    str(each.number),
                )
                assert (made.reference, made.kind) == (each.item.case_number, each.decision_kind)
                assert made.adjusted_on == (each.adjusted_at_once_on or meeting.adjusted_on)

    def test_every_matter_leads_to_its_decision(self, year):
        numbers = set(CaseFile.objects.filter(year=YEAR).values_list("number", flat=True))
        assert numbers == set(Decision.objects.filter(decided_on__year=YEAR).values_list("reference", flat=True)) - {""}

    def test_every_delegated_decision_is_told_at_the_next_meeting(self, year):
        held = {code: [each.held_on for each in rows] for code, rows in year.meetings.items()}
        rows = DelegatedDecision.objects.filter(decided_on__year=YEAR).select_related("told", "row__order__body")
        wrong = [
            each
            for each in rows
            if each.told is None
            or each.told.decided_on != next(day for day in held[each.row.order.body.code] if day >= each.decided_on)
        ]
        assert wrong == []

    def test_whoever_was_absent_neither_led_adjusted_nor_moved_and_each_seat_was_served_once(self, year):
        for meeting in (each for rows in year.meetings.values() for each in rows):
            there = agenda.attendances_of(meeting)
            serving = [each.seat_id for each in there if each.seat_id]
            assert len(serving) == len(set(serving)) == 11
            assert sum(each.leads for each in there) == sum(each.adjusts for each in there) == 1
            assert all(each.seat_id for each in there if each.leads or each.adjusts)

    def test_the_trail_is_whole(self, year):
        assert broken_rows() == []

    @pytest.mark.parametrize("address", LISTS)
    def test_a_page_asks_as_much_at_the_end_of_the_year_as_at_its_beginning(self, at_the_end, wearing, address):
        client = wearing("SE")
        client.get(address)
        first, last = (
            rows_fetched(lambda day=day: client.get(address, {"per": day}))
            for day in (f"{YEAR}-03-01", LAST.isoformat())
        )
        assert last["queries"] <= first["queries"] + 2
        assert last["rows"] < 400

    def test_a_query_asks_as_seldom_as_it_says(self, at_the_end, django_assert_max_num_queries):
        meeting = at_the_end.meetings["ks"][-1]
        for most, ask in (
            (2, lambda: calendar.held(as_of=LAST)),
            (1, lambda: calendar.to_see_to(as_of=LAST, limit=20)),
            (2, lambda: agenda.items_of(meeting)),
            (7, lambda: agenda.paragraphs_of(meeting)),
            (2, lambda: agenda.attendances_of(meeting)),
            (3, lambda: for_checks.held_meetings(as_of=LAST)),
            (2, lambda: cases.newest_cases(as_of=LAST, today=LAST)),
            (2, lambda: register.register_page(body="un", as_of=LAST)),
            (1, lambda: register.waiting(as_of=LAST)),
            (2, lambda: register.told_of(body="un", as_of=LAST)),
        ):
            with django_assert_max_num_queries(most):
                ask()


class TestTheLatePapers:
    def test_the_rule_names_them_after_the_meeting_and_weighs_them_over_the_year(self, year):
        meeting = year.meetings["kfn"][0]
        told = judged("MR-27", "kfn", as_of=meeting.held_on)
        assert (told.status, told.inputs["items"], told.inputs["items_on_time"]) == ("breach", 12, 11)
        assert year.late.title in told.reason.sv
        told = judged("MR-27", "kfn", as_of=LAST)
        assert (told.status, told.inputs["items"], told.inputs["items_on_time"]) == ("kept", 140, 139)
        head = judged("CP-8", "kultur-och-fritidsforvaltningen", as_of=meeting.held_on)
        assert (head.status, head.expected_of) == ("breach", "FC")

    def test_the_meeting_tells_which_it_was_and_the_secretary_finds_the_rule_on_the_work_list(
        self, year, settings, wearing
    ):
        meeting = year.meetings["kfn"][0]
        settings.SPELREGLER_TODAY = meeting.held_on.isoformat()
        client = wearing("SE")
        page = text_of(client.get(reverse("meetings:meeting", args=[meeting.pk])))
        assert "1 ärende kom sent" in page
        assert "sent: tillagt 21 jan 2027" in page.partition(year.late.title)[2]
        evaluate_and_store(as_of=meeting.held_on)
        assert year.late.title in text_of(client.get(reverse("policy:clause", args=["MR-27"])))
        tasks = text_of(client.get(reverse("home:tasks")))
        assert "Kultur- och fritidsnämnden: se till att handlingarna kommer i tid" in tasks


class TestTheUndoneDecision:
    def test_the_rule_is_broken_from_the_day_after_and_tells_who_is_to_act(self, year):
        due = year.undone.due_on
        assert judged("MR-29", "von", as_of=due).status == "kept"
        told = judged("MR-29", "von", as_of=LAST)
        assert (told.status, (told.since - due).days, told.expected_of) == ("breach", 1, "FC")
        assert judged("MR-29", "msn", as_of=LAST).status == "kept"

    def test_it_stands_with_the_head_on_the_bodys_open_list_and_with_the_rule(self, at_the_end, wearing):
        undone = at_the_end.undone
        head = wearing("FC", department=undone.addressee.department.code)
        assert undone.text in text_of(head.get(reverse("home:tasks")))
        found = {each.pk: each for each in open_assignments(as_of=LAST, body_code="von")}
        assert found[undone.pk].is_late
        everybody = wearing("CI")
        assert undone.text in text_of(everybody.get(reverse("decisions:assignments"), {"organ": "von"}))
        evaluate_and_store(as_of=LAST)
        assert undone.text in text_of(everybody.get(reverse("policy:clause", args=["MR-29"])))
