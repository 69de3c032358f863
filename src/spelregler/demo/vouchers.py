"""The demo's bookkeeping January–October 2026, in whole öre, made from the October forecasts. Pure data.

Each unit's year is its October forecast, spread over the months by a shape and over Kommun-Bas accounts by a mix. So
the ledger and the forecasts tell the same story without anybody having typed a figure twice.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import YEAR, Origin
from spelregler.demo.frames import UNIT_TKR, unit_forecast_ore
from spelregler.demo.organisation import UNITS, UnitFact

ORIGIN = Origin.INVENTED
"""Holds for every voucher."""

LAST_MONTH = 10
BANK = "1930"
SERIES = "D"

DIMENSIONS = {1: "Ansvar", 6: "Projekt", 20: "Verksamhet", 21: "Aktivitet"}
ACTIVITIES = {"100": "Ordinarie verksamhet", "200": "Lokaler och drift", "300": "Avgifter och bidrag"}
PROJECTS = {"9001": "Hamnstaden", "9002": "Läslyftet"}
PROJECT_OF_UNIT = {"plan": "9001", "bibliotek": "9002"}

ACTIVITY_NAMES = {
    "215": "Fysisk planering och bygglov",
    "250": "Gator och parker",
    "261": "Miljö- och hälsoskydd",
    "315": "Allmän kulturverksamhet",
    "320": "Bibliotek",
    "330": "Kulturskola",
    "340": "Idrott och fritid",
    "350": "Fritidsgårdar",
    "407": "Förskola",
    "440": "Grundskola",
    "450": "Gymnasieskola",
    "510": "Vård och omsorg om äldre",
    "513": "Insatser enligt LSS",
    "570": "Stöd till barn och familjer",
    "575": "Ekonomiskt bistånd",
    "910": "Ledning",
    "920": "Gemensam verksamhet",
    "925": "Måltider och lokalvård",
}

ACCOUNTS = {
    BANK: "Bank",
    "3010": "Försäljning",
    "3110": "Taxor och avgifter",
    "3410": "Hyror",
    "3520": "Statsbidrag",
    "4110": "Anläggnings- och underhållsmaterial",
    "4610": "Köp av huvudverksamhet",
    "5010": "Löner, arbetad tid",
    "5110": "Löner, ej arbetad tid",
    "5610": "Sociala avgifter",
    "6010": "Lokalhyror",
    "6200": "Energi",
    "6460": "Förbrukningsinventarier och läromedel",
    "6830": "Tele, it och post",
    "6900": "Transportmedel",
    "7410": "Främmande tjänster",
    "7510": "Inhyrd personal",
}

MONTH_WEIGHTS: dict[str, tuple[int, ...]] = {
    "school": (84, 84, 86, 85, 86, 78, 62, 84, 88, 87, 88, 88),
    "bought": (86, 86, 86, 86, 86, 72, 62, 84, 88, 88, 88, 88),
    "care": (83, 79, 83, 82, 84, 86, 90, 86, 82, 82, 81, 82),
    "office": (80, 82, 85, 84, 84, 84, 70, 84, 88, 87, 86, 86),
    "outdoor": (110, 104, 92, 80, 78, 78, 66, 74, 78, 78, 78, 84),
}
"""How a year is spread, in per mille: schools rest in July, care does not, roads cost in winter."""

ACCOUNT_MIX: dict[str, tuple[tuple[str, int], ...]] = {
    "school": (
        ("5010", 560), ("5110", 45), ("5610", 190), ("6010", 175), ("6460", 40), ("7410", 25), ("3520", -35),
    ),
    "bought": (("4610", 1060), ("3520", -60)),
    "care": (
        ("5010", 610), ("5110", 70), ("5610", 225), ("6010", 120), ("6460", 45), ("7510", 30),
        ("3110", -60), ("3410", -40),
    ),
    "office": (("5010", 520), ("5110", 35), ("5610", 180), ("6010", 60), ("6830", 120), ("7410", 105), ("3010", -20)),
    "outdoor": (
        ("5010", 330), ("5110", 25), ("5610", 110), ("4110", 170), ("6200", 140), ("6900", 90), ("7410", 205),
        ("3110", -70),
    ),
}  # fmt: skip
"""What a net krona consists of, in per mille; income is negative, as in SIE."""


@dataclass(frozen=True)
class Row:
    """One row of a voucher: account, amount in öre and the objects it is posted on."""

    account: str
    amount_ore: int
    objects: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Voucher:
    """A voucher that sums to zero."""

    number: int
    day: date
    text: str
    rows: tuple[Row, ...]


def spread(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split whole öre by weights; the last part takes what rounding leaves, so nothing is lost."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights[:-1]]
    return (*parts, total - sum(parts))


def net_cost_ore(unit: UnitFact, month: int) -> int:
    """The unit's net cost of a month."""
    return spread(unit_forecast_ore(unit.code, LAST_MONTH), MONTH_WEIGHTS[unit.shape])[month - 1]


def _activity(account: str) -> str:
    return "300" if account.startswith("3") else "200" if account.startswith("6") else "100"


def rows_of(unit: UnitFact, net_ore: int) -> tuple[Row, ...]:
    """A month's net cost of a unit as a voucher's rows: accounts by its mix, objects, and the bank against them."""
    accounts, weights = zip(*ACCOUNT_MIX[unit.shape], strict=True)
    found = []
    for account, amount in zip(accounts, spread(net_ore, weights), strict=True):
        objects = [(1, unit.ansvar), (20, unit.verksamhet), (21, _activity(account))]
        if unit.code in PROJECT_OF_UNIT and account == "7410":
            objects.append((6, PROJECT_OF_UNIT[unit.code]))
        found.append(Row(account, amount, tuple(objects)))
    return (*found, Row(BANK, -net_ore))


def budget() -> Iterator[tuple[UnitFact, int, Row]]:
    """Unit, month and row of the year's budget: the frame, spread as the outcome is, on ansvar only."""
    for unit in UNITS:
        for month, net_ore in enumerate(spread(UNIT_TKR[unit.code] * 100_000, MONTH_WEIGHTS[unit.shape]), start=1):
            for row in rows_of(unit, net_ore)[:-1]:
                yield unit, month, Row(row.account, row.amount_ore, ((1, unit.ansvar),))


def vouchers(last_month: int = LAST_MONTH) -> Iterator[Voucher]:
    """One voucher per unit and month of the year so far, numbered in order of date."""
    number = 0
    for month in range(1, last_month + 1):
        last_day = date(YEAR, month, calendar.monthrange(YEAR, month)[1])
        for unit in UNITS:
            number += 1
            yield Voucher(number, last_day, f"{unit.name} {YEAR}-{month:02}", rows_of(unit, net_cost_ore(unit, month)))
