"""Frames for 2026 in tkr, the units' own lines, and what managers forecast month by month.

A forecast is written as its deviation from the frame in per mille (negative is an overrun), because that is what the
rules judge; the amount follows from the frame.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import DERIVED, INVENTED, MADE_UP, Origin
from spelregler.demo.organisation import DEPARTMENTS, UNITS

FROM_DEMANDS = "Beräknad av effektiviseringskravet 2024 (1,85 % av ramen), oxelosund.se 2023-10-25"
FROM_SAVINGS = "Beräknad av besparingen 2025 (4,3 % av ramen), oxelosund.se 2024-05-23"

FINANCE_TKR = 21_400
"""Pensions and interest beside the committees. Tax and grants of 912 600 and 8 800 from the reserve cover the total."""

FINANCE_ORIGIN = INVENTED


@dataclass(frozen=True)
class FrameFact:
    """A net frame in tkr."""

    code: str
    tkr: int
    origin: Origin
    source: str = MADE_UP


COMMITTEE_FRAMES = (
    FrameFact("kf", 7_000, INVENTED),
    FrameFact("ks", 108_000, DERIVED, FROM_SAVINGS),
    FrameFact("un", 372_000, INVENTED),
    FrameFact("von", 343_000, DERIVED, FROM_DEMANDS),
    FrameFact("msn", 38_000, DERIVED, FROM_DEMANDS),
    FrameFact("kfn", 32_000, DERIVED, FROM_DEMANDS),
)

UNIT_FRAMES = tuple(
    FrameFact(code, tkr, INVENTED)
    for code, tkr in (
        ("ekonomi", 9_500),
        ("hr", 8_200),
        ("kansli", 7_900),
        ("it-digitalisering", 16_400),
        ("kommuncenter", 7_000),
        ("kost-service", 3_000),
        ("maltider", 26_500),
        ("lokalvard", 12_500),
        ("kommunledning", 17_000),
        ("oxeloskolan", 78_500),
        ("ramdalsskolan", 74_200),
        ("peterslundsskolan", 46_300),
        ("stenviks-forskola", 21_400),
        ("frosangs-forskola", 15_800),
        ("oxelo-forskola", 11_900),
        ("ramdalens-forskola", 9_700),
        ("dalgangens-forskola", 8_600),
        ("gymnasium-vux", 82_000),
        ("utbildning-central", 23_600),
        ("bjorntorp", 71_000),
        ("sjotangen", 38_500),
        ("hemtjansten", 62_000),
        ("hemsjukvard-rehab", 24_000),
        ("aldreomsorg-central", 9_500),
        ("ifo-barn-familj", 46_000),
        ("ifo-vuxen", 38_000),
        ("lss-boende", 39_000),
        ("daglig-verksamhet", 11_000),
        ("social-central", 4_000),
        ("bygglov", 5_200),
        ("miljo-halsa", 4_600),
        ("plan", 4_200),
        ("gata-park", 19_800),
        ("samhallsbyggnad-central", 4_200),
        ("bibliotek", 8_400),
        ("kulturskola", 5_300),
        ("fritid-anlaggningar", 13_100),
        ("ungdom", 3_000),
        ("kultur-fritid-central", 2_200),
    )
)

UNIT_TKR = {each.code: each.tkr for each in UNIT_FRAMES}
COMMITTEE_TKR = {each.code: each.tkr for each in COMMITTEE_FRAMES}
TOTAL_TKR = sum(COMMITTEE_TKR.values()) + FINANCE_TKR


@dataclass(frozen=True)
class LineFact:
    """A line of a unit's own split, in tkr: information for the unit alone (MR-39)."""

    unit: str
    label: str
    tkr: int
    origin: Origin = INVENTED


