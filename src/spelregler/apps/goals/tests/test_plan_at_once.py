"""Targets and new actions of a plan's file are judged and stored at once, as the operations would one by one."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from spelregler.apps.goals import operations
from spelregler.apps.goals.files.plan_file import import_plan
from spelregler.apps.goals.files.plan_table import COLUMNS, EMPTY
from spelregler.apps.goals.models import Action, Goal, Indicator, Origin, Target
from spelregler.apps.goals.tests.small_town import NOW, WHO, YEAR_START
from spelregler.apps.goals.tests.test_values_at_once import last_of, stored_since, undone
from spelregler.apps.organisation.models import Department, Unit
from spelregler.exchange.sheets import write_table
from spelregler.platform.errors import DomainError

DECISIONS = ({}, {}, {}, {"decision_body": "un", "decided_on": date(2026, 10, 1), "paragraph": "77"})
DECISIONS += ({"decision_body": "von", "decided_on": date(2026, 10, 1), "paragraph": "77"},)
DECISIONS += ({"decision_body": "un", "decided_on": date(2026, 10, 1), "paragraph": "99"},)


@pytest.fixture
def world(town):
    """A decided and a proposed goal, units' goals, targets of three years, and minuted decisions."""
    decided = town.committee_goal("nal", decided=town.decide(town.committee))
    town.committee_goal("forslag")
    units = [town.unit(code) for code in ("skolan", "hemmet")]
    for unit in units:
        town.unit_goal(unit, parents=(decided,))
    for code in ("antal", "kvot"):
        Indicator.objects.create(code=code, title=code.capitalize(), unit_of_measure="antal", direction="higher")
    town.aim(decided, "90.5")
    town.aim(decided, "60", on=NOW, year=2027)
    town.decide(town.committee, on=date(2026, 10, 1), paragraph="77")
    town.decide(town.other, on=date(2026, 10, 1), paragraph="77")
    Department.objects.create(code="vof", name="Vård", body=town.other, start=date(2020, 1, 1))
    operations.add_action(
        code="laslyft", title="Läslyft", department=town.department, start=YEAR_START, due_on=NOW, who=WHO
    )
    return town


def rows_of(chance: random.Random):
    goals = ["nal", "forslag", "skolan-mal", "hemmet-mal", "kommunmal", "okant"]
    rows = []
    for _ in range(12):
        row = {"kind": "target", "code": chance.choice(goals), "indicator": chance.choice(["andel", "antal", "kvot"])}
        row |= {"year": chance.choice([2025, 2026, 2026, 2027]), "value": Decimal(chance.randint(1, 99))}
        row |= {"weight": Decimal(chance.choice([1, 1, 1, 1, 2, 0])), "baseline": chance.choice([None, Decimal(5)])}
        rows.append(EMPTY | row | chance.choice(DECISIONS))
    for n in range(8):
        start = date(2026, chance.randint(1, 12), 1)
        row = {"kind": "action", "code": chance.choice([f"atgard-{n}", f"atgard {n}"] if n < 3 else [f"atgard-{n}"])}
        row |= {"title": f"Åtgärd {n}", "department": chance.choice(["uf", "uf", "uf", "vof", "nej"])}
        row |= {"unit": chance.choice(["", "skolan", "hemmet"]), "start": start, "last_day": date(2026, 6, 1)}
        row |= {"parents": tuple(chance.sample(goals[:5], chance.randint(0, 2))), "duty": chance.choice(["", "LSS"])}
        rows.append(EMPTY | row)
    chance.shuffle(rows)
    return rows


def brought(rows, **said):
    data = write_table(COLUMNS, rows, form="csv")
    return import_plan(data=data, file_name="p.csv", today=NOW, who=WHO, **said)


