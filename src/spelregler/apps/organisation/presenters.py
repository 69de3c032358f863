"""Holders in words and with what the worn role may do about them. Templates only print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation import handover, people
from spelregler.apps.organisation.access import Action, may, may_fill, right_to_hand_on
from spelregler.apps.organisation.holding import MISTAKEN
from spelregler.apps.organisation.models import Body, Leaving, Membership, Person, Post
from spelregler.apps.organisation.people import Held, Holding, PostNow, SeatNow, TermNow
from spelregler.apps.organisation.queries import (
    FUNCTION_WORDS,
    DepartmentPlace,
    bodies,
    departments,
)
from spelregler.apps.organisation.worn import Worn
from spelregler.domain.period import ONE_DAY
from spelregler.domain.roles import Resource
from spelregler.platform.errors import NotVisible
from spelregler.ui.formatting import long_date

MOST_OWNED = 200


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


def holder_line(holding: Holding | None, worn: Worn) -> HolderLine | None:
    """A holder in words."""
    if holding is None:
        return None
    word = _("acting") if holding.is_acting else ""
    if holding.function:
        word = worn.say(*FUNCTION_WORDS[Membership.Function(holding.function)])
    return HolderLine(
        pk=holding.pk,
        name=holding.person,
        url=reverse("organisation:person", args=[holding.person_code]),
        word=word,
        days=days(holding, worn.language),
        basis=holding.basis,
        is_recent=is_recent(holding.first_day, worn),
    )


def is_recent(first_day: date, worn: Worn) -> bool:
    """Whether something began so lately, or begins later, that it may have been entered by mistake."""
    return first_day + MISTAKEN >= worn.today


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


def seat_lines(seats: Sequence[SeatNow], worn: Worn) -> list[SeatLine]:
    """The seats of a body, members first, then the substitutes as they are called in."""
    places = {each.pk: place for place, each in enumerate((s for s in seats if s.is_substitute), start=1)}
    return [
        SeatLine(
            pk=each.pk,
            label=_("Substitute %(number)s") % {"number": places[each.pk]}
            if each.is_substitute
            else _("Seat %(number)s") % {"number": each.number},
            is_substitute=each.is_substitute,
            holder=holder_line(each.holder, worn),
            serving=holder_line(each.serving, worn),
            coming=holder_line(each.coming, worn),
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


def term_lines(terms: Sequence[TermNow], worn: Worn) -> list[TermLine]:
    """The terms of a body."""
    return [
        TermLine(
            days=days_between(each.first_day, each.last_day, worn.language),
            is_now=each.is_now,
            trained=", ".join(long_date(day, worn.language) for day in each.trained_on),
            undo=reverse("organisation:undo", args=["mandatperiod", each.pk])
            if is_recent(each.first_day, worn)
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


def council_name(worn: Worn) -> str:
    """Who elects, as it is called."""
    council = next((each for each in bodies(as_of=worn.today) if each.kind == Body.Kind.COUNCIL), None)
    return worn.say(council.name, council.name_en) if council else ""


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


def areas(post: PostNow) -> list[tuple[str, str]]:
    """The areas that a representative's post may be registered for, by name."""
    named = [(Post.Represents.DEPARTMENT, post.department_name), (Post.Represents.UNIT, post.unit_name)]
    whole = (str(Post.Represents.MUNICIPALITY), str(_("the whole municipality")))
    return [("", str(_("not entered"))), *((str(kind), name) for kind, name in named if name), whole]


def post_line(post: PostNow, worn: Worn) -> PostLine:
    """A post in words, with whether the worn role may fill it."""
    held = [each for each in (post.holder, *post.others) if each is not None]
    return PostLine(
        code=post.code,
        kind=post.kind,
        title=worn.say(post.title, post.title_en),
        where=post.unit_name,
        where_url=reverse("autonomy:unit", args=[post.unit]) if post.unit and not post.begins else "",
        url=reverse("organisation:post", args=[post.code]),
        holders=tuple(line for each in held if (line := holder_line(each, worn))),
        coming=tuple(line for each in post.coming if (line := holder_line(each, worn))),
        is_leading=post.is_leading,
        is_public=post.is_public,
        may_fill=may_fill(worn, post.matter),
        area=dict(areas(post)).get(post.represents or "", "") if post.is_representative else "",
    )


def nothing_to_show() -> NotVisible:
    """What a page says that has nothing for the role."""
    return NotVisible(
        sv="Här finns inget att visa för den rollen.",
        en="There is nothing to show to that role here.",
        way_sv="Gå till Organisationen och välj där.",
        way_en="Go to The organisation and choose there.",
    )


def sees(worn: Worn, post: PostNow) -> bool:
    """Leading posts are public; who holds the others is seen by those who may fill them."""
    return post.is_public or may(worn, Action.SEE_APPOINTMENT, post.matter)


