"""What people assess, withdraw and object to: each write has the rule asked about its place, and answers are true."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.operations import (
    EvidenceSaid,
    PlaceAssessed,
    Said,
    object_to_assessment,
    record_assessment,
    withdraw_assessment,
)
from spelregler.apps.organisation.models import Department, Unit
from spelregler.apps.policy.findings import engine
from spelregler.apps.policy.operations import findings
from spelregler.apps.policy.operations.findings import ask_what_was_touched
from spelregler.apps.policy.queries.untrue_answers import differing
from spelregler.domain.assessment import STATES
from spelregler.domain.findings import Status
from spelregler.platform import memory
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.audit.queries import last_number
from spelregler.platform.findings import AssessedRule, Wanted, answers, assessed_rules
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def ask() -> None:
    memory.forget()
    ask_what_was_touched(as_of=TODAY, wanted=last_number())
    memory.forget()


def record(rule: AssessedRule, place: PlaceAssessed, status: str, until: date) -> Assessment:
    return record_assessment(
        clause=rule.clause,
        place=place,
        said=Said(status, "Prov.", TODAY, TODAY, until),
        new_evidence=EvidenceSaid("Prov", "Pärm", "", TODAY, until),
        on=TODAY,
        role="EC",
        holds_months=rule.holds_months,
        who=SYSTEM,
    )


def rules(*kinds: str) -> list[AssessedRule]:
    return [each for each in assessed_rules(as_of=TODAY) if each.place in kinds]


@pytest.mark.both
@pytest.mark.parametrize("seed", range(3))
def test_after_anything_the_stored_answers_are_those_of_everything_asked_anew(seed):
    chance, held = random.Random(seed), list(Assessment.objects.filter(ended_on=None))
    units, departments = list(Unit.objects.order_by("pk")[:6]), list(Department.objects.order_by("pk"))
    choices = rules("unit", "department", "municipality")
    ask()
    for _turn in range(8):
        act, rule = chance.random(), chance.choice(choices)
        if act < 0.6 or not held:
            place = PlaceAssessed(
                unit=chance.choice(units) if rule.place == "unit" else None,
                department=chance.choice(departments) if rule.place == "department" else None,
            )
            status, until = str(chance.choice(STATES)), TODAY + timedelta(days=chance.randrange(60))
            record(rule, place, status, until)
        elif act < 0.8:
            withdraw_assessment(assessment=chance.choice(held), reason="Prov.", on=TODAY, who=SYSTEM)
        else:
            object_to_assessment(assessment=chance.choice(held), text="Prov.", role="FC", on=TODAY, who=SYSTEM)
        held = list(Assessment.objects.filter(ended_on=None))
        ask()
        assert not differing(as_of=TODAY)


def test_a_unit_s_assessment_asks_its_rules_about_that_unit_alone(monkeypatch):
    ask()
    asked: list[tuple[set[str] | None, frozenset[str] | None]] = []

    def evaluate(*, only=None, units=None, **more):
        asked.append((None if only is None else set(only), units))
        return engine.evaluate(only=only, units=units, **more)

    monkeypatch.setattr(findings, "evaluate", evaluate)
    rule, unit = rules("unit")[0], Unit.objects.get(code="ramdalsskolan")
    record(rule, PlaceAssessed(unit=unit), "kept", TODAY)
    ask()
    [(clauses, units)] = asked
    assert units == frozenset({"ramdalsskolan"})
    # MR-8 tells which rules somebody looks at, and so it is asked with them.
    assert clauses == {"MR-8", *(each.clause for each in assessed_rules(as_of=TODAY))}
    wanted = Wanted(clauses=[rule.clause], places=[("unit", "ramdalsskolan")])
    assert [each.status for each in answers(wanted, as_of=TODAY)] == [Status.KEPT]


def test_the_demo_has_what_is_kept_what_is_objected_to_and_what_is_out_of_date():
    wanted = Wanted(clauses=["MR-43", "MR-45"], places=[("unit", "oxeloskolan"), ("unit", "bjorntorp")])
    found = {(each.clause, each.scope): each for each in answers(wanted, as_of=TODAY)}
    assert found["MR-45", "oxeloskolan"].status == Status.KEPT
    assert found["MR-45", "bjorntorp"].status == Status.ATTENTION
    assert "En invändning" in found["MR-45", "bjorntorp"].reason_sv
    assert found["MR-43", "oxeloskolan"].status == Status.NOT_ASSESSED
    assert "gällde till 2026-06-30" in found["MR-43", "oxeloskolan"].reason_sv
    assert found["MR-43", "bjorntorp"].inputs == {}


def test_the_record_part_is_told_by_rules_of_the_package():
    beside = {each.clause: each.beside for each in assessed_rules(as_of=TODAY)}
    assert (beside["MR-24"], beside["MR-33"], beside["CP-37"]) == (("MR-23", "MR-38"), ("MR-29",), ())
    assert len(beside) == 14
