"""Writing our own figures in the same shape, so that a program that reads Kolada reads us too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from spelregler.exchange.kolada.model import Figure, Group, Kpi, OperatingUnit, Place


def write_kpi(kpi: Kpi) -> dict[str, Any]:
    """An entry of `kpi`; what is not known is null, as Kolada writes it."""
    entry = asdict(kpi)
    for name in ("auspice", "operating_area", "perspective", "publ_period"):
        entry[name] = entry[name] or None
    for name in ("prel_publication_date", "publication_date"):
        day: date | None = entry[name]
        entry[name] = day.isoformat() if day else None
    return entry


def write_place(place: Place) -> dict[str, Any]:
    """An entry of `municipality`."""
    return asdict(place)


def write_operating_unit(unit: OperatingUnit) -> dict[str, Any]:
    """An entry of `ou`."""
    return asdict(unit)


def write_group(group: Group) -> dict[str, Any]:
    """An entry of `municipality_groups` or `kpi_groups`."""
    members = [{"member_id": each.id, "member_title": each.title} for each in group.members]
    return {"id": group.id, "title": group.title, "members": members}


def write_figures(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Entries of `data` or `oudata`: one for each key figure, place and year, with a value for each sex."""
    ordered = sorted(figures, key=lambda each: (each.kpi, each.place, each.year, "TKM".index(each.sex)))
    return [
        {
            "kpi": kpi,
            "ou" if is_unit else "municipality": place,
            "period": year,
            "values": [_value(each) for each in its],
        }
        for (kpi, place, year, is_unit), its in groupby(
            ordered, key=lambda each: (each.kpi, each.place, each.year, each.is_unit)
        )
    ]


def _value(figure: Figure) -> dict[str, Any]:
    return {
        "gender": figure.sex,
        "count": figure.count,
        "status": figure.status,
        "value": _plain(figure.value),
        "isdeleted": figure.is_deleted,
    }


def _plain(value: Decimal | None) -> int | float | None:
    """As JSON writes a number. A reader of JSON has a float in its hand; our own figures fit one exactly enough."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
