"""Changes to the catalogue, to what is followed and to the values; each one transaction with its row in the trail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import IntegrityError, transaction

from spelregler.apps.comparison.models import (
    CatalogueFetch,
    Fetch,
    FollowedKpi,
    KoladaValue,
    Kpi,
    Place,
    ReferenceGroup,
)
from spelregler.domain.comparison import Direction
from spelregler.domain.words import Words
from spelregler.exchange.kolada import Call, Figure, Group
from spelregler.exchange.kolada import Kpi as KpiFact
from spelregler.exchange.kolada import Place as PlaceFact
from spelregler.platform.audit.operations import Who, amend, record, store
from spelregler.platform.errors import DomainError

AT_A_TIME = 500
EXACT = Decimal("1e-10")
Key = tuple[int, int, int, str]
T = TypeVar("T")
Listed = TypeVar("Listed", Kpi, Place, ReferenceGroup)


class UnknownKpi(DomainError):
    """What is followed stands in Kolada's catalogue."""

    code = "kpi-unknown"
    status = 404


class FollowRefused(DomainError):
    """A key figure is followed with a way that is good, or with none, and beside a group that is known."""

    code = "follow-refused"


class FetchUnderWay(DomainError):
    """Two fetches at once would do the same work twice; one is enough."""

    code = "fetch-under-way"
    status = 409


