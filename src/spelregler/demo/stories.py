"""What happened: decisions, assignments, policy documents, and the signals that are open on the demo's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import FOUND, INVENTED, MADE_UP, Origin
from spelregler.demo.people import head_post
from spelregler.domain.policy import MANAGER_POLICY, PERSONNEL_PROGRAMME


@dataclass(frozen=True)
class DecisionFact:
    """A minuted decision. `key` is how the other facts of the demo refer to it."""

    key: str
    body: str
    decided_on: date
    paragraph: str
    title: str
    text: str
    kind: str
    origin: Origin = INVENTED
    source: str = MADE_UP
    touches_staff: bool | None = None


DECISIONS = (
    DecisionFact(
        "chefspolicy",
        "kf",
        date(1994, 11, 24),
        "142",
        "Chefspolicy",
        "Fullmäktige antar chefspolicyn.",
        "policy",
        FOUND,
        "Chefspolicy, sidhuvudet",
    ),
    DecisionFact(
        "vision",
        "kf",
        date(2012, 12, 12),
        "151",
        "Vision",
        "Fullmäktige ställer sig bakom visionen efter samtal med invånare och partier.",
        "goals",
    ),
    DecisionFact(
        "malstyrning",
        "kf",
        date(2023, 2, 15),
        "17",
        "Målstyrning och roller",
        "Fullmäktige antar spelreglerna för förtroendevalda och anställda. De ses över minst en gång per mandatperiod.",
        "policy",
    ),
    DecisionFact(
        "paket",
        "kf",
        date(2025, 11, 12),
        "120",
        "Spelreglerna som policypaket från 2026",
        "Fullmäktige beslutar att regler, gränsvärden och årscykel gäller i den form som paketet anger.",
        "policy",
    ),
    DecisionFact(
        "budget-2026",
        "kf",
        date(2025, 11, 12),
        "118",
        "Mål och budget 2026 med plan 2027–2028: ramar",
        "Fullmäktige fördelar 900 000 tkr till nämnderna och 21 400 tkr till finans. Skatt och bidrag beräknas till "
        "912 600 tkr och 8 800 tkr tas ur reserven.",
        "frames",
    ),
    DecisionFact(
        "mal-2026",
        "kf",
        date(2025, 11, 12),
        "119",
        "Mål och budget 2026 med plan 2027–2028: mål",
        "Fullmäktige beslutar sex kommunmål med mått och målvärden för 2026.",
        "goals",
    ),
    DecisionFact(
        "ks-mal",
        "ks",
        date(2025, 12, 3),
        "204",
        "Verksamhetsplan 2026",
        "Styrelsen beslutar sina mål för 2026.",
        "goals",
    ),
    DecisionFact(
        "un-mal",
        "un",
        date(2025, 12, 9),
        "112",
        "Verksamhetsplan och internbudget 2026",
        "Nämnden beslutar sina mål och fördelar ramen mellan enheterna.",
        "goals",
    ),
    DecisionFact(
        "von-mal",
        "von",
        date(2025, 12, 10),
        "131",
        "Verksamhetsplan och internbudget 2026",
        "Nämnden beslutar sina mål och fördelar ramen mellan enheterna.",
        "goals",
    ),
    DecisionFact(
        "msn-mal",
        "msn",
        date(2025, 12, 11),
        "98",
        "Verksamhetsplan och internbudget 2026",
        "Nämnden beslutar sina mål och fördelar ramen mellan enheterna.",
        "goals",
    ),
    DecisionFact(
        "kfn-mal",
        "kfn",
        date(2025, 12, 8),
        "74",
        "Verksamhetsplan och internbudget 2026",
        "Nämnden beslutar sina mål och fördelar ramen mellan enheterna.",
        "goals",
    ),
    DecisionFact(
        "instruktion-kommunchef",
        "ks",
        date(2023, 3, 8),
        "41",
        "Instruktion för kommunchefen",
        "Styrelsen beslutar vad kommunchefen leder och svarar för.",
        "other",
    ),
    DecisionFact(
        "un-instruktion",
        "un",
        date(2023, 3, 14),
        "29",
        "Instruktion för förvaltningschefen",
        "Nämnden beslutar vad förvaltningschefen svarar för inför nämnden.",
        "other",
    ),
    DecisionFact(
        "von-instruktion",
        "von",
        date(2023, 3, 15),
        "33",
        "Instruktion för förvaltningscheferna",
        "Nämnden beslutar vad de två förvaltningscheferna svarar för inför nämnden.",
        "other",
    ),
    DecisionFact(
        "msn-instruktion",
        "msn",
        date(2023, 3, 16),
        "24",
        "Instruktion för förvaltningschefen",
        "Nämnden beslutar vad förvaltningschefen svarar för inför nämnden.",
        "other",
    ),
    DecisionFact(
        "kfn-instruktion",
        "kfn",
        date(2023, 3, 20),
        "19",
        "Instruktion för förvaltningschefen",
        "Nämnden beslutar vad förvaltningschefen svarar för inför nämnden.",
        "other",
    ),
    DecisionFact(
        "un-uppdrag-larare",
        "un",
        date(2026, 3, 10),
        "31",
        "Uppdrag om lärarförsörjning",
        "Nämnden ger förvaltningschefen i uppdrag att visa hur fler lärare ska bli behöriga.",
        "other",
    ),
    DecisionFact(
        "von-uppdrag-tid",
        "von",
        date(2026, 4, 15),
        "44",
        "Uppdrag om utredningstider",
        "Nämnden ger förvaltningschefen i uppdrag att korta tiden för utredningar.",
        "other",
    ),
    DecisionFact(
        "ks-uppdrag-reserv",
        "ks",
        date(2026, 5, 6),
        "88",
        "Uppdrag om reservens användning",
        "Styrelsen ger kommunchefen i uppdrag att beskriva hur reserven får användas.",
        "other",
    ),
    DecisionFact(
        "kfn-uppdrag-lokaler",
        "kfn",
        date(2026, 6, 8),
        "47",
        "Uppdrag om lokaler på kvällstid",
        "Nämnden ger förvaltningschefen i uppdrag att föreslå hur skolans lokaler kan användas på kvällar.",
        "other",
    ),
    DecisionFact(
        "un-oppna-uppdrag",
        "un",
        date(2026, 9, 15),
        "69",
        "Öppna uppdrag",
        "Nämnden går igenom ett öppet uppdrag, om lärarförsörjning.",
        "open_assignments",
    ),
    DecisionFact(
        "ks-oppna-uppdrag",
        "ks",
        date(2026, 10, 7),
        "151",
        "Öppna uppdrag",
        "Styrelsen går igenom ett öppet uppdrag, om reservens användning.",
        "open_assignments",
    ),
    DecisionFact(
        "von-atgarder",
        "von",
        date(2026, 10, 14),
        "87",
        "Åtgärder efter septemberprognosen",
        "Nämnden beslutar om åtgärder för 2 900 tkr inom hemtjänst och utredningar och följer upp dem i december.",
        "measures",
        touches_staff=True,
    ),
)

COMMITTEE_GOAL_DECISIONS = {"ks": "ks-mal", "un": "un-mal", "von": "von-mal", "msn": "msn-mal", "kfn": "kfn-mal"}

ANSWERED_FORECASTS = (("von", 9, "von-atgarder"),)
"""Body, month and answer. The education committee's forecast of 28 September has none: late by MR-19."""


