"""A write has the rules asked that rest on it, about the units that it touches; and all answers are true (ADR 56)."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import CommitteeFrame, Forecast, UnitFrame
from spelregler.apps.frames.operations import report_forecast, set_committee_frame, set_line, set_unit_frame
from spelregler.apps.goals.models import Goal, Measurement, SmallNumbers
from spelregler.apps.goals.operations import judge_goal
from spelregler.apps.organisation.models import Municipality, Unit
from spelregler.apps.policy.findings import engine, touched, turns
from spelregler.apps.policy.findings.touched import ANYTHING, Touched
from spelregler.apps.policy.models import Asked, Finding
from spelregler.apps.policy.operations import findings
from spelregler.apps.policy.operations.findings import TooManyToAsk, ask_what_was_touched
from spelregler.apps.policy.packages.in_force import package_on
from spelregler.apps.policy.queries.untrue_answers import differing, untrue_tallies
from spelregler.domain.checks import Load, registry
from spelregler.platform import memory
from spelregler.platform.audit.operations import SYSTEM, amend, record, store
from spelregler.platform.audit.queries import last_number
from spelregler.platform.touching import _belongings, belonging
from tests.conftest import TODAY

DAYS = (TODAY, date(2026, 3, 31), date(2025, 12, 31), date(2027, 2, 1))
TOLD_WITH = {
    "goals.goal_parents": "goals.goal",
    "goals.action_goals": "goals.action",
    "goals.shownvalue": "goals.measurement",
    "evaluation.assessment_evidence": "evaluation.assessment",
    "evaluation.account_lacking": "evaluation.account",
}
"""Tables whose rows the trail tells of with another row: the one that they belong to."""

ANSWERED = {"decisions.decision", "organisation.body"}
OF_NO_UNIT_YET = {"frames.unit_within_frame": ANSWERED, "autonomy.overrun_signal_answered": ANSWERED}
"""What is read only where a unit's own forecast was answered by a decision, and none is in the demo."""


def tables_read(clause, *, as_of: date) -> set[str]:
    """The kinds of rows that the loader of the clause's check asks the database for."""
    label = {each._meta.db_table: each._meta.label_lower for each in apps.get_models(include_auto_created=True)}
    found: set[str] = set()

    def watch(execute, sql, params, many, context):
        found.update(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))
        return execute(sql, params, many, context)

    package = package_on(TODAY)
    with connection.execute_wrapper(watch):
        registry.get(clause.check).load(Load(as_of=as_of, clause_id=clause.id, who=clause.who, package=package))
    return {TOLD_WITH.get(label[table], label[table]) for table in found}


@pytest.mark.parametrize("as_of", DAYS)
def test_a_check_says_all_that_it_reads(db, as_of):
    for clause in package_on(TODAY).clauses:
        said = {*registry.get(clause.check).reads, *touched.READ_BY_EVERY_CHECK}
        assert tables_read(clause, as_of=as_of) <= said, clause.check


def test_a_check_says_no_more_than_it_reads(db):
    read: dict[str, set[str]] = {}
    for clause in package_on(TODAY).clauses:
        for day in DAYS:
            read.setdefault(clause.check, set()).update(tables_read(clause, as_of=day))
    for check, tables in read.items():
        assert set(registry.get(check).reads) <= tables | OF_NO_UNIT_YET.get(check, set()), check


def test_every_kind_that_is_read_is_a_kind_of_row(db):
    labels = {each._meta.label_lower for each in apps.get_models()}
    assert {kind for check in registry for kind in check.reads} <= labels


def digests(results) -> dict[tuple[str, str, str], str]:
    return {each.key: engine.digest_of_result(each) for each in results}


@pytest.mark.both
@pytest.mark.parametrize("as_of", DAYS[:2])
def test_a_unit_is_answered_the_same_alone_as_among_all(db, as_of):
    package = package_on(TODAY)
    whole = digests(engine.evaluate(package=package, as_of=as_of))
    codes = sorted(Unit.objects.values_list("code", flat=True))
    for some in (codes[:1], codes[3:5], random.Random(5).sample(codes, 12)):
        alone = digests(engine.evaluate(package=package, as_of=as_of, units=frozenset(some)))
        spoken = {key for key in alone if key[1] != "municipality"}
        expected = {key for key in whole if key[1] not in ("unit", "municipality") or key[2] in some}
        assert spoken == expected
        assert {key: alone[key] for key in spoken} == {key: whole[key] for key in spoken}


def untrue(day: date = TODAY) -> list[tuple[str, str, str]]:
    assert untrue_tallies() == []
    return differing(as_of=day)


@pytest.fixture
def asked(db, monkeypatch):
    """The answers are true, and what is asked from then on: the clauses and the units (None is all of them)."""
    ask_what_was_touched(as_of=TODAY, wanted=last_number())
    found: list[tuple[set[str] | None, frozenset[str] | None]] = []

    def evaluate(*, only=None, units=None, **more):
        found.append((None if only is None else set(only), units))
        return engine.evaluate(only=only, units=units, **more)

    monkeypatch.setattr(findings, "evaluate", evaluate)
    return found


