"""What members have asked in the demo, and what they were answered. Every question is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.people import head_post


@dataclass(frozen=True)
class QuestionFact:
    """A question from the seat of a body, by its number, to a leading official."""

    body: str
    seat: int
    addressee: str
    subject: str
    text: str
    asked_on: date
    answered_on: date | None = None
    answer: str = ""


QUESTIONS = (
    QuestionFact(
        "un",
        3,
        head_post("utbildningsforvaltningen"),
        "Frukost i fritidshemmen",
        "Hur många fritidshem serverar frukost, och når det dem som behöver den?",
        date(2026, 9, 21),
        date(2026, 9, 29),
        "Alla fritidshem i skolorna serverar frukost. Ungefär var tredje inskriven elev äter där någon gång i veckan.",
    ),
    QuestionFact(
        "un",
        5,
        head_post("utbildningsforvaltningen"),
        "Vikarier under hösten",
        "Hur ofta står en klass utan behörig vikarie, och vad gör förvaltningen åt det?",
        date(2026, 10, 26),
    ),
    QuestionFact(
        "von",
        4,
        head_post("social-och-omsorgsforvaltningen"),
        "Väntetid till hemtjänst",
        "Hur länge väntar den som har fått ett beslut om hemtjänst?",
        date(2026, 10, 12),
    ),
    QuestionFact(
        "ks",
        6,
        "kommunchef",
        "Reservkraft",
        "Hur länge klarar kommunhuset och särskilda boenden ett elavbrott?",
        date(2026, 6, 15),
        date(2026, 6, 30),
        "De särskilda boendena klarar tre dygn, kommunhuset ett. Provet i maj gick som det skulle.",
    ),
)
"""One is answered in time, one waits within its time, one waits past it, and one was answered before Midsummer's days
off were over: still in time."""


@dataclass(frozen=True)
class DialogueFact:
    """A dialogue between a body and its officials."""

    body: str
    kind: str
    held_on: date
    parties: str
    themes: str
    agreed: str = ""


DIALOGUES = (
    DialogueFact(
        "un",
        "budget",
        date(2026, 4, 14),
        "förvaltningschefen och tre rektorer",
        "Färre barn i förskolan, fler elever i årskurs 7–9",
        "Förvaltningen visar i juni vad färre barn betyder för lokalerna.",
    ),
    DialogueFact(
        "un",
        "results",
        date(2026, 9, 15),
        "förvaltningschefen och controllern",
        "Behörighet till gymnasiet, frånvaro, prognosen",
        "Nästa dialog börjar med frånvaron.",
    ),
    DialogueFact(
        "von",
        "results",
        date(2026, 9, 16),
        "förvaltningschefen och två enhetschefer",
        "Kontinuitet i hemtjänsten, utredningstider",
    ),
    DialogueFact(
        "kfn",
        "budget",
        date(2025, 10, 20),
        "förvaltningschefen",
        "Öppettider på biblioteket",
    ),
)
"""Two in a year, one of two, and one that is more than a year old. The others have recorded none."""
