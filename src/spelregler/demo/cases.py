"""The demo's registry: a few cases of three bodies, all invented. Two bodies have none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.people import head_post
from spelregler.domain.disposal import KindOfRecord


@dataclass(frozen=True)
class RecordFact:
    """A record of a case. One without a correspondent is drawn up within."""

    kind: str
    dated: date
    subject: str
    correspondent: str = ""
    correspondent_ground: str = ""
    is_draft: bool = False


@dataclass(frozen=True)
class MemoFact:
    """An official's memo; one that is not signed is a draft."""

    begun_on: date
    parts: dict[str, str]
    signed_on: date | None = None


@dataclass(frozen=True)
class CaseFact:
    """A case, and the occasion of the year that it is opened for."""

    body: str
    title: str
    responsible: str
    opened_on: date
    event: str = ""
    on: date | None = None
    records: tuple[RecordFact, ...] = ()
    memo: MemoFact | None = None
    title_ground: str = ""
    party: str = ""
    party_ground: str = ""
    closed_on: date | None = None


PLAN = (
    KindOfRecord("1.1", "Protokoll och underlag till beslut", None, "Påhittat exempel: bevaras"),
    KindOfRecord("2.1", "Inbjudningar och utskick för kännedom", 0, "Påhittat exempel"),
    KindOfRecord("2.2", "Svar på remiss till skolorna", 5, "Påhittat exempel"),
)
"""The education committee's disposal plan, invented. The other bodies have none, and keep everything."""
PLAN_START, PLAN_DECIDED = date(2025, 1, 1), (date(2024, 12, 11), "118")

SCHOOLS, BOARD, ELDERLY = (
    head_post("utbildningsforvaltningen"),
    head_post("kommunstyrelseforvaltningen"),
    head_post("aldreomsorgsforvaltningen"),
)
PERSONAL = "OSL 39 kap. 2 §"
"""Personal circumstances in matters of staff, after a harm test; no secrecy by itself."""

CASES = (
    CaseFact(
        "un",
        "Rekrytering av behöriga lärare",
        SCHOOLS,
        date(2026, 8, 17),
        records=(
            RecordFact("incoming", date(2026, 8, 17), "Skrivelse om lärarbristen", "Föräldraföreningen vid en skola"),
            RecordFact("outgoing", date(2026, 8, 24), "Svar på skrivelsen", "Föräldraföreningen vid en skola"),
            RecordFact("outgoing", date(2026, 10, 12), "Remiss till skolorna", "Skolorna", is_draft=True),
        ),
    ),
    CaseFact(
        "un",
        "Delårsrapport januari till augusti 2026",
        SCHOOLS,
        date(2026, 8, 31),
        event="interim-committee",
        on=date(2026, 9, 30),
        memo=MemoFact(
            date(2026, 9, 8),
            {
                "summary": "Nämnden når de flesta mål. Prognosen visar ett underskott som kräver åtgärder.",
                "background": "Delåret omfattar januari till augusti.",
                "alternatives": "Nämnden kan besluta åtgärder nu, eller begära mer underlag.",
                "money": "Utan åtgärder blir underskottet större än det som nämnden har råd med.",
                "children": "Åtgärderna ska inte röra stödet till elever.",
                "proposal": "Nämnden godkänner delårsrapporten och beslutar om åtgärder.",
            },
            date(2026, 9, 14),
        ),
        closed_on=date(2026, 10, 2),
    ),
    CaseFact(
        "un",
        "Verksamhetsplan och internbudget 2027",
        SCHOOLS,
        date(2026, 10, 5),
        event="plans-december",
        on=date(2026, 12, 31),
        memo=MemoFact(
            date(2026, 10, 19),
            {
                "summary": "Planen utgår från fullmäktiges mål och nämndens ram.",
                "background": "Ramen beslutas i november.",
            },
        ),
    ),
    CaseFact(
        "ks",
        "Omplacering av en anställd",
        BOARD,
        date(2026, 10, 14),
        title_ground=PERSONAL,
        party="Anställd A",
        party_ground=PERSONAL,
        records=(RecordFact("incoming", date(2026, 10, 14), "Begäran", "Anställd A", correspondent_ground=PERSONAL),),
    ),
    CaseFact(
        "ks", "Delårsrapport 2026 till fullmäktige", BOARD, date(2026, 9, 1), "interim-council", date(2026, 10, 31)
    ),
    CaseFact("ks", "Styrelsens delår 2026", BOARD, date(2026, 9, 3), "interim-committee", date(2026, 9, 30)),
    CaseFact("ks", "Förslag till mål och budget 2027", BOARD, date(2026, 9, 7), "board-proposal", date(2026, 10, 31)),
    CaseFact("ks", "Mål och budget 2027", BOARD, date(2026, 9, 7), "council-budget", date(2026, 11, 30)),
    CaseFact("von", "Larmen på Björntorp", ELDERLY, date(2026, 6, 15)),
)
"""Nobody has raised what the care committee was to value in September, nor the board's own plans for 2027."""
