"""Our own open indicators in the shape of Kolada's API, version 3. Whoever reads Kolada can read us.

Only what anybody may read on the pages: figures of indicators that a goal in force is measured by, for whole calendar
years, since Kolada's period is a year. What is built on few cases is missing here as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from spelregler.apps.goals.queries.published_values import PublishedGoal, PublishedSeries, published
from spelregler.apps.organisation.models import Municipality
from spelregler.domain import reading
from spelregler.domain.period import is_calendar_year
from spelregler.domain.words import Words
from spelregler.exchange.kolada import (
    MOST_IDS,
    MOST_ROWS,
    Figure,
    Group,
    Kpi,
    Member,
    OperatingUnit,
    Place,
    write_figures,
    write_group,
    write_kpi,
    write_operating_unit,
    write_place,
)
from spelregler.platform.errors import DomainError

SUPPRESSED = "Suppressed"
LISTS = ("kpi", "kpi_groups", "municipality", "municipality_groups", "ou")
PARTS = {"data": ("kpi", "municipality", "year"), "oudata": ("kpi", "ou", "year")}
Entries = list[dict[str, Any]]


class BadQuestion(DomainError):
    """A question that the API does not answer: 400, as Kolada does."""

    code = "illegal-parameter"


@dataclass(frozen=True)
class Asked:
    """A question as it was put: the ids of each part, the filters, and which page."""

    ids: Mapping[str, frozenset[str]]
    title: str = ""
    municipality: frozenset[str] = frozenset()
    kind: str = ""
    since: date | None = None
    page: int = 1
    per_page: int = MOST_ROWS


@dataclass(frozen=True)
class FeedReply:
    """One page of an answer, and whether there are more."""

    values: Entries
    is_last: bool


def read_question(*, ids: Mapping[str, Sequence[str]], query: Mapping[str, Sequence[str]]) -> Asked:
    """Ids separated by commas or repeated, at most 25 of a kind; pages from 1, at most 5000 rows on each.

    Refuses with `BadQuestion` more ids than that, a from_date that is no day, and a page or a number of rows outside
    the bounds.
    """
    return Asked(
        ids={name: _ids(name, given) for name, given in ids.items() if given},
        title=_last(query, "title").casefold(),
        municipality=_ids("municipality", query.get("municipality", ())),
        kind=_last(query, "region_type") or _last(query, "type"),
        since=_day(_last(query, "from_date")),
        page=_whole(query, "page", 1, most=10**6),
        per_page=_whole(query, "per_page", MOST_ROWS, most=MOST_ROWS),
    )


def _ids(name: str, given: Sequence[str]) -> frozenset[str]:
    ids = [each for some in given for each in some.split(",") if each]
    if len(ids) > MOST_IDS:
        raise BadQuestion(
            Words(
                "{ids_count} ids in “{name}”. At most {most_ids} at a time.",
                ids_count=len(ids),
                name=name,
                most_ids=MOST_IDS,
            ),
        )
    return frozenset(ids)


def _last(query: Mapping[str, Sequence[str]], name: str) -> str:
    return next(reversed(query.get(name) or [""]), "")


def _day(text: str) -> date | None:
    try:
        return reading.day(text) if text else None
    except reading.Unreadable:
        raise BadQuestion(Words("from_date={text} is no date.", text=text[:20])) from None


def _whole(query: Mapping[str, Sequence[str]], name: str, default: int, *, most: int) -> int:
    text = _last(query, name)
    if not text:
        return default
    try:
        return reading.count(text, least=1, most=most)
    except reading.Unreadable:
        raise BadQuestion(
            Words("{name}={text} is to be a number from 1 to {most}.", name=name, text=text[:20], most=most),
        ) from None


def answer(what: str, asked: Asked, *, own: Municipality, as_of: date) -> FeedReply:
    """A page of what was asked for. An id that is not ours gives nothing, as in Kolada."""
    feed = Feed(own, *published(as_of=as_of))
    entries: dict[str, Callable[[Asked], Entries]] = {
        "kpi": feed.kpis,
        "kpi_groups": feed.groups,
        "municipality": feed.places,
        "municipality_groups": lambda _asked: [],
        "ou": feed.units,
        "data": feed.data,
        "oudata": feed.oudata,
    }
    found = entries[what](asked)
    start = (asked.page - 1) * asked.per_page
    return FeedReply(found[start : start + asked.per_page], is_last=start + asked.per_page >= len(found))


@dataclass(frozen=True)
class Feed:
    """Everything that is published, written as it is asked for."""

    own: Municipality
    series: Sequence[PublishedSeries]
    goals: Sequence[PublishedGoal]

    def kpis(self, asked: Asked) -> Entries:
        """The indicators, once each."""
        of_indicator: dict[str, list[PublishedSeries]] = {}
        for each in self.series:
            of_indicator.setdefault(each.indicator.code, []).append(each)
        owners = {code: goal.owner for goal in reversed(self.goals) for code in goal.indicators}
        found = [_kpi(its, owners.get(code, "")) for code, its in of_indicator.items()]
        return [write_kpi(each) for each in found if _fits(asked, "id", each.id, each.title)]

    def groups(self, asked: Asked) -> Entries:
        """A goal is a group of the indicators that measure it."""
        titles = {each.indicator.code: each.indicator.title for each in self.series}
        found = [
            Group(f"G-{goal.code}", goal.title, tuple(Member(code, titles[code]) for code in goal.indicators))
            for goal in self.goals
            if goal.indicators
        ]
        return [write_group(each) for each in found if _fits(asked, "id", each.id, each.title)]

    def places(self, asked: Asked) -> Entries:
        """Our own municipality, alone."""
        place = Place(self.own.code, self.own.name, "K")
        fits = _fits(asked, "id", place.id, place.title) and asked.kind in ("", place.type)
        return [write_place(place)] if fits else []

    def units(self, asked: Asked) -> Entries:
        """The units that have published figures."""
        units = {each.unit.code: each.unit.name for each in self.series if each.unit}
        found = [OperatingUnit(code, name, self.own.code) for code, name in sorted(units.items())]
        here = not asked.municipality or self.own.code in asked.municipality
        return [write_operating_unit(each) for each in found if here and _fits(asked, "id", each.id, each.title)]

    def data(self, asked: Asked) -> Entries:
        """The whole municipality's figures."""
        return self._figures(asked, "municipality", [each for each in self.series if each.unit is None])

    def oudata(self, asked: Asked) -> Entries:
        """The units' figures."""
        return self._figures(asked, "ou", [each for each in self.series if each.unit is not None])

    def _figures(self, asked: Asked, part: str, series: Sequence[PublishedSeries]) -> Entries:
        chosen = [each for each in series if _in(asked, "kpi", each.indicator.code)]
        figures = [figure for each in chosen for figure in _years(each, self.own.code, since=asked.since)]
        return write_figures(
            each for each in figures if _in(asked, part, each.place) and _in(asked, "year", str(each.year))
        )


