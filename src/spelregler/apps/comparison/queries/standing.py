"""Where the own municipality stands among all and beside those like it. A constant number of queries each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from spelregler.apps.comparison.models import FollowedKpi, KoladaValue, Kpi, ReferenceGroup
from spelregler.apps.comparison.queries.followed import MUNICIPALITY, groups
from spelregler.apps.goals.models import Indicator
from spelregler.apps.organisation.models import PeriodQuerySet
from spelregler.domain.comparison import Direction, Position, Trends, is_preliminary, median, position, trends

ALL, COUNTRY = "T", "0000"


@dataclass(frozen=True)
class Row:
    """One followed key figure: our latest value, and where it stands among all and in the group."""

    kolada_id: str
    title: str
    title_before: str
    direction: Direction
    indicator_unit: str
    decimals: int
    fetched_on: date | None
    gone_on: date | None
    year: int | None
    value: Decimal | None
    is_preliminary: bool
    missing: str
    group_title: str
    group_median: Decimal | None
    group_count: int
    in_all: Position | None
    in_group: Position | None
    trend: Trends | None
    own_series: Mapping[int, Decimal]


@dataclass(frozen=True)
class YearRow:
    """One year of a key figure. What is missing is None, with Kolada's reason; `known_from` is when it was fetched."""

    year: int
    own: Decimal | None
    status: str
    is_preliminary: bool
    women: Decimal | None
    men: Decimal | None
    group_median: Decimal | None
    group_low: Decimal | None
    group_high: Decimal | None
    group_count: int
    all_median: Decimal | None
    all_count: int
    country: Decimal | None
    in_all: Position | None
    in_group: Position | None


@dataclass(frozen=True)
class Detail:
    """One followed key figure, year by year."""

    row: Row
    description: str
    years: tuple[YearRow, ...]
    members: tuple[str, ...]


def followed_count(*, as_of: date) -> int:
    """How many key figures are followed on the day."""
    return FollowedKpi.objects.on(as_of).count()


def rows(*, own: str, as_of: date, group: str = "", start: int = 0, most: int = 20) -> list[Row]:
    """A page of the followed key figures by area, each as its latest own value stands. Six queries, however many there
    are.

    Values are in the figure's own unit, as known on the day; a place is the share of all that is worse, in per cent.
    """
    followed = list(_followed(as_of)[start : start + most])
    beside = _groups_of(followed, own=own, chosen=group)
    held = _values(followed, own=own, beside=beside, as_of=as_of)
    indicators = _indicators([each.kpi.kolada_id for each in followed])
    return [_row(each, held, beside[each.pk], indicators.get(each.kpi.kolada_id), as_of=as_of) for each in followed]


def detail(*, kolada_id: str, own: str, as_of: date, group: str = "") -> Detail | None:
    """One followed key figure with every year that somebody has a value for; None where it is not followed.

    A year for each from the first to the last, also those without a value; the number of queries does not grow with
    them.
    """
    followed = _followed(as_of).filter(kpi__kolada_id=kolada_id).first()
    if followed is None:
        return None
    beside = _groups_of([followed], own=own, chosen=group)
    held = _values([followed], own=own, beside=beside, as_of=as_of, every_year=True)
    indicator = _indicators([kolada_id]).get(kolada_id)
    row = _row(followed, held, beside[followed.pk], indicator, as_of=as_of)
    return Detail(
        row=row,
        description=followed.kpi.description,
        years=tuple(_years(followed, held, beside[followed.pk], as_of=as_of)),
        members=beside[followed.pk].names,
    )


def _followed(as_of: date) -> PeriodQuerySet[FollowedKpi]:
    found = FollowedKpi.objects.on(as_of).select_related("kpi", "group")
    return found.order_by("kpi__operating_area", "kpi__kolada_id")


