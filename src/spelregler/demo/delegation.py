"""What the demo's bodies have delegated, and what has been decided by it. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin
from spelregler.domain.delegation import Level, Matter, TypeOfDecision

KC, FC, EC, PRESIDIUM, BODY = (
    Level.CHIEF_EXECUTIVE,
    Level.DEPARTMENT_HEAD,
    Level.UNIT_MANAGER,
    Level.PRESIDIUM,
    Level.BODY,
)


@dataclass(frozen=True)
class OrderFact:
    """A version of a body's order: when it was decided, under which paragraph, from when it holds, and its rows."""

    body: str
    decided_on: date
    paragraph: str
    start: date
    rows: tuple[TypeOfDecision, ...]
    origin: Origin = INVENTED


@dataclass(frozen=True)
class DecidedFact:
    """A decision by delegation: by which type and post, when, about what; `told` is the paragraph it was told under."""

    body: str
    code: str
    post: str
    decided_on: date
    subject: str
    reference: str = ""
    told: tuple[date, str] | None = None
    origin: Origin = INVENTED


def _row(code: str, title: str, level: Level, lowest: Level, **more: object) -> TypeOfDecision:
    return TypeOfDecision(code, title, level, lowest, **more)  # type: ignore[arg-type]  # each is named where it is said


GOALS = _row("0.1", "Mål, inriktning och kvalitet för verksamheten", BODY, BODY, matter=Matter.DIRECTION)
URGENT = _row(
    "0.2", "Ärenden som är så brådskande att nämnden inte kan inväntas", PRESIDIUM, PRESIDIUM, law="KL 6 kap. 39 §"
)
HIRE = _row("1.1", "Anställa medarbetare i enheten", EC, EC, is_employer=True, conditions="Inom enhetens ram.")
BUY = _row("2.1", "Köpa in för högst 100\u00a0000\u00a0kr", EC, EC, conditions="Enligt kommunens regler för inköp.")
SCHOOL = (
    GOALS,
    URGENT,
    HIRE,
    BUY,
    _row("2.2", "Köpa in för högst 1\u00a0000\u00a0000\u00a0kr", FC, FC, may_subdelegate=False),
    _row("3.1", "Ta emot en elev från en annan kommun", EC, EC),
    _row("3.2", "Skolskjuts i särskilda fall", FC, EC, reason="Få ärenden, som ska bedömas lika."),
    _row("3.3", "Avstängning av en elev i gymnasiet", FC, EC),
)
CARE = (
    GOALS,
    URGENT,
    HIRE,
    BUY,
    _row("4.1", "Hyra ut en lägenhet i ett särskilt boende", EC, EC),
    _row("4.2", "Hjälpmedel för högst 20\u00a0000\u00a0kr", EC, EC),
)
CARE_NOW = (
    *CARE[:4],
    _row("4.1", "Hyra ut en lägenhet i ett särskilt boende", FC, EC, reason="Kön ska vara en för hela kommunen."),
    CARE[5],
)
PLANNING = (
    GOALS,
    URGENT,
    HIRE,
    BUY,
    _row("5.1", "Bygglov som följer detaljplanen", EC, EC, conditions="Inte vid avvikelse från planen."),
    _row("5.2", "Uttalande i frågor av principiell betydelse", BODY, BODY, matter=Matter.PRINCIPLE),
)
BOARD = (
    GOALS,
    URGENT,
    _row("1.0", "Förhandla och informera enligt medbestämmandelagen", FC, FC, is_employer=True, may_subdelegate=False),
    _row("1.2", "Avsluta en anställning efter överenskommelse", KC, KC, is_employer=True),
    HIRE,
    BUY,
    _row("6.1", "Ta upp lån inom fullmäktiges beslut", KC, FC, reason="Kommunens lån hålls ihop på ett ställe."),
)
ORDERS = (
    OrderFact("ks", date(2025, 12, 10), "151", date(2026, 1, 1), BOARD),
    OrderFact("un", date(2025, 12, 9), "152", date(2026, 1, 1), SCHOOL),
    OrderFact("von", date(2025, 12, 11), "153", date(2026, 1, 1), CARE),
    OrderFact("von", date(2026, 8, 27), "154", date(2026, 9, 1), CARE_NOW),
    OrderFact("msn", date(2025, 12, 15), "155", date(2026, 1, 1), PLANNING),
)
"""One body keeps a type higher without a reason, one has moved a type in, and one has no order yet."""
HEAD, SCHOOL_HEAD = "chef-utbildningsforvaltningen", "chef-ramdalsskolan"
DECIDED = (
    DecidedFact("un", "3.2", HEAD, date(2026, 8, 24), "Skolskjuts under höstterminen", "", (date(2026, 9, 9), "156")),
    DecidedFact("un", "1.1", SCHOOL_HEAD, date(2026, 8, 31), "Vikariat som lärare", "", (date(2026, 9, 9), "156")),
    DecidedFact("un", "1.1", SCHOOL_HEAD, date(2026, 9, 14), "Tillsvidareanställning som lärare", "UN 2026/1"),
    DecidedFact("un", "2.1", SCHOOL_HEAD, date(2026, 10, 6), "Läroböcker i matematik"),
    DecidedFact("von", "4.2", "chef-bjorntorp", date(2026, 10, 13), "Lyfthjälpmedel till ett boende"),
)
"""Some have been told, one should have been by now, and two wait for the next meeting."""
