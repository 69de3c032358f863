"""A file of values is judged and stored all at once, and exactly as its rows would be one by one."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from spelregler.apps.acting.acting_role import acting_as
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.goals import operations
from spelregler.apps.goals.files import dry_run, requested_values, value_file
from spelregler.apps.goals.files.value_file import import_values
from spelregler.apps.goals.models import Goal, Indicator, Measurement, Origin, ReportedValue, ShownValue
from spelregler.apps.goals.operations import Correction, Entry
from spelregler.apps.goals.tests.small_town import NOW, WHO
from spelregler.apps.organisation.models import Department, Placement
from spelregler.domain.goals.values import SEXES
from spelregler.domain.words import Pair
from spelregler.exchange.sheets import Table, write_table
from spelregler.platform import tables
from spelregler.platform.audit.many import Fact, store_many
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import store
from spelregler.platform.errors import DomainError

SPRING, SUMMER = (date(2026, 1, 1), date(2026, 5, 1)), (date(2026, 1, 1), date(2026, 9, 1))
AHEAD, BEFORE = (date(2026, 1, 1), date(2027, 1, 1)), (date(2020, 1, 1), date(2021, 1, 1))
HEAD = RoleAssignment("fc", "FC", Pair("chef", "head"), "Eva Ek", "eva", body="un", department="uf")
"""Two periods that are over, one that is not, and a year before every target."""
KINDS = {"andel": "cases", "antal": "count", "kvot": "none"}


@pytest.fixture
def world(town):
    """Units in two departments, three indicators that count people in different ways, and what is known already."""
    for code, counts in KINDS.items():
        Indicator.objects.filter(code=code).exists() or Indicator.objects.create(
            code=code, title=code.capitalize(), unit_of_measure="antal", direction="higher"
        )
        Indicator.objects.filter(code=code).update(small_numbers=counts, by_sex=code != "kvot")
    other = Department.objects.create(code="vof", name="Vård och omsorg", body=town.other, start=date(2020, 1, 1))
    units = [town.unit(code) for code in ("skolan", "forskolan", "hemmet")]
    Placement.objects.filter(unit=units[2]).update(department=other)
    for unit in units:
        goal = town.unit_goal(unit)
        for code in ("antal", "kvot"):
            indicator = Indicator.objects.get(code=code)
            operations.set_target(
                goal=goal, indicator=indicator, year=2026, value=Decimal(9), set_on=date(2026, 1, 1), who=WHO
            )
    said = {"reason": "Delår", "on": NOW, "who": WHO}
    for start, end in (SPRING, SUMMER):
        operations.set_period(period_start=start, period_end=end, opens=True, **said)
    operations.set_period(period_start=SUMMER[0], period_end=SUMMER[1], opens=False, department=other, **said)
    return units


def a_figure(chance: random.Random):
    """Mostly whole persons, some shares, and now and then what no rule lets through."""
    odd = ["0,12345", "9999999999999", "-3", "0"]
    return Decimal(chance.choice(odd).replace(",", ".")) if chance.random() < 0.05 else Decimal(chance.randint(1, 60))


def sums(chance: random.Random):
    """All, women and men that mostly add up, of a part and of the whole."""
    found = {sex: {"numerator": a_figure(chance), "denominator": a_figure(chance)} for sex in "KM"}
    found["T"] = {name: found["K"][name] + found["M"][name] for name in ("numerator", "denominator")}
    if chance.random() < 0.2:
        found["T"]["numerator"] += 1
    return found


def values_of(chance: random.Random, units, *, periods):
    """Rows of a file: what there is to say of some places, in any order, some of them twice and some of nothing."""
    rows = []
    codes = ["", *(unit.code for unit in units)]
    for _ in range(chance.randint(5, 12)):
        start, end = chance.choice(periods)
        parts = sums(chance)
        with_parts = chance.random() < 0.6
        place = {"indicator": chance.choice([*KINDS]), "unit": chance.choice(codes)}
        for sex in chance.sample(SEXES, chance.randint(1, 3)):
            figures = parts[sex] if with_parts else dict.fromkeys(("numerator", "denominator"))
            value = parts[sex]["numerator"] if place["indicator"] == "antal" or not with_parts else a_figure(chance)
            rows.append(
                {
                    **place,
                    "start": start,
                    "last_day": end - date.resolution,
                    "sex": sex,
                    "value": value,
                    **figures,
                    "source": chance.choice(["", "Enkät"]),
                    "comment": "x" * 401 if chance.random() < 0.03 else chance.choice(["", "Prov"]),
                }
            )
    rows += chance.sample(rows, 2)
    rows[chance.randrange(len(rows))]["unit"] = "okand"
    chance.shuffle(rows)
    return rows


@contextmanager
def undone():
    """What is done inside is looked at and then not done."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def stored_since(model, last):
    """Rows and what the trail tells of them; a key that the act itself gave is told by its order."""
    numbers = {
        pk: n for n, pk in enumerate(model.objects.filter(pk__gt=last[0]).order_by("pk").values_list("pk", flat=True))
    }
    names = [each.attname for each in model._meta.concrete_fields if not each.primary_key]
    rows = list(model.objects.filter(pk__gt=last[0]).order_by("pk").values_list(*names))
    told = []
    for each in AuditRow.objects.filter(id__gt=last[1]).order_by("id"):
        content = json.loads(each.content)
        if "last_id" in (content["after"] or {}):
            content["after"]["last_id"] = numbers[content["after"]["last_id"]]
        told.append(
            (each.act, each.subject, each.subject_key.split(":")[0], each.body, each.department, each.actor, content)
        )
    shown = sorted(numbers[pk] for pk in ShownValue.objects.values_list("pk", flat=True) if pk in numbers)
    return rows, told, shown


