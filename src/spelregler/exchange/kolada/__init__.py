"""Kolada's open API, version 3: documents read and written, calls planned. Nothing here uses the network."""

from spelregler.exchange.kolada.model import (
    ALL,
    MEN,
    SEXES,
    WOMEN,
    Figure,
    Group,
    KoladaFault,
    Kpi,
    Member,
    OperatingUnit,
    Page,
    Place,
)
from spelregler.exchange.kolada.plan import MOST_IDS, MOST_ROWS, Call, chunks, plan_calls
from spelregler.exchange.kolada.reader import (
    read_figures,
    read_groups,
    read_kpis,
    read_operating_units,
    read_page,
    read_places,
)
from spelregler.exchange.kolada.writer import write_figures, write_group, write_kpi, write_operating_unit, write_place

__all__ = [
    "ALL",
    "MEN",
    "MOST_IDS",
    "MOST_ROWS",
    "SEXES",
    "WOMEN",
    "Call",
    "Figure",
    "Group",
    "KoladaFault",
    "Kpi",
    "Member",
    "OperatingUnit",
    "Page",
    "Place",
    "chunks",
    "plan_calls",
    "read_figures",
    "read_groups",
    "read_kpis",
    "read_operating_units",
    "read_page",
    "read_places",
    "write_figures",
    "write_group",
    "write_kpi",
    "write_operating_unit",
    "write_place",
]