def _in(asked: Asked, part: str, value: str) -> bool:
    return part not in asked.ids or value in asked.ids[part]


def _fits(asked: Asked, part: str, value: str, title: str) -> bool:
    return _in(asked, part, value) and asked.title in title.casefold()


def _kpi(series: Sequence[PublishedSeries], owner: str) -> Kpi:
    indicator = series[0].indicator
    years = [
        point for each in series for point in each.points if is_calendar_year(point.period_start, point.period_end)
    ]
    sources = dict.fromkeys(point.source for point in years if point.source)
    return Kpi(
        id=indicator.code,
        title=f"{indicator.title}, {indicator.unit_of_measure}",
        description=" ".join(f"{'' if each.startswith('Källa') else 'Källa: '}{each}." for each in sources),
        is_divided_by_gender=any(point.sex != "T" for point in years),
        municipality_type="K",
        operating_area=owner,
        publication_date=max((point.recorded_on for point in years), default=None),
        publ_period=str(max((point.period_start.year for point in years), default="")),
        has_ou_data=any(each.unit is not None for each in series),
    )


def _years(series: PublishedSeries, own: str, *, since: date | None) -> Iterator[Figure]:
    for point in series.points:
        if is_calendar_year(point.period_start, point.period_end) and (since is None or point.recorded_on >= since):
            yield Figure(
                kpi=series.indicator.code,
                place=series.unit.code if series.unit else own,
                year=point.period_start.year,
                sex=point.sex,
                value=point.value,
                status=SUPPRESSED if point.is_suppressed else "",
                count=1,
                is_unit=series.unit is not None,
            )