def last_of(model):
    return (
        max(model.objects.values_list("pk", flat=True), default=0),
        max(AuditRow.objects.values_list("id", flat=True), default=0),
    )


def said_by(error):
    if isinstance(error, DomainError):
        return {str(error.words.sv)}
    return {" ".join(map(str, each)) for each in error.message_dict.values()}


# Measurements ------------------------------------------------------------------------------------------------------


def file_of(rows, columns=value_file.COLUMNS):
    return write_table(columns, rows, form="xlsx")


def recorded(row, units):
    indicator = Indicator.objects.get(code=row["indicator"])
    year = row["last_day"].year
    return operations.record_measurement(
        indicator=indicator,
        unit=units.get(row["unit"]),
        period_start=row["start"],
        period_end=row["last_day"] + date.resolution,
        sex=row["sex"],
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        origin=Origin.IMPORTED,
        source=row["source"],
        comment=row["comment"],
        recorded_on=NOW,
        is_history=bool(row["source"]) and not indicator.targets.filter(year=year).exists(),
        who=WHO,
    )


def one_by_one(rows, plan, units):
    """Each row that the file lets through is recorded or corrected by the operation; what was refused, by row."""
    units = {unit.code: unit for unit in units}
    refused = defaultdict(set)
    groups = defaultdict(list)
    for change in plan.changes:
        row = rows[change.row - 2]
        if change.state == "new":
            _try(refused, change.row, lambda row=row: recorded(row, units))
        elif change.state == "changed":
            place = (row["indicator"], row["unit"], row["start"], row["last_day"])
            held = Measurement.objects.get(
                indicator__code=row["indicator"],
                unit=units.get(row["unit"]),
                period_start=row["start"],
                period_end=row["last_day"] + date.resolution,
                sex=row["sex"],
                replaced_by=None,
            )
            correction = Correction(held, row["value"], row["numerator"], row["denominator"], row["comment"])
            groups[place].append((change.row, correction))
    for group in groups.values():
        corrections = [correction for _number, correction in group]
        _try(
            refused,
            group[0][0],
            lambda said=corrections: operations.correct_measurements(corrections=said, recorded_on=NOW, who=WHO),
        )
    return dict(refused)


def _try(refused, number, do):
    try:
        with transaction.atomic():
            do()
    except (DomainError, ValidationError) as error:
        refused[number] |= said_by(error)


