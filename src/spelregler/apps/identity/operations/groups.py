"""The table of groups: what a group gives is decided, dated and logged; and what it gives is kept in step.

A group can only give a post that the municipality fills by employing or assigning somebody. It never gives a seat in a
body: those are filled by election (3–5 kap. KL), and what an identity system says cannot make anyone a representative
(MR-34). Nor does it give the posts of union and safety representatives: those are chosen by the employees themselves.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from spelregler.apps.identity.matching import Attribute, people_by, said_of_themselves
from spelregler.apps.identity.models import GivenPost, GroupMapping
from spelregler.apps.organisation.models import Appointment, Body, Person, Post
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.organisation.operations.tenure import appoint, end_appointment
from spelregler.domain.words import Words
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.operations import Who, record, store
from spelregler.platform.errors import DomainError

CHOSEN_BY_EMPLOYEES = (Post.Kind.UNION_REPRESENTATIVE, Post.Kind.SAFETY_REPRESENTATIVE)


class NotTheEmployersPost(DomainError):
    """The post is filled by the employees' own choice."""

    code = "not-the-employers-post"


class DecisionMissing(DomainError):
    """What gives people roles is decided first, with body, date and paragraph."""

    code = "decision-missing"


def decide_mapping(
    *, source: str, group: str, post: Post, body: Body, decided_on: date, paragraph: str, start: date, who: Who
) -> GroupMapping:
    """A group gives a post from a day, by a decision that has been taken: body, date and paragraph (MR-34).

    Refuses with `NotTheEmployersPost` a post that the employees choose, with `DecisionMissing` no paragraph, or a
    decision after the day, with `ValidationError` a group that gives the post already.
    """
    if post.kind in CHOSEN_BY_EMPLOYEES:
        raise NotTheEmployersPost(
            Words("{post} is chosen by the employees themselves and cannot be given by a group.", post=post.title),
            clause="MR-34",
            way=Words("Register union representatives as appointments when their organisation has announced them."),
            field="post",
        )
    if not paragraph.strip() or decided_on > start:
        raise DecisionMissing(
            Words("The mapping needs a decision taken on or before the day when it begins to hold."),
            way=Words("Give the body, date and paragraph of the decision."),
            field="decided_on" if paragraph.strip() else "paragraph",
        )
    mapping = GroupMapping(
        source=source, group=group, post=post, body=body, decided_on=decided_on, paragraph=paragraph, start=start
    )
    decision = {"body": body.code, "decided_on": decided_on, "paragraph": paragraph}
    store(mapping, act="decide-group-mapping", who=who, details={"post": post.code, "start": start, **decision})
    return mapping


def end_mapping(*, mapping: GroupMapping, on: date, who: Who) -> None:
    """A mapping ends on a day, and with it every post that it has given. One that held for no day is taken away.

    Refuses with `LastAdministrator` one that the last who runs the system has the post by.
    """
    with transaction.atomic():
        for given in mapping.given.select_related("appointment__post", "appointment__person"):
            _end(given, on=on, who=who)
        if on > mapping.start:
            mapping.end = on
            store(mapping, act="end-group-mapping", who=who, details={"end": on})
        elif not mapping.given.exists():
            record(who=who, act="withdraw-group-mapping", subject=str(mapping)[:200], details={"on": on})
            mapping.delete()


def apply_groups(*, account: Account, source: str, groups: Collection[str], today: date, who: Who) -> None:
    """The account's holder has from today exactly the posts that the groups at this source give.

    What the groups do not reach is left alone: posts given by hand or by another source, and seats. Refuses nothing: a
    post that cannot be given, or taken back, is left as it is, and the trail says why.
    """
    wanted = {
        each.post_id: each
        for each in GroupMapping.objects.on(today).filter(source=source, group__in=list(groups)).select_related("post")
    }
    with transaction.atomic():
        person = _person_of(account, who=who, needed=bool(wanted))
        if person is None:
            return
        for given in _given_to(person, source):
            if given.appointment.post_id not in wanted:
                _take_back(given, person=person, today=today, who=who)
        held = set(Appointment.objects.on(today).filter(person=person).values_list("post_id", flat=True))
        for post_id, mapping in wanted.items():
            if post_id not in held:
                _give(mapping, person=person, today=today, who=who)


