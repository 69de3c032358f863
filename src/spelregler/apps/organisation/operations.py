"""Changes to who exists and who holds what. Every change carries its date; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Body,
    Department,
    Employment,
    Membership,
    Municipality,
    Person,
    Placement,
    Post,
    Seat,
    Term,
    Unit,
)
from spelregler.domain.tenure import Pair, Tenure, second_chairs, second_departments
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class SeatTaken(DomainError):
    """One person per seat at a time."""

    code = "seat-taken"


class PostTaken(DomainError):
    """One head, or one acting head, at a time (CP-6)."""

    code = "post-taken"


class HeadOfTwo(DomainError):
    """A head answers for the whole of one department (CP-6)."""

    code = "head-of-two"


class OneChair(DomainError):
    """A body has one chair at a time."""

    code = "one-chair"


class PostClosed(DomainError):
    """Nobody holds a post that has closed."""

    code = "post-closed"


class UnitInTwoPlaces(DomainError):
    """A unit belongs in one place at a time."""

    code = "unit-in-two-places"


class MixedParties(DomainError):
    """A leading official is never a member of the body that the office answers to (MR-34; 4 kap. KL)."""

    code = "mixed-parties"


class ServesAlready(DomainError):
    """A department works for a further body once at a time."""

    code = "serves-already"


class LastAdministrator(DomainError):
    """Somebody always runs the system."""

    code = "last-administrator"


class MunicipalityThere(DomainError):
    """An installation is for one municipality."""

    code = "municipality-there"


class TermsOverlap(DomainError):
    """A body has one term at a time."""

    code = "terms-overlap"


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
    "organisation_one_call_in_per_seat": SeatTaken(
        sv="En annan ersättare tjänstgör redan på platsen under en del av tiden.",
        en="Another substitute already serves in the seat for part of that time.",
        way_sv="Välj andra dagar.",
        way_en="Choose other days.",
    ),
    "organisation_serves_a_body_once_at_a_time": ServesAlready(
        sv="Förvaltningen arbetar redan åt det organet under en del av tiden.",
        en="The department works for that body already for part of that time.",
        way_sv="Avsluta det som finns först, eller välj andra dagar.",
        way_en="End what is there first, or choose other days.",
    ),
    "organisation_served_body_has_not_the_head": MixedParties(
        sv="Förvaltningens chef är ledamot i det organet.",
        en="The head of the department is a member of that body.",
        clause="MR-34",
        way_sv="Uppdraget eller tjänsten behöver upphöra först.",
        way_en="The seat or the post has to end first.",
    ),
    "organisation_member_not_head_that_serves": MixedParties(
        sv="Personen leder en förvaltning som arbetar åt det organet.",
        en="The person heads a department that works for that body.",
        clause="MR-34",
        way_sv="Tjänsten behöver lämnas först, eller förvaltningen sluta arbeta åt organet.",
        way_en="The post has to be left first, or the department stop working for the body.",
    ),
    "organisation_head_not_member_of_served": MixedParties(
        sv="Personen är ledamot i ett organ som förvaltningen arbetar åt.",
        en="The person is a member of a body that the department works for.",
        clause="MR-34",
        way_sv="Uppdraget i organet behöver upphöra först.",
        way_en="The membership of the body has to end first.",
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


# What exists ----------------------------------------------------------------------------------------------------------


def add_municipality(*, code: str, name: str, who: Who, is_demo: bool = False) -> Municipality:
    """An installation is for one municipality."""
    held = Municipality.objects.first()
    if held is not None:
        raise MunicipalityThere(
            sv=f"Här finns redan {held}.",
            en=f"{held} is already here.",
            way_sv="Använd en egen installation för varje kommun.",
            way_en="Use an installation of its own for each municipality.",
        )
    municipality = Municipality(code=code, name=name, is_demo=is_demo)
    store(municipality, act="add-municipality", who=who)
    return municipality


def add_body(*, code: str, name: str, kind: str, start: date, who: Who, name_en: str = "") -> Body:
    """A political body exists from a day: the council, the executive board, a committee or the auditors."""
    body = Body(code=code, name=name, name_en=name_en, kind=kind, start=start)
    store(body, act="add-body", who=who, details={"kind": kind, "start": start})
    return body


def add_term(*, body: Body, start: date, end: date, who: Who) -> Term:
    """A body has one term at a time."""
    held = Term.objects.filter(Q(end__isnull=True) | Q(end__gt=start), body=body, start__lt=end).first()
    if held is not None:
        raise TermsOverlap(
            sv=f"{body} har redan en mandatperiod från {held.start}.",
            en=f"{body.name_en or body} already has a term from {held.start}.",
            way_sv="Låt perioden börja den dag då den förra slutar.",
            way_en="Let the term start on the day when the one before ends.",
        )
    term = Term(body=body, start=start, end=end)
    store(term, act="add-term", who=who, details={"start": start, "end": end})
    return term


def add_department(
    *, code: str, name: str, body: Body, start: date, who: Who, instruction_decided_on: date | None = None
) -> Department:
    """A department answers to one body, and its head has the body's instruction from a day (CP-6)."""
    department = Department(code=code, name=name, body=body, start=start, instruction_decided_on=instruction_decided_on)
    details = {"body": body.code, "start": start, "instruction_decided_on": instruction_decided_on}
    store(department, act="add-department", who=who, details=details)
    return department


