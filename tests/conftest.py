"""Stories and pages are tested in the demo municipality, built once through the real operations and copied (ADR 39)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.role_assignments import role_assignments_by_person
from spelregler.apps.policy.models import Finding
from spelregler.demo.tests.built import copied, furnish

TODAY = date(2026, 11, 2)


def text_of(answer: HttpResponse) -> str:
    """The page as it was answered, with plain blanks where it keeps words together."""
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """A database with the demo in it; each test rolls back what it changes."""
    from django.conf import settings

    with copied(django_db_blocker, is_demo=True) as home:
        furnish(settings.HOME, home)
        yield


@pytest.fixture
def wearing(db: None) -> Callable[..., Client]:
    """A client logged in as someone of the cast who holds the role, wearing it."""

    def log_in(role: str, *, unit: str = "", body: str = "", department: str = "") -> Client:
        client = Client()
        if role == "CI":
            return client
        cast = list(Person.objects.filter(account__isnull=False).select_related("account").order_by("pk"))
        held = role_assignments_by_person(people=cast, as_of=TODAY)
        for person in cast:
            for each in held[person.pk]:
                fits = (not unit or each.unit == unit) and (not body or each.body == body)
                if each.role == role and fits and (not department or each.department == department):
                    client.force_login(person.account)
                    session = client.session
                    session["worn-hat"] = each.code
                    session.save()
                    return client
        raise AssertionError(f"nobody in the cast wears {role} {unit}{body}{department}")

    return log_in


def answered(clause: str, place: str) -> str:
    """What the rule answers about the place now, as it is stored."""
    return Finding.objects.get(clause=clause, scope=place, seen_to=None).status


@pytest.fixture
def nothing_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that read no answer: a write has the rules asked anew, which takes most of its time (test_fresh)."""
    monkeypatch.setattr("spelregler.config.middleware.ask_again", lambda _rooms, **_said: None)
