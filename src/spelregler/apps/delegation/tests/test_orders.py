"""A delegation order is written, entered and then changed only by a new version, which holds from its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from spelregler.apps.decisions.operations import DecisionRefused, Minutes
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.files.order_table import read_order, write_order
from spelregler.apps.delegation.models import DelegationOrder
from spelregler.apps.delegation.queries import orders
from spelregler.apps.delegation.tests.conftest import DECIDED, ROWS, START, TODAY, WHO
from spelregler.domain.checks import NoParameters
from spelregler.domain.delegation import Level, Matter, RowRefused, judge_employer
from spelregler.domain.findings import Judgement
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.django_db
MINUTES = Minutes(date(2026, 9, 20), "88")
LATER = date(2026, 10, 1)


def begin(town, begin_with=None) -> DelegationOrder:
    return operations.open_order(
        body=town.body, minutes=MINUTES, start=LATER, begin_with=begin_with, today=TODAY, who=WHO
    )


def test_a_version_begins_with_the_rows_in_force_and_counts_once_it_is_entered(town):
    first = town.order()
    order = begin(town, first)
    assert [each.fact for each in orders.rows_of(order)] == list(ROWS)
    assert orders.order_of(body="un", as_of=TODAY) == first
    operations.put_row(order=order, said=replace(ROWS[0], code="C.1"), was=None, who=WHO)
    operations.enter_order(order=order, today=TODAY, who=WHO)
    assert orders.order_of(body="un", as_of=TODAY) == order
    assert orders.order_of(body="un", as_of=TODAY - timedelta(days=1)) == first
    assert orders.before(order) == first
    assert AuditRow.objects.latest("id").act == "enter-delegation-order"


def test_an_entered_version_is_changed_no_more(town):
    order = town.order()
    row = orders.rows_of(order)[0]
    for act in (
        lambda: operations.put_row(order=order, said=ROWS[0], was=row, who=WHO),
        lambda: operations.drop_row(row=row, who=WHO),
        lambda: operations.drop_order(order=order, who=WHO),
        lambda: operations.enter_order(order=order, today=TODAY, who=WHO),
    ):
        with pytest.raises(operations.OrderRefused):
            act()


def test_rows_are_changed_and_taken_out_while_it_is_written(town):
    order = begin(town)
    row = operations.put_row(order=order, said=ROWS[0], was=None, who=WHO)
    changed = operations.put_row(order=order, said=replace(ROWS[0], title="Anställa lärare"), was=row, who=WHO)
    assert (changed.pk, changed.words) == (row.pk, "a.1 anställa lärare kl 6:37")
    with pytest.raises(operations.OrderRefused) as refused:
        operations.put_row(order=order, said=ROWS[0], was=None, who=WHO)
    assert refused.value.field == "code"
    operations.drop_row(row=row, who=WHO)
    with pytest.raises(operations.OrderRefused):
        operations.enter_order(order=order, today=TODAY, who=WHO)
    operations.drop_order(order=order, who=WHO)
    assert not DelegationOrder.objects.exists()


def test_what_the_law_keeps_with_the_body_is_not_delegated(town):
    order = begin(town)
    with pytest.raises(RowRefused) as refused:
        operations.put_row(order=order, said=replace(ROWS[0], matter=Matter.PRINCIPLE), was=None, who=WHO)
    assert (refused.value.clause, refused.value.field) == ("KL 6 kap. 38 §", "level")
    assert not order.rows.exists()


def test_a_version_is_not_begun_twice_nor_before_its_decision_nor_from_a_taken_day(town):
    town.order(start=LATER)
    with pytest.raises(operations.OrderRefused) as taken:
        begin(town)
    assert taken.value.field == "start"
    with pytest.raises(operations.OrderRefused) as early:
        operations.refuse_version(body=town.body, minutes=MINUTES, start=START)
    assert early.value.field == "start"
    begun = {"body": town.body, "minutes": MINUTES, "begin_with": None, "today": TODAY, "who": WHO}
    operations.open_order(start=TODAY, **begun)
    with pytest.raises(operations.OrderRefused):
        operations.open_order(start=TODAY + timedelta(days=1), **begun)
    with pytest.raises(DecisionRefused):
        operations.bring_order(
            body=town.body,
            minutes=Minutes(TODAY + timedelta(days=9), "1"),
            start=TODAY + timedelta(days=9),
            rows=ROWS,
            today=TODAY,
            who=WHO,
        )


def test_the_words_of_every_order_in_force_are_searched(town):
    town.order()
    assert [each.row.code for each in orders.search_rows(words="PERSONAL anst", as_of=TODAY)] == ["A.1"]
    assert not orders.search_rows(words="anställa", as_of=DECIDED)
    assert not orders.search_rows(words="anställa", as_of=TODAY, body="von")


def test_the_check_sees_the_order_in_force_and_the_one_before(town, django_assert_max_num_queries):
    town.order()
    town.order(replace(ROWS[0], level=Level.CHIEF_EXECUTIVE), start=LATER)
    with django_assert_max_num_queries(5):
        (found,) = orders.orders_of_bodies(as_of=TODAY)
    assert (found.since, len(found.rows or ()), len(found.before or ())) == (LATER, 1, 4)
    (before,) = orders.orders_of_bodies(as_of=START)
    assert before.before is None
    (employer,) = orders.employer_delegations(as_of=START)
    assert (employer.is_ordered, employer.types, employer.since) == (True, ("Förhandla",), START)
    (without,) = orders.employer_delegations(as_of=TODAY)
    assert (without.is_ordered, without.types) == (True, ())


def test_the_worked_example_of_the_employer(town):
    """The worked example of docs/rules/delegation.md: what lies with the unit manager is not the head's."""

    def judged(as_of: date) -> Judgement:
        found = orders.employer_delegations(as_of=as_of)
        return judge_employer(found, parameters=NoParameters(), as_of=as_of)[0]

    assert judged(START - timedelta(days=1)).status == "not_assessed"
    town.order(ROWS[1])
    assert (judged(START).status, judged(START).since) == ("kept", START)
    town.order(replace(ROWS[0], is_employer=True), start=LATER)
    assert (judged(LATER).status, judged(LATER).since) == ("breach", LATER)


def test_a_table_that_is_fetched_says_the_same_when_it_is_brought(town):
    rows = orders.rows_of(town.order())
    for form in ("csv", "xlsx"):
        found = read_order(data=write_order(rows, form=form, language="sv"), file_name=f"o.{form}")
        assert (found.rows, found.faults) == (ROWS, ())


def test_each_fault_of_a_table_is_told_at_its_row(town):
    heading = "Kod;Typ av beslut;Vem som beslutar;Längst ut det får ligga;Tjänsten;Vad det gäller\n"
    text = heading + (
        "A.1;Anställa;enhetschefen;förvaltningschefen;;\n"
        "A.1;Anställa;enhetschefen;;;\n"
        "A.2;Mål;förvaltningschefen;;;verksamhetens mål, inriktning, omfattning eller kvalitet\n"
        "A.3;Avtal;en annan tjänst;;finns-inte;\n"
    )
    found = read_order(data=text.encode(), file_name="o.csv")
    assert [(each.row, each.column) for each in found.faults] == [(2, "C"), (3, "A"), (4, "C"), (5, "E")]