def add_unit(*, code: str, name: str, start: date, who: Who, purpose: str = "") -> Unit:
    """A unit exists from a day; where it belongs is said by placing it."""
    unit = Unit(code=code, name=name, purpose=purpose, start=start)
    store(unit, act="add-unit", who=who, details={"start": start})
    return unit


def add_person(*, code: str, name: str, who: Who, email: str = "") -> Person:
    """Someone who will hold a seat or a post. Only what the rules need is kept; an address is one person's alone."""
    person = Person(code=code, name=name, email=email)
    store(person, act="add-person", who=who, concerns=code)
    return person


def add_seat(*, body: Body, number: int, who: Who, is_substitute: bool = False) -> Seat:
    """A numbered place in a body, once each for members and for substitutes."""
    seat = Seat(body=body, number=number, is_substitute=is_substitute)
    store(seat, act="add-seat", who=who, details={"is_substitute": is_substitute})
    return seat


def add_post(
    *,
    code: str,
    title: str,
    kind: str,
    who: Who,
    title_en: str = "",
    department: Department | None = None,
    unit: Unit | None = None,
    represents: str | None = None,
) -> Post:
    """A job in the organisation. Its kind gives the role; department or unit gives its reach."""
    place = {"department": department, "unit": unit}
    post = Post(code=code, title=title, title_en=title_en, kind=kind, represents=represents, **place)
    store(post, act="add-post", who=who, details={"kind": kind})
    return post


def employ(*, person: Person, unit: Unit, start: date, who: Who, end: date | None = None) -> Employment:
    """Somebody is employed in a unit from a day."""
    employment = Employment(person=person, unit=unit, start=start, end=end)
    store(employment, act="employ", who=who, details={"start": start, "end": end})
    return employment


# Who holds what, and where units belong -------------------------------------------------------------------------------


def seat_member(
    *,
    seat: Seat,
    person: Person,
    function: str,
    start: date,
    end: date | None = None,
    basis: Basis | None = None,
    who: Who,
) -> Membership:
    """One person holds a seat at a time, a body has one chair, and no leading official sits in their own body."""
    if function == Membership.Function.CHAIR:
        _must_be_only_chair(seat, start, end)
    membership = Membership(seat=seat, person=person, function=function, start=start, end=end, basis=basis)
    with refusing():
        store(membership, act="seat-member", who=who, details={"start": start, "end": end})
    return membership


