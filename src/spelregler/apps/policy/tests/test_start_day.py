"""On its first day nobody is to blame for what went wrong before a municipality began; what follows is judged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spelregler.apps.autonomy.models import Signal
from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames import operations as money
from spelregler.apps.frames.tests import small_town
from spelregler.apps.frames.tests.small_town import TKR, WHO, Town
from spelregler.apps.goals import operations as goals
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Membership, Municipality, Person, Seat, Unit
from spelregler.apps.policy.findings.engine import evaluate
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.domain.findings import Judgement, Status

pytestmark = pytest.mark.django_db
START = date(2026, 9, 1)
SETTLED = START + timedelta(days=60)
EARLY = date(2026, 4, 10)


def minuted(town: Town, body: Body, on: date, paragraph: str, kind: str = "frames") -> Decision:
    return town.decide(on=on, kind=kind, paragraph=paragraph, body=body)


@pytest.fixture
def town(db: None) -> Town:
    """All that was late before the start day: goals, plans, answers, a stand, an introduction, a head, a frame."""
    Municipality.objects.create(code="9999", name="Strandby", start_day=START)
    made = small_town.build()
    school = made.unit("ekskolan")
    made.unit("alskolan")  # has no frame at all
    late = minuted(made, made.other, date(2026, 6, 10), "7")
    money.set_committee_frame(body=made.other, year=2026, amount_ore=50_000 * TKR, decision=late, who=WHO)
    money.set_unit_frame(
        unit=school, committee_frame=made.frame, amount_ore=900 * TKR, decided_on=date(2026, 6, 20), who=WHO
    )
    Goal.objects.create(
        code="m1", level="committee", title="Läsa", body=made.committee, start=date(2026, 3, 1),
        decision=minuted(made, made.committee, date(2026, 3, 1), "8", kind="goals"),
    )  # fmt: skip
    Goal.objects.create(code="m2", level="committee", title="Utan beslut", body=made.other, start=date(2026, 2, 1))
    goals.decide_plan(
        department=made.department, unit=None, year=2026, decided_on=date(2026, 5, 5), entered_on=START, who=WHO
    )
    goals.add_action(
        code="a1",
        title="Läslyft",
        department=made.department,
        unit=school,
        goals=[],
        statutory_duty="6 kap. skollagen",
        start=date(2026, 2, 1),
        due_on=date(2026, 6, 30),
        who=WHO,
    )
    for owner, amount in (({"body": made.other}, 53_000), ({"unit": school}, 1_200)):
        money.report_forecast(
            year=2026,
            month=date(2026, 3, 1),
            amount_ore=amount * TKR,
            method="Egen",
            recorded_on=EARLY,
            who=WHO,
            **owner,
        )
    Signal.objects.create(unit=school, ground="MR-47", opened_on=EARLY, evidence="Klagomål.", opened_by="FC")
    seat = Seat.objects.create(body=made.committee, number=1)
    member = Person.objects.create(code="anna", name="Anna Lind")
    Membership.objects.create(seat=seat, person=member, start=date(2022, 10, 15))
    return made


def breaches(on: date) -> dict[tuple[str, str], Judgement]:
    found = evaluate(package=load_package("oxelosund"), as_of=on)
    return {
        (each.clause, each.judgement.scope.key): each.judgement
        for each in found
        if each.judgement.status is Status.BREACH
    }


def test_the_first_day_is_no_wall_of_breaches(town: Town) -> None:
    assert breaches(START) == {}


def test_without_a_start_day_it_would_have_been(town: Town) -> None:
    Municipality.objects.update(start_day=None)
    assert {clause for clause, _scope in breaches(START)} >= {
        "MR-6", "MR-17", "MR-19", "MR-25", "MR-28", "MR-39", "MR-42", "MR-47", "MR-48", "CP-6", "CP-7",
    }  # fmt: skip


def test_a_lack_that_remains_is_red_when_the_settling_days_have_passed(town: Town) -> None:
    assert ("CP-6", "uf") not in breaches(SETTLED)
    found = breaches(SETTLED + timedelta(days=1))["CP-6", "uf"]
    assert found.since == SETTLED + timedelta(days=1)
    assert f"redan före kommunens startdag {START}" in found.reason.sv


def test_a_running_time_is_counted_from_the_start_day(town: Town) -> None:
    last = START + timedelta(days=30)
    assert ("MR-19", "von") not in breaches(last)
    found = breaches(last + timedelta(days=1))
    assert found["MR-19", "von"].since == last + timedelta(days=1)
    assert ("MR-47", "ekskolan") in found


def test_a_plan_or_an_action_that_was_due_before_it_is_never_judged(town: Town) -> None:
    assert not [key for key in breaches(date(2026, 12, 31)) if key[0] in {"MR-25", "MR-28"}]


def test_a_breach_after_it_is_red(town: Town) -> None:
    reported = START + timedelta(days=9)
    money.report_forecast(
        year=2026, month=date(2026, 8, 1), amount_ore=2_000 * TKR, method="Egen", recorded_on=reported, who=WHO,
        unit=Unit.objects.get(code="ekskolan"),
    )  # fmt: skip
    assert ("MR-42", "ekskolan") not in breaches(START)
    assert breaches(date(2026, 11, 2))["MR-42", "ekskolan"].status is Status.BREACH
