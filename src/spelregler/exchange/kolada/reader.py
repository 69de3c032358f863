"""Reading the documents. Strict about what a figure means, forgiving about fields that are not used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from spelregler.domain import reading
from spelregler.domain.words import Words
from spelregler.exchange.bounded import Unfit, read_json
from spelregler.exchange.kolada.model import (
    SEXES,
    Figure,
    Group,
    KoladaFault,
    Kpi,
    Member,
    OperatingUnit,
    Page,
    Place,
)

Entries = Iterable[Mapping[str, Any]]
LARGEST = Decimal(10) ** 14
"""No figure of a municipality comes near this; what does is a fault and not stored."""


def read_page(data: bytes, *, document: str) -> Page:
    """One answer: its entries and the address of the next page. Numbers keep every digit.

    Refuses with `KoladaFault` what is no JSON, or has no list of entries.
    """
    try:
        found = read_json(data)
    except Unfit as error:
        raise KoladaFault(document=document, entry=None, words=Words("is not JSON")) from error
    values = found.get("values") if isinstance(found, dict) else None
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise KoladaFault(document=document, entry=None, words=Words("does not have the list “values”"))
    return Page(values=tuple(values), next_url=str(found.get("next_url") or ""))


def read_kpis(entries: Entries) -> list[Kpi]:
    """The catalogue's key figures. Refuses with `KoladaFault` one without id or title, and a day that is none."""
    return [
        Kpi(
            id=_text(each, "id", "kpi", entry),
            title=_text(each, "title", "kpi", entry),
            description=str(each.get("description") or ""),
            is_divided_by_gender=bool(each.get("is_divided_by_gender")),
            municipality_type=str(each.get("municipality_type") or ""),
            auspice=str(each.get("auspice") or ""),
            operating_area=str(each.get("operating_area") or ""),
            perspective=str(each.get("perspective") or ""),
            prel_publication_date=_day(each.get("prel_publication_date"), entry),
            publication_date=_day(each.get("publication_date"), entry),
            publ_period=str(each.get("publ_period") or ""),
            has_ou_data=bool(each.get("has_ou_data")),
        )
        for entry, each in enumerate(entries)
    ]


def read_places(entries: Entries) -> list[Place]:
    """Municipalities and regions. Refuses with `KoladaFault` one without id, title or type."""
    return [
        Place(*(_text(each, name, "municipality", entry) for name in ("id", "title", "type")))
        for entry, each in enumerate(entries)
    ]


def read_groups(entries: Entries, *, document: str = "municipality_groups") -> list[Group]:
    """Groups of municipalities, or of key figures (`kpi_groups`), with members.

    Refuses with `KoladaFault` a group without id or title, and a member without id.
    """
    return [
        Group(
            id=_text(each, "id", document, entry),
            title=_text(each, "title", document, entry),
            members=tuple(
                Member(_text(member, "member_id", document, entry), str(member.get("member_title") or ""))
                for member in _listed(each, "members", document, entry)
            ),
        )
        for entry, each in enumerate(entries)
    ]


def read_operating_units(entries: Entries) -> list[OperatingUnit]:
    """Schools, care homes and the like. Refuses with `KoladaFault` one without id, title or municipality."""
    return [
        OperatingUnit(*(_text(each, name, "ou", entry) for name in ("id", "title", "municipality")))
        for entry, each in enumerate(entries)
    ]


def read_figures(entries: Entries) -> Iterator[Figure]:
    """Every value of `data` or `oudata`. Null stays missing, a deleted one loses its value; neither becomes zero.

    Refuses with `KoladaFault` an entry without figure or place, a year that is none, an unknown gender, and a value
    that is no number or larger than any municipality's.
    """
    for entry, each in enumerate(entries):
        is_unit = "ou" in each
        document = "oudata" if is_unit else "data"
        kpi = _text(each, "kpi", document, entry)
        place = _text(each, "ou" if is_unit else "municipality", document, entry)
        year = _year(each.get("period"), document, entry)
        for value in _listed(each, "values", document, entry):
            sex, is_deleted = str(value.get("gender") or "")[:40], value.get("isdeleted") or False
            if sex not in SEXES:
                raise KoladaFault(document=document, entry=entry, words=Words("unknown gender “{sex}”", sex=sex))
            if not isinstance(is_deleted, bool):
                raise KoladaFault(
                    document=document,
                    entry=entry,
                    words=Words("“isdeleted” is neither true nor false"),
                )
            yield Figure(
                kpi=kpi,
                place=place,
                year=year,
                sex=sex,
                value=None if is_deleted else _number(value.get("value"), document, entry),
                status=str(value.get("status") or ""),
                is_deleted=is_deleted,
                count=value["count"] if isinstance(value.get("count"), int) else None,
                is_unit=is_unit,
            )


def _listed(each: Mapping[str, Any], name: str, document: str, entry: int) -> list[Mapping[str, Any]]:
    """The objects in a list of an entry; where it is left out or null there are none."""
    found = each.get(name)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise KoladaFault(
            document=document,
            entry=entry,
            words=Words("“{name}” is no list of objects", name=name),
        )
    return found


def _text(each: Mapping[str, Any], name: str, document: str, entry: int) -> str:
    found = each.get(name)
    if not isinstance(found, str) or not found:
        raise KoladaFault(document=document, entry=entry, words=Words("has no “{name}”", name=name))
    return found


def _year(found: Any, document: str, entry: int) -> int:
    try:
        return reading.year(str(found))
    except reading.Unreadable:
        shown = str(found)[:40]
        raise KoladaFault(document=document, entry=entry, words=Words("“{shown}” is no year", shown=shown)) from None


def _day(found: Any, entry: int) -> date | None:
    try:
        return reading.day(str(found)) if found else None
    except reading.Unreadable:
        raise KoladaFault(document="kpi", entry=entry, words=Words("“{found}” is no date", found=found)) from None


def _number(found: Any, document: str, entry: int) -> Decimal | None:
    if found is None:
        return None
    try:
        if isinstance(found, int | Decimal) and not isinstance(found, bool):
            return reading.figure_of(Decimal(found), -LARGEST, LARGEST)
    except reading.Unreadable:
        pass
    shown = str(found)[:40]
    raise KoladaFault(document=document, entry=entry, words=Words("“{shown}” is no value", shown=shown))
