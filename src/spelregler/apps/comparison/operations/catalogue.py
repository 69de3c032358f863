"""The catalogue of key figures, places and groups, as it stands where it is fetched from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from django.db import transaction

from spelregler.apps.comparison.models import CatalogueFetch, Kpi, Place, ReferenceGroup
from spelregler.exchange.kolada import Group
from spelregler.exchange.kolada import Kpi as KpiFact
from spelregler.exchange.kolada import Place as PlaceFact
from spelregler.platform.audit.operations import Who, record

AT_A_TIME = 500
T = TypeVar("T")
Listed = TypeVar("Listed", Kpi, Place, ReferenceGroup)


def store_catalogue(
    *,
    kpis: Sequence[KpiFact],
    places: Sequence[PlaceFact],
    groups: Sequence[Group],
    today: date,
    who: Who,
    server: str = "",
    is_whole: bool = True,
) -> None:
    """The catalogue as it stands today. What a whole catalogue no longer lists is marked as gone, never removed.

    Of the groups, those that are followed stay; the others follow the catalogue.
    """
    with transaction.atomic():
        _upsert(Kpi, [_kpi_row(each) for each in kpis])
        _upsert(Place, [Place(kolada_id=each.id, title=each.title[:120], kind=each.type[:2]) for each in places])
        gone = _mark_gone({each.id for each in kpis}, today=today) if is_whole else 0
        _store_groups(groups, is_whole=is_whole)
        if is_whole:
            CatalogueFetch.objects.create(server=server, fetched_on=today)
        counts = {"kpis": len(kpis), "places": len(places), "groups": len(groups), "gone": gone}
        record(who=who, act="fetch-kolada-catalogue", subject=server or "Kolada", details=counts)


def _kpi_row(fact: KpiFact) -> Kpi:
    return Kpi(
        kolada_id=fact.id,
        title=fact.title[:400],
        description=fact.description,
        is_divided_by_gender=fact.is_divided_by_gender,
        municipality_type=fact.municipality_type[:4],
        operating_area=fact.operating_area[:120],
        perspective=fact.perspective[:60],
        prel_publication_date=fact.prel_publication_date,
        publication_date=fact.publication_date,
        publ_period=fact.publ_period[:12],
        gone_on=None,
    )


def _upsert(model: type[Listed], rows: Iterable[Listed]) -> None:
    """New rows are added and known ones follow the catalogue; a repeated id counts as its last."""
    once = list({row.kolada_id: row for row in rows}.values())
    fields = [each.name for each in model._meta.concrete_fields if each.name not in ("id", "kolada_id")]
    model._default_manager.bulk_create(
        once, batch_size=AT_A_TIME, update_conflicts=True, unique_fields=["kolada_id"], update_fields=fields
    )


def _mark_gone(listed: set[str], *, today: date) -> int:
    held = dict(Kpi.objects.filter(gone_on=None).values_list("kolada_id", "pk"))
    gone = [pk for kolada_id, pk in held.items() if kolada_id not in listed]
    for some in some_at_a_time(gone):
        Kpi.objects.filter(pk__in=some).update(gone_on=today)
    return len(gone)


def _store_groups(groups: Sequence[Group], *, is_whole: bool) -> None:
    _upsert(ReferenceGroup, [ReferenceGroup(kolada_id=each.id, title=each.title[:200]) for each in groups])
    if is_whole:
        known = dict(ReferenceGroup.objects.filter(followed=None).values_list("kolada_id", "pk"))
        gone = [pk for kolada_id, pk in known.items() if kolada_id not in {each.id for each in groups}]
        for some in some_at_a_time(gone):
            ReferenceGroup.objects.filter(pk__in=some).delete()
    pks = dict(ReferenceGroup.objects.values_list("kolada_id", "pk"))
    places = dict(Place.objects.values_list("kolada_id", "pk"))
    links = ReferenceGroup.members.through
    for some in some_at_a_time([pks[each.id] for each in groups]):
        links._default_manager.filter(referencegroup_id__in=some).delete()
    rows = {(pks[group.id], places[each.id]) for group in groups for each in group.members if each.id in places}
    links._default_manager.bulk_create(
        [links(referencegroup_id=group, place_id=place) for group, place in sorted(rows)], batch_size=AT_A_TIME
    )


def some_at_a_time(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """As many as one statement takes, after each other."""
    for start in range(0, len(rows), AT_A_TIME):
        yield rows[start : start + AT_A_TIME]
