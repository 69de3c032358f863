"""What the demo's bodies have had evaluated, and what was seen around the municipality. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin


@dataclass(frozen=True)
class EvaluationFact:
    """An evaluation: the body's decision, the last day, and what was found and decided of it with day and paragraph."""

    body: str
    title: str
    why: str
    decided: tuple[date, str]
    due_on: date
    department: str = ""
    handed_on: date | None = None
    found: str = ""
    followed: tuple[date, str] | None = None
    leads_to: str = ""
    origin: Origin = INVENTED


EVALUATIONS = (
    EvaluationFact(
        "un",
        "Läslyftet i årskurs 1–3",
        "Har eleverna i de tre skolor som var med blivit bättre på att läsa, och vad kostade det?",
        (date(2026, 1, 20), "7"),
        date(2026, 5, 31),
        "utbildningsforvaltningen",
        date(2026, 5, 12),
        "Fler läser som de ska i årskurs 3, mest där läraren fick tid att planera. I en skola syns ingen skillnad.",
        (date(2026, 9, 15), "88"),
        "Arbetssättet införs i alla skolor hösten 2027. Förvaltningen visar i februari vad planeringstiden kostar.",
    ),
    EvaluationFact(
        "von",
        "Den nya bemanningen i hemtjänsten",
        "Möter de äldre färre personer sedan områdena delades, och hur har personalen det?",
        (date(2025, 12, 9), "141"),
        date(2026, 4, 30),
        "aldreomsorgsforvaltningen",
        date(2026, 4, 14),
        "Antalet personer har minskat något. Kvällarna är oförändrade, och schemat har blivit svårare att lägga.",
    ),
    EvaluationFact(
        "kfn",
        "Bidragen till föreningarna",
        "Når bidragen de barn och unga som inte redan är med?",
        (date(2026, 9, 22), "61"),
        date(2026, 11, 30),
    ),
)
"""One is used, one has waited too long for a decision, and one is on its way. The others have commissioned none."""


@dataclass(frozen=True)
class ScanFact:
    """A scan, of a body or of the whole municipality; and by body and year how it was used, and on which day told."""

    title: str
    held_on: date
    points: tuple[str, ...]
    body: str = ""
    used: tuple[tuple[str, int, str, date], ...] = ()
    origin: Origin = INVENTED


TOGETHER = "Mål och budget räknar med färre barn i förskolan, och med fler som är äldre än 80 år."
SCANS = (
    ScanFact(
        "Omvärldsdag 2025",
        date(2025, 2, 13),
        (
            "Färre barn föds, i hela landet och här.",
            "Stålverket ställer om, och fler arbetar där medan det byggs.",
            "Räntan sjunker, men lönerna stiger mer än skatten.",
        ),
        used=(
            ("kf", 2026, TOGETHER, date(2025, 11, 19)),
            ("ks", 2026, TOGETHER, date(2025, 10, 28)),
            ("un", 2026, "Två förskolor slås ihop när barnen blir färre.", date(2025, 10, 14)),
        ),
    ),
    ScanFact(
        "Omvärldsdag 2026",
        date(2026, 2, 12),
        (
            "Fler äldre behöver hjälp hemma, och färre söker arbete inom omsorgen.",
            "Nya krav på skolans läromedel gäller från 2027.",
            "Elpriset svänger mer än förr.",
        ),
        used=(("ks", 2027, "Budgetförslaget räknar med dyrare el och fler timmar i hemtjänsten.", date(2026, 10, 20)),),
    ),
    ScanFact(
        "Hur andra kommuner bemannar hemtjänsten",
        date(2026, 9, 3),
        ("Tre kommuner har delat områdena och fått färre personer per hem.", "Ingen av dem har fått lägre kostnad."),
        body="von",
    ),
)
"""Two of the whole municipality, of which the older is used by some, and one of a body that is used nowhere yet."""
