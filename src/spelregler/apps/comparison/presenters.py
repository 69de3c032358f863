"""Comparison as people read it: figures with unit, year and source, and positions in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.comparison.queries.followed import Found
from spelregler.apps.comparison.queries.standing import Detail, Row, YearRow
from spelregler.domain.comparison import Direction, Pace, Position, Trends
from spelregler.ui import formatting
from spelregler.ui.series import SeriesChart, SeriesPoint

UNITS = re.compile(r"\((%)\)|\b(kr/inv\b[^,;]*|1000 kr/invånare|kr/elev|antal dagar|antal|dagar|%)", re.IGNORECASE)


@dataclass(frozen=True)
class ListRow:
    """One followed key figure in the table."""

    kolada_id: str
    title: str
    url: str
    value: Decimal | None
    unit: str
    decimals: int
    year: int | None
    remark: str
    group_median: Decimal | None
    group_note: str
    in_all: str
    in_all_note: str
    in_group: str
    in_group_note: str
    trend: str
    spark: Sequence[Decimal | None]


@dataclass(frozen=True)
class Year:
    """One year in the table of a key figure."""

    year: int
    own: Decimal | None
    remark: str
    women: Decimal | None
    men: Decimal | None
    group_median: Decimal | None
    group_count: int
    all_median: Decimal | None
    all_count: int
    country: Decimal | None
    in_all: str
    in_group: str


@dataclass(frozen=True)
class KpiPage:
    """One key figure: the sentence that says it all, the picture, and the table that it was drawn from."""

    row: ListRow
    sentences: Sequence[str]
    chart: SeriesChart
    years: Sequence[Year]
    has_sexes: bool
    has_country: bool
    description: str
    members: str
    renamed: str
    direction: str
    group_title: str


def list_rows(rows: Sequence[Row], *, group: str, language: str) -> list[ListRow]:
    """The table's rows in order."""
    return [list_row(each, group=group, language=language) for each in rows]


def list_row(row: Row, *, group: str, language: str) -> ListRow:
    """What is known of one key figure; what is not known is said, never a zero."""
    address = reverse("comparison:kpi", args=[row.kolada_id]) + (f"?{urlencode({'grupp': group})}" if group else "")
    first = min(row.own_series, default=0)
    years = range(first, max(row.own_series, default=-1) + 1)
    return ListRow(
        kolada_id=row.kolada_id,
        title=row.title,
        url=address,
        value=row.value,
        unit=row.indicator_unit or unit_of(row.title),
        decimals=row.decimals,
        year=row.year,
        remark=remark(row),
        group_median=row.group_median,
        group_note=_municipalities(row.group_count) if row.group_count else "",
        in_all=percentile(row.in_all, language),
        in_all_note=among(row.in_all),
        in_group=percentile(row.in_group, language),
        in_group_note=among(row.in_group),
        trend=trend_words(row.trend),
        spark=[row.own_series.get(year) for year in years],
    )


def unit_of(title: str) -> str:
    """The unit that Kolada writes in the title: (%), kr/inv, antal."""
    found = UNITS.search(title)
    return next((each for each in found.groups() if each), "").lower() if found else ""


def remark(row: Row) -> str:
    """What must be known before the value is used."""
    if row.value is None and row.fetched_on is None:
        return _("not fetched yet")
    if row.value is None:
        return _("no value of ours")
    return _("preliminary") if row.is_preliminary else ""


def percentile(position: Position | None, language: str) -> str:
    """The position as a whole number."""
    return "" if position is None else formatting.number(position.percentile, language, decimals=0)


def among(position: Position | None) -> str:
    """How many have a value, our own included."""
    return "" if position is None else _("among %(n)s") % {"n": position.count}


def _municipalities(count: int) -> str:
    return ngettext("%(n)s municipality", "%(n)s municipalities", count) % {"n": count}


def trend_words(trends: Trends | None) -> str:
    """Our change beside theirs, in a word."""
    if trends is None:
        return ""
    return {
        Pace.BETTER: _("better than theirs"),
        Pace.WORSE: _("worse than theirs"),
        Pace.SAME: _("as theirs"),
        Pace.FASTER: _("more than theirs"),
        Pace.SLOWER: _("less than theirs"),
    }[trends.pace]


def direction_words(direction: str) -> str:
    """Which way is good."""
    return {"higher": _("higher is better"), "lower": _("lower is better")}.get(direction, _("neither way is better"))


def scale_words(direction: str) -> str:
    """What 100 means."""
    return _("100 is the highest value") if direction == Direction.NONE else _("100 is best")


def directions() -> list[tuple[str, str]]:
    """To choose from."""
    return [(each.value, direction_words(each)) for each in Direction]


