"""A few assessments of the demo's rules. Most are still to be made, as in a municipality that has just begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin
from spelregler.demo.people import head_post, manager_post

EDUCATION = "utbildningsforvaltningen"


@dataclass(frozen=True)
class EvidenceFact:
    """What an assessment rests on, and where it is kept."""

    title: str
    reference: str
    dated_on: date
    address: str = ""
    fresh_until: date | None = None


@dataclass(frozen=True)
class ObjectionFact:
    """What somebody whom it concerns sees differently."""

    text: str
    post: str
    role: str
    made_on: date


@dataclass(frozen=True)
class AssessmentFact:
    """What somebody has assessed, on which day, by whose post; `unit` or `department`, else the municipality.

    With `computed` it is said beside a computed answer, which said that then.
    """

    clause: str
    status: str
    reason: str
    on: date
    holds_to: date
    post: str
    role: str
    evidence: EvidenceFact | None = None
    unit: str = ""
    department: str = ""
    objection: ObjectionFact | None = None
    computed: str = ""
    origin: Origin = INVENTED


ASSESSMENTS = (
    AssessmentFact(
        "MR-43",
        "kept",
        "Egenkontrollen gjordes i januari. Två små brister är åtgärdade.",
        date(2026, 1, 26),
        date(2026, 6, 30),
        manager_post("oxeloskolan"),
        "EC",
        EvidenceFact("Egenkontroll januari 2026", "Enhetens mapp, pärmen Egenkontroll", date(2026, 1, 22)),
        unit="oxeloskolan",
    ),
    AssessmentFact(
        "MR-45",
        "kept",
        "Skolan delar idrottshall och vaktmästare med Ramdalsskolan. Socialtjänsten deltar i elevhälsans möten varje "
        "månad.",
        date(2026, 9, 14),
        date(2027, 8, 31),
        manager_post("oxeloskolan"),
        "EC",
        EvidenceFact("Anteckningar från samverkan med socialtjänsten", "Dnr 2026/118", date(2026, 9, 3)),
        unit="oxeloskolan",
    ),
    AssessmentFact(
        "MR-45",
        "kept",
        "Björntorp lånar ut och lånar in personal med Sjötången. Vårdcentralen är nöjd med de fasta mötena.",
        date(2026, 9, 21),
        date(2027, 8, 31),
        manager_post("bjorntorp"),
        "EC",
        EvidenceFact("Vårdcentralens svar på höstens enkät", "Dnr 2026/204", date(2026, 9, 10)),
        unit="bjorntorp",
        objection=ObjectionFact(
            "Två gånger i oktober fick hemtjänsten nej när en plats behövdes samma dag. Det behöver ni prata om.",
            head_post("aldreomsorgsforvaltningen"),
            "FC",
            date(2026, 10, 19),
        ),
    ),
    AssessmentFact(
        "CP-28",
        "attention",
        "Rollbeskrivningar finns för alla tjänster utom i måltidsservice, som bytte arbetssätt i våras.",
        date(2026, 9, 30),
        date(2027, 6, 30),
        head_post(EDUCATION),
        "FC",
        EvidenceFact("Genomgång av rollbeskrivningar", "Dnr 2026/131", date(2026, 9, 24)),
        department=EDUCATION,
    ),
    AssessmentFact(
        "MR-24",
        "kept",
        "Årets beslut i nämnderna är genomlästa. Inget av dem bestämmer hur en enhet ska arbeta.",
        date(2026, 10, 5),
        date(2027, 9, 30),
        "kommunchef",
        "KC",
        EvidenceFact("Genomläsning av nämndernas beslut", "Dnr 2026/311", date(2026, 10, 1), address="/beslut/"),
    ),
)


OVERRULINGS = (
    AssessmentFact(
        "MR-30",
        "attention",
        "Skolverkets siffra om behöriga lärare kommer först i mars. Vår egen räkning i september visar att målet nås.",
        date(2026, 10, 29),
        date(2027, 3, 31),
        manager_post("peterslundsskolan"),
        "EC",
        EvidenceFact("Räkning av behöriga lärare", "Rektorsexpeditionen, pärm 4", date(2026, 9, 30)),
        unit="peterslundsskolan",
        objection=ObjectionFact(
            "Den egna räkningen tar med lärare som saknar behörighet i ett av sina ämnen. Räkna om den.",
            head_post(EDUCATION),
            "FC",
            date(2026, 11, 1),
        ),
        computed="breach",
    ),
    AssessmentFact(
        "CP-5",
        "attention",
        "Översynen är klar sedan den 14 oktober. Den nya policyn beslutas den 1 december.",
        date(2026, 10, 30),
        date(2026, 12, 31),
        head_post("kultur-och-fritidsforvaltningen"),
        "FC",
        department="kultur-och-fritidsforvaltningen",
        computed="breach",
    ),
)
"""Two computed answers that somebody sees otherwise; one of them has met an objection."""