LINES = tuple(
    LineFact(unit, label, tkr)
    for unit, lines in {
        "oxeloskolan": (
            ("Personal", 60_400),
            ("Lokaler", 12_700),
            ("Läromedel", 2_900),
            ("Fortbildning", 900),
            ("Övrigt", 1_600),
        ),
        "ramdalsskolan": (("Personal", 57_300), ("Lokaler", 12_200), ("Läromedel", 3_000), ("Övrigt", 1_700)),
        "peterslundsskolan": (("Personal", 35_900), ("Lokaler", 7_800), ("Läromedel", 1_700), ("Övrigt", 900)),
        "bjorntorp": (("Personal", 61_300), ("Lokaler", 6_900), ("Förbrukning", 2_400), ("Övrigt", 400)),
        "hemtjansten": (("Personal", 55_100), ("Bilar", 3_300), ("Förbrukning", 1_900), ("Övrigt", 1_700)),
        "gata-park": (("Personal", 6_500), ("Entreprenad", 7_600), ("Energi", 2_700), ("Material", 3_000)),
    }.items()
    for label, tkr in lines
)


@dataclass(frozen=True)
class MoveFact:
    """Money that a unit manager moved between own lines, with nobody's approval (MR-38)."""

    unit: str
    from_label: str
    to_label: str
    tkr: int
    on: date
    reason: str
    origin: Origin = INVENTED


MOVES = (
    MoveFact("oxeloskolan", "Övrigt", "Läromedel", 250, date(2026, 2, 10), "Nya läromedel i matematik."),
    MoveFact("oxeloskolan", "Fortbildning", "Personal", 300, date(2026, 8, 24), "Två tjänster för särskilt stöd."),
    MoveFact("oxeloskolan", "Läromedel", "Personal", 200, date(2026, 9, 14), "Vikarier i stället för inköp."),
    MoveFact("ramdalsskolan", "Övrigt", "Personal", 400, date(2026, 8, 17), "En resurs på fritidshemmet."),
    MoveFact("bjorntorp", "Övrigt", "Personal", 150, date(2026, 3, 4), "Introduktion inför sommaren."),
    MoveFact("hemtjansten", "Bilar", "Personal", 500, date(2026, 5, 20), "Färre leasade bilar, fler timmar."),
    MoveFact("gata-park", "Entreprenad", "Material", 350, date(2026, 4, 15), "Mer salt och sand än väntat."),
)

REPORT_DAYS = {
    3: date(2026, 3, 27),
    4: date(2026, 4, 28),
    5: date(2026, 5, 27),
    6: date(2026, 6, 23),
    8: date(2026, 8, 27),
    9: date(2026, 9, 25),
    10: date(2026, 10, 28),
}
"""Month of a forecast and the day when units report it. July has none, as the rules for the year say."""

COMMITTEE_REPORT_DAYS = REPORT_DAYS | {9: date(2026, 9, 28)}
"""The September forecast reached the committees with the interim report, on 28 September."""

MONTHS = tuple(REPORT_DAYS)

UNIT_DEVIATIONS: dict[str, tuple[int, ...]] = {
    "oxeloskolan": (-4, -8, -11, -16, -21, -22, -24),
    "gymnasium-vux": (-2, -5, -8, -9, -15, -19, -19),
    "utbildning-central": (0, -2, -3, -4, -8, -10, -10),
    "ramdalsskolan": (2, 0, -2, -4, -6, -9, -8),
    "peterslundsskolan": (3, 3, 2, 1, -2, -4, -4),
    "bjorntorp": (2, 4, 3, 5, 4, 4, 5),
    "hemtjansten": (-3, -5, -9, -12, -16, -19, -18),
    "ifo-barn-familj": (-5, -6, -9, -11, -14, -19, -17),
    "ifo-vuxen": (-4, -5, -8, -10, -13, -18, -16),
    "gata-park": (-2, 3, 5, 6, 6, 7, 7),
}
"""The units with a story, in per mille of the frame, month by month."""

BODY_DEVIATIONS: dict[str, tuple[int, ...]] = {
    "kf": (0, 0, 2, 2, 3, 3, 3),
    "un": (-4, -7, -10, -12, -16, -21, -21),
    "von": (-3, -4, -6, -7, -9, -12, -11),
}
"""Committees that report more than the sum of their units: what no unit answers for comes on top."""

