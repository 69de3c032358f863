"""A municipality of any size, bulk-made for timing. It follows the shape of the demo, not its figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import (
    CommitteeFrame,
    CouncilBudget,
    Forecast,
    LedgerBatch,
    LedgerMonth,
    LedgerSum,
    UnitFrame,
)
from spelregler.apps.goals.models import Action, Goal, Indicator, Measurement, Plan, Target
from spelregler.apps.organisation.models import Body, Department, Municipality, Placement, Unit
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.platform.audit.operations import SYSTEM

START, YEAR, TKR = date(2026, 1, 1), 2026, 100_000


def make(*, units: int) -> None:
    """Units in departments of nine, each with a frame, ten forecasts, four goals, measurements, a plan and actions."""
    Municipality.objects.create(code="9999", name=f"{units} enheter")
    council = Body.objects.create(code="kf", name="Kommunfullmäktige", kind="council", start=START)
    Body.objects.create(code="ks", name="Kommunstyrelsen", kind="executive_board", start=START)
    committees = Body.objects.bulk_create(
        Body(code=f"n{n}", name=f"Nämnd {n}", kind="committee", start=START) for n in range(8)
    )
    decision = Decision.objects.create(
        body=council, decided_on=date(2025, 11, 20), paragraph="§ 100", title="Budget", text="Budget", kind="frames"
    )
    departments = Department.objects.bulk_create(
        Department(code=f"f{n}", name=f"Förvaltning {n}", body=committees[n % 8], start=START)
        for n in range(max(1, units // 9))
    )
    made = Unit.objects.bulk_create(Unit(code=f"e{n}", name=f"Enhet {n}", start=START) for n in range(units))
    home = {unit.pk: departments[n % len(departments)] for n, unit in enumerate(made)}
    Placement.objects.bulk_create(Placement(unit=u, department=home[u.pk], start=START) for u in made)
    _frames(council, committees, made, home, decision)
    _goals(committees, made, home, decision)
    adopt_package(name="oxelosund", start=START, who=SYSTEM)


def _frames(council, committees, made, home, decision) -> None:  # type: ignore[no-untyped-def]
    amount = 10_000 * TKR
    owned = {body.pk: sum(home[u.pk].body_id == body.pk for u in made) for body in committees}
    CouncilBudget.objects.create(year=YEAR, total_ore=amount * len(made), decision=decision, start=START)
    frames = {
        body.pk: CommitteeFrame.objects.create(
            body=body, year=YEAR, amount_ore=amount * owned[body.pk], decision=decision, start=START
        )
        for body in committees
    }
    UnitFrame.objects.bulk_create(
        UnitFrame(unit=u, committee_frame=frames[home[u.pk].body_id], year=YEAR, amount_ore=amount, start=START)
        for u in made
    )
    Forecast.objects.bulk_create(
        (
            Forecast(
                unit=u,
                year=YEAR,
                month=date(YEAR, month, 1),
                amount_ore=amount + (n % 7 - 3) * 100 * TKR,
                method="bedömning",
                reported_by="Test",
                recorded_on=date(YEAR, month, 28),
            )
            for n, u in enumerate(made)
            for month in range(1, 11)
        ),
        batch_size=2000,
    )


def book(*, years: tuple[int, ...]) -> int:
    """Ledgers of whole years, and of the year so far: six accounts a month for every unit. How many sums were made."""
    units = list(Unit.objects.order_by("pk"))
    for year in years:
        last = 10 if year == YEAR else 12
        batch = LedgerBatch.objects.create(
            file_name=f"{year}.se",
            sha256=f"{year:064}",
            company="Kommunen",
            first_month=date(year, 1, 1),
            last_month=date(year, last, 1),
            vouchers=1,
            rows=1,
            ksumma="ok",
            imported_on=START,
            imported_by="Test",
        )
        months = [date(year, month, 1) for month in range(1, last + 1)]
        LedgerMonth.objects.bulk_create(LedgerMonth(batch=batch, month=month, start=START) for month in months)
        LedgerSum.objects.bulk_create(
            (
                LedgerSum(
                    batch=batch,
                    unit=unit,
                    responsibility=unit.code,
                    month=month,
                    account=f"{5000 + account}",
                    amount_ore=(100 + (n * 7 + month.month * year + account) % 40) * TKR,
                )
                for n, unit in enumerate(units)
                for month in months
                for account in range(6)
            ),
            batch_size=2000,
        )
    return LedgerSum.objects.count()


def _goals(committees, made, home, decision) -> None:  # type: ignore[no-untyped-def]
    indicators = Indicator.objects.bulk_create(
        Indicator(code=f"i{n}", title=f"Mått {n}", unit_of_measure="%", direction="higher") for n in range(4)
    )
    above = Goal.objects.bulk_create(
        Goal(code=f"nm{b.pk}", level="committee", title="Nämndmål", body=b, decision=decision, start=START)
        for b in committees
    )
    parent = {goal.body_id: goal for goal in above}
    goals = Goal.objects.bulk_create(
        (
            Goal(code=f"em{u.pk}-{n}", level="unit", title=f"Mål {n}", unit=u, start=START)
            for u in made
            for n in range(4)
        ),
        batch_size=2000,
    )
    link = Goal.parents.through
    link.objects.bulk_create(
        (link(from_goal=g, to_goal=parent[home[g.unit_id].body_id]) for g in goals), batch_size=2000
    )
    Target.objects.bulk_create(
        (
            Target(goal=g, indicator=indicators[n % 4], year=YEAR, value=Decimal(80), start=START)
            for n, g in enumerate(goals)
        ),
        batch_size=2000,
    )
    Measurement.objects.bulk_create(
        (
            Measurement(
                indicator=i,
                unit=u,
                period_start=date(YEAR, 1, 1),
                period_end=date(YEAR, 9, 1),
                value=Decimal(60 + (n * 7 + i.pk) % 40),
                recorded_on=date(YEAR, 9, 15),
            )
            for n, u in enumerate(made)
            for i in indicators
        ),
        batch_size=2000,
    )
    Plan.objects.bulk_create(
        (Plan(year=YEAR, department=home[u.pk], unit=u, decided_on=date(YEAR, 1, 20)) for u in made), batch_size=2000
    )
    actions = Action.objects.bulk_create(
        (
            Action(
                code=f"a{u.pk}", title="Åtgärd", unit=u, department=home[u.pk], start=START, due_on=date(YEAR, 12, 1)
            )
            for u in made
        ),
        batch_size=2000,
    )
    tie = Action.goals.through
    first = {g.unit_id: g for g in reversed(goals)}
    tie.objects.bulk_create((tie(action=a, goal=first[a.unit_id]) for a in actions), batch_size=2000)
