"""Holders in words and with what the acting role may do about them. Templates only print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.rights import may
from spelregler.apps.organisation.access.actions import Action, may_fill
from spelregler.apps.organisation.models import Body, Membership, Person, Post
from spelregler.apps.organisation.operations.appointments import MISTAKEN
from spelregler.apps.organisation.queries import posts_now
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.departments import DepartmentPlace, departments
from spelregler.apps.organisation.queries.holdings import Holding
from spelregler.apps.organisation.queries.people import Held
from spelregler.apps.organisation.queries.posts_now import PostNow
from spelregler.apps.organisation.queries.role_assignments import FUNCTION_WORDS
from spelregler.apps.organisation.queries.seats import SeatNow, TermNow
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui import names
from spelregler.ui.formatting import long_date


def days(holding: Holding, language: str) -> str:
    """A period as people say it: the last day belongs to it."""
    return days_between(holding.first_day, holding.last_day, language)


def days_between(first_day: date, last_day: date | None, language: str) -> str:
    """From a first day to and with a last, or until further notice."""
    first = long_date(first_day, language)
    if last_day is None:
        return _("from %(first)s until further notice") % {"first": first}
    return _("from %(first)s to and with %(last)s") % {"first": first, "last": long_date(last_day, language)}


@dataclass(frozen=True)
class HolderLine:
    """Somebody, with the days and the decision; the address of the person's page."""

    pk: int
    name: str
    url: str
    word: str
    days: str
    basis: str
    is_recent: bool = False
    """Begun so lately, or not yet, that it may be undone as a mistake."""


def holder_line(holding: Holding | None, acting_role: ActingRole) -> HolderLine | None:
    """A holder in words."""
    if holding is None:
        return None
    word = _("acting") if holding.is_acting else ""
    if holding.function:
        word = FUNCTION_WORDS[Membership.Function(holding.function)].text(acting_role.language)
    return HolderLine(
        pk=holding.pk,
        name=holding.person,
        url=reverse("organisation:person", args=[holding.person_code]),
        word=word,
        days=days(holding, acting_role.language),
        basis=holding.basis,
        is_recent=is_recent(holding.first_day, acting_role),
    )


def is_recent(first_day: date, acting_role: ActingRole) -> bool:
    """Whether something began so lately, or begins later, that it may have been entered by mistake."""
    return first_day + MISTAKEN >= acting_role.today


@dataclass(frozen=True)
class SeatLine:
    """A seat in a body."""

    pk: int
    label: str
    is_substitute: bool
    holder: HolderLine | None
    serving: HolderLine | None
    coming: HolderLine | None
    reason: str


def seat_lines(seats: Sequence[SeatNow], acting_role: ActingRole) -> list[SeatLine]:
    """The seats of a body, members first, then the substitutes as they are called in."""
    places = {each.pk: place for place, each in enumerate((s for s in seats if s.is_substitute), start=1)}
    return [
        SeatLine(
            pk=each.pk,
            label=_("Substitute %(number)s") % {"number": places[each.pk]}
            if each.is_substitute
            else _("Seat %(number)s") % {"number": each.number},
            is_substitute=each.is_substitute,
            holder=holder_line(each.holder, acting_role),
            serving=holder_line(each.serving, acting_role),
            coming=holder_line(each.coming, acting_role),
            reason=each.reason,
        )
        for each in seats
    ]


@dataclass(frozen=True)
class TermLine:
    """A term in words, with when the body was trained."""

    days: str
    is_now: bool
    trained: str
    undo: str


def term_lines(terms: Sequence[TermNow], acting_role: ActingRole) -> list[TermLine]:
    """The terms of a body."""
    return [
        TermLine(
            days=days_between(each.first_day, each.last_day, acting_role.language),
            is_now=each.is_now,
            trained=", ".join(long_date(day, acting_role.language) for day in each.trained_on),
            undo=reverse("organisation:undo", args=["mandatperiod", each.pk])
            if is_recent(each.first_day, acting_role)
            else "",
        )
        for each in terms
    ]


def kind_words(kind: str) -> str:
    """What kind of body it is."""
    return {
        Body.Kind.COUNCIL: _("the council"),
        Body.Kind.EXECUTIVE_BOARD: _("the executive board"),
        Body.Kind.COMMITTEE: _("committee"),
        Body.Kind.AUDITORS: _("the auditors"),
    }[Body.Kind(kind)]


def council_name(acting_role: ActingRole) -> str:
    """Who elects, as it is called."""
    council = next((each for each in bodies(as_of=acting_role.today) if each.kind == Body.Kind.COUNCIL), None)
    return acting_role.say(council.name, council.name_en) if council else ""


