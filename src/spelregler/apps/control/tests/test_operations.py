"""A plan is prepared, decided and reported; a control finds something, and a deviation is closed with words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spelregler.apps.control import operations
from spelregler.apps.control.models import Control, ControlPlan, Deviation, Risk
from spelregler.apps.control.operations import ActionSaid, ControlSaid, ResultSaid
from spelregler.apps.control.queries import plans
from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.organisation.models import Appointment, Body, Department, Person, Post
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO, JAN, TODAY = Who(name="Test", role="FC"), date(2025, 1, 1), date(2026, 11, 2)
DECIDED, MINUTES = date(2025, 12, 9), Minutes(date(2025, 12, 9), "160")


@pytest.fixture
def post() -> Post:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=JAN)
    post = Post.objects.create(code="chef", title="Chef", kind="department_head", department=department)
    Appointment.objects.create(post=post, person=Person.objects.create(code="fia", name="Fia"), start=JAN)
    return post


@pytest.fixture
def plan(post) -> ControlPlan:
    return operations.begin_plan(body=Body.objects.get(), year=2026, begin_with=None, who=WHO)


def risk(
    plan: ControlPlan, title: str = "Fel utbetalning", likelihood: int | None = 3, consequence: int | None = 3
) -> Risk:
    return operations.put_risk(
        plan=plan, title=title, likelihood=likelihood, consequence=consequence, was=None, who=WHO
    )


def control(of: Risk, post: Post, due_on: date = date(2026, 11, 20)) -> Control:
    return operations.put_control(risk=of, said=ControlSaid("Stickprov", "", post, due_on), was=None, who=WHO)


def decide(plan: ControlPlan) -> None:
    operations.decide_plan(plan=plan, minutes=MINUTES, today=DECIDED, who=WHO)
    plan.refresh_from_db()


def test_a_plan_is_decided_and_seen_by_the_rule_from_that_day(plan, post, django_assert_max_num_queries):
    control(risk(plan), post)
    decide(plan)
    with django_assert_max_num_queries(6):
        (found,) = plans.plans_of_bodies(as_of=TODAY)
    assert found.plans[2026].decided_on == DECIDED
    assert [(each.value, each.has_control) for each in found.plans[2026].risks] == [(9, True)]
    (before,) = plans.plans_of_bodies(as_of=DECIDED - timedelta(days=1))
    assert not before.plans


def test_what_cannot_be_prepared_or_decided_is_refused(plan, post):
    refused = operations.PlanRefused
    with pytest.raises(refused):
        decide(plan)
    made = risk(plan, likelihood=None)
    with pytest.raises(refused, match="En risk är inte värderad"):
        decide(plan)
    for act, field in (
        (lambda: risk(plan, title=" "), "title"),
        (lambda: risk(plan), "title"),
        (lambda: control(made, post, date(2027, 1, 1)), "due_on"),
        (lambda: operations.begin_plan(body=plan.body, year=2026, begin_with=None, who=WHO), ""),
        (lambda: operations.report_year(plan=plan, minutes=MINUTES, today=TODAY, who=WHO), ""),
    ):
        with pytest.raises(refused) as told:
            act()
        assert told.value.field == field


def test_a_decided_plan_stands_and_its_risks_begin_the_next(plan, post):
    made = risk(plan)
    tried = control(made, post)
    decide(plan)
    for act in (
        lambda: risk(plan, "Ny"),
        lambda: operations.drop_risk(risk=made, who=WHO),
        lambda: operations.drop_control(control=tried, who=WHO),
        lambda: decide(plan),
    ):
        with pytest.raises(operations.PlanRefused):
            act()
    following = operations.begin_plan(body=plan.body, year=2027, begin_with=plan, who=WHO)
    assert [(each.title, each.value) for each in following.risks.all()] == [("Fel utbetalning", None)]
    assert plans.to_value(body="un", year=2026) == 1
    operations.drop_risk(risk=following.risks.get(), who=WHO)
    assert AuditRow.objects.latest("id").act == "drop-risk"


class TestAControl:
    @pytest.fixture
    def tried(self, plan, post) -> Control:
        made = control(risk(plan), post)
        decide(plan)
        made.refresh_from_db()
        return plans.control_by_pk(made.pk)

    def record(self, tried: Control, **more):
        said = ResultSaid(**{"held_on": TODAY, "found": "Två fel av tjugo.", **more})
        return operations.record_result(control=tried, said=said, today=TODAY, who=WHO)

    def test_waits_for_its_owner_this_month_and_not_once_it_is_done(self, tried):
        own = {"person": "fia", "as_of": TODAY}
        assert [each.pk for each in plans.own_controls(until=date(2026, 11, 30), **own)] == [tried.pk]
        assert not plans.own_controls(until=date(2026, 10, 31), **own)
        self.record(tried)
        assert not plans.own_controls(until=date(2026, 11, 30), **own)

    def test_that_deviates_has_an_action_until_it_is_closed(self, tried, post):
        self.record(tried, action=ActionSaid("Ny rutin", post, date(2026, 12, 1)))
        deviation, own = Deviation.objects.get(), {"person": "fia", "as_of": TODAY, "until": TODAY}
        assert [each.results.all()[0].deviation.pk for each in plans.own_controls(**own)] == [deviation.pk]
        assert plans.open_high(value=9, as_of=TODAY) == {"un": 1}
        assert plans.open_high(value=10, as_of=TODAY) == {}
        with pytest.raises(operations.ResultRefused) as refused:
            operations.close_deviation(deviation=deviation, closed_with=" ", on=TODAY, who=WHO)
        assert refused.value.field == "closed_with"
        operations.close_deviation(deviation=deviation, closed_with="Rutinen är beslutad.", on=TODAY, who=WHO)
        assert not plans.open_high(value=9, as_of=TODAY)
        assert plans.open_high(value=9, as_of=TODAY - timedelta(days=1)) == {}, "it was not recorded yet"
        assert not plans.own_controls(**own)
        with pytest.raises(operations.ResultRefused):
            operations.close_deviation(deviation=deviation, closed_with="Igen.", on=TODAY, who=WHO)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
            ({"held_on": date(2025, 12, 31)}, "held_on"),
            ({"found": " "}, "found"),
            ({"action": ActionSaid(" ", None, None)}, "action"),
            ({"action": ActionSaid("Ny rutin", None, TODAY)}, "owner"),
        ],
    )
    def test_that_cannot_be_is_refused_at_its_field(self, tried, changes, field):
        with pytest.raises(operations.ResultRefused) as refused:
            self.record(tried, **changes)
        assert refused.value.field == field

    def test_has_one_result(self, tried):
        self.record(tried)
        with pytest.raises(operations.ResultRefused):
            self.record(tried)

    def test_is_taken_back_with_a_reason_and_carried_out_again(self, tried, post, plan):
        wrong = self.record(tried, found="Inget fel.", action=ActionSaid("Ny rutin", post, date(2026, 12, 1)))
        own = {"person": "fia", "as_of": TODAY, "until": date(2026, 11, 30)}
        with pytest.raises(operations.ResultRefused) as refused:
            operations.withdraw_result(result=wrong, reason=" ", on=TODAY, who=WHO)
        assert refused.value.field == "reason"
        operations.withdraw_result(result=wrong, reason="Fel kontroll.", on=TODAY, who=WHO)
        assert AuditRow.objects.latest("id").act == "withdraw-control-result"
        assert not plans.open_high(value=9, as_of=TODAY)
        assert plans.open_high(value=9, as_of=TODAY - timedelta(days=1)) == {}, "it was not recorded yet"
        assert [list(each.results.all()) for each in plans.own_controls(**own)] == [[]]
        for act in (
            lambda: operations.withdraw_result(result=wrong, reason="Igen.", on=TODAY, who=WHO),
            lambda: operations.close_deviation(deviation=wrong.deviation, closed_with="Klar.", on=TODAY, who=WHO),
        ):
            with pytest.raises(operations.ResultRefused):
                act()
        right = self.record(tried)
        operations.report_year(plan=plan, minutes=Minutes(date(2026, 10, 20), "170"), today=TODAY, who=WHO)
        with pytest.raises(operations.ResultRefused):
            operations.withdraw_result(result=right, reason="För sent.", on=TODAY, who=WHO)

    def test_is_reported_once(self, tried, plan):
        minutes = Minutes(date(2026, 10, 20), "170")
        operations.report_year(plan=plan, minutes=minutes, today=TODAY, who=WHO)
        (found,) = plans.plans_of_bodies(as_of=TODAY)
        assert found.plans[2026].reported_on == date(2026, 10, 20)
        with pytest.raises(operations.PlanRefused):
            operations.report_year(plan=plan, minutes=minutes, today=TODAY, who=WHO)


def test_a_control_of_a_plan_that_is_not_decided_has_no_result(plan, post):
    made = plans.control_by_pk(control(risk(plan), post).pk)
    with pytest.raises(operations.ResultRefused):
        operations.record_result(control=made, said=ResultSaid(TODAY, "Inget fel."), today=TODAY, who=WHO)
