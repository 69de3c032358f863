"""What is followed, what is fetched, and the catalogue. A constant number of queries each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from spelregler.apps.comparison.models import (
    CatalogueFetch,
    Fetch,
    FollowedKpi,
    Kpi,
    Place,
    ReferenceGroup,
)
from spelregler.apps.goals.models import Indicator
from spelregler.domain.comparison import Direction

MUNICIPALITY = "K"


# For fetching ----------------------------------------------------------------------------------------------------


def fetched_days(*, today: date) -> dict[str, date | None]:
    """The followed key figures by id, and when each was last fetched whole; None is never. One query."""
    rows = FollowedKpi.objects.filter(end=None, start__lte=today, kpi__gone_on=None)
    return dict(rows.order_by("kpi__kolada_id").values_list("kpi__kolada_id", "fetched_on"))


def open_fetch() -> Fetch | None:
    """A fetch that was interrupted, if any."""
    return Fetch.objects.filter(is_open=True).first()


def catalogue_day() -> date | None:
    """When the catalogue was last fetched."""
    found: date | None = CatalogueFetch.objects.aggregate(day=Max("fetched_on"))["day"]
    return found


def municipality_ids() -> list[str]:
    """The ids of every municipality that the catalogue has, in order; regions are left out. One query."""
    return list(Place.objects.filter(kind=MUNICIPALITY).order_by("kolada_id").values_list("kolada_id", flat=True))


# The catalogue ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """A key figure of the catalogue, and whether it is followed."""

    kolada_id: str
    title: str
    description: str
    operating_area: str
    is_divided_by_gender: bool
    publ_period: str
    is_followed: bool
    direction: str


def search(*, words: str, start: int = 0, most: int = 25) -> tuple[list[Found], int]:
    """Key figures that hold every word in id, title, description or area; those with all in the title first.

    A page of `most` from `start`, and how many there are in all; at most five queries.
    """
    rows = Kpi.objects.filter(gone_on=None)
    in_title = Q()
    for word in words.split()[:8]:
        in_title &= Q(title__icontains=word) | Q(kolada_id__iexact=word)
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(kolada_id__iexact=word)
            | Q(description__icontains=word)
            | Q(operating_area__icontains=word)
        )
    total = rows.count()
    first = list(rows.filter(in_title).order_by("kolada_id")[start : start + most]) if words.split() else []
    if len(first) < most:
        before = rows.filter(in_title).count() if words.split() else 0
        rest = rows.exclude(in_title) if words.split() else rows
        first += list(rest.order_by("kolada_id")[max(0, start - before) : max(0, start + most - before - len(first))])
    followed = dict(FollowedKpi.objects.filter(end=None, kpi__in=first).values_list("kpi_id", "direction"))
    return [_found(each, followed) for each in first], total


def _found(kpi: Kpi, followed: Mapping[int, str]) -> Found:
    return Found(
        kolada_id=kpi.kolada_id,
        title=kpi.title,
        description=kpi.description,
        operating_area=kpi.operating_area,
        is_divided_by_gender=kpi.is_divided_by_gender,
        publ_period=kpi.publ_period,
        is_followed=kpi.pk in followed,
        direction=followed.get(kpi.pk, ""),
    )


def are_known(*, kolada_ids: Collection[str]) -> bool:
    """Whether the catalogue that is stored has all of them."""
    return Kpi.objects.filter(kolada_id__in=kolada_ids, gone_on=None).count() == len(set(kolada_ids))


def direction_of(*, kolada_id: str) -> str:
    """Which way is good: as chosen before, else as the indicator that names the key figure says, else neither."""
    followed = FollowedKpi.objects.filter(kpi__kolada_id=kolada_id, end=None).first()
    if followed:
        return str(followed.direction)
    found = Indicator.objects.filter(kolada_id=kolada_id).order_by("code").first()
    return str(found.direction) if found else Direction.NONE.value


@dataclass(frozen=True)
class GroupChoice:
    """A reference group to choose."""

    kolada_id: str
    title: str
    is_own: bool


def groups(*, own: str) -> list[GroupChoice]:
    """The groups of those like us first, the general one before all; then the others that we belong to. Two queries."""
    name = Place.objects.filter(kolada_id=own).values_list("title", flat=True).first() or own
    rows = list(ReferenceGroup.objects.order_by("title").values_list("kolada_id", "title"))
    choices = [GroupChoice(kolada_id, title, is_named_after(title, name=name)) for kolada_id, title in rows]
    return sorted(choices, key=lambda each: (not each.is_own, "övergripande" not in each.title, each.title))


def is_named_after(title: str, *, name: str) -> bool:
    """Whether a group is of those like a municipality, which Kolada tells by its title: "…, Oxelösund, 2025"."""
    return bool(name) and f", {name}," in f"{title},"