MADE_OF_UNITS = "Summan av enheternas prognoser."
WITH_COMMON = "Summan av enheternas prognoser och {tkr} tkr i kostnader som ingen enhet svarar för: {what}."
COMMON_COSTS = {
    "un": "skolskjuts och avgifter till andra kommuner",
    "von": "placeringar och färdtjänst",
    "kf": "revision, partistöd och val",
}
METHODS = {
    "school": "Utfall hittills plus kända tjänster och klasser för resten av året.",
    "care": "Utfall hittills plus planerad bemanning och belagda platser.",
    "bought": "Antal köpta platser per termin gånger pris.",
    "office": "Utfall hittills plus kvarvarande månader i samma takt, rättat för kända händelser.",
    "outdoor": "Utfall hittills plus normalt väder för resten av året.",
}
COMMENTS = {
    ("oxeloskolan", 8): "Två tjänster för särskilt stöd från augusti utan tillskott.",
    ("oxeloskolan", 9): "Samma orsak som i augusti. Förslag till åtgärder lämnas med yttrandet.",
    ("oxeloskolan", 10): "Åtgärderna får effekt först efter jul; prognosen är försiktig.",
    ("un", 9): "Förvaltningschefen har lagt fram förslag till åtgärder.",
    ("von", 9): "Hemtjänstens timmar och utredningar inom barn och familj.",
    ("gata-park", 10): "Mild höst.",
}


@dataclass(frozen=True)
class ForecastFact:
    """A reported forecast for a unit or a body; the amount is whole öre."""

    scope: str
    is_body: bool
    month: int
    recorded_on: date
    amount_ore: int
    method: str
    comment: str = ""
    origin: Origin = INVENTED


def _quiet(code: str) -> tuple[int, ...]:
    """A calm year within one per cent, always the same for a unit."""
    seed = zlib.crc32(code.encode())
    drift = seed % 5 - 2
    level = seed // 5 % 7 - 2
    return tuple(max(-8, min(8, level + drift * step // 3)) for step in range(len(MONTHS)))


def unit_deviation(code: str, month: int) -> int:
    """A unit's deviation in per mille of its frame."""
    return UNIT_DEVIATIONS.get(code, _quiet(code))[MONTHS.index(month)]


def unit_forecast_ore(code: str, month: int) -> int:
    """A unit's forecast in whole öre; a frame in tkr always divides evenly."""
    return UNIT_TKR[code] * 100 * (1000 - unit_deviation(code, month))


BODY_OF_UNIT = {unit.code: next(each.body for each in DEPARTMENTS if each.code == unit.department) for unit in UNITS}


def units_sum_ore(body: str, month: int) -> int:
    """What the body's units forecast together."""
    return sum(unit_forecast_ore(code, month) for code, owner in BODY_OF_UNIT.items() if owner == body)


def body_forecast_ore(body: str, month: int) -> int:
    """A body's forecast: its units and, where it has such, the costs that no unit answers for."""
    if body not in BODY_DEVIATIONS:
        return units_sum_ore(body, month)
    return COMMITTEE_TKR[body] * 100 * (1000 - BODY_DEVIATIONS[body][MONTHS.index(month)])


def _body_method(body: str, month: int) -> str:
    common = body_forecast_ore(body, month) - units_sum_ore(body, month)
    if not common:
        return MADE_OF_UNITS
    if body not in BODY_OF_UNIT.values():
        return f"Utfall hittills plus kända kostnader: {COMMON_COSTS[body]}."
    return WITH_COMMON.format(tkr=round(common / 100_000), what=COMMON_COSTS[body])


def forecasts() -> tuple[ForecastFact, ...]:
    """Every forecast of the year, units first, month by month."""
    found = []
    for month in MONTHS:
        for unit in UNITS:
            amount, comment = unit_forecast_ore(unit.code, month), COMMENTS.get((unit.code, month), "")
            method = METHODS[unit.shape]
            found.append(ForecastFact(unit.code, False, month, REPORT_DAYS[month], amount, method, comment))
        for body in COMMITTEE_TKR:
            amount, comment = body_forecast_ore(body, month), COMMENTS.get((body, month), "")
            day = COMMITTEE_REPORT_DAYS[month]
            found.append(ForecastFact(body, True, month, day, amount, _body_method(body, month), comment))
    return tuple(found)
