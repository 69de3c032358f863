"""Figures are fetched call by call: what is planned, what is stored, and what is left of an interrupted fetch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from spelregler.apps.comparison.models import Fetch, FollowedKpi, KoladaValue, Kpi, Place
from spelregler.apps.comparison.operations.catalogue import AT_A_TIME, some_at_a_time
from spelregler.domain.words import Words
from spelregler.exchange.kolada import Call, Figure
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.errors import DomainError

EXACT = Decimal("1e-10")
Key = tuple[int, int, int, str]


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
        for some in some_at_a_time(whole):
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
    for some in some_at_a_time([held[key].pk for key in changed]):
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


def _under_way() -> FetchUnderWay:
    return FetchUnderWay(
        Words("Another fetch from Kolada is under way."),
        way=Words("Wait until it is done. What it has fetched already is kept."),
    )
