"""A municipality that has just begun: who runs the system, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from spelregler.apps.organisation.models import Appointment, Municipality, Person, Post
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.organisation.operations.structure import add_person, add_post
from spelregler.apps.organisation.operations.tenure import appoint
from spelregler.apps.start.operations.beginning import begin, make_administrator
from spelregler.platform.accounts.operations import open_account
from spelregler.platform.audit.operations import Who

TODAY = date(2026, 11, 2)
WHO = Who(name="prov", role="system")


@pytest.fixture
def begun(db: None) -> Municipality:
    place = begin(code="0481", name="Strandby", start_day=date(2027, 1, 1), today=TODAY, who=WHO)
    make_administrator(email="eva.ek@kommun.example", name="Eva Ek", today=TODAY, who=WHO)
    return place


@pytest.fixture
def wearing(begun: Municipality) -> Callable[[str], Client]:
    """A client signed in with a post of the kind; `resident` has not signed in."""

    def sign_in(kind: str) -> Client:
        client = Client()
        if kind == "resident":
            return client
        held: Any = Appointment.objects.filter(post__kind=kind).select_related("person__account").first()
        person = held.person if held else _holder(kind)
        client.force_login(person.account)
        return client

    return sign_in


def _holder(kind: str) -> Person:
    post = add_post(code=kind.replace("_", "-"), title=kind, kind=Post.Kind(kind), who=WHO)
    person = add_person(code=f"p-{kind}".replace("_", "-"), name=f"Person {kind}", who=WHO)
    appoint(post=post, person=person, start=TODAY, who=WHO)
    account = open_account(email=f"{kind}@kommun.example", name=person.name, who=WHO)
    return give_account(person=person.code, account=account, who=WHO)
