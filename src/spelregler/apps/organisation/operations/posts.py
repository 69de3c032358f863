"""Posts and employments in a department: made, renamed, closed; whom a representative speaks for (MR-50)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from spelregler.apps.organisation.files.names_in_minutes import code_of
from spelregler.apps.organisation.models import Appointment, Department, Employment, Person, Post, Unit
from spelregler.apps.organisation.operations.holdings import NotThen, day_after
from spelregler.apps.organisation.operations.structure import add_post
from spelregler.apps.organisation.operations.tenure import employ
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend
from spelregler.platform.errors import DomainError


class OneHeadPost(DomainError):
    """A department has one post as head (CP-6)."""

    code = "one-head-post"


class NoArea(DomainError):
    """Whom a representative speaks for is an area that the post has (MR-50)."""

    code = "no-area"


class PostHeld(DomainError):
    """A post closes when nobody holds it."""

    code = "post-held"


class EmployedThere(DomainError):
    """Somebody is employed in a unit once at a time."""

    code = "employed-there"


def make_post(*, title: str, title_en: str, kind: str, department: Department, unit: Unit | None, who: Who) -> Post:
    """A job in a department or in one of its units. Its kind gives the role.

    Refuses with `OneHeadPost` a second head of a department, and a head in a unit (CP-6).
    """
    head = kind == Post.Kind.DEPARTMENT_HEAD
    if head and (unit is not None or Post.objects.filter(department=department, kind=kind).exists()):
        raise OneHeadPost(
            Words("{department} has a post as head already, and it belongs to no unit.", department=department),
            clause="CP-6",
            way=Words("Rename that post, or choose another kind."),
        )
    code = code_of(title, among=Post)
    place = {"unit": unit} if unit else {"department": department}
    return add_post(code=code, title=title, title_en=title_en, kind=kind, who=who, **place)


def rename_post(*, post: Post, title: str, title_en: str, who: Who) -> Post:
    """A post gets another title; its kind, and so its role, stays."""
    amend(post, to={"title": title, "title_en": title_en}, act="rename-post", who=who)
    return post


def register_area(*, post: Post, represents: str, who: Who) -> Post:
    """HR enters whom a union or safety representative is registered to speak for (MR-50): the unit or the department of
    the post, or the whole municipality. Nobody else represents anybody.

    Refuses with `NoArea` another kind of post, and a unit for a post that belongs to none.
    """
    has_no_unit = represents == Post.Represents.UNIT and post.unit_id is None
    if has_no_unit or not post.is_representative:
        raise NoArea(
            Words("{post} cannot be registered for that area.", post=Pair(post.title, post.title_en)),
            clause="MR-50",
            way=Words(
                "A union or safety representative is registered for their department, for the whole "
                "municipality, or for their unit where the post belongs to one."
            ),
        )
    amend(post, to={"represents": represents or None}, act="register-area", who=who)
    return post


def close_post(*, post: Post, last_day: date, who: Who) -> Post:
    """A post closes after a last day. Who held it before stays.

    Refuses with `PostHeld` a post that somebody holds after that day.
    """
    closed_on = last_day + ONE_DAY
    if is_held_from(post, closed_on):
        raise PostHeld(
            Words("Somebody holds {post} after {last_day}.", last_day=last_day, post=Pair(post.title, post.title_en)),
            way=Words("End the appointment first, or choose a later day."),
        )
    amend(post, to={"closed_on": closed_on}, act="close-post", who=who)
    return post


def is_held_from(post: Post, day: date) -> bool:
    """Somebody holds the post on the day or later."""
    return Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=day), post=post).exists()


def employ_in(*, person: Person, unit: Unit, first_day: date, last_day: date | None, who: Who) -> Employment:
    """Somebody is employed in a unit from a day. A person may be so in several units, but in each once at a time.

    Refuses with `NotThen` days after the unit has ended, with `EmployedThere` a second employment there on any of
    them, with `WrongDays` a last day before the first.
    """
    end = day_after(last_day, first_day=first_day)
    if unit.end is not None and (end is None or end > unit.end):
        raise NotThen(
            Words("{unit} ends on {end}.", unit=unit, end=unit.end - ONE_DAY),
            way=Words("Give a last day on that day at the latest, or choose the unit that took over."),
            field="last_day",
        )
    rows = Employment.objects.filter(Q(end__isnull=True) | Q(end__gt=first_day), person=person, unit=unit)
    there = (rows.filter(start__lt=end) if end else rows).first()
    if there is not None:
        raise EmployedThere(
            Words("{person} is employed in {unit} already, from {start}.", person=person, unit=unit, start=there.start),
            way=Words("End that employment first, or choose other days."),
        )
    return employ(person=person, unit=unit, start=first_day, end=end, who=who)


def end_employment(*, employment: Employment, last_day: date, who: Who) -> Employment:
    """An employment holds to and with its last day, and is shortened, never made longer.

    Refuses with `NotThen` a later day than it has, with `WrongDays` one before it began.
    """
    end = day_after(last_day, first_day=employment.start)
    if employment.end is not None and end is not None and end > employment.end:
        raise NotThen(
            Words("The employment ends on {end} already.", end=employment.end - ONE_DAY),
            way=Words("Enter a new employment for the time after."),
        )
    amend(employment, to={"end": end}, act="end-employment", who=who)
    return employment