def kpi_page(detail: Detail, *, group: str, language: str) -> KpiPage:
    """One key figure's page."""
    row = list_row(detail.row, group=group, language=language)
    sentences = _sentences(detail.row, row, language) if row.value is not None else _without_us(detail, language)
    return KpiPage(
        row=row,
        sentences=sentences,
        chart=_chart(detail, row, " ".join(sentences)),
        years=[_year(each, language) for each in reversed(detail.years)],
        has_sexes=any(each.women is not None or each.men is not None for each in detail.years),
        has_country=any(each.country is not None for each in detail.years),
        description=detail.description,
        members=", ".join(detail.members),
        renamed=detail.row.title_before,
        direction=detail.row.direction,
        group_title=detail.row.group_title,
    )


def _sentences(row: Row, shown: ListRow, language: str) -> list[str]:
    """The page in words: for those who do not see the picture, and for those who have ten seconds."""
    told = formatting.number(row.value, language, decimals=row.decimals)
    said = [_("%(year)s: %(value)s %(unit)s.") % {"year": row.year, "value": told, "unit": shown.unit}]
    if row.group_median is not None:
        middle = formatting.number(row.group_median, language, decimals=row.decimals)
        said.append(_("The median of the group is %(middle)s (%(who)s).") % {"middle": middle, "who": shown.group_note})
    if row.in_all is not None:
        words = {"n": shown.in_all, "count": row.in_all.count, "scale": scale_words(row.direction)}
        said.append(_("Percentile %(n)s among %(count)s municipalities; %(scale)s.") % words)
    if row.in_group is not None:
        words = {"n": shown.in_group, "count": row.in_group.count}
        said.append(_("Percentile %(n)s among the %(count)s of the group and us.") % words)
    if row.trend is not None:
        said.append(_trend_sentence(row.trend, row.decimals + 1, language))
    return said


def _without_us(detail: Detail, language: str) -> list[str]:
    """What the others have, where we have no value."""
    said = [_("There is no value of ours.")]
    last = next((each for each in reversed(detail.years) if each.all_median is not None), None)
    if last is not None:
        middle = formatting.number(last.all_median, language, decimals=detail.row.decimals)
        words = {"year": last.year, "n": last.all_count, "middle": middle}
        said.append(_("In %(year)s %(n)s municipalities have a value; their median is %(middle)s.") % words)
    return said


def _trend_sentence(trend: Trends, decimals: int, language: str) -> str:
    words = {
        "first": trend.first,
        "last": trend.last,
        "years": trend.years,
        "own": formatting.number(trend.own, language, decimals=decimals, signed=True),
        "theirs": formatting.number(trend.theirs, language, decimals=decimals, signed=True),
        "count": trend.count,
        "pace": trend_words(trend),
    }
    return (
        _(
            "Change per year %(first)s–%(last)s (%(years)s years with a value): %(own)s for us, %(theirs)s for the "
            "group (median of %(count)s): %(pace)s."
        )
        % words
    )


def _chart(detail: Detail, row: ListRow, text: str) -> SeriesChart:
    return SeriesChart(
        label=_("We beside the group, year by year"),
        text=text,
        own_label=_("We"),
        others_label=_("Median of the group"),
        spread_label=_("Lowest to highest in the group"),
        points=[
            SeriesPoint(
                year=each.year, own=each.own, middle=each.group_median, low=each.group_low, high=each.group_high
            )
            for each in detail.years
        ],
        decimals=row.decimals,
    )


def _year(each: YearRow, language: str) -> Year:
    remarks = {True: _("preliminary"), False: each.status if each.own is None else ""}
    return Year(
        year=each.year,
        own=each.own,
        remark=remarks[each.is_preliminary],
        women=each.women,
        men=each.men,
        group_median=each.group_median,
        group_count=each.group_count,
        all_median=each.all_median,
        all_count=each.all_count,
        country=each.country,
        in_all=_of(each.in_all, language),
        in_group=_of(each.in_group, language),
    )


def _of(position: Position | None, language: str) -> str:
    if position is None:
        return ""
    return _("%(n)s (among %(count)s)") % {"n": percentile(position, language), "count": position.count}


@dataclass(frozen=True)
class Hit:
    """A key figure found in the catalogue."""

    found: Found
    url: str
    direction: str


def hits(found: Sequence[Found]) -> list[Hit]:
    """What the search found, in order."""
    return [
        Hit(
            each,
            reverse("comparison:kpi", args=[each.kolada_id]) if each.is_followed else "",
            direction_words(each.direction) if each.is_followed else "",
        )
        for each in found
    ]


def fetched_words(days: Sequence[date | None], language: str) -> str:
    """From when the figures are: the oldest of them, so that nothing is said to be newer than it is."""
    known = [day for day in days if day is not None]
    return formatting.long_date(min(known), language) if known else ""
