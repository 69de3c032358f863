"""A delegated decision is registered with its row, the delegate tried against the day, and told to the body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.files.decided_table import bring_decided
from spelregler.apps.delegation.models import DelegatedDecision
from spelregler.apps.delegation.queries import register
from spelregler.apps.delegation.queries.orders import Found, rows_of
from spelregler.apps.delegation.queries.passing import passed_on_to
from spelregler.apps.delegation.tests.conftest import DECIDED, ROWS, START, TODAY, WHO
from spelregler.domain.vouchers import VoucherName
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(town):
    town.order()
    return town


def test_it_is_registered_with_its_row_and_leaves_a_trail(ordered):
    made = ordered.record(ordered.said())
    assert (made.row.code, made.told, made.is_open) == ("A.1", None, False)
    assert AuditRow.objects.latest("id").act == "record-delegated-decision"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": TODAY + timedelta(days=1)}, "decided_on"),
        ({"decided_on": DECIDED}, "decided_on"),
        ({"code": "Z.9"}, "code"),
        ({"code": "B.1"}, "code"),
        ({"post": "chef", "person": "fia"}, "holder"),
        ({"code": "A.2"}, "holder"),
        ({"decided_on": date(2026, 10, 2)}, "holder"),
        ({"post": "rektor2"}, "holder"),
        ({"code": "A.3", "post": None}, "holder"),
        ({"subject": " "}, "subject"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_stored(ordered, changes, field):
    named = {key: changes.pop(key) for key in ("code", "post", "person") if key in changes}
    with pytest.raises(operations.DecidedRefused) as refused:
        ordered.record(ordered.said(**named, **changes))
    assert (refused.value.field, DelegatedDecision.objects.count()) == (field, 0)
    assert refused.value.way


def test_a_post_that_ended_yesterday_is_told_with_who_holds_it(ordered):
    with pytest.raises(operations.DecidedRefused) as refused:
        ordered.record(ordered.said(decided_on=date(2026, 10, 2)))
    assert refused.value.words.sv == "Rut innehade inte Rektor den 2026-10-02."
    assert "Rune" in refused.value.way.sv


def test_the_presidium_and_whoever_it_was_passed_on_to_decide_too(ordered):
    ordered.record(ordered.said("A.3", None, "ola"))
    passing = pass_on(ordered)
    made = ordered.record(ordered.said("A.2"))
    assert (made.passed_on, DelegatedDecision.objects.count()) == ("Förvaltningschef 2026-02-01", 2)
    operations.end_passing(passing=passing, end=date(2026, 10, 1), who=WHO)
    with pytest.raises(operations.DecidedRefused) as refused:
        ordered.record(ordered.said("A.2", subject="En dag för sent"))
    assert refused.value.field == "holder"
    with pytest.raises(operations.PassingRefused):
        operations.end_passing(passing=passing, end=TODAY, who=WHO)


def pass_on(town, code="A.2", giver="chef", taker="rektor", start=date(2026, 2, 1)):
    posts = town.posts
    return operations.pass_decision_on(
        body=town.body, code=code, giver=posts[giver], taker=posts[taker], start=start, who=WHO
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "A.1"}, "code"),
        ({"code": "Z.9"}, "code"),
        ({"start": DECIDED}, "code"),
        ({"giver": "rektor2"}, "giver"),
        ({"taker": "chef", "giver": "chef"}, "taker"),
    ],
)
def test_a_decision_is_passed_on_by_the_row_alone(ordered, changes, field):
    with pytest.raises(operations.PassingRefused) as refused:
        pass_on(ordered, **changes)
    assert refused.value.field == field
    pass_on(ordered)
    with pytest.raises(operations.PassingRefused):
        pass_on(ordered)


def test_a_body_is_asked_once_what_is_passed_on_to_a_post_however_many_rows(town):
    order = town.order(*ROWS, replace(ROWS[1], code="A.4", title="Köpa in"), start=START)
    for code in ("A.2", "A.4"):
        pass_on(town, code=code)
    found = [Found(each, town.body) for each in rows_of(order) if each.may_subdelegate]
    asked = []
    for some in (found[:1], found):
        with CaptureQueriesContext(connection) as queries:
            assert passed_on_to(town.posts["rektor"], some, on=TODAY) == {each.row.pk for each in some}
        asked.append(len(queries))
    assert len(found) == 2
    assert asked[0] == asked[1]


def test_what_is_passed_on_holds_no_longer_when_the_order_does_not_let_it(ordered):
    pass_on(ordered)
    ordered.order(replace(ROWS[1], may_subdelegate=False), start=date(2026, 9, 1))
    with pytest.raises(operations.DecidedRefused):
        ordered.record(ordered.said("A.2"))


def test_the_row_is_that_of_the_order_that_held_the_day(ordered):
    later = ordered.order(start=date(2026, 10, 15))
    assert ordered.record(ordered.said()).row.order != later
    assert ordered.record(ordered.said(person="rune", decided_on=date(2026, 10, 20))).row.order == later


def test_the_same_is_registered_once_and_taken_back_with_a_reason(ordered):
    made = ordered.record(ordered.said())
    with pytest.raises(operations.DecidedRefused):
        ordered.record(ordered.said())
    for reason, field in (("", "reason"),):
        with pytest.raises(operations.DecidedRefused) as refused:
            operations.withdraw_delegated(decided=made, reason=reason, on=TODAY, who=WHO)
        assert refused.value.field == field
    operations.withdraw_delegated(decided=made, reason="Fel dag.", on=TODAY, who=WHO)
    ordered.record(ordered.said())
    with pytest.raises(operations.DecidedRefused):
        operations.withdraw_delegated(decided=made, reason="Igen.", on=TODAY, who=WHO)


def test_the_body_is_told_of_all_that_waits_under_one_paragraph(ordered):
    for number in range(3):
        ordered.record(ordered.said(subject=f"Anställning {number}"))
    late = ordered.record(ordered.said(person="rune", decided_on=date(2026, 10, 30)))
    (waits,) = register.waiting(as_of=TODAY)
    assert (waits.count, waits.oldest) == (4, date(2026, 10, 1))
    meeting = Minutes(date(2026, 10, 20), "§ 101")
    decision, count = operations.tell_body(body=ordered.body, minutes=meeting, today=TODAY, who=WHO)
    assert (decision.paragraph, count, AuditRow.objects.latest("id").act) == ("101", 3, "tell-delegated-decisions")
    assert [each.pk for each in register.register_page(body="un", as_of=TODAY, waits=True).rows] == [late.pk]
    assert register.told_of(body="un", as_of=TODAY) == [(decision, 3)]
    with pytest.raises(operations.DecidedRefused) as refused:
        operations.tell_body(body=ordered.body, minutes=meeting, today=TODAY, who=WHO)
    assert (refused.value.field, Decision.objects.filter(paragraph="101").count()) == ("decided_on", 1)
    told = DelegatedDecision.objects.filter(told=decision).first()
    with pytest.raises(operations.DecidedRefused):
        operations.withdraw_delegated(decided=told, reason="Fel.", on=TODAY, who=WHO)


def test_many_are_brought_by_file_all_or_none(ordered):
    heading = "Typ av beslut;Beslutsdag;Tjänsten;Beslutat av;Vad som beslutades\n"
    good = heading + "A.1;2026-09-01;rektor;;Vikariat\nA.1;2026-10-05;rektor;rune;Vikariat\n"
    bad = good + "A.1;2026-10-05;rektor;rut;Timanställning\nA.1;2026-10-05;finns-inte;rut;X\nQ;2026-10-05;rektor;;Y\n"
    said = {"file_name": "b.csv", "body": ordered.body, "today": TODAY, "role": "SE", "who": WHO}
    found = bring_decided(data=bad.encode(), store=True, **said)
    assert [each.row for each in found.faults] == [4, 5, 6]
    assert not DelegatedDecision.objects.exists()
    assert not bring_decided(data=good.encode(), store=False, **said).stored
    assert bring_decided(data=good.encode(), store=True, **said).stored
    assert set(DelegatedDecision.objects.values_list("person__code", flat=True)) == {"rut", "rune"}
    assert register.counts_by_type(body="un", year=START.year, as_of=TODAY) == {"A.1": 2}


class TestVouchers:
    D7, D8 = VoucherName(2026, "D", "7"), VoucherName(2026, "D", "8")

    def test_are_named_when_it_is_registered_or_later_and_those_named_no_more_go(self, ordered):
        made = ordered.record(ordered.said(vouchers=(self.D7,)))
        assert register.vouchers_of(made) == [self.D7]
        operations.name_vouchers(decided=made, vouchers=[self.D8, VoucherName(2027, "D", "1")], who=WHO)
        assert [str(each) for each in register.vouchers_of(made)] == ["D 8/2026", "D 1/2027"]
        assert AuditRow.objects.latest("id").act == "name-vouchers"

    def test_of_a_decision_that_is_taken_back_are_refused(self, ordered):
        made = ordered.record(ordered.said())
        operations.withdraw_delegated(decided=made, reason="Fel dag.", on=TODAY, who=WHO)
        with pytest.raises(operations.DecidedRefused) as refused:
            operations.name_vouchers(decided=made, vouchers=[self.D7], who=WHO)
        assert (refused.value.field, register.vouchers_of(made)) == ("vouchers", [])

    def test_lead_to_the_decision_behind_them_in_one_query(self, ordered, django_assert_num_queries):
        first = ordered.record(ordered.said(vouchers=(self.D7,)))
        ordered.record(ordered.said(subject="Ett annat", vouchers=(self.D7, self.D8)))
        gone = ordered.record(ordered.said(subject="Ett fel", vouchers=(VoucherName(2026, "D", "9"),)))
        operations.withdraw_delegated(decided=gone, reason="Fel.", on=TODAY, who=WHO)
        names = {self.D7, self.D8, VoucherName(2026, "D", "9"), VoucherName(2025, "D", "7")}
        with django_assert_num_queries(1):
            found = register.behind_vouchers(names, as_of=TODAY)
        assert set(found) == {self.D7, self.D8}
        assert found[self.D7] == first
        assert register.behind_vouchers(names, as_of=date(2026, 1, 1)) == {}

    def test_come_by_file_too(self, ordered):
        text = (
            "Typ av beslut;Beslutsdag;Tjänsten;Vad som beslutades;Verifikationer\nA.1;2026-09-01;rektor;Vikariat;d 7\n"
        )
        said = {"file_name": "b.csv", "body": ordered.body, "today": TODAY, "role": "SE", "who": WHO}
        assert bring_decided(data=text.encode(), store=True, **said).stored
        assert register.vouchers_of(DelegatedDecision.objects.get()) == [self.D7]
        bad = bring_decided(data=text.replace("d 7", "d 7 8").encode(), store=True, **said)
        assert [(each.row, each.column) for each in bad.faults] == [(2, "E")]


def test_what_waited_on_an_earlier_day_is_told_as_it_was_then(ordered):
    made = ordered.record(ordered.said())
    gone = ordered.record(ordered.said(subject="Fel"))
    type(made).objects.update(recorded_on=date(2026, 10, 2))
    then, before = date(2026, 10, 19), date(2026, 10, 1)
    operations.withdraw_delegated(decided=gone, reason="Fel.", on=TODAY, who=WHO)
    operations.tell_body(body=ordered.body, minutes=Minutes(date(2026, 10, 20), "§ 101"), today=TODAY, who=WHO)
    assert register.waiting(as_of=TODAY) == []
    assert [each.count for each in register.waiting(as_of=then)] == [2]
    assert register.register_page(body="un", as_of=then, waits=True).total == 2
    assert sum(register.counts_by_type(body="un", year=2026, as_of=then).values()) == 2
    assert register.waiting(as_of=before) == []