@dataclass(frozen=True)
class PostLine:
    """A post and its holders; those who come after are told beforehand."""

    code: str
    kind: str
    title: str
    where: str
    where_url: str
    url: str
    holders: tuple[HolderLine, ...]
    coming: tuple[HolderLine, ...]
    is_leading: bool
    is_public: bool
    may_fill: bool
    area: str = ""


def areas(post: PostNow, acting_role: ActingRole) -> list[tuple[str, str]]:
    """The areas that a representative's post may be registered for, by name."""
    department = acting_role.say(post.department_name, post.department_name_en)
    unit = acting_role.say(post.unit_name, post.unit_name_en)
    named = [(Post.Represents.DEPARTMENT, department), (Post.Represents.UNIT, unit)]
    whole = (str(Post.Represents.MUNICIPALITY), str(_("the whole municipality")))
    return [("", str(_("not entered"))), *((str(kind), name) for kind, name in named if name), whole]


def post_line(post: PostNow, acting_role: ActingRole) -> PostLine:
    """A post in words, with whether the acting role may fill it."""
    held = [each for each in (post.holder, *post.others) if each is not None]
    return PostLine(
        code=post.code,
        kind=post.kind,
        title=acting_role.say(post.title, post.title_en),
        where=names.named(post.unit_name, post.unit_name_en, acting_role.language),
        where_url=address_of("unit", post.unit) if post.unit and not post.begins else "",
        url=reverse("organisation:post", args=[post.code]),
        holders=tuple(line for each in held if (line := holder_line(each, acting_role))),
        coming=tuple(line for each in post.coming if (line := holder_line(each, acting_role))),
        is_leading=post.is_leading,
        is_public=post.is_public,
        may_fill=may_fill(acting_role, post.matter),
        area=dict(areas(post, acting_role)).get(post.represents or "", "") if post.is_representative else "",
    )


def nothing_to_show() -> NotVisible:
    """What a page says that has nothing for the role."""
    return NotVisible(
        Words("There is nothing to show to that role here."),
        way=Words("Go to The organisation and choose there."),
    )


def sees(acting_role: ActingRole, post: PostNow) -> bool:
    """Leading posts are public; who holds the others is seen by those who may fill them."""
    return post.is_public or may(acting_role, Action.SEE_APPOINTMENT, post.matter)


def post_lines(posts: Sequence[PostNow], acting_role: ActingRole) -> list[PostLine]:
    """The posts that the acting role may see the holders of."""
    return [post_line(each, acting_role) for each in posts if sees(acting_role, each)]


@dataclass(frozen=True)
class Overview:
    """Everything on the first page of the organisation."""

    bodies: list[tuple[Body, str, date | None]]
    """Each with its name, and its first day where that is later."""
    departments: list[DepartmentPlace]
    vacant_posts: list[PostLine]
    vacant_seats: list[tuple[str, str, int]]


def overview(acting_role: ActingRole, there: Sequence[Body]) -> Overview:
    """Bodies, departments, and what nobody holds."""
    empty = posts_now.vacancies(as_of=acting_role.as_of)
    return Overview(
        bodies=[
            (each, acting_role.say(each.name, each.name_en), each.start if each.start > acting_role.as_of else None)
            for each in there
        ],
        departments=departments(as_of=acting_role.as_of, ahead=acting_role.as_of == acting_role.today),
        vacant_posts=[post_line(each, acting_role) for each in empty.posts],
        vacant_seats=list(empty.seats),
    )


@dataclass(frozen=True)
class HeldLine:
    """One line of what a person held, holds or will hold."""

    what: str
    url: str
    word: str
    days: str
    basis: str
    is_now: bool
    is_private: bool = False


def held_lines(held: Sequence[Held], person: Person, acting_role: ActingRole) -> list[HeldLine]:
    """What is public, what is the reader's own, and what those who fill the post may see."""
    own = bool(person.code) and acting_role.person_code == person.code
    shown = [
        each
        for each in held
        if own or each.is_public or (each.matter is not None and may(acting_role, Action.SEE_APPOINTMENT, each.matter))
    ]
    lines = []
    for each in shown:
        line = holder_line(each.holding, acting_role)
        assert line is not None  # noqa: S101  for the type checker: there is a holding
        first, last = each.holding.first_day, each.holding.last_day
        now = first <= acting_role.as_of and (last is None or acting_role.as_of <= last)
        url = reverse(f"organisation:{each.url_kind}", args=[each.code]) if each.url_kind else ""
        what, private = acting_role.say(each.what, each.what_en), not (own or each.is_public)
        lines.append(HeldLine(what, url, line.word, line.days, line.basis, now, is_private=private))
    return lines
