"""What a person sees of their own account, and what an administrator sees of the table of groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession

from spelregler.apps.identity.models import GroupMapping
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.accounts.models import Account
from spelregler.platform.errors import NotVisible

MOST_SESSIONS = 50
MOST_MAPPINGS = 1000


@dataclass(frozen=True)
class OpenSession:
    """One place where the account is signed in."""

    number: int
    began: datetime
    address: str
    browser: str
    current: bool


def open_sessions(*, account: Account, key: str | None) -> list[OpenSession]:
    """Where the account is signed in now, the latest first; sessions that have ended are not shown. `key` is this
    one's.
    """
    living = UserSession.objects.purge_and_list(account)
    newest = sorted(living, key=lambda each: each.created_at, reverse=True)[:MOST_SESSIONS]
    return [
        OpenSession(
            number=each.pk,
            began=each.created_at,
            address=each.ip,
            browser=each.user_agent,
            current=each.session_key == key,
        )
        for each in newest
    ]


@dataclass(frozen=True)
class MappingRow:
    """One row of the table of groups, as an administrator sees it."""

    number: int
    source: str
    group: str
    post: str
    start: date
    decision: str


def mappings(*, as_of: date) -> list[MappingRow]:
    """Which groups give which posts on the day, and by whose decision; `MOST_MAPPINGS` at most. One query."""
    rows = GroupMapping.objects.on(as_of).select_related("post", "body").order_by("source", "group", "pk")
    return [
        MappingRow(
            number=each.pk,
            source=each.source,
            group=each.group,
            post=each.post.code,
            start=each.start,
            decision=f"{each.body.code} {each.decided_on} § {each.paragraph}",
        )
        for each in rows[:MOST_MAPPINGS]
    ]


def mapping_by_number(number: int) -> GroupMapping:
    """The row with the number that the list shows. Refuses with `NotVisible` a number that none has."""
    found: GroupMapping | None = GroupMapping.objects.filter(pk=number).first()
    if found is None:
        raise _unknown(Words("row {number}", number=number))
    return found


def body_and_post(*, body: str, post: str) -> tuple[Body, Post]:
    """The body that decided and the post that is given, by their codes. Refuses with `NotVisible` a code of none."""
    deciding, given = Body.objects.filter(code=body).first(), Post.objects.filter(code=post).first()
    if deciding is None:
        raise _unknown(Words("the body {body}", body=body))
    if given is None:
        raise _unknown(Words("the post {post}", post=post))
    return deciding, given


def _unknown(words: Bilingual) -> NotVisible:
    return NotVisible(
        Words("There is no such thing: {said}.", said=words),
        way=Words("See spelregler identity groups and the codes of the organisation."),
    )


def bodies_to_choose() -> list[tuple[str, str]]:
    """The bodies that may have decided, also those that are no more, by name: code and name."""
    return list(Body.objects.order_by("name").values_list("code", "name"))


def posts_to_choose() -> list[tuple[str, str]]:
    """The posts that a group may give, by title: not those that the employees choose themselves (MR-34); bounded."""
    chosen = (Post.Kind.UNION_REPRESENTATIVE, Post.Kind.SAFETY_REPRESENTATIVE)
    return list(Post.objects.exclude(kind__in=chosen).order_by("title").values_list("code", "title")[:MOST_MAPPINGS])
