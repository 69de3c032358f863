"""What somebody who leaves has left to hand on, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.organisation.access.actions import right_to_hand_on
from spelregler.apps.organisation.models import Leaving, Person
from spelregler.apps.organisation.pages.leaving.forms import HandOnForm
from spelregler.apps.organisation.pages.presenters import PostLine, post_line
from spelregler.apps.organisation.queries import holdings, leavings, posts_now
from spelregler.apps.organisation.queries.posts_now import PostNow
from spelregler.apps.organisation.registries import post_belongings
from spelregler.domain.period import ONE_DAY
from spelregler.domain.roles import Resource
from spelregler.platform.forms import PlainForm

MOST_OWNED = 200


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
    form: HandOnForm | None
    """Where the reader may hand it on and somebody is there to take it."""


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


def leaving_page(
    person: Person, codes: Sequence[str], acting_role: ActingRole, *, typed: PlainForm | None = None
) -> LeavingPage:
    """Everything that the posts own, and who has it on the first day after. Before the leaving begins, as it is now.

    A form that was sent and is wrong, `typed`, stands in its row.
    """
    under_way = leavings.open_leaving(person)
    day = max(under_way.last_day + ONE_DAY if under_way else acting_role.today, acting_role.today)
    owned = post_belongings.owned_by(codes, as_of=acting_role.today)
    after = holdings.holders_on(codes, day=day) if under_way else {}
    left = posts_now.posts(as_of=day, codes=codes)
    titles = {each.code: acting_role.say(each.title, each.title_en) for each in left}
    leaving_now = leavings.posts_being_left(as_of=acting_role.today)
    takers = takers_of(left, codes, acting_role)
    forms = {typed.key: typed} if isinstance(typed, HandOnForm) else {}
    lines = []
    for each in owned:
        key, title = key_of(each), acting_role.say(each.title, each.title_en)
        can = each.can_be_handed_on and _may_hand_on(each, acting_role, leaving_now)
        form = forms.get(key) or HandOnForm(key=key, title=title, takers=takers)
        lines.append(
            OwnedLine(
                key=key,
                title=title,
                what=each.what.text(acting_role.language),
                post=titles.get(each.post, each.post),
                holder_after=after.get(each.post, ""),
                can_be_handed_on=can,
                follows_post=not each.can_be_handed_on,
                form=form if can and takers else None,
            )
        )
    empty = [post_line(each, acting_role) for each in left if under_way and each.is_leading and each.code not in after]
    ownerless = len(empty) + sum(not each.holder_after for each in lines)
    return LeavingPage(
        leaving=under_way,
        things=sorted(lines, key=lambda each: bool(each.holder_after))[:MOST_OWNED],
        more=max(0, len(lines) - MOST_OWNED),
        empty_posts=empty,
        takers=takers,
        ownerless=ownerless,
        may_close=under_way is not None and not ownerless and acting_role.today > under_way.last_day,
    )


def _may_hand_on(each: post_belongings.Owned, acting_role: ActingRole, left: Mapping[str, Resource]) -> bool:
    return each.asks is None or may(acting_role, *right_to_hand_on(acting_role, each.asks, post=each.post, left=left))


def key_of(each: post_belongings.Owned) -> str:
    """A thing as the form names it."""
    return f"{each.room}/{each.kind}/{each.code}"


def takers_of(left: Sequence[PostNow], codes: Sequence[str], acting_role: ActingRole) -> list[tuple[str, str]]:
    """Posts in the same departments that somebody holds today, without those that are left."""
    inside = sorted({each.department for each in left if each.department})
    found = [taker for department in inside for taker in posts_now.takers(department=department, day=acting_role.today)]
    return [each for each in found if each[0] not in codes]


def takers_now(codes: Sequence[str], acting_role: ActingRole) -> list[tuple[str, str]]:
    """To whom what the posts own may go today."""
    return takers_of(posts_now.posts(as_of=acting_role.today, codes=codes), codes, acting_role)
