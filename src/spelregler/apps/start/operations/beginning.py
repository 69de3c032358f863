"""The first acts of a municipality: which it is, from which day, and who runs the system. Access was asked before."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from spelregler.apps.organisation.models import Appointment, Municipality, Person, Post
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.organisation.operations.appointments import end_on
from spelregler.apps.organisation.operations.structure import add_municipality, add_person, add_post
from spelregler.apps.organisation.operations.tenure import appoint
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.domain.beginning import is_municipality_code, latest_start_day
from spelregler.domain.words import Words
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import close_account, end_sessions, open_account, reopen_account
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain
from spelregler.platform.errors import DomainError

LONGEST_STEM = 50


class BeginningRefused(DomainError):
    """A municipality is begun once, with its own code and a start day that is near."""

    code = "beginning-refused"


class ReasonMissing(BeginningRefused):
    """What is changed is changed for a reason, which stands in the trail."""

    code = "reason-missing"


class PersonUnclear(DomainError):
    """One person has one account; a namesake is somebody else only where that is said."""

    code = "person-unclear"


def begin(*, code: str, name: str, start_day: date, today: date, who: Who) -> Municipality:
    """The installation is this municipality's from now on, and its duties count from the start day (ADR 30).

    Refuses with `BeginningRefused` a code that is not four figures, and a day more than a year ahead; with
    `MunicipalityThere` a second municipality.
    """
    if not is_municipality_code(code):
        raise BeginningRefused(
            Words("“{code}” is no municipality code.", code=code),
            way=Words("Give four figures, for example 0481."),
        )
    _refuse_far(start_day, today=today)
    with transaction.atomic():
        place = add_municipality(code=code, name=name.strip(), who=who)
        amend(place, to={"start_day": start_day}, act="set-start-day", who=who, details={"start_day": start_day})
    return place


def set_start_day(*, place: Municipality, day: date, reason: str, today: date, who: Who) -> Municipality:
    """Duties that ended before the start day are not judged (ADR 30). A change has a reason, and both are in the trail.

    Refuses with `BeginningRefused` a day more than a year ahead, with `ReasonMissing` a change without a reason.
    """
    _refuse_far(day, today=today)
    if place.start_day not in (None, day) and not reason.strip():
        raise ReasonMissing(
            Words("A start day that is changed needs a reason."),
            way=Words("Write why it is changed."),
            field="reason",
        )
    if place.start_day != day:
        details = {"start_day": day, "reason": reason.strip()}
        amend(place, to={"start_day": day}, act="set-start-day", who=who, details=details)
    return place


def make_administrator(
    *, email: str, name: str, today: date, who: Who, person: str = "", is_namesake: bool = False
) -> Account:
    """Somebody runs the system from today: an account without a password, and the post (role SYS, ADR 30).

    Whoever has the account already keeps it, and nobody becomes two persons.

    Refuses with `PersonUnclear` a `person` that is no code or has an account, and a name that somebody in the
    organisation has, where it is not told whether it is the same one (`person`) or another (`is_namesake`).
    """
    with transaction.atomic():
        account = Account.objects.filter(email__iexact=email.strip()).first()
        holder = Person.objects.filter(account=account).first() if account else None
        if holder is None:
            holder = _person(person, name=name, is_namesake=is_namesake, who=who)
            account = account or open_account(email=email, name=holder.name, who=who)
            give_account(person=holder.code, account=account, who=who)
        assert account is not None  # noqa: S101  for the type checker: a holder was found by it, or it was opened
        if not account.is_active:
            reopen_account(account=account, who=who)
        _give_post(holder, today=today, who=who)
    return account


def end_administrator(*, person: str, today: date, who: Who) -> None:
    """Somebody runs the system no more, from today: every such post ends, and with it the sessions.

    Whoever holds nothing else has no way in any more.

    Refuses with `PersonUnclear` somebody who does not run it, with `LastAdministrator` the last who can sign in; as
    `end_on` does.
    """
    held = Appointment.objects.on(today).filter(post__kind=Post.Kind.ADMINISTRATOR, person__code=person)
    rows = list(held.select_related("post", "person__account"))
    if not rows:
        raise PersonUnclear(
            Words("The person does not run the system."),
            way=Words("Load the page anew."),
        )
    account = rows[0].person.account
    with transaction.atomic():
        lock_audit_chain()
        for each in rows:
            end_on(each, today, who)
        if account is not None and not role_assignments_of(person=rows[0].person, as_of=today):
            close_account(account=account, who=who)
        elif account is not None:
            end_sessions(account=account, who=who)


def free_person_code(name: str) -> str:
    """A code for a person from the name, with a number after it where somebody has it."""
    stem = slugify(name)[:LONGEST_STEM] or "person"
    taken = set(Person.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)


def _person(code: str, *, name: str, is_namesake: bool, who: Who) -> Person:
    """The person with the code, or a new one with the name."""
    if code:
        found = Person.objects.select_related("account").filter(code=code).first()
        if found is None or found.account is not None:
            raise _unclear_code(code, found)
        return found
    same = Person.objects.filter(name__iexact=name.strip()).first()
    if same is not None and not is_namesake:
        raise PersonUnclear(
            Words("{same} is in the organisation already, with the code {code}.", same=same.name, code=same.code),
            way=Words("Give the code if it is the same person, or say that it is another with the same name."),
            field="person",
        )
    return add_person(code=free_person_code(name), name=name.strip(), who=who)


def _unclear_code(code: str, found: Person | None) -> PersonUnclear:
    if found is None or found.account is None:
        return PersonUnclear(
            Words("There is no person with the code {code}.", code=code),
            way=Words("See the code on the person's page, or leave the field empty."),
        )
    return PersonUnclear(
        Words("{found} signs in with {email} already.", found=found.name, email=found.account.email),
        way=Words("Give that address."),
    )


def _give_post(person: Person, *, today: date, who: Who) -> None:
    post = Post.objects.filter(kind=Post.Kind.ADMINISTRATOR).order_by("pk").first()
    if post is None:
        post = add_post(
            code="systemforvaltare",
            title="systemförvaltare",
            title_en="system administrator",
            kind=Post.Kind.ADMINISTRATOR,
            who=who,
        )
    if not Appointment.objects.on(today).filter(post__kind=Post.Kind.ADMINISTRATOR, person=person).exists():
        appoint(post=post, person=person, start=today, who=who)


def _refuse_far(day: date, *, today: date) -> None:
    latest = latest_start_day(today)
    if day > latest:
        raise BeginningRefused(
            Words("The start day {day} is more than a year ahead.", day=day),
            way=Words("Choose a day no later than {latest}.", latest=latest),
            field="day",
        )