def _must_be_only_chair(seat: Seat, start: date, end: date | None) -> None:
    chairs = _meeting(Membership, start, end).filter(seat__body=seat.body_id, function=Membership.Function.CHAIR)
    held = [
        Tenure(each.person.code, each.seat_id, each.seat.body_id, each.start, each.end, ref=each)
        for each in chairs.select_related("person", "seat__body").order_by("start")
    ]
    new = Tenure("", seat.pk, seat.body_id, start, end)
    chair = _met(new, second_chairs([*held, new]))
    if chair is not None:
        body = chair.seat.body
        raise OneChair(
            sv=f"{chair.person} är redan ordförande i {body} från {chair.start}.",
            en=f"{chair.person} is already chair of {body.name_en or body} from {chair.start}.",
            way_sv="Ändra först den ordförandens funktion från samma dag, eller välj en annan funktion.",
            way_en="First change that chair's function from the same day, or choose another function.",
        )


def _met(new: Tenure, pairs: Iterable[Pair]) -> Any:
    """The stored row that the new one would meet, or none."""
    found = (other for pair in pairs for other in pair if new in pair and other is not new)
    return next((each.ref for each in found), None)


def _meeting(model: type[Membership | Appointment], start: date, end: date | None) -> models.QuerySet[Any]:
    """The rows that share a day with [start, end)."""
    rows = model._default_manager.filter(Q(end__isnull=True) | Q(end__gt=start))
    return rows.filter(start__lt=end) if end else rows


def end_membership(*, membership: Membership, end: date, who: Who) -> Membership:
    """An elected representative leaves a seat on a day; that day belongs to the next one."""
    with refusing():
        amend(membership, to={"end": end}, act="end-membership", who=who)
    return membership


def appoint(
    *,
    post: Post,
    person: Person,
    start: date,
    end: date | None = None,
    is_acting: bool = False,
    basis: Basis | None = None,
    continues: Appointment | None = None,
    who: Who,
) -> Appointment:
    """A leading post has one holder at a time, and nobody heads two departments but by acting in one (CP-6)."""
    if post.kind == Post.Kind.DEPARTMENT_HEAD and not is_acting:
        _must_head_one(post, person, start, end)
    if post.closed_on is not None and (end is None or end > post.closed_on):
        raise PostClosed(
            sv=f"Tjänsten {post} är stängd från {post.closed_on}.",
            en=f"The post {post.title_en or post} is closed from {post.closed_on}.",
            way_sv="Välj en annan tjänst, eller en sista dag före den dagen.",
            way_en="Choose another post, or a last day before that day.",
        )
    appointment = Appointment(
        post=post, person=person, start=start, end=end, is_acting=is_acting, basis=basis, continues=continues
    )
    with refusing():
        store(appointment, act="appoint", who=who, details={"start": start, "acting": is_acting})
    return appointment


def _must_head_one(post: Post, person: Person, start: date, end: date | None) -> None:
    rows = _meeting(Appointment, start, end).filter(person=person, post__kind=Post.Kind.DEPARTMENT_HEAD)
    held = [
        Tenure(person.code, each.post_id, each.post.department_id, each.start, each.end, each.is_acting, ref=each)
        for each in rows.select_related("post").order_by("start")
    ]
    new = Tenure(person.code, post.pk, post.department_id, start, end)
    other = _met(new, second_departments([*held, new]))
    if other is not None:
        raise HeadOfTwo(
            sv=f"{person} leder redan en förvaltning som {other.post} från {other.start}.",
            en=f"{person} already heads a department as {other.post.title_en or other.post} from {other.start}.",
            clause="CP-6",
            way_sv="Låt det ena förordnandet vara tillförordnat, avsluta det första eller välj någon annan.",
            way_en="Let one of them be acting, end the first, or choose somebody else.",
        )


def end_appointment(*, appointment: Appointment, end: date, who: Who) -> Appointment:
    """A holder leaves on a day; that day belongs to the next one. The last who runs the system does not leave."""
    must_not_be_last(appointment, end)
    with refusing():
        amend(appointment, to={"end": end}, act="end-appointment", who=who)
    return appointment