@pytest.mark.parametrize("seed", range(12))
def test_a_file_of_measurements_is_what_its_rows_are_one_by_one(world, seed):
    chance = random.Random(seed)
    known = values_of(chance, world, periods=[SPRING, SUMMER])
    first = import_values(data=file_of(known), file_name="v.xlsx", today=NOW, who=WHO)
    wrong = {fault.row for fault in first.faults}
    known = [row for number, row in enumerate(known, 2) if number not in wrong]
    import_values(data=file_of(known), file_name="v.xlsx", today=NOW, who=WHO, store=True)

    rows = values_of(chance, world, periods=[SPRING, SUMMER, SUMMER, AHEAD, BEFORE])
    while True:
        plan = import_values(data=file_of(rows), file_name="v.xlsx", today=NOW, who=WHO)
        through = {change.row for change in plan.changes}
        with undone(), operations.shown_together(on=NOW, who=WHO):
            refused = one_by_one(rows, plan, world)
        found = defaultdict(set)
        for fault in plan.faults:
            if fault.row in through:
                found[fault.row].add(str(fault.words.sv))
        assert found == refused
        if not plan.faults:
            break
        wrong = {fault.row for fault in plan.faults}
        rows = [row for number, row in enumerate(rows, 2) if number not in wrong]

    last = last_of(Measurement)
    with undone():
        assert import_values(data=file_of(rows), file_name="v.xlsx", today=NOW, who=WHO, store=True).stored
        at_once = stored_since(Measurement, last)
    with undone():
        with operations.shown_together(on=NOW, who=WHO):
            one_by_one(rows, plan, world)
        assert stored_since(Measurement, last) == at_once


# Values that are submitted ------------------------------------------------------------------------------------------


def acting():
    return acting_as(HEAD, (HEAD,), today=NOW, as_of=NOW, language="sv", account="1")


def brought(rows, *, store=False):
    asked_first = [{**row, "title": "", "where": ""} for row in rows]
    data = file_of(asked_first, requested_values.COLUMNS)
    return requested_values.bring_values(data=data, file_name="v.xlsx", acting_role=acting(), store=store)


def submitted_one_by_one(rows, plan, units):
    """Each period of a place is submitted by the operation; what was refused, by row."""
    units = {unit.code: unit for unit in units}
    groups = defaultdict(list)
    for change in plan.changes:
        row = rows[change.row - 2]
        figures = {name: row[name] for name in ("value", "numerator", "denominator")}
        end = row["last_day"] + date.resolution
        indicator = Indicator.objects.get(code=row["indicator"])
        entry = Entry(
            indicator, units.get(row["unit"]), row["start"], end, row["sex"], **figures, comment=row["comment"]
        )
        groups[row["indicator"], row["unit"], row["start"], end].append((change.row, entry))
    refused = set()
    for group in groups.values():
        try:
            with transaction.atomic():
                entries = [entry for _number, entry in group]
                operations.save_values(entries=entries, submit=True, on=NOW, who=acting().who)
        except operations.ValuesRefused as error:
            refused |= {(group[each.row][0], str(each.words.sv)) for each in error.faults}
    return refused


@pytest.mark.parametrize("seed", range(12))
def test_a_file_of_asked_values_is_what_its_rows_are_one_by_one(world, seed):
    chance = random.Random(seed)
    for state in ("submitted", "draft", "approved"):
        place = {"indicator": Indicator.objects.get(code=chance.choice([*KINDS])), "unit": chance.choice(world[:2])}
        figure = Entry(**place, period_start=SUMMER[0], period_end=SUMMER[1], sex="T", value=Decimal(7))
        if operations.judge_entries([figure], submit=True, on=NOW, who=WHO).faults:
            continue
        made = operations.save_values(entries=[figure], submit=state != "draft", on=NOW, who=WHO)
        if state == "approved":
            operations.approve_values(values=made, on=NOW, who=WHO)
    rows = values_of(chance, [*world[:2] * 4, world[2]], periods=[SPRING, SUMMER, SUMMER, AHEAD])
    for row in rows:
        if row["numerator"] is not None and chance.random() < 0.8:
            row["value"] = None
    while True:
        plan = brought(rows)
        through = {change.row for change in plan.changes}
        with undone():
            refused = submitted_one_by_one(rows, plan, world)
        assert {(each.row, str(each.words.sv)) for each in plan.faults if each.row in through} == refused
        if not plan.faults:
            break
        wrong = {fault.row for fault in plan.faults}
        rows = [row for number, row in enumerate(rows, 2) if number not in wrong]

    last = last_of(ReportedValue)
    with undone():
        assert brought(rows, store=True).stored
        at_once = stored_since(ReportedValue, last)
    with undone():
        submitted_one_by_one(rows, plan, world)
        assert stored_since(ReportedValue, last) == at_once


# What holds however many there are ----------------------------------------------------------------------------------