def one_by_one(rows, plan):
    """Each row that the file lets through, by the operation of its own; what was refused, by row."""
    refused = defaultdict(set)
    kinds = {"target": set_one, "action": add_one}
    for change in sorted(plan.changes, key=lambda each: (each.kind == "action", each.row)):
        if change.state == "same":
            continue
        try:
            with transaction.atomic():
                kinds[change.kind](rows[change.row - 2], change)
        except DomainError as error:
            refused[change.row].add(str(error.words.sv))
        except ValidationError as error:
            refused[change.row] |= {" ".join(map(str, each)) for each in error.message_dict.values()}
    return dict(refused)


def set_one(row, change):
    from spelregler.apps.decisions.models import Decision

    decided = change.state == "new" or any(each.name.startswith("deci") for each in change.fields)
    named = {"body__code": row["decision_body"], "decided_on": row["decided_on"], "paragraph": row["paragraph"]}
    operations.set_target(
        goal=Goal.objects.get(code=row["code"]),
        indicator=Indicator.objects.get(code=row["indicator"]),
        year=row["year"],
        value=row["value"],
        baseline=row["baseline"],
        weight=row["weight"],
        decision=Decision.objects.get(**named) if decided and row["paragraph"] else None,
        origin=Origin.IMPORTED,
        set_on=NOW,
        who=WHO,
    )


def add_one(row, change):
    operations.add_action(
        code=row["code"],
        title=row["title"],
        department=Department.objects.get(code=row["department"]),
        unit=Unit.objects.filter(code=row["unit"]).first(),
        goals=[Goal.objects.get(code=code) for code in sorted(row["parents"])],
        statutory_duty=row["duty"],
        start=row["start"],
        due_on=row["last_day"],
        who=WHO,
    )


OF_THE_FILE = ("är inte registrerat", "bär inte målvärdet", "finns inte")
"""What the file alone refuses: what it names and no operation is ever told."""


@pytest.mark.parametrize("seed", range(16))
def test_a_file_of_a_plan_is_what_its_rows_are_one_by_one(world, seed):
    chance = random.Random(seed)
    rows = rows_of(chance)
    while True:
        plan = brought(rows)
        own = {each.row for each in plan.faults if any(words in each.text("sv") for words in OF_THE_FILE)}
        others = defaultdict(set)
        for fault in plan.faults:
            if fault.row in {change.row for change in plan.changes} - own:
                others[fault.row].add(str(fault.words.sv))
        if not own:
            with undone():
                assert one_by_one(rows, plan) == others
            if not plan.faults:
                break
        wrong = own or {fault.row for fault in plan.faults}
        rows = [row for number, row in enumerate(rows, 2) if number not in wrong]

    found = []
    for model in (Target, Action):
        last = last_of(model)
        with undone():
            assert brought(rows, store=True).stored
            at_once = stored_since(model, last)
            served = sorted(Action.goals.through.objects.values_list("action__code", "goal__code"))
        with undone():
            one_by_one(rows, plan)
            each = stored_since(model, last)
            assert sorted(Action.goals.through.objects.values_list("action__code", "goal__code")) == served
        assert sorted(each[0], key=str) == sorted(at_once[0], key=str)
        assert sorted(each[1], key=str) == sorted(at_once[1], key=str)
        found += each[1]
    assert found


def test_a_target_and_an_action_more_ask_the_database_less_than_a_tenth_more(world):
    rows = []
    for n in range(120):
        goal = Goal.objects.create(
            code=f"m{n}", level="unit", title="Mål", unit=Unit.objects.get(code="skolan"), start=YEAR_START
        )
        target = {"kind": "target", "code": goal.code, "indicator": "antal", "year": 2026, "value": n, "weight": 1}
        action = {"kind": "action", "code": f"a{n}", "title": "Åtgärd", "department": "uf", "unit": "skolan"}
        rows += [target, action | {"start": YEAR_START, "last_day": NOW, "parents": (goal.code,)}]
    rows = [EMPTY | row for row in rows]
    few = rows[:120]

    def asked(rows):
        with undone(), CaptureQueriesContext(connection) as found:
            assert brought(rows, store=True).stored
        return len(found)

    assert asked(rows) - asked(few) <= 0.1 * (len(rows) - len(few))