def must_not_be_last(appointment: Appointment, end: date) -> None:
    """Somebody who can sign in runs the system on every day: with nobody, only the console lets anyone in."""
    kind = Post.Kind.ADMINISTRATOR
    if appointment.post.kind != kind:
        return
    others = Appointment.objects.on(end).filter(post__kind=kind, person__account__is_active=True)
    if not others.exclude(person=appointment.person_id).exists():
        raise LastAdministrator(
            sv=f"{appointment.person} är den sista som är systemförvaltare.",
            en=f"{appointment.person} is the last who runs the system.",
            way_sv="Lägg till en till först, på Systemförvaltare.",
            way_en="Add another first, on Who runs the system.",
        )


def place_unit(*, unit: Unit, department: Department, start: date, parent: Unit | None = None, who: Who) -> Placement:
    """A unit gets its place in a department from a day."""
    placement = Placement(unit=unit, department=department, parent=parent, start=start, end=unit.end)
    with refusing():
        store(placement, act="place-unit", who=who, details={"start": start})
    return placement


def move_unit(*, unit: Unit, department: Department, on: date, parent: Unit | None = None, who: Who) -> Placement:
    """A unit moves on a day: the old place ends where the new one starts."""
    with transaction.atomic():
        _end_placements(unit, on=on, who=who)
        return place_unit(unit=unit, department=department, start=on, parent=parent, who=who)


class NoSuchPerson(DomainError):
    """No person has that code."""

    code = "no-such-person"
    status = 404


class AccountTaken(DomainError):
    """The person signs in with another account, or the account is another person's."""

    code = "account-taken"
    status = 409


def give_account(*, person: str, account: Account, who: Who, replaces: bool = False) -> Person:
    """A person signs in with one account. Another takes its place only where that is meant (`replaces`).

    Refuses a person who is not there (NoSuchPerson), one who has another account, and an account that is another
    person's (AccountTaken). The trail tells of both accounts, and the earlier can be given back the same way.
    """
    found = Person.objects.select_related("account").filter(code=person).first()
    if found is None:
        raise NoSuchPerson(
            sv=f"Det finns ingen person med koden {person}.",
            en=f"There is no person with the code {person}.",
            way_sv="Lägg upp personen först.",
            way_en="Register the person first.",
        )
    holder = Person.objects.filter(account_id=account.pk).exclude(pk=found.pk).first()
    if holder is not None:
        raise AccountTaken(
            sv=f"Kontot {account.email} är {holder.name}s ({holder.code}).",
            en=f"The account {account.email} is {holder.name}'s ({holder.code}).",
            way_sv=f"Ge {holder.name} ett annat konto först, eller välj ett annat konto.",
            way_en=f"Give {holder.name} another account first, or choose another account.",
        )
    earlier = found.account if found.account_id != account.pk else None
    if earlier is not None and not replaces:
        raise AccountTaken(
            sv=f"{found.name} ({found.code}) loggar redan in med {earlier.email}.",
            en=f"{found.name} ({found.code}) signs in with {earlier.email} already.",
            way_sv=f"Ska det bytas: spelregler account give ADRESS --person {found.code} --replace.",
            way_en=f"If it is to be changed: spelregler account give ADDRESS --person {found.code} --replace.",
        )
    found.account_id = account.pk
    details = {"earlier": earlier.email} if earlier is not None else None
    store(found, act="give-account", who=who, subject=found.code, details=details)
    return found


def merge_units(*, units: list[Unit], into: Unit, on: date, who: Who) -> None:
    """Units end on a day and are succeeded by another; their history stays theirs."""
    with transaction.atomic():
        for unit in units:
            details = {"into": into.code, "on": on}
            amend(unit, to={"end": on, "succeeded_by": into}, act="merge-unit", who=who, details=details)
            _end_placements(unit, on=on, who=who)


def _end_placements(unit: Unit, *, on: date, who: Who) -> None:
    """Whatever ends a unit's place, the place leaves its own trace: until when it was to hold, and did."""
    for placement in Placement.objects.on(on).filter(unit=unit).select_related("unit", "department"):
        amend(placement, to={"end": on}, act="end-placement", who=who)
