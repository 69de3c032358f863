"""Which key figures are followed, which way is good, and beside whom they stand."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.comparison.models import FollowedKpi, Kpi, ReferenceGroup
from spelregler.domain.comparison import Direction
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class UnknownKpi(DomainError):
    """What is followed stands in Kolada's catalogue."""

    code = "kpi-unknown"
    status = 404


class FollowRefused(DomainError):
    """A key figure is followed with a way that is good, or with none, and beside a group that is known."""

    code = "follow-refused"


def follow_kpi(
    *, kolada_id: str, direction: str, today: date, who: Who, group: str | None = None
) -> tuple[FollowedKpi, bool]:
    """Follow a key figure, or choose anew which way is good and with whom it is compared. Whether it is new.

    Kolada says neither what is good nor with whom to compare; the municipality does (MR-30). `group` None keeps the
    choice that was made.

    Refuses with `UnknownKpi` a figure that the catalogue does not have or has no longer, with `FollowRefused` another
    direction than `Direction` has, or a group that is not there.
    """
    if direction not in set(Direction):
        raise FollowRefused(
            Words("“{direction}” does not say which way is good.", direction=direction),
            way=Words("Choose higher, lower or neither."),
            field="direction",
        )
    with transaction.atomic():
        kpi = Kpi.objects.select_for_update().filter(kolada_id=kolada_id).first()
        if kpi is None or kpi.gone_on:
            raise UnknownKpi(
                Words("The key figure {kolada_id} is not in Kolada's catalogue.", kolada_id=kolada_id),
                way=Words("Search the catalogue for the right id, for example N01951."),
            )
        held = FollowedKpi.objects.filter(kpi=kpi, end=None).first()
        followed = held or FollowedKpi(kpi=kpi, title=kpi.title, start=today)
        followed.direction = direction
        if group is not None:
            followed.group = _group(group)
        store(followed, act="follow-kpi", who=who)
    return followed, held is None


def _group(kolada_id: str) -> ReferenceGroup | None:
    if not kolada_id:
        return None
    group = ReferenceGroup.objects.filter(kolada_id=kolada_id).first()
    if group is None:
        raise FollowRefused(
            Words("The reference group {kolada_id} is not there.", kolada_id=kolada_id),
            way=Words("Choose one of the groups that are shown."),
            field="group",
        )
    return group


def unfollow_kpi(*, kolada_id: str, today: date, who: Who) -> FollowedKpi:
    """Follow no more. What was fetched stays: an earlier day looks as it did.

    Refuses with `UnknownKpi` a figure that is not followed.
    """
    with transaction.atomic():
        followed: FollowedKpi | None = (
            FollowedKpi.objects.select_for_update().filter(kpi__kolada_id=kolada_id, end=None).first()
        )
        if followed is None:
            raise UnknownKpi(
                Words("The key figure {kolada_id} is not followed.", kolada_id=kolada_id),
                way=Words("See which are followed under Comparison."),
            )
        amend(followed, to={"end": max(today, followed.start)}, act="unfollow-kpi", who=who)
    return followed
