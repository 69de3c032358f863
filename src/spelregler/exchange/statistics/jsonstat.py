"""JSON-stat 2.0, as PxWeb and others give it: a dataset with its dimensions in order and the figures as one row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from math import prod
from typing import Any

from spelregler.domain.words import Words
from spelregler.exchange.bounded import read_json
from spelregler.exchange.sheets import Cell
from spelregler.exchange.statistics.cube import Variable, of_region, role_of_variable
from spelregler.exchange.statistics.model import Label, Region, Role, Statistics, StatisticsRefused, refused

ROLES = {"time": Role.TIME, "geo": Role.REGION, "metric": Role.CONTENT}


def is_json(data: bytes) -> bool:
    """Told by its first sign."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read_jsonstat(data: bytes, region: Region) -> Statistics:
    """The figures of a region. Refuses with `StatisticsRefused` what is no JSON-stat 2, or as `of_region` does."""
    try:
        said = read_json(data)
        if said.get("class") != "dataset" or "id" not in said:
            raise _not_one()
        variables = [_variable(said, name) for name in said["id"]]
        if [len(each.labels) for each in variables] != said["size"]:
            raise ValueError("size")
        count = prod(said["size"])
        return of_region(variables, region, lambda places: _cells(said, places, count))
    except StatisticsRefused:
        raise
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise _not_one() from error


def _not_one() -> StatisticsRefused:
    return refused(Words("The file is no JSON-stat 2, or damaged."))


def _variable(said: dict[str, Any], name: str) -> Variable:
    dimension = said["dimension"][name]
    category = dimension["category"]
    texts: dict[str, str] = category.get("label", {})
    index = category.get("index", list(texts))
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)
    title = str(dimension.get("label") or name)
    roles = said.get("role", {})
    role = next((role for key, role in ROLES.items() if name in roles.get(key, ())), role_of_variable(title, name))
    return Variable(title, name, role, tuple(Label(str(code), str(texts.get(code, code))) for code in codes))


def _cells(said: dict[str, Any], places: Collection[int], count: int) -> Mapping[int, Cell]:
    """The figures of the places; where one is missing, how the status marks it."""
    value, status = said["value"], said.get("status", {})
    if not isinstance(value, dict) and len(value) != count:
        raise ValueError("value")
    return {place: _cell(_at(value, place), _at(status, place)) for place in places}


def _at(row: Any, place: int) -> Any:
    """An array, an object with the places as keys, or one word for all."""
    if isinstance(row, dict):
        return row.get(str(place))
    if isinstance(row, list):
        return row[place] if place < len(row) else None
    return row


def _cell(value: Any, status: Any) -> Cell:
    if value is None:
        return str(status or "")
    return str(value) if isinstance(value, str | bool) else Decimal(value)