def ask(most_units: int | None = None) -> int:
    memory.forget()
    return ask_what_was_touched(as_of=TODAY, wanted=last_number(), most_units=most_units)


def a_frame() -> UnitFrame:
    return UnitFrame.objects.on(TODAY).filter(year=TODAY.year, lines__isnull=False).order_by("pk").first()


def test_a_line_of_a_units_budget_asks_one_rule_about_that_unit(asked):
    frame = a_frame()
    set_line(unit_frame=frame, label="Nytt", amount_ore=0, who=SYSTEM)
    ask()
    assert asked == [({"MR-38"}, frozenset({frame.unit.code}))]
    assert not untrue()


def overrun(unit: Unit) -> Forecast:
    frame = UnitFrame.objects.on(TODAY).get(unit=unit, year=TODAY.year)
    return report_forecast(
        year=TODAY.year,
        month=date(TODAY.year, 10, 1),
        amount_ore=frame.amount_ore * 2,
        method="Beräknat",
        comment="Ett underskott",
        recorded_on=TODAY,
        who=SYSTEM,
        unit=unit,
    )


def test_a_forecast_asks_the_rules_on_forecasts_and_another_answer_is_stored(asked):
    unit = a_frame().unit
    before = Finding.objects.get(clause="MR-42", scope=unit.code, seen_to=None).digest
    overrun(unit)
    assert ("MR-42", "unit", unit.code) in untrue()
    ask()
    assert asked == [({"MR-19", "MR-31", "MR-42", "MR-48"}, frozenset({unit.code}))]
    assert Finding.objects.get(clause="MR-42", scope=unit.code, seen_to=None).digest != before
    assert not untrue()


def test_what_two_have_written_is_asked_by_the_first_who_asks_and_the_other_need_not(asked):
    one, other = Unit.objects.filter(frames__year=TODAY.year).distinct().order_by("code")[:2]
    overrun(one)
    number = last_number()
    overrun(other)
    ask()
    assert [units for _clauses, units in asked] == [frozenset({one.code, other.code})]
    assert ask_what_was_touched(as_of=TODAY, wanted=number) == 0
    assert not untrue()


def test_what_one_room_does_not_know_of_is_asked_though_the_others_do(asked):
    unit = a_frame().unit
    overrun(unit)
    Asked.objects.exclude(room="frames").update(known=last_number())
    ask()
    assert [units for _clauses, units in asked] == [frozenset({unit.code})]
    assert not untrue()


def test_a_judgement_of_a_bodys_goal_asks_no_unit(asked):
    goal = Goal.objects.on(TODAY).filter(level=Goal.Level.COMMITTEE, decision__isnull=False).order_by("pk").first()
    judge_goal(goal=goal, year=TODAY.year, level="not_met", reason="Ej nått", recorded_on=TODAY, who=SYSTEM)
    ask()
    assert [units for _clauses, units in asked] == [frozenset()]
    assert not untrue()


def test_what_no_rule_reads_asks_nothing_and_is_known(asked):
    record(who=SYSTEM, act="set-period", subject="x", subject_key="goals.periodopening:1")
    record(who=SYSTEM, act="sign-in", subject="x", subject_key="accounts.account")
    assert ask() == 0
    assert asked == [(set(), frozenset())]
    assert min(turns.known().values()) >= last_number() - 1


@pytest.mark.parametrize("subject_key", ["", "goals.indicator:1", "frames.forecast:999999", "frames.forecast"])
def test_what_the_trail_does_not_tell_of_asks_about_every_unit(asked, subject_key):
    record(who=SYSTEM, act="something", subject="x", subject_key=subject_key)
    ask()
    assert [units for _clauses, units in asked] == [None]
    assert not untrue()


def test_the_start_day_asks_everything(asked):
    amend(Municipality.objects.get(), to={"start_day": date(2026, 6, 1)}, act="set-start-day", who=SYSTEM)
    ask()
    assert asked == [(None, None)]
    assert not untrue()


def test_more_rows_than_are_read_ask_everything(asked, monkeypatch):
    monkeypatch.setattr(touched, "MOST_ROWS", 2)
    for _row in range(3):
        record(who=SYSTEM, act="set-period", subject="x", subject_key="goals.periodopening:1")
    ask()
    assert [units for _clauses, units in asked] == [None]


def test_on_a_new_day_everything_is_asked(asked):
    ask_what_was_touched(as_of=date(2026, 11, 3), wanted=last_number())
    assert [units for _clauses, units in asked] == [None]


def test_too_many_units_are_left_to_the_worker_and_nothing_is_stored(asked):
    one, other = Unit.objects.filter(frames__year=TODAY.year).distinct().order_by("code")[:2]
    overrun(one)
    overrun(other)
    with pytest.raises(TooManyToAsk):
        ask(most_units=1)
    assert asked == []
    assert untrue()
    ask(most_units=2)
    assert not untrue()


