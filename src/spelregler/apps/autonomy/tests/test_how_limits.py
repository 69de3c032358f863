"""What limits how units work rests on something, or is told as resting on nothing (MR-26)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.files import bring
from spelregler.apps.autonomy.models import HowLimit, Intervention, Signal
from spelregler.apps.autonomy.operations import Limits
from spelregler.apps.autonomy.queries.how_limits import how_limits, limits_of_places
from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.domain.autonomy.how_limits import judge_how_limits
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
JAN, TODAY = date(2026, 1, 1), date(2026, 11, 2)
WHO = Who(name="Test", role="FC")


@pytest.fixture
def school() -> Unit:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=JAN)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
    Placement.objects.create(unit=unit, department=department, start=JAN)
    return unit


def intervention(unit: Unit, end: date) -> Intervention:
    signal = Signal.objects.create(unit=unit, ground="MR-47", opened_on=JAN, evidence="x", opened_by="x")
    return Intervention.objects.create(
        signal=signal,
        unit=unit,
        ground="MR-47",
        limits="x",
        exit_criterion="x",
        start=JAN,
        end=end,
        next_review=TODAY,
        opened_by="x",
    )


def enter(**said: object) -> HowLimit:
    given = {"what": "Köp görs centralt", "start": JAN, "ground": "law", "rests_on": "LOU"} | said
    return operations.enter_how_limit(said=Limits(**given), today=TODAY, role="FC", who=WHO)


def statuses(as_of: date = TODAY) -> dict[str, str]:
    return {each.scope.kind: str(each.status) for each in judge_how_limits(limits_of_places(as_of=as_of))}


def test_a_limit_with_a_ground_is_kept_and_what_a_unit_says_is_a_breach_until_it_is_answered(school):
    assert statuses() == {"department": "not_assessed"}
    enter(department=Department.objects.get())
    assert statuses() == {"department": "kept"}
    said = operations.say_limited(unit=school, what="Möbler köps centralt", today=TODAY, role="EC", who=WHO)
    assert AuditRow.objects.latest("id").act == "say-limited"
    assert statuses() == {"department": "breach"}
    operations.name_ground(limit=said, ground="policy", rests_on="Inköpspolicyn", today=TODAY, who=WHO)
    assert statuses() == {"department": "kept"}
    assert [each.what for each in how_limits(as_of=TODAY)] == ["Köp görs centralt", "Möbler köps centralt"]


def test_what_is_let_go_limits_nobody_and_the_register_is_still_used(school):
    said = operations.say_limited(unit=school, what="Möbler", today=TODAY - timedelta(days=3), role="EC", who=WHO)
    assert statuses() == {"department": "breach"}
    operations.end_how_limit(limit=said, end=TODAY, today=TODAY, who=WHO)
    assert statuses() == {"department": "kept"}
    assert statuses(TODAY - timedelta(days=1)) == {"department": "breach"}
    assert statuses(TODAY - timedelta(days=9)) == {"department": "not_assessed"}


def test_one_that_rests_on_an_intervention_has_no_ground_when_that_is_over(school):
    intervention(school, date(2026, 12, 1))
    enter(unit=school, ground="intervention", rests_on="")
    assert statuses() == {"department": "kept"}
    assert statuses(date(2026, 12, 1)) == {"department": "breach"}
    (found,) = judge_how_limits(limits_of_places(as_of=date(2026, 12, 5)))
    assert found.since == date(2026, 12, 1)


def test_what_limits_every_unit_is_answered_for_by_itself(school, django_assert_max_num_queries):
    enter()
    with django_assert_max_num_queries(6):
        assert statuses() == {"department": "not_assessed", "municipality": "kept"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"what": " "}, "what"),
        ({"start": TODAY + timedelta(days=1)}, "start"),
        ({"ground": ""}, "ground"),
        ({"rests_on": ""}, "rests_on"),
        ({"ground": "intervention"}, "ground"),
    ],
)
def test_what_is_not_whole_is_refused_at_its_field(school, wrong, field):
    with pytest.raises(operations.HowLimitRefused) as refused:
        enter(unit=school, **wrong)
    assert (refused.value.field, HowLimit.objects.count()) == (field, 0)


def test_a_ground_is_named_once_and_nothing_is_entered_or_let_go_twice(school):
    held = enter(unit=school)
    for act in (
        lambda: enter(unit=school),
        lambda: operations.name_ground(limit=held, ground="law", rests_on="KL", today=TODAY, who=WHO),
        lambda: operations.end_how_limit(limit=held, end=TODAY - timedelta(days=1), today=TODAY, who=WHO),
    ):
        with pytest.raises(operations.HowLimitRefused):
            act()
    operations.end_how_limit(limit=held, end=TODAY, today=TODAY, who=WHO)
    with pytest.raises(operations.HowLimitRefused):
        operations.end_how_limit(limit=held, end=TODAY, today=TODAY, who=WHO)


def test_what_is_let_go_from_a_day_to_come_gets_a_ground_and_an_earlier_day(school):
    said = operations.say_limited(unit=school, what="Möbler", today=TODAY - timedelta(days=3), role="EC", who=WHO)
    operations.end_how_limit(limit=said, end=date(2030, 1, 1), today=TODAY, who=WHO)
    operations.name_ground(limit=said, ground="law", rests_on="LOU", today=TODAY, who=WHO)
    operations.end_how_limit(limit=said, end=TODAY, today=TODAY, who=WHO)
    assert how_limits(as_of=TODAY) == []


def test_many_come_by_file_all_or_none_and_another_department_is_a_fault(school):
    heading = "Förvaltning;Enhet;Vad som begränsas;Grund;Vilken lag eller policy;Gäller från\n"
    good = heading + "uf;;Köp görs centralt;en lag;LOU;2026-01-01\n;skolan;Scheman;en antagen policy;P;2026-02-01\n"
    bad = (
        good + ";;För alla;en lag;X;2026-01-01\nuf;skolan;Båda;en lag;X;2026-01-01\n;finns-inte;Y;en lag;X;2026-01-01\n"
    )
    said = {"file_name": "b.csv", "places": {"uf"}, "today": TODAY, "role": "FC", "who": WHO}
    found = bring(data=bad.encode(), store=True, **said)
    assert [(each.row, each.column) for each in found.faults] == [(4, "A"), (5, "A"), (6, "B")]
    assert not HowLimit.objects.exists()
    assert bring(data=good.encode(), store=True, **said).stored
    assert HowLimit.objects.count() == 2
