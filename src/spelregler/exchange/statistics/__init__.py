"""Statistics as SCB saves them, for one region: CSV, workbook, PX and JSON-stat 2. Pure: no Django, no clock.

    from spelregler.exchange.statistics import picked, read, region_of
    statistics = read(data, region_of("0481", "Oxelösund"))
    for each in picked(statistics):
        each.year, each.sex, each.figure.value

README.md in this folder says what is read and what is never guessed.
"""

from __future__ import annotations

from spelregler.domain.words import Words
from spelregler.exchange import limits
from spelregler.exchange.statistics.choose import Picked, picked
from spelregler.exchange.statistics.jsonstat import is_json, read_jsonstat
from spelregler.exchange.statistics.model import (
    FEWER,
    Dimension,
    Figure,
    Label,
    Region,
    Role,
    Statistics,
    StatisticsRefused,
    refused,
    region_of,
)
from spelregler.exchange.statistics.px import is_px, read_px
from spelregler.exchange.statistics.table import read_table
from spelregler.exchange.statistics.words import MISSING, NIL, is_year

__all__ = [
    "MISSING",
    "NIL",
    "Dimension",
    "Figure",
    "Label",
    "Picked",
    "Region",
    "Role",
    "Statistics",
    "StatisticsRefused",
    "is_year",
    "picked",
    "read",
    "refused",
    "region_of",
]


def read(data: bytes, region: Region) -> Statistics:
    """The figures of a region, whichever of SCB's formats the bytes are in: PX, JSON-stat 2, or a table in CSV or XLSX.

    Refuses with `StatisticsRefused` a file that is too large, and what each reader refuses.
    """
    if len(data) > limits.FILE:
        size = limits.FILE // limits.MB
        raise refused(
            Words("The file is larger than {size} MB.", size=size),
            todo=FEWER,
        )
    if is_json(data):
        return read_jsonstat(data, region)
    return read_px(data, region) if is_px(data) else read_table(data, region)
