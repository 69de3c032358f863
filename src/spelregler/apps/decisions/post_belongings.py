"""The open assignments addressed to a post. They follow the post: only the body that gave one can address it anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from spelregler.apps.decisions.models import Assignment
from spelregler.apps.organisation.registries.post_belongings import Owned, Room
from spelregler.domain.words import Words

NAME = "decisions"


def owned_by(posts: Collection[str], as_of: date) -> list[Owned]:
    """Assignments given by the day and not reported back by then (MR-29)."""
    rows = Assignment.objects.filter(addressee__code__in=posts, decision__decided_on__lte=as_of)
    still = rows.filter(Q(reported_on__isnull=True) | Q(reported_on__gt=as_of))
    return [
        Owned(
            room=NAME,
            kind="uppdrag",
            code=str(each.pk),
            title=each.text,
            title_en="",
            what=Words("assignment"),
            post=each.addressee.code,
            can_be_handed_on=False,
        )
        for each in still.select_related("addressee").order_by("due_on", "pk")
    ]


ROOM = Room(name=NAME, owned_by=owned_by)
