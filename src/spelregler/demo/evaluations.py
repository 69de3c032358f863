"""The demo's evaluations of 2025 and the account of them. One committee has skipped the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin
from spelregler.demo.people import head_post
from spelregler.domain.evaluation import Side

EVALUATED = 2025
UNION = "fackligt-ombud"


@dataclass(frozen=True)
class PartFact:
    """What a head or a union representative wrote."""

    side: Side
    post: str
    text: str


@dataclass(frozen=True)
class EvaluationFact:
    """A body's evaluation: its answers in the order of the package's questions, its parts, and its decision.

    Without a paragraph it is begun and not decided.
    """

    body: str
    on: date
    answers: tuple[tuple[str, str], ...] = ()
    parts: tuple[PartFact, ...] = ()
    improvements: str = ""
    paragraph: str = ""
    origin: Origin = INVENTED


EVALUATIONS = (
    EvaluationFact(
        "un",
        date(2026, 2, 17),
        (
            ("partly", "Nämnden höll sig till målen men frågade ofta om enskilda skolors inköp."),
            ("yes", "Delårsrapporten ledde till två beslut om åtgärder."),
            ("partly", "Samtalet om ramen kom sent på hösten."),
            ("yes", ""),
            ("no", "Nämnden mötte invånare bara vid ett tillfälle."),
        ),
        (
            PartFact(
                "staff",
                head_post("utbildningsforvaltningen"),
                "Rektorerna har fått styra inom sin ram. Frågor från ledamöter går ibland ännu direkt till en skola.",
            ),
            PartFact(
                "union",
                UNION,
                "Samverkan före budgeten fungerade. Medarbetarna får sent veta vad nämnden har beslutat.",
            ),
        ),
        "Samtal om ramen redan i maj. Två öppna möten med invånare under året. Frågor ställs till förvaltningschefen.",
        "14",
    ),
    EvaluationFact(
        "von",
        date(2026, 2, 18),
        (
            ("yes", ""),
            ("partly", "Resultaten värderades, men ett beslut väntade till hösten."),
            ("yes", "Nämnden fick konsekvenser beskrivna före ramen."),
            ("partly", "Två nya ersättare har inte gått introduktionen."),
            ("partly", ""),
        ),
        (
            PartFact(
                "staff",
                head_post("aldreomsorgsforvaltningen"),
                "Ansvaret är tydligt. Fler enheter behöver stöd med att följa upp sina mål.",
            ),
        ),
        "Alla nya ersättare går introduktionen inom tre månader.",
        "19",
    ),
    EvaluationFact(
        "msn",
        date(2026, 3, 17),
        (
            ("yes", ""),
            ("no", "Nämnden värderade inte delårsrapporten."),
            ("partly", ""),
            ("yes", ""),
            ("partly", "Dialogen gällde detaljplaner, inte målen."),
        ),
        (),
        "Delårsrapporten får en egen punkt med tid för samtal.",
        "27",
    ),
    EvaluationFact(
        "ks",
        date(2026, 2, 25),
        (
            ("yes", ""),
            ("yes", "Styrelsen begärde åtgärder av två nämnder."),
            ("partly", "Budgetdialogen blev kort."),
            ("yes", ""),
            ("partly", ""),
        ),
        (),
        "Budgetdialogen får en heldag i april.",
        "38",
    ),
    EvaluationFact(
        "kfn",
        date(2026, 2, 20),
        parts=(
            PartFact(
                "staff",
                head_post("kultur-och-fritidsforvaltningen"),
                "Enheterna arbetar inom sin ram och sina mål. Nämnden hann inte utvärdera före sista februari.",
            ),
        ),
    ),
)


@dataclass(frozen=True)
class AccountFact:
    """The board's answer, and when and where the board and the council decided."""

    answer: str
    board_on: date
    board_paragraph: str
    council_on: date
    council_paragraph: str
    origin: Origin = INVENTED


ACCOUNT = AccountFact(
    "Policyn följs i stora drag. Två nämnder och styrelsen själv vill tala mer om vad ramen räcker till, och "
    "budgetdialogen får en heldag i april. Kultur- och fritidsnämnden har inte utvärderat året. Styrelsen har bett "
    "den göra det.",
    date(2026, 4, 8),
    "61",
    date(2026, 4, 15),
    "44",
)