def test_a_row_that_became_another_units_asks_about_every_unit(asked):
    forecast = Forecast.objects.filter(unit__isnull=False).order_by("pk").first()
    other = Unit.objects.exclude(pk=forecast.unit_id).order_by("code").first()
    amend(forecast, to={"unit": other}, act="change-forecast", who=SYSTEM)
    ask()
    assert [units for _clauses, units in asked] == [None]
    assert not untrue()


def test_a_decision_touches_no_unit_until_it_is_changed(asked):
    held = Decision.objects.order_by("pk").first()
    new = Decision(body=held.body, decided_on=TODAY, paragraph="§ 999", title="Nytt", text="Nytt", kind=held.kind)
    store(new, act="record-decision", who=SYSTEM)
    ask()
    amend(new, to={"title": "Ett annat ord"}, act="correct-decision", who=SYSTEM)
    ask()
    assert [units for _clauses, units in asked] == [frozenset(), None]
    assert not untrue()


def test_a_counted_value_asks_those_whose_values_it_may_hide(asked):
    of_units = Measurement.objects.exclude(indicator__small_numbers=SmallNumbers.NONE)
    value = of_units.filter(unit__isnull=False, denominator__isnull=False).order_by("pk").first()
    beside = {
        each.unit.code
        for each in Measurement.objects.filter(indicator=value.indicator).select_related("unit")
        if each.unit
    }
    store(value, act="record-measurement", who=SYSTEM)
    ask()
    assert [units for _clauses, units in asked] == [frozenset(beside)]


def test_the_first_fact_of_a_rule_ends_the_answer_that_nothing_is_known(asked):
    day, unit = date(TODAY.year + 1, 1, 2), a_frame().unit
    findings.evaluate_and_store(as_of=day)
    assert Finding.objects.get(clause="MR-38", seen_to=None).scope_kind == "municipality"
    del asked[:]
    older = CommitteeFrame.objects.on(TODAY).get(year=TODAY.year, unit_frames__unit=unit)
    frame = set_committee_frame(
        body=older.body, year=day.year, amount_ore=older.amount_ore, decision=older.decision, who=SYSTEM
    )
    set_unit_frame(unit=unit, committee_frame=frame, amount_ore=1_000_00, decided_on=TODAY, who=SYSTEM)
    memory.forget()
    ask_what_was_touched(as_of=day, wanted=last_number())
    assert [units for _clauses, units in asked] == [frozenset({unit.code}), None]
    assert not untrue(day)
    assert list(Finding.objects.filter(clause="MR-38", seen_to=None).values_list("scope", flat=True)) == [unit.code]


def test_questions_do_not_grow_with_what_is_written(asked, django_assert_max_num_queries):
    frames = list(UnitFrame.objects.on(TODAY).filter(year=TODAY.year).order_by("pk")[:12])
    for frame in frames:
        set_line(unit_frame=frame, label="Nytt", amount_ore=0, who=SYSTEM)
    with django_assert_max_num_queries(25):
        ask()


def test_anything_reaches_every_check_and_every_unit():
    checks = list(registry)
    assert all(ANYTHING.reaches(check) for check in checks)
    assert ANYTHING.units_of(checks) is None
    nothing = Touched({})
    assert not any(nothing.reaches(check) for check in checks)
    assert nothing.units_of(checks) == frozenset()


@pytest.mark.parametrize(
    ("kind", "unit_of"),
    [
        ("autonomy.signal", lambda row: row.unit),
        ("autonomy.stand", lambda row: row.signal.unit),
        ("frames.budgetline", lambda row: row.unit_frame.unit),
        ("frames.forecast", lambda row: row.unit),
        ("frames.linemove", lambda row: row.unit_frame.unit),
        ("frames.unitframe", lambda row: row.unit),
        ("goals.action", lambda row: row.unit),
        ("goals.goal", lambda row: row.unit),
        ("goals.goaljudgement", lambda row: row.goal.unit),
        ("goals.measurement", lambda row: row.unit),
        ("goals.plan", lambda row: row.unit),
        ("goals.target", lambda row: row.goal.unit),
        ("organisation.employment", lambda row: row.unit),
        ("organisation.placement", lambda row: row.unit),
        ("organisation.unit", lambda row: row),
    ],
)
def test_a_row_is_of_its_unit(db, kind, unit_of):
    said = belonging(kind)
    rows = list(said.model._base_manager.order_by("pk")[:200])
    of_units = [row for row in rows if unit_of(row)]
    assert of_units
    for row in of_units[:5]:
        assert unit_of(row).code in said.units([row.pk])
    assert {unit_of(row).code for row in of_units} <= said.units([row.pk for row in rows])


def test_a_room_speaks_for_kinds_of_rows_that_checks_read():
    read = {kind for check in registry for kind in check.reads}
    assert set(_belongings) <= read
    assert all(issubclass(each.model, Model) for each in _belongings.values())
