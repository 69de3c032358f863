"""Stories and pages are tested in the demo municipality, built once per worker through the real operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries import hats_of

TODAY = date(2026, 11, 2)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """A database with the demo in it; each test rolls back what it changes."""
    from django.test.utils import setup_databases, teardown_databases

    from spelregler.demo.build import build

    with django_db_blocker.unblock():
        old = setup_databases(verbosity=0, interactive=False)
        build(say=lambda _sv, _en: None)
    yield
    with django_db_blocker.unblock():
        teardown_databases(old, verbosity=0)


@pytest.fixture
def wearing(db: None) -> Callable[..., Client]:
    """A client logged in as someone of the cast who holds the role, wearing it."""

    def log_in(role: str, *, unit: str = "", body: str = "", department: str = "") -> Client:
        client = Client()
        if role == "CI":
            return client
        for person in Person.objects.filter(account__isnull=False).order_by("pk"):
            for hat in hats_of(person=person, as_of=TODAY):
                fits = (not unit or hat.unit == unit) and (not body or hat.body == body)
                if hat.role == role and fits and (not department or hat.department == department):
                    client.force_login(person.account)
                    session = client.session
                    session["worn-hat"] = hat.code
                    session.save()
                    return client
        raise AssertionError(f"nobody in the cast wears {role} {unit}{body}{department}")

    return log_in