def post_lines(posts: Sequence[PostNow], worn: Worn) -> list[PostLine]:
    """The posts that the worn role may see the holders of."""
    return [post_line(each, worn) for each in posts if sees(worn, each)]


@dataclass(frozen=True)
class Overview:
    """Everything on the first page of the organisation."""

    bodies: list[tuple[Body, str, date | None]]
    """Each with its name, and its first day where that is later."""
    departments: list[DepartmentPlace]
    vacant_posts: list[PostLine]
    vacant_seats: list[tuple[str, str, int]]


def overview(worn: Worn, there: Sequence[Body]) -> Overview:
    """Bodies, departments, and what nobody holds."""
    empty = people.vacancies(as_of=worn.as_of)
    return Overview(
        bodies=[
            (each, worn.say(each.name, each.name_en), each.start if each.start > worn.as_of else None) for each in there
        ],
        departments=departments(as_of=worn.as_of, ahead=worn.as_of == worn.today),
        vacant_posts=[post_line(each, worn) for each in empty.posts],
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


def held_lines(held: Sequence[Held], person: Person, worn: Worn) -> list[HeldLine]:
    """What is public, what is the reader's own, and what those who fill the post may see."""
    own = bool(person.code) and worn.hat.person_code == person.code
    shown = [
        each
        for each in held
        if own or each.is_public or (each.matter is not None and may(worn, Action.SEE_APPOINTMENT, each.matter))
    ]
    lines = []
    for each in shown:
        line = holder_line(each.holding, worn)
        assert line is not None  # noqa: S101  for the type checker: there is a holding
        first, last = each.holding.first_day, each.holding.last_day
        now = first <= worn.as_of and (last is None or worn.as_of <= last)
        url = reverse(f"organisation:{each.url_kind}", args=[each.code]) if each.url_kind else ""
        what, private = worn.say(each.what, each.what_en), not (own or each.is_public)
        lines.append(HeldLine(what, url, line.word, line.days, line.basis, now, is_private=private))
    return lines


@dataclass(frozen=True)
class OwnedLine:
    """One thing that a leaver owned, who holds it on the first day after, and to whom it can go."""

    key: str
    title: str
    what: str
    post: str
    holder_after: str
    can_be_handed_on: bool
    follows_post: bool


@dataclass(frozen=True)
class LeavingPage:
    """What is left of a leaving: empty posts, and things that would be without an owner."""

    leaving: Leaving | None
    things: list[OwnedLine]
    more: int
    empty_posts: list[PostLine]
    takers: list[tuple[str, str]]
    ownerless: int
    may_close: bool


def leaving_page(person: Person, codes: Sequence[str], worn: Worn) -> LeavingPage:
    """Everything that the posts own, and who has it on the first day after. Before the leaving begins, as it is now."""
    under_way = people.open_leaving(person)
    day = max(under_way.last_day + ONE_DAY if under_way else worn.today, worn.today)
    owned = handover.owned_by(codes, as_of=worn.today)
    after = people.holders_on(codes, day=day) if under_way else {}
    left = people.posts(as_of=day, codes=codes)
    titles = {each.code: worn.say(each.title, each.title_en) for each in left}
    leaving_now = people.posts_being_left(as_of=worn.today)
    lines = [
        OwnedLine(
            key=f"{each.room}/{each.kind}/{each.code}",
            title=worn.say(each.title, each.title_en),
            what=worn.say(each.what_sv, each.what_en),
            post=titles.get(each.post, each.post),
            holder_after=after.get(each.post, ""),
            can_be_handed_on=each.can_be_handed_on and _may_hand_on(each, worn, leaving_now),
            follows_post=not each.can_be_handed_on,
        )
        for each in owned
    ]
    empty = [post_line(each, worn) for each in left if under_way and each.is_leading and each.code not in after]
    ownerless = len(empty) + sum(not each.holder_after for each in lines)
    return LeavingPage(
        leaving=under_way,
        things=sorted(lines, key=lambda each: bool(each.holder_after))[:MOST_OWNED],
        more=max(0, len(lines) - MOST_OWNED),
        empty_posts=empty,
        takers=_takers(left, codes, worn),
        ownerless=ownerless,
        may_close=under_way is not None and not ownerless and worn.today > under_way.last_day,
    )


def _may_hand_on(each: handover.Owned, worn: Worn, left: Mapping[str, Resource]) -> bool:
    return each.asks is None or may(worn, *right_to_hand_on(worn, each.asks, post=each.post, left=left))


def _takers(left: Sequence[PostNow], codes: Sequence[str], worn: Worn) -> list[tuple[str, str]]:
    """Posts in the same departments that somebody holds today, without those that are left."""
    inside = sorted({each.department for each in left if each.department})
    found = [taker for department in inside for taker in people.takers(department=department, day=worn.today)]
    return [each for each in found if each[0] not in codes]