@dataclass(frozen=True)
class Stored:
    """What a batch of figures changed."""

    new: int = 0
    changed: int = 0
    deleted: int = 0
    same: int = 0
    ignored: int = 0

    def __add__(self, other: Stored) -> Stored:
        return Stored(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


# The catalogue ---------------------------------------------------------------------------------------------------


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
    for some in _some(gone):
        Kpi.objects.filter(pk__in=some).update(gone_on=today)
    return len(gone)


def _store_groups(groups: Sequence[Group], *, is_whole: bool) -> None:
    _upsert(ReferenceGroup, [ReferenceGroup(kolada_id=each.id, title=each.title[:200]) for each in groups])
    if is_whole:
        known = dict(ReferenceGroup.objects.filter(followed=None).values_list("kolada_id", "pk"))
        gone = [pk for kolada_id, pk in known.items() if kolada_id not in {each.id for each in groups}]
        for some in _some(gone):
            ReferenceGroup.objects.filter(pk__in=some).delete()
    pks = dict(ReferenceGroup.objects.values_list("kolada_id", "pk"))
    places = dict(Place.objects.values_list("kolada_id", "pk"))
    links = ReferenceGroup.members.through
    for some in _some([pks[each.id] for each in groups]):
        links._default_manager.filter(referencegroup_id__in=some).delete()
    rows = {(pks[group.id], places[each.id]) for group in groups for each in group.members if each.id in places}
    links._default_manager.bulk_create(
        [links(referencegroup_id=group, place_id=place) for group, place in sorted(rows)], batch_size=AT_A_TIME
    )


# What is followed ------------------------------------------------------------------------------------------------


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


# Values ----------------------------------------------------------------------------------------------------------


def begin_fetch(*, server: str, calls: Sequence[Call], today: date, who: Who) -> Fetch:
    """The plan of a fetch is kept, so that an interrupted one goes on from where it was.

    Refuses with `FetchUnderWay` a fetch beside one that is open.
    """
    fetch = Fetch(server=server[:200], begun_on=today, plan=[each.as_json() for each in calls])
    try:
        with transaction.atomic():
            fetch.save()
            record(who=who, act="begin-kolada-fetch", subject=server, details={"calls": len(calls)})
    except IntegrityError as error:  # the database lets only one be open
        raise _under_way() from error
    return fetch


def drop_fetch(*, fetch: Fetch, today: date, who: Who) -> None:
    """A fetch that fits no longer, such as one from another server, is left where it is; what it stored stays."""
    with transaction.atomic():
        Fetch.objects.filter(pk=fetch.pk).update(is_open=False, ended_on=today)
        record(who=who, act="drop-kolada-fetch", subject=fetch.server, details={"done": fetch.done})


def store_batch(*, fetch: Fetch, number: int, figures: Iterable[Figure], today: date, who: Who) -> Stored:
    """The figures of one call, all or nothing. A changed figure is a new row; the older one keeps its days.

    `number` is the call's place in the plan, from 0. Refuses with `FetchUnderWay` another call than the next, which
    somebody else has stored, and a fetch that is ended.
    """
    with transaction.atomic():
        held = Fetch.objects.select_for_update().get(pk=fetch.pk)
        if not held.is_open or held.done != number:
            raise _under_way()
        call = Call.from_json(held.plan[number])
        stored = _store_figures(call, figures, today=today)
        held.done = number + 1
        held.save(update_fields=["done"])
        details = {"call": number + 1, "of": len(held.plan), "kpis": list(call.kpis), **vars_of(stored)}
        record(who=who, act="fetch-kolada-values", subject=held.server, details=details)
    return stored


def end_fetch(*, fetch: Fetch, today: date, who: Who) -> None:
    """Every call is stored: the key figures are fetched as of the day on which the fetch was begun.

    Refuses with `FetchUnderWay` a fetch that is ended, or has calls left.
    """
    with transaction.atomic():
        held = Fetch.objects.select_for_update().get(pk=fetch.pk)
        if not held.is_open or held.done < len(held.plan):
            raise _under_way()
        kpis = {kpi for call in held.plan for kpi in call["kpis"]}
        # One that was taken away and chosen again meanwhile begins from the beginning next time.
        rows = FollowedKpi.objects.filter(end=None, start__lte=held.begun_on).select_related("kpi")
        whole = [row.pk for row in rows if row.kpi.kolada_id in kpis]
        for some in _some(whole):
            FollowedKpi.objects.filter(pk__in=some).update(fetched_on=held.begun_on)
        Fetch.objects.filter(pk=held.pk).update(is_open=False, ended_on=today)
        record(who=who, act="end-kolada-fetch", subject=held.server, details={"kpis": sorted(kpis)})


def vars_of(stored: Stored) -> dict[str, int]:
    """The counts by name."""
    return {name: getattr(stored, name) for name in stored.__dataclass_fields__}


@dataclass(frozen=True)
class _Held:
    pk: int
    value: Decimal | None
    status: str
    is_deleted: bool

    def says(self, figure: Figure) -> bool:
        return (self.value, self.status, self.is_deleted) == _content(figure)


def _content(figure: Figure) -> tuple[Decimal | None, str, bool]:
    value = None if figure.value is None else figure.value.quantize(EXACT)
    return value, figure.status[:60], figure.is_deleted


def _store_figures(call: Call, figures: Iterable[Figure], *, today: date) -> Stored:
    kpis = dict(Kpi.objects.filter(kolada_id__in=call.kpis).values_list("kolada_id", "pk"))
    places = dict(Place.objects.filter(kolada_id__in=call.places).values_list("kolada_id", "pk"))
    held = _held(kpis.values(), places.values())
    fetched: dict[Key, Figure] = {}
    ignored = 0
    for each in figures:
        if each.is_unit or each.kpi not in kpis or each.place not in places:
            ignored += 1  # not what was asked for
        else:
            fetched[kpis[each.kpi], places[each.place], each.year, each.sex] = each
    return _replace(held, fetched, today=today, ignored=ignored)


def _held(kpis: Collection[int], places: Collection[int]) -> dict[Key, _Held]:
    rows = KoladaValue.objects.filter(kpi__in=kpis, place__in=places, known_to=None)
    columns = ("kpi", "place", "year", "sex", "pk", "value", "status", "is_deleted")
    found = rows.values_list(*columns)
    return {(kpi, place, year, sex): _Held(*content) for kpi, place, year, sex, *content in found}


def _replace(held: Mapping[Key, _Held], fetched: Mapping[Key, Figure], *, today: date, ignored: int) -> Stored:
    changed = {key: figure for key, figure in fetched.items() if key in held and not held[key].says(figure)}
    # Kolada tells of a deleted figure that never was here: there is nothing to take away.
    new = {key: figure for key, figure in fetched.items() if key not in held and not figure.is_deleted}
    for some in _some([held[key].pk for key in changed]):
        KoladaValue.objects.filter(pk__in=some).update(known_to=today)
    rows = [_value_row(key, figure, today=today) for key, figure in (new | changed).items()]
    KoladaValue.objects.bulk_create(rows, batch_size=AT_A_TIME)
    deleted = sum(1 for figure in changed.values() if figure.is_deleted)
    same = len(fetched) - len(new) - len(changed)
    return Stored(new=len(new), changed=len(changed) - deleted, deleted=deleted, same=same, ignored=ignored)


def _value_row(key: Key, figure: Figure, *, today: date) -> KoladaValue:
    (kpi, place, year, sex), (value, status, is_deleted) = key, _content(figure)
    return KoladaValue(
        kpi_id=kpi,
        place_id=place,
        year=year,
        sex=sex,
        value=value,
        status=status,
        is_deleted=is_deleted,
        known_from=today,
    )


def _some(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), AT_A_TIME):
        yield rows[start : start + AT_A_TIME]


def _under_way() -> FetchUnderWay:
    return FetchUnderWay(
        Words("Another fetch from Kolada is under way."),
        way=Words("Wait until it is done. What it has fetched already is kept."),
    )
