"""Browsers signed in as whoever holds a post or a seat, for the HTTP tests of every room."""

from __future__ import annotations

from datetime import date

from django.test import Client

from spelregler.apps.organisation.models import Appointment, Body, Department, Membership, Person, Post, Seat, Unit
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.organisation.operations.structure import add_person, add_post, add_seat
from spelregler.apps.organisation.operations.tenure import appoint, seat_member
from spelregler.platform.accounts.operations import open_account
from spelregler.platform.audit.operations import Who

WHO = Who(name="prov", role="system")
START = date(2020, 1, 1)


def resident() -> Client:
    """Somebody who has not signed in: an outsider everywhere."""
    return Client()


def holder(kind: str, *, unit: Unit | None = None, department: Department | None = None) -> Client:
    """Whoever holds the post of the kind, in a unit or a department where one is told; appointed where nobody does."""
    post = Post.objects.filter(kind=kind, unit=unit, department=department).first()
    if post is None:
        code = "-".join([kind.replace("_", "-"), *(each.code for each in (unit, department) if each)])
        post = add_post(code=code, title=code, kind=kind, unit=unit, department=department, who=WHO)
    held = Appointment.objects.filter(post=post).select_related("person__account").first()
    if held is not None:
        return _signed_in(held.person)
    person = _person(f"p-{post.code}")
    appoint(post=post, person=person, start=START, who=WHO)
    return _signed_in(person)


def member(body: Body, function: str = Membership.Function.MEMBER) -> Client:
    """Somebody elected who sits in the body."""
    code = f"{body.code}-{function}".replace("_", "-")
    found = Person.objects.filter(code=code).select_related("account").first()
    if found is not None:
        return _signed_in(found)
    person, seat = _person(code), add_seat(body=body, number=Seat.objects.filter(body=body).count() + 1, who=WHO)
    seat_member(seat=seat, person=person, function=function, start=START, who=WHO)
    return _signed_in(person)


def _person(code: str) -> Person:
    person = add_person(code=code, name=f"Person {code}", who=WHO)
    account = open_account(email=f"{code}@kommun.example", name=person.name, who=WHO)
    return give_account(person=person.code, account=account, who=WHO)


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.account)
    return client
