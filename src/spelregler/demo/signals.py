"""The demo's signals, with what was said and decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin
from spelregler.demo.people import head_post, manager_post


@dataclass(frozen=True)
class StandFact:
    """What department management decided about a signal."""

    choice: str
    reason: str
    reason_en: str
    decided_on: date
    decided_by: str
    review_on: date


@dataclass(frozen=True)
class StatementFact:
    """The unit's own words."""

    text: str
    text_en: str
    given_on: date
    given_by: str


@dataclass(frozen=True)
class SignalFact:
    """A signal on one of the six grounds; without a stand it waits for department management."""

    unit: str
    ground: str
    opened_on: date
    opened_by: str
    evidence: str
    evidence_en: str
    statement: StatementFact | None = None
    stand: StandFact | None = None
    origin: Origin = INVENTED


SIGNALS = (
    SignalFact(
        "oxeloskolan",
        "MR-48",
        date(2026, 9, 28),
        "controller",
        "Prognosen ligger under −2,0 procent två månader i rad: −2,1 i augusti och −2,2 i september.",
        "The forecast is below −2.0 per cent two months running: −2.1 in August and −2.2 in September.",
        StatementFact(
            "Två tjänster för särskilt stöd kom till i augusti utan tillskott, eftersom eleverna har rätt till stödet. "
            "Vi föreslår färre delade grupper i årskurs 9 och att en tjänst lämnas obesatt efter jul.",
            "Two posts for special support were added in August without extra money, because the pupils are entitled "
            "to it. We propose fewer split groups in year 9 and leaving one post vacant after Christmas.",
            date(2026, 10, 5),
            manager_post("oxeloskolan"),
        ),
        StandFact(
            "dialogue",
            "Enhetens åtgärder räcker till −0,6 procent under 2027. Friheten begränsas inte. Ny prövning 12 november.",
            "The unit's measures bring it to −0.6 per cent in 2027. Its freedom is not limited. New review 12 Nov.",
            date(2026, 10, 12),
            head_post("utbildningsforvaltningen"),
            date(2026, 11, 12),
        ),
    ),
    SignalFact(
        "oxeloskolan",
        "MR-46",
        date(2026, 9, 28),
        "controller",
        "Målet om behöriga lärare bedöms som ej uppfyllt två delår i rad: 53,8 procent mot 72.",
        "The goal on qualified teachers is judged not met two interim reports running: 53.8 per cent against 72.",
        StatementFact(
            "Fyra lärare läser klart på halvtid och blir behöriga 2027. Vi behöver hjälp att annonsera tillsammans med "
            "de andra skolorna.",
            "Four teachers finish their studies half time and qualify in 2027. We need help to advertise together with "
            "the other schools.",
            date(2026, 10, 5),
            manager_post("oxeloskolan"),
        ),
        StandFact(
            "dialogue",
            "Orsaken delas av hela länet och enheten har en plan. Förvaltningen tar över annonseringen. "
            "Ny prövning 12 november.",
            "The whole county shares the cause and the unit has a plan. The department takes over the advertising. "
            "New review 12 Nov.",
            date(2026, 10, 12),
            head_post("utbildningsforvaltningen"),
            date(2026, 11, 12),
        ),
    ),
    SignalFact(
        "bjorntorp",
        "MR-47",
        date(2026, 10, 20),
        "controller",
        "Fyra befogade klagomål om väntan på hjälp, inom samma kategori och 90 dagar.",
        "Four founded complaints about waiting for help, in the same category and within 90 days.",
    ),
    SignalFact(
        "fritid-anlaggningar",
        "MR-51",
        date(2026, 10, 10),
        manager_post("fritid-anlaggningar"),
        "Oklart vem som svarar för Ramdalsskolans idrottshall på kvällar: Fritid eller skolan. Båda har hänvisat till "
        "den andra.",
        "It is unclear who answers for the sports hall at Ramdalsskolan in the evenings: Leisure or the school. Each "
        "has referred to the other.",
    ),
)
