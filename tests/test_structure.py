"""Structure, not trust (issue of roles, point 3): what the rules say of the two parties holds at the addresses."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.organisation.models import Person, Post
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
ELECTED = ["KF", "KFp", "KS", "KSp", "N", "Np"]
UNIT = "oxeloskolan"


@pytest.mark.parametrize("kind", ["unit_manager", "employee", "controller", "committee_secretary"])
def test_an_assignment_goes_to_a_leading_official_and_no_further(wearing, kind):
    """MR-23: whoever else is named, nothing is stored and the clause is told."""
    client, before = wearing("SE"), Assignment.objects.count()
    post = Post.objects.filter(kind=kind).order_by("pk")[0]
    decision = Decision.objects.filter(body__kind="committee").order_by("pk")[0]
    form = {"addressee": post.code, "text": "Gör så", "intended_result": "Det blir så", "due_on": "2027-05-01"}
    answer = client.post(reverse("decisions:assign", args=[decision.pk]), form)
    assert answer.status_code in (400, 403)
    assert "MR-23" in answer.content.decode()
    assert Assignment.objects.count() == before


@pytest.mark.once
@pytest.mark.parametrize("role", ELECTED)
def test_an_elected_role_sees_results_and_neither_vouchers_nor_persons(wearing, role):
    """MR-24: the unit's results are there; what lies behind them has no link and no page."""
    client = wearing(role)
    page = client.get(reverse("autonomy:unit", args=[UNIT]))
    vouchers = reverse("frames:unit_vouchers", args=[UNIT])
    assert page.status_code == 200
    assert vouchers not in page.content.decode()
    assert client.get(vouchers).status_code == 403
    employee = Person.objects.filter(appointments__post__kind="employee", memberships__isnull=True).order_by("pk")[0]
    assert client.get(reverse("organisation:person", args=[employee.code])).status_code == 404
    post = Post.objects.filter(kind="employee").order_by("pk")[0]
    assert client.get(reverse("organisation:post", args=[post.code])).status_code == 404


def somebody_with_a_seat_and_a_post() -> Person:
    for person in Person.objects.filter(account__isnull=False).order_by("pk"):
        if {"KF", "EM"} <= {
            role_assignment.role for role_assignment in role_assignments_of(person=person, as_of=TODAY)
        }:
            return person
    raise AssertionError("the cast has nobody with a seat and a post")


def test_one_role_is_worn_at_a_time_and_the_trace_says_which():
    """MR-34: what the other role may do is refused, and the refusal is told of the acting role."""
    person = somebody_with_a_seat_and_a_post()
    client = Client()
    client.force_login(person.account)
    role_assignments = {
        role_assignment.role: role_assignment for role_assignment in role_assignments_of(person=person, as_of=TODAY)
    }
    for role, allowed in (("EM", True), ("KF", False), ("EM", True)):
        assert client.post(reverse("home:wear"), {"hat": role_assignments[role].code}).status_code == 302
        assert (client.get(reverse("home:my_trail")).status_code == 200) is allowed
    assert AuditRow.objects.order_by("-id").filter(act="refused")[0].role == "KF"


@pytest.mark.once
def test_an_account_without_seat_or_post_is_a_resident(client):
    """Whoever opens accounts and runs the system gets nothing by it: rights come from seats and posts alone."""
    client.force_login(Account.objects.create_account(email="drift@kommun.example", name="Dag Drift"))
    assert "invånare" in client.get("/").content.decode()
    assert client.get(reverse("home:trail")).status_code == 403
    assert client.get(reverse("frames:unit_vouchers", args=[UNIT])).status_code == 403
    assert (
        client.get(reverse("organisation:post", args=[Post.objects.filter(kind="employee")[0].code])).status_code == 404
    )