@dataclass(frozen=True)
class _Beside:
    title: str = ""
    members: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def _groups_of(followed: Sequence[FollowedKpi], *, own: str, chosen: str) -> dict[int, _Beside]:
    """The group chosen on the page, else the one that was chosen with the key figure, else the general one."""
    choices = groups(own=own)
    known = {each.kolada_id for each in choices}
    default = next((each.kolada_id for each in choices if each.is_own), "")
    wanted = {
        each.pk: chosen if chosen in known else each.group.kolada_id if each.group else default for each in followed
    }
    found = ReferenceGroup.objects.filter(kolada_id__in=set(wanted.values())).prefetch_related("members")
    beside = {
        each.kolada_id: _Beside(
            each.title,
            frozenset(place.kolada_id for place in each.members.all()),
            tuple(sorted(place.title for place in each.members.all())),
        )
        for each in found
    }
    return {pk: beside.get(kolada_id, _Beside()) for pk, kolada_id in wanted.items()}


@dataclass(frozen=True)
class _Value:
    value: Decimal | None
    status: str


@dataclass
class _Held:
    """What is known: ours by key figure, sex and year, and the others' by key figure, year and place."""

    own: dict[tuple[int, str], dict[int, _Value]]
    others: dict[tuple[int, int], dict[str, Decimal]]


def _values(
    followed: Sequence[FollowedKpi],
    *,
    own: str,
    beside: Mapping[int, _Beside],
    as_of: date,
    every_year: bool = False,
) -> _Held:
    kpis = [each.kpi_id for each in followed]
    known = KoladaValue.objects.known_on(as_of).filter(kpi__in=kpis, is_deleted=False)
    mine: dict[tuple[int, str], dict[int, _Value]] = defaultdict(dict)
    columns = ("kpi_id", "sex", "year", "value", "status")
    for kpi, sex, year, value, status in known.filter(place__kolada_id=own).order_by("year").values_list(*columns):
        mine[kpi, sex][year] = _Value(value, status)
    others: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    wanted = Q() if every_year else _wanted(kpis, mine, beside)
    compared = known.filter(wanted, sex=ALL, value__isnull=False).exclude(place__kolada_id=own)
    for kpi, year, place, kind, value in compared.values_list(
        "kpi_id", "year", "place__kolada_id", "place__kind", "value"
    ):
        if value is not None and (kind == MUNICIPALITY or every_year):
            others[kpi, year][place] = value
    return _Held(mine, others)


def _wanted(
    kpis: Collection[int], mine: Mapping[tuple[int, str], Mapping[int, _Value]], beside: Mapping[int, _Beside]
) -> Q:
    """Everybody's values of our latest year, and the group's of every year: what a list needs and no more."""
    members = {place for each in beside.values() for place in each.members}
    wanted = Q(place__kolada_id__in=members)
    for kpi in kpis:
        year = _latest(mine.get((kpi, ALL), {}))
        if year is not None:
            wanted |= Q(kpi=kpi, year=year)
    return wanted


def _latest(series: Mapping[int, _Value]) -> int | None:
    return max((year for year, each in series.items() if each.value is not None), default=None)


@dataclass(frozen=True)
class _IndicatorOf:
    unit: str
    decimals: int


def _indicators(kpis: Collection[str]) -> dict[str, _IndicatorOf]:
    found = Indicator.objects.filter(kolada_id__in=kpis).order_by("-code")
    return {each.kolada_id: _IndicatorOf(each.unit_of_measure, each.decimals) for each in found}