def many(town, units):
    """A value of each of three indicators for so many new units."""
    rows = []
    for n in range(units):
        unit = town.unit(f"e{n}")
        goal = Goal.objects.create(code=f"m{n}", level="unit", title="Mål", unit=unit, start=date(2026, 1, 1))
        for code in KINDS:
            indicator = Indicator.objects.get(code=code)
            goal.targets.create(indicator=indicator, year=2026, value=9, start=date(2026, 1, 1))
            row = {"indicator": code, "unit": unit.code, "start": SUMMER[0], "last_day": date(2026, 8, 31), "sex": "T"}
            rows.append(row | {"value": n, "source": "", "comment": ""} | dict.fromkeys(("numerator", "denominator")))
    return rows


def asked_by(work):
    with CaptureQueriesContext(connection) as found:
        assert work().stored
    return len(found)


@pytest.mark.parametrize("how", ["submitted", "recorded", "corrected"])
def test_a_row_more_asks_the_database_less_than_a_tenth_more(town, world, how):
    def bring(rows):
        if how == "submitted":
            return brought(rows, store=True)
        return import_values(data=file_of(rows), file_name="v.xlsx", today=NOW, who=WHO, store=True)

    rows = many(town, 120)
    few = rows[:60]
    if how == "corrected":
        bring(rows)
        rows = [{**row, "value": row["value"] + 1} for row in rows]
        few = rows[:60]
    with undone():
        small = asked_by(lambda: bring(few))
    large = asked_by(lambda: bring(rows))
    assert large - small <= 0.1 * (len(rows) - len(few))


def test_what_is_written_meanwhile_is_judged_with_the_rest(world, town, monkeypatch):
    rows = many(town, 2)
    judge = requested_values._Judged.of

    def slowly(*given):
        judged = judge(*given)
        said = {"reason": "Klart", "on": NOW, "who": WHO, "department": town.department}
        if operations.is_open(period_start=SUMMER[0], period_end=SUMMER[1], department="uf", on=NOW):
            operations.set_period(period_start=SUMMER[0], period_end=SUMMER[1], opens=False, **said)
        return judged

    monkeypatch.setattr(requested_values._Judged, "of", slowly)
    plan = brought(rows, store=True)
    assert (plan.stored, len(plan.faults)) == (False, len(rows))
    assert ReportedValue.objects.count() == 0


def test_a_work_that_is_ended_halfway_leaves_nothing(world, town, monkeypatch):
    rows, before = many(town, 3), AuditRow.objects.count()
    monkeypatch.setattr("spelregler.platform.audit.many.MANY", 4)

    @contextmanager
    def killed(steps):
        def seen(done):
            raise SystemExit

        yield seen

    with pytest.raises(SystemExit), transaction.atomic():
        import_values(data=file_of(rows), file_name="v.xlsx", today=NOW, who=WHO, store=True, stage=killed)
    assert Measurement.objects.count() == 0
    assert AuditRow.objects.count() == before


def test_many_facts_leave_the_rows_of_the_trail_that_each_would_leave(world, town):
    def rows():
        entries = [
            Entry(town.indicator, unit, *SUMMER, "T", Decimal(n), comment="Prov") for n, unit in enumerate(world[:2])
        ]
        return operations.judge_entries(entries, submit=True, on=NOW, who=WHO).rows

    last = last_of(ReportedValue)
    with undone():
        for row in rows():
            store(row, act="submit-value", who=WHO, details={"what": "it is"})
        each = stored_since(ReportedValue, last)
    with undone():
        facts = [Fact(row, "submit-value", details={"what": "it is"}) for row in rows()]
        store_many(facts, who=WHO)
        assert stored_since(ReportedValue, last) == each
    assert {told[3:5] for told in each[1]} == {("un", "uf")}


def test_a_file_is_never_taken_for_one_that_another_thread_reads(monkeypatch):
    of = {name: Table(name, (), ()) for name in ("mine", "theirs")}
    monkeypatch.setattr(tables, "read_table", lambda data, **_how: of[data.decode()])

    class Overtaken(list):
        """Another thread puts its own table there as soon as one is put."""

        def __setitem__(self, place, read):
            super().__setitem__(place, [((b"",), of["theirs"])])

    monkeypatch.setattr(tables, "_read_last", Overtaken())
    assert dry_run.read(b"mine", file_name="v.csv", columns=value_file.COLUMNS) == of["mine"]
