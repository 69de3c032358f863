"""The unit frames that a manager's post answers for, and with them the forecasts. They follow the post (MR-42)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.registries.post_belongings import Owned, Room
from spelregler.domain.words import Words

NAME = "frames"


def owned_by(posts: Collection[str], as_of: date) -> list[Owned]:
    """The year's frame of each unit that one of the posts manages. Two queries."""
    managers = Post.objects.filter(code__in=posts, kind=Post.Kind.UNIT_MANAGER, unit__isnull=False)
    managing = {each.unit_id: each.code for each in managers}
    frames = UnitFrame.objects.on(as_of).filter(unit__in=managing, year=as_of.year).select_related("unit")
    return [
        Owned(
            room=NAME,
            kind="ram",
            code=str(each.pk),
            title=f"{each.unit.name} {each.year}",
            title_en="",
            what=Words("frame and forecast"),
            post=managing[each.unit_id],
            can_be_handed_on=False,
        )
        for each in frames.order_by("unit__name")
    ]


ROOM = Room(name=NAME, owned_by=owned_by)
