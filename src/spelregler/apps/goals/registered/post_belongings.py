"""The goals, indicators and open actions that a post owns, for whoever leaves the post."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from spelregler.apps.goals import operations
from spelregler.apps.goals.queries import ownership
from spelregler.apps.organisation.registries.post_belongings import Owned, Room
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who

NAME = "goals"
WORDS = {
    ownership.GOAL: Words("goal"),
    ownership.INDICATOR: Words("indicator"),
    ownership.ACTION: Words("action"),
}


def owned_by(posts: Collection[str], as_of: date) -> list[Owned]:
    """Every goal that holds, every indicator in use and every open action whose owner is one of the posts."""
    held = ownership.Things.on(as_of).narrowed(lambda owner: Q(**{f"{owner}__code__in": posts}))
    return [
        Owned(
            room=NAME,
            kind=each.kind,
            code=each.code,
            title=each.title,
            title_en=each.title_en,
            what=WORDS[each.kind],
            post=each.owner.code,
            asks=(each.action, each.matter),
        )
        for each in ownership.owned(held, as_of=as_of)
        if each.owner is not None
    ]


def hand_on(thing: Owned, to: str, on: date, who: Who) -> None:
    """Handed on as on the page of owners, and refused as `operations.hand_on` does."""
    operations.hand_on(kind=thing.kind, code=thing.code, to=to, on=on, who=who)


ROOM = Room(name=NAME, owned_by=owned_by, hand_on=hand_on)
