"""Posts that are to decide have it delegated; whoever met a union for the employer had it that day (CP-26, CP-32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from spelregler.apps.delegation import operations
from spelregler.apps.delegation.files.tasks_table import bring_tasks
from spelregler.apps.delegation.files.union_table import bring_union
from spelregler.apps.delegation.models import DecidingTask, UnionRecord
from spelregler.apps.delegation.operations import HeldWithUnion
from spelregler.apps.delegation.queries.tasks import tasks_of_departments
from spelregler.apps.delegation.queries.union import records_of_departments
from spelregler.apps.delegation.tests.conftest import ROWS, START, TODAY, WHO
from spelregler.apps.organisation.models import Department
from spelregler.domain.delegated_tasks import judge_tasks_delegated
from spelregler.domain.union_records import judge_union_records

pytestmark = pytest.mark.django_db


def tasks(as_of: date = TODAY) -> str:
    (found,) = judge_tasks_delegated(tasks_of_departments(as_of=as_of))
    return str(found.status)


def records(as_of: date = TODAY) -> str:
    (found,) = judge_union_records(records_of_departments(as_of=as_of))
    return str(found.status)


def say(town, post: str = "rektor", **more: object) -> DecidingTask:
    given = {"task": "Anställer", "start": START, "today": TODAY} | more
    return operations.say_task(post=town.posts[post], who=WHO, **given)


def held(town, post: str = "chef", person: str = "fia", **more: object) -> UnionRecord:
    said = HeldWithUnion(
        "negotiation", date(2026, 5, 4), "Facket", "Ny organisation", town.posts[post], town.people[person]
    )
    said = replace(said, department=Department.objects.select_related("body").get(), **more)
    return operations.record_union(said=said, today=TODAY, who=WHO)


class TestTasks:
    def test_a_row_in_force_makes_it_green_and_a_new_order_red_again(self, town):
        assert tasks() == "not_assessed"
        say(town, body=None)
        assert tasks() == "breach"
        town.order()
        assert tasks() == "kept"
        town.order(ROWS[1], start=date(2026, 10, 1))
        assert tasks() == "breach"
        assert tasks(date(2026, 9, 30)) == "not_assessed"  # nobody had entered the task by then

    def test_a_named_type_is_asked_for_and_one_passed_on_counts(self, town):
        town.order()
        say(town, body=town.body, code="A.2")
        assert tasks() == "breach"
        operations.pass_decision_on(
            body=town.body, code="A.2", giver=town.posts["chef"], taker=town.posts["rektor"], start=TODAY, who=WHO
        )
        assert tasks() == "kept"

    def test_a_post_that_decided_and_has_nothing_any_more_is_told(self, town):
        town.order()
        town.record(town.said())
        assert tasks() == "not_assessed"
        town.order(ROWS[1], start=date(2026, 10, 20))
        assert tasks() == "breach"

    def test_it_ends_and_is_asked_for_no_more(self, town):
        made = say(town, start=START)
        operations.end_task(task=made, end=TODAY + timedelta(days=90), today=TODAY, who=WHO)
        assert tasks() == "breach"
        operations.end_task(task=made, end=TODAY, today=TODAY, who=WHO)
        assert tasks() == "not_assessed"
        with pytest.raises(operations.TaskRefused):
            operations.end_task(task=made, end=TODAY, today=TODAY, who=WHO)

    @pytest.mark.parametrize(
        ("wrong", "field"), [({"task": " "}, "task"), ({"start": TODAY + timedelta(days=1)}, "start")]
    )
    def test_what_is_not_whole_is_refused(self, town, wrong, field):
        with pytest.raises(operations.TaskRefused) as refused:
            say(town, **wrong)
        assert refused.value.field == field

    def test_a_type_that_the_order_lacks_and_a_task_twice_are_refused(self, town):
        town.order()
        with pytest.raises(operations.TaskRefused) as refused:
            say(town, body=town.body, code="Z.9")
        assert refused.value.field == "code"
        with pytest.raises(operations.TaskRefused) as refused:
            say(town, body=town.body)
        assert refused.value.field == "code"
        say(town)
        with pytest.raises(operations.TaskRefused):
            say(town)

    def test_questions_do_not_grow_with_tasks(self, town, django_assert_max_num_queries):
        town.order()
        for number in range(12):
            say(town, task=f"Uppgift {number}")
        with django_assert_max_num_queries(16):
            tasks_of_departments(as_of=TODAY)

    def test_many_come_by_file_all_or_none(self, town):
        town.order()
        heading = "Tjänsten;Vad tjänsten ska besluta;Organ;Typ av beslut;Gäller från\n"
        good = heading + "rektor;Anställer;un;A.1;2026-01-01\nchef;Förhandlar;;;2026-01-01\n"
        bad = good + "finns-inte;X;;;2026-01-01\nrektor2;Y;un;Z.9;2026-01-01\n"
        said = {"file_name": "u.csv", "places": {"uf"}, "today": TODAY, "who": WHO}
        found = bring_tasks(data=bad.encode(), store=True, **said)
        assert [(each.row, each.column) for each in found.faults] == [(4, "A"), (5, "D")]
        assert not DecidingTask.objects.exists()
        assert bring_tasks(data=good.encode(), store=True, **said).stored
        assert tasks() == "kept"


class TestRecords:
    def test_the_row_of_that_day_is_kept_and_without_one_the_rule_is_broken(self, town):
        town.order()
        assert records() == "not_assessed"
        assert held(town).row.code == "A.2"
        assert records() == "kept"
        lacking = held(town, "rektor", "rut", subject="Schema")
        assert lacking.row is None
        assert records() == "breach"
        operations.withdraw_union(found=lacking, reason="Fel part.", on=TODAY, who=WHO)
        assert records() == "kept"
        assert records(date(2027, 6, 1)) == "not_assessed"

    def test_an_order_of_later_gives_nothing_that_day(self, town):
        town.order(start=date(2026, 6, 1))
        assert held(town).row is None

    def test_what_was_passed_on_that_day_counts_and_says_by_whom(self, town):
        town.order()
        operations.pass_decision_on(
            body=town.body, code="A.2", giver=town.posts["chef"], taker=town.posts["rektor"], start=START, who=WHO
        )
        made = held(town, "rektor", "rut")
        assert (made.row.code, made.passed_on) == ("A.2", "Förvaltningschef")

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"union": ""}, "union"),
            ({"subject": " "}, "subject"),
            ({"kind": "fika"}, "kind"),
            ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ],
    )
    def test_what_is_not_whole_is_refused(self, town, wrong, field):
        with pytest.raises(operations.UnionRecordRefused) as refused:
            held(town, **wrong)
        assert refused.value.field == field

    def test_somebody_who_did_not_hold_the_post_and_the_same_twice_are_refused(self, town):
        with pytest.raises(operations.UnionRecordRefused) as refused:
            held(town, "rektor", "rune")
        assert refused.value.field == "holder"
        made = held(town)
        with pytest.raises(operations.UnionRecordRefused):
            held(town)
        with pytest.raises(operations.UnionRecordRefused):
            operations.withdraw_union(found=made, reason=" ", on=TODAY, who=WHO)

    def test_many_come_by_file_all_or_none(self, town):
        town.order()
        heading = "Förvaltning;Dag;Vad det var;Fack;Vad det gällde;Arbetsgivarens part;Person\n"
        good = heading + "uf;2026-05-04;förhandling, MBL 11 §;Facket;Ny organisation;chef;\n"
        bad = good + "af;2026-05-04;information, MBL 19 §;F;X;chef;\nuf;2026-05-04;information, MBL 19 §;F;X;ingen;\n"
        said = {"file_name": "f.csv", "places": {"uf"}, "today": TODAY, "who": WHO}
        found = bring_union(data=bad.encode(), store=True, **said)
        assert [(each.row, each.column) for each in found.faults] == [(3, "A"), (4, "F")]
        assert not UnionRecord.objects.exists()
        assert bring_union(data=good.encode(), store=True, **said).stored
        assert records() == "kept"