def groups_not_told(*, account: Account, source: str, who: Who) -> None:
    """The provider said nothing of groups this time: what they gave stands, and the trail says why.

    Absent is not empty. Whoever left a group loses its post the next time the groups are told.
    """
    person = Person.objects.filter(account=account).first()
    if person is not None and _given_to(person, source):
        record(who=who, act="groups-not-told", subject=account.email, details={"source": source})


def _given_to(person: Person, source: str) -> list[GivenPost]:
    found = GivenPost.objects.filter(appointment__person=person, mapping__source=source).select_related(
        "appointment__post", "appointment__person", "mapping__post"
    )
    return [each for each in found if _lasting(each.appointment)]


def _give(mapping: GroupMapping, *, person: Person, today: date, who: Who) -> None:
    """A post that is already held, or would mix the two parties, is not given; the sign-in goes on without it."""
    try:
        with transaction.atomic():
            appointment = appoint(post=mapping.post, person=person, start=today, who=who)
            GivenPost.objects.create(appointment=appointment, mapping=mapping)
    except DomainError as refused:
        details = {"person": person.code, "why": refused.code}
        record(who=who, act="group-gave-no-post", subject=str(mapping)[:200], details=details)


def _take_back(given: GivenPost, *, person: Person, today: date, who: Who) -> None:
    """The last who runs the system keeps that post; the sign-in goes on with it."""
    try:
        with transaction.atomic():
            _end(given, on=today, who=who)
    except DomainError as refused:
        details = {"person": person.code, "why": refused.code}
        record(who=who, act="group-took-no-post", subject=str(given.mapping)[:200], details=details)


def _lasting(appointment: Appointment) -> Appointment | None:
    """The appointment that holds until further notice: the given one, or its continuation after somebody acted."""
    while appointment.end is not None:
        later = appointment.continued_by.select_related("post", "person").first()
        if later is None:
            return None
        appointment = later
    return appointment


def _end(given: GivenPost, *, on: date, who: Who) -> None:
    """An appointment that never held for a whole day is withdrawn: a period of no days cannot be written."""
    appointment = _lasting(given.appointment)
    if appointment is None:
        return
    if on > appointment.start:
        end_appointment(appointment=appointment, end=on, who=who)
        return
    record(who=who, act="withdraw-appointment", subject=str(appointment)[:200], details={"on": on})
    if appointment == given.appointment:
        given.delete()
    appointment.delete()


def _person_of(account: Account, *, who: Who, needed: bool) -> Person | None:
    """Whose account it is. Who is in the organisation already is found by the chosen attribute, and never made anew.

    Somebody with the same name is perhaps the same and perhaps not: that is for people to say, so nobody is made.
    """
    person = Person.objects.filter(account=account).first()
    if person is not None or not needed:
        return person
    attribute = Attribute(settings.SPELREGLER_MATCH_BY)
    value = said_of_themselves([account], attribute).get(account.pk, "")
    found = people_by(attribute, [value]).get(value) if value else None
    if found is not None and found.account_id is None and found.anonymous_since is None:
        return give_account(person=found.code, account=account, who=who)
    namesake = Person.objects.filter(name__iexact=account.name, account=None, anonymous_since=None).first()
    if found is not None or namesake is not None:
        other = found or namesake
        details = {"person": other.code if other else "", "by": attribute.value if found else "name"}
        record(who=who, act="account-matches-nobody", subject=account.email, details=details)
        return None
    person = Person(
        code=f"{slugify(account.name)[:45]}-{account.pk}",
        name=account.name[:120],
        email="" if Person.objects.filter(email=account.email).exists() else account.email,
        account=account,
    )
    store(person, act="register-person", who=who, subject=person.code)
    return person
