"""Changes to who exists and who holds what. Every change carries its date; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, models, transaction

from spelregler.apps.organisation.models import (
    Appointment,
    Department,
    Membership,
    Person,
    Placement,
    Post,
    Seat,
    Unit,
)
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class SeatTaken(DomainError):
    """One person per seat at a time."""

    code = "seat-taken"


class PostTaken(DomainError):
    """One head, or one acting head, at a time (CP-6)."""

    code = "post-taken"


class UnitInTwoPlaces(DomainError):
    """A unit belongs in one place at a time."""

    code = "unit-in-two-places"


class MixedParties(DomainError):
    """A leading official is never a member of the body that the office answers to (MR-34; 4 kap. KL)."""

    code = "mixed-parties"


REFUSALS: dict[str, DomainError] = {
    "organisation_one_member_per_seat": SeatTaken(
        sv="Platsen är redan besatt under en del av tiden.",
        en="The seat is already taken for part of that time.",
        way_sv="Avsluta det tidigare uppdraget först eller välj ett senare startdatum.",
        way_en="End the earlier membership first or choose a later start date.",
    ),
    "organisation_one_holder_per_leading_post": PostTaken(
        sv="Tjänsten har redan en innehavare, ordinarie eller tillförordnad, under en del av tiden.",
        en="The post already has a holder, ordinary or acting, for part of that time.",
        clause="CP-6",
        way_sv="Avsluta det tidigare förordnandet samma dag som det nya börjar.",
        way_en="End the earlier appointment on the day when the new one starts.",
    ),
    "organisation_unit_in_one_place": UnitInTwoPlaces(
        sv="Enheten hör redan hemma på ett annat ställe under en del av tiden.",
        en="The unit already belongs somewhere else for part of that time.",
        way_sv="Flytta enheten med ett datum, så avslutas den tidigare placeringen.",
        way_en="Move the unit on a date, which ends the earlier placement.",
    ),
    "organisation_leading_official_not_member": MixedParties(
        sv="Personen är ledamot i den nämnd som tjänsten svarar inför.",
        en="The person is a member of the body that the post answers to.",
        clause="MR-34",
        way_sv="Uppdraget i nämnden behöver upphöra först.",
        way_en="The membership has to end first.",
    ),
    "organisation_member_not_leading_official": MixedParties(
        sv="Personen är ledande tjänsteperson under den nämnden.",
        en="The person is a leading official under that body.",
        clause="MR-34",
        way_sv="Tjänsten behöver lämnas först.",
        way_en="The post has to be left first.",
    ),
}


@contextmanager
def refusing() -> Iterator[None]:
    """Turn an invariant that the database refused into words that say what to do."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, refusal in REFUSALS.items():
            if name in str(error):
                raise refusal from error
        raise


def seat_member(
    *, seat: Seat, person: Person, function: str, start: date, end: date | None = None, who: Who
) -> Membership:
    """One person holds a seat at a time, and never a leading official under the same body."""
    membership = Membership(seat=seat, person=person, function=function, start=start, end=end)
    with refusing():
        store(membership, act="seat-member", who=who, details={"start": start, "end": end})
    return membership


def record_introduction(*, membership: Membership, introduced_on: date, who: Who) -> Membership:
    """A new elected representative learns the ground rules in the introduction (MR-6)."""
    if introduced_on < membership.start:
        raise DomainError(
            sv=f"Introduktionen kan inte ha hållits före uppdragets start {membership.start}.",
            en=f"The introduction cannot precede the start of the membership, {membership.start}.",
            way_sv="Ange ett datum från och med den dagen.",
            way_en="Give a date on or after that day.",
        )
    membership.introduced_on = introduced_on
    store(membership, act="record-introduction", who=who, details={"on": introduced_on})
    return membership


def appoint(
    *, post: Post, person: Person, start: date, end: date | None = None, is_acting: bool = False, who: Who
) -> Appointment:
    """A leading post has one holder at a time, ordinary or acting (CP-6)."""
    appointment = Appointment(post=post, person=person, start=start, end=end, is_acting=is_acting)
    with refusing():
        store(appointment, act="appoint", who=who, details={"start": start, "acting": is_acting})
    return appointment


def end_appointment(*, appointment: Appointment, end: date, who: Who) -> Appointment:
    """A holder leaves on a day; that day belongs to the next one."""
    appointment.end = end
    with refusing():
        store(appointment, act="end-appointment", who=who, details={"end": end})
    return appointment


def place_unit(*, unit: Unit, department: Department, start: date, parent: Unit | None = None, who: Who) -> Placement:
    """A unit gets its place in a department from a day."""
    placement = Placement(unit=unit, department=department, parent=parent, start=start, end=unit.end)
    with refusing():
        store(placement, act="place-unit", who=who, details={"start": start})
    return placement


def move_unit(*, unit: Unit, department: Department, on: date, parent: Unit | None = None, who: Who) -> Placement:
    """A unit moves on a day: the old place ends where the new one starts."""
    with transaction.atomic():
        for placement in Placement.objects.on(on).filter(unit=unit):
            placement.end = on
            placement.full_clean()
            placement.save()
        return place_unit(unit=unit, department=department, start=on, parent=parent, who=who)


class NoSuchPerson(DomainError):
    """No person has that code."""

    code = "no-such-person"
    status = 404


def give_account(*, person: str, account: models.Model, who: Who) -> Person:
    """A person signs in with one account; a new one takes the place of an earlier."""
    found = Person.objects.filter(code=person).first()
    if found is None:
        raise NoSuchPerson(
            sv=f"Det finns ingen person med koden {person}.",
            en=f"There is no person with the code {person}.",
            way_sv="Lägg upp personen först.",
            way_en="Register the person first.",
        )
    found.account_id = account.pk
    store(found, act="give-account", who=who, subject=found.code)
    return found


def merge_units(*, units: list[Unit], into: Unit, on: date, who: Who) -> None:
    """Units end on a day and are succeeded by another; their history stays theirs."""
    with transaction.atomic():
        for unit in units:
            unit.end, unit.succeeded_by = on, into
            store(unit, act="merge-unit", who=who, details={"into": into.code, "on": on})
            Placement.objects.on(on).filter(unit=unit).update(end=on)