def _row(each: FollowedKpi, held: _Held, beside: _Beside, indicator: _IndicatorOf | None, *, as_of: date) -> Row:
    mine = held.own.get((each.kpi_id, ALL), {})
    series = {year: found.value for year, found in mine.items() if found.value is not None}
    year = max(series, default=None)
    others = _municipal(held.others.get((each.kpi_id, year), {}) if year is not None else {})
    group = {place: value for place, value in others.items() if place in beside.members}
    direction = Direction(each.direction)
    value = series[year] if year is not None else None
    return Row(
        kolada_id=each.kpi.kolada_id,
        title=each.kpi.title,
        title_before=each.title if each.title != each.kpi.title else "",
        direction=direction,
        indicator_unit=indicator.unit if indicator else "",
        decimals=indicator.decimals if indicator else _decimals(_seen(each.kpi_id, held, series, group)),
        fetched_on=each.fetched_on,
        gone_on=each.kpi.gone_on,
        year=year,
        value=value,
        is_preliminary=year is not None and _preliminary(each.kpi, year, as_of),
        missing=next((mine[last].status for last in sorted(mine, reverse=True) if mine[last].value is None), ""),
        group_title=beside.title,
        group_median=median(list(group.values())),
        group_count=len(group),
        in_all=None if value is None else position(value, list(others.values()), direction=direction),
        in_group=None if value is None else position(value, list(group.values()), direction=direction),
        trend=trends(series, _series_of(each.kpi_id, held, beside), direction=direction),
        own_series=series,
    )


def _seen(kpi: int, held: _Held, own: Mapping[int, Decimal], group: Mapping[str, Decimal]) -> list[Decimal]:
    """What is shown of a key figure: ours and the group's, or everybody's where neither has a value."""
    everybody = (value for (its, _year), values in held.others.items() if its == kpi for value in values.values())
    return [*own.values(), *group.values()] or list(everybody)


def _municipal(values: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Municipalities alone: the whole country and the regions (00NN) are not compared with."""
    return {place: value for place, value in values.items() if not place.startswith("00")}


def _series_of(kpi: int, held: _Held, beside: _Beside) -> dict[str, dict[int, Decimal]]:
    found: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for (its, year), values in held.others.items():
        if its == kpi:
            for place in beside.members & values.keys():
                found[place][year] = values[place]
    return found


def _decimals(values: Collection[Decimal]) -> int:
    """Whole figures are shown whole, large ones too; small ones with one or two decimals."""
    if all(value == value.to_integral_value() for value in values):
        return 0
    largest = max(abs(value) for value in values)
    return 0 if largest >= 1000 else 1 if largest >= 1 else 2


def _preliminary(kpi: Kpi, year: int, day: date) -> bool:
    return is_preliminary(
        year,
        publ_period=kpi.publ_period,
        preliminary_on=kpi.prel_publication_date,
        final_on=kpi.publication_date,
        day=day,
    )


def _years(each: FollowedKpi, held: _Held, beside: _Beside, *, as_of: date) -> list[YearRow]:
    mine = held.own.get((each.kpi_id, ALL), {})
    exist = set(mine) | {year for kpi, year in held.others if kpi == each.kpi_id}
    return [
        _year(each, held, beside, year, as_of=as_of) for year in (range(min(exist), max(exist) + 1) if exist else ())
    ]


def _year(each: FollowedKpi, held: _Held, beside: _Beside, year: int, *, as_of: date) -> YearRow:
    direction = Direction(each.direction)
    ours = {sex: held.own.get((each.kpi_id, sex), {}).get(year, _Value(None, "")) for sex in "TKM"}
    everyone = held.others.get((each.kpi_id, year), {})
    others = _municipal(everyone)
    group = [value for place, value in others.items() if place in beside.members]
    own = ours[ALL].value
    return YearRow(
        year=year,
        own=own,
        status=ours[ALL].status,
        is_preliminary=own is not None and _preliminary(each.kpi, year, as_of),
        women=ours["K"].value,
        men=ours["M"].value,
        group_median=median(group),
        group_low=min(group, default=None),
        group_high=max(group, default=None),
        group_count=len(group),
        all_median=median([*others.values(), *([own] if own is not None else [])]),
        all_count=len(others) + (own is not None),
        country=everyone.get(COUNTRY),
        in_all=None if own is None else position(own, list(others.values()), direction=direction),
        in_group=None if own is None else position(own, group, direction=direction),
    )
