"""What limits units, which posts decide, and who met the unions: red by one row, green by all, and silent of none."""

from __future__ import annotations

from datetime import date

from spelregler.domain.autonomy.how_limits import LimitsOfPlace, judge_how_limits
from spelregler.domain.delegated_tasks import TaskOfPost, TasksOfPlace, judge_tasks_delegated
from spelregler.domain.findings import MUNICIPALITY, Scope, Status
from spelregler.domain.union_records import RecordFact, RecordsOfPlace, judge_union_records
from spelregler.domain.words import Pair

SCHOOLS, DAY, LATER = Scope("department", "uf", "Utbildningsförvaltningen"), date(2026, 5, 2), date(2026, 6, 1)


class TestLimits:
    def test_one_without_a_ground_is_a_breach_since_the_oldest(self):
        (found,) = judge_how_limits([LimitsOfPlace(SCHOOLS, 3, (LATER, DAY), is_used=True)])
        assert (found.status, found.since, found.expected_of) == (Status.BREACH, DAY, "FC")
        assert found.reason.sv == "2 av 3 gällande begränsningar saknar grund."

    def test_all_with_a_ground_or_none_left_is_kept_and_an_unused_register_tells_nothing(self):
        facts = [LimitsOfPlace(SCHOOLS, 2, is_used=True), LimitsOfPlace(SCHOOLS, is_used=True), LimitsOfPlace(SCHOOLS)]
        assert [each.status for each in judge_how_limits(facts)] == [Status.KEPT, Status.KEPT, Status.NOT_ASSESSED]

    def test_what_limits_every_unit_is_the_chief_executives(self):
        (found,) = judge_how_limits([LimitsOfPlace(MUNICIPALITY, 1, (DAY,), is_used=True)])
        assert found.expected_of == "KC"


class TestTasks:
    def test_one_without_delegation_is_a_breach_that_names_it(self):
        tasks = (TaskOfPost(Pair("Rektor: anställer"), DAY, is_delegated=True), TaskOfPost(Pair("X"), LATER, False))
        (found,) = judge_tasks_delegated([TasksOfPlace(SCHOOLS, tasks)])
        assert (found.status, found.since) == (Status.BREACH, LATER)
        assert found.reason.sv == "1 av 2 uppgifter saknar delegation: X."
        (kept,) = judge_tasks_delegated([TasksOfPlace(SCHOOLS, tasks[:1])])
        assert kept.status == Status.KEPT

    def test_where_nobody_has_said_anything_nothing_is_known(self):
        (found,) = judge_tasks_delegated([TasksOfPlace(SCHOOLS)])
        assert found.status == Status.NOT_ASSESSED


class TestRecords:
    def test_one_without_delegation_that_day_is_a_breach_since_then(self):
        records = (RecordFact(DAY, is_delegated=True), RecordFact(LATER, is_delegated=False))
        (found,) = judge_union_records([RecordsOfPlace(SCHOOLS, records)])
        assert (found.status, found.since, found.inputs["union_records"]) == (Status.BREACH, LATER, 2)
        (kept,) = judge_union_records([RecordsOfPlace(SCHOOLS, records[:1])])
        assert (kept.status, kept.since) == (Status.KEPT, DAY)

    def test_without_a_record_nothing_is_known(self):
        (found,) = judge_union_records([RecordsOfPlace(MUNICIPALITY)])
        assert (found.status, found.expected_of) == (Status.NOT_ASSESSED, "KC")