@dataclass(frozen=True)
class AssignmentFact:
    """A political assignment; the addressee is always a leading official (MR-23)."""

    decision: str
    addressee: str
    text: str
    intended_result: str
    due_on: date
    reported_on: date | None = None
    result: str = ""
    effect: str = ""
    origin: Origin = INVENTED


ASSIGNMENTS = (
    AssignmentFact(
        "un-uppdrag-larare",
        head_post("utbildningsforvaltningen"),
        "Visa hur fler lärare ska bli behöriga till 2028.",
        "Minst 72 procent behöriga lärare.",
        date(2026, 10, 13),
    ),
    AssignmentFact(
        "von-uppdrag-tid",
        head_post("social-och-omsorgsforvaltningen"),
        "Korta tiden för utredningar av barn.",
        "Ingen utredning äldre än fyra månader.",
        date(2026, 9, 16),
        date(2026, 9, 16),
        "Två handläggare har arbetat samlat med utredningarna sedan i maj.",
        "Ingen utredning är äldre än fyra månader; i april var nio det.",
    ),
    AssignmentFact(
        "ks-uppdrag-reserv",
        "kommunchef",
        "Beskriv hur reserven får användas 2027.",
        "Ett underlag som fullmäktige kan besluta på.",
        date(2026, 11, 18),
    ),
    AssignmentFact(
        "kfn-uppdrag-lokaler",
        head_post("kultur-och-fritidsforvaltningen"),
        "Föreslå hur skolans lokaler kan användas på kvällar.",
        "Fler öppna kvällar utan nya lokaler.",
        date(2026, 12, 14),
    ),
)


@dataclass(frozen=True)
class DocumentFact:
    """A policy document with its adoption."""

    document: str
    title: str
    version: str
    start: date
    adopted_on: date
    paragraph: str
    owner: str
    reviewed_on: date | None
    origin: Origin
    source: str


DOCUMENTS = (
    DocumentFact(
        "MR",
        "Målstyrning och roller",
        "2023",
        date(2023, 3, 1),
        date(2023, 2, 15),
        "17",
        "Kommunchef",
        date(2025, 3, 5),
        INVENTED,
        "Datum och paragraf: påhittade. Dokumentet finns.",
    ),
    DocumentFact(
        "CP",
        "Chefspolicy",
        "1994",
        date(1994, 11, 24),
        date(1994, 11, 24),
        "142",
        "HR",
        None,
        FOUND,
        "Chefspolicy, sidhuvudet",
    ),
)


@dataclass(frozen=True)
class BesideFact:
    """A governing document beside the policy. A department's own manager policy has a department."""

    document: str
    department: str
    version: str
    start: date
    decided_by: str
    reviewed_on: date | None = None
    own_rules: tuple[tuple[str, str, bool], ...] = ()
    """What a department's own policy says of a rule of the central one, and whether it is stated to add to it."""
    origin: Origin = INVENTED
    source: str = MADE_UP


BESIDE = (
    BesideFact(PERSONNEL_PROGRAMME, "", "2023", date(2023, 6, 1), "Kommunstyrelsen", date(2025, 6, 10)),
    BesideFact(
        MANAGER_POLICY,
        "utbildningsforvaltningen",
        "2024",
        date(2024, 2, 1),
        "Förvaltningschefen",
        own_rules=(
            ("CP-22", "Rektorn visar varje läsår hur skolans egna mål hör ihop med nämndens.", True),
            ("CP-27", "Förvaltningens chefer har två gemensamma utvecklingsdagar om året.", False),
        ),
    ),
    BesideFact(MANAGER_POLICY, "kultur-och-fritidsforvaltningen", "2021", date(2021, 9, 1), "Förvaltningschefen"),
)
"""The programme holds; one department's policy holds, one's is too old, and the others have registered none."""

PACKAGE = "oxelosund"
PACKAGE_FROM = date(2026, 1, 1)
