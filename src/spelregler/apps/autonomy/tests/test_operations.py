"""A number opens a signal and nothing more; people answer it with reasons, and limits on freedom end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.models import Intervention, Signal
from spelregler.apps.autonomy.queries import interventions, unit_states
from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.domain.autonomy.states import UnitState
from spelregler.domain.words import NOTHING
from spelregler.platform import findings
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("package")]
WHO = Who(name="Test", role="FC")
JAN, SEP = date(2026, 1, 1), date(2026, 9, 28)


@pytest.fixture
def unit() -> Unit:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=JAN)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
    Placement.objects.create(unit=unit, department=department, start=JAN)
    return unit


@pytest.fixture
def signal(unit: Unit) -> Signal:
    return operations.open_signal(unit=unit, ground="MR-48", opened_on=SEP, evidence="Prognos −2,4 %", who=WHO)


def state(day: date) -> UnitState:
    [unit] = unit_states.unit_states(as_of=day)
    return unit.picture.state


def intervene(signal: Signal, *, end: date) -> Intervention:
    operations.take_stand(
        signal=signal, choice="intervene", reason="Räcker inte", decided_on=date(2026, 10, 14), who=WHO
    )
    return operations.start_intervention(
        signal=signal,
        limits="Omföringar över 100 tkr stäms av",
        limits_money_moves=True,
        exit_criterion="Prognos inom −1 %",
        start=date(2026, 10, 15),
        end=end,
        who=WHO,
    )


def test_a_signal_alone_limits_nothing(signal):
    assert state(SEP) == UnitState.AUTONOMOUS
    assert interventions.limit_on_money_moves(unit="skolan", as_of=SEP) == NOTHING


def test_dialogue_begins_when_management_has_chosen_it(signal):
    operations.take_stand(
        signal=signal, choice="dialogue", reason="Åtgärder räcker", decided_on=date(2026, 10, 12), who=WHO
    )
    assert state(date(2026, 10, 11)) == UnitState.AUTONOMOUS
    assert state(date(2026, 10, 12)) == UnitState.DIALOGUE


def test_the_unit_is_heard_before_its_freedom_is_limited(signal):
    with pytest.raises(operations.StatementMissing):
        intervene(signal, end=date(2027, 3, 1))
    assert not Intervention.objects.exists()


def test_a_limit_ends_by_itself(signal):
    operations.give_statement(signal=signal, text="Två tjänster tillkom", given_on=date(2026, 10, 5), who=WHO)
    intervention = intervene(signal, end=date(2027, 3, 1))
    assert intervention.next_review == intervention.start + timedelta(days=14)
    assert state(date(2027, 2, 28)) == UnitState.INTERVENTION
    told = interventions.limit_on_money_moves(unit="skolan", as_of=date(2027, 2, 28))
    assert "Omföringar" in told.sv
    assert "t.o.m. 2027-02-28" in told.sv
    assert "until 2027-02-28" in told.en
    assert state(date(2027, 3, 1)) == UnitState.AUTONOMOUS
    assert interventions.limit_on_money_moves(unit="skolan", as_of=date(2027, 3, 1)) == NOTHING


def test_no_limit_lasts_longer_than_six_months_at_a_time(signal):
    operations.give_statement(signal=signal, text="Vår syn", given_on=SEP, who=WHO)
    with pytest.raises(operations.InterventionWithoutEnd):
        intervene(signal, end=date(2027, 5, 1))


def test_the_database_refuses_an_intervention_without_an_end(signal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Intervention.objects.create(
            signal=signal, unit=signal.unit, ground="MR-48", limits="x", exit_criterion="y", start=SEP, next_review=SEP
        )


def test_closing_a_signal_frees_the_unit(signal):
    operations.give_statement(signal=signal, text="Vår syn", given_on=SEP, who=WHO)
    intervene(signal, end=date(2027, 3, 1))
    operations.close_signal(signal=signal, closed_on=date(2026, 12, 1), who=WHO)
    assert state(date(2026, 11, 30)) == UnitState.INTERVENTION
    assert state(date(2026, 12, 1)) == UnitState.AUTONOMOUS
    with pytest.raises(operations.SignalClosed):
        operations.give_statement(signal=signal, text="Mer", given_on=date(2026, 12, 2), who=WHO)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_stand_needs_a_reason(signal, reason):
    with pytest.raises(DomainError):
        operations.take_stand(signal=signal, choice="dialogue", reason=reason, decided_on=SEP, who=WHO)


def test_a_stand_is_one_of_three(signal):
    with pytest.raises(ValidationError):
        operations.take_stand(signal=signal, choice="punish", reason="x", decided_on=SEP, who=WHO)


def test_the_picture_costs_the_same_for_one_unit_and_for_fifty(unit, signal, django_assert_max_num_queries):
    department = Department.objects.get()
    for number in range(50):
        other = Unit.objects.create(code=f"e{number}", name=f"Enhet {number}", start=JAN)
        Placement.objects.create(unit=other, department=department, start=JAN)
        operations.open_signal(unit=other, ground="MR-48", opened_on=SEP, evidence="x", who=WHO)
    with django_assert_max_num_queries(8):
        assert len(unit_states.unit_states(as_of=SEP)) == 51


@pytest.mark.parametrize("way", ["close", "no_action"])
def test_an_intervention_that_ends_with_its_signal_leaves_its_own_trace(signal, way):
    operations.give_statement(signal=signal, text="Vi ser det så här.", given_on=SEP, who=WHO)
    intervene(signal, end=date(2027, 1, 15))
    day = date(2026, 11, 1)
    if way == "close":
        operations.close_signal(signal=signal, closed_on=day, who=WHO)
    else:
        operations.take_stand(signal=signal, choice="no_action", reason="Löst.", decided_on=day, who=WHO)
    closed, ended = AuditRow.objects.order_by("-id")[:2][::-1]
    assert (closed.act, closed.actor, closed.subject) == ("close-signal", "Test", "Skolan: MR-48")
    assert (closed.before, closed.after) == ({"closed_on": None}, {"closed_on": str(day)})
    assert (ended.act, ended.actor, ended.subject) == ("end-intervention", "Test", "Skolan: MR-48")
    assert (ended.before, ended.after) == ({"end": "2027-01-15"}, {"end": str(day)})
    assert interventions.limit_on_money_moves(unit="skolan", as_of=day) == NOTHING


def test_it_lasts_no_longer_than_the_package_says(signal):
    operations.give_statement(signal=signal, text="Två tjänster tillkom", given_on=date(2026, 10, 5), who=WHO)
    with pytest.raises(operations.InterventionWithoutEnd) as refused:
        intervene(signal, end=date(2027, 3, 16))
    assert "5 månader" in refused.value.words.sv


def test_without_a_package_nobody_steps_in(signal, monkeypatch):
    operations.give_statement(signal=signal, text="Två tjänster tillkom", given_on=date(2026, 10, 5), who=WHO)
    monkeypatch.setattr(findings, "_sources", [])
    with pytest.raises(operations.InterventionRefused):
        intervene(signal, end=date(2027, 3, 1))


def test_no_way_leads_straight_from_freedom_or_dialogue_to_an_intervention(signal):
    told = {"limits": "x", "limits_money_moves": False, "exit_criterion": "y", "end": date(2026, 12, 1)}
    operations.give_statement(signal=signal, text="Så här är det.", given_on=SEP, who=WHO)
    for choice in (None, "dialogue"):
        if choice:
            operations.take_stand(signal=signal, choice=choice, reason="Vi talas vid", decided_on=SEP, who=WHO)
        with pytest.raises(operations.InterventionRefused, match="inte tagit ställning för ett ingripande"):
            operations.start_intervention(signal=signal, start=date(2026, 10, 15), who=WHO, **told)
    assert not Intervention.objects.exists()
