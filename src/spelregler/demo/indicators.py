"""The vision, its dialogues and the indicators of the demo."""

# ruff: noqa: E501 - a goal or an action is read as one row of a table

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import DERIVED, INVENTED, MADE_UP, SCB_EXTRACT, Origin
from spelregler.demo.people import head_post

VISION_FROM = date(2013, 1, 1)


@dataclass(frozen=True)
class VisionFact:
    """The vision, in our own words after what was published about it."""

    text: str
    text_en: str
    origin: Origin
    source: str


VISION = VisionFact(
    "Oxelösund vågar tro på framtiden: ett liv nära havet och ett starkt, nyfiket och mångsidigt näringsliv.",
    "Oxelösund dares to believe in the future: life close to the sea and strong, curious and varied business.",
    DERIVED,
    "Egen sammanfattning av förslaget från 2012, partibloggar.sn.se",
)


@dataclass(frozen=True)
class DialogueFact:
    """A dialogue with residents on the vision."""

    held_on: date
    audience: str
    taken_in: str
    feedback_on: date
    origin: Origin = INVENTED


DIALOGUES = (
    DialogueFact(
        date(2024, 5, 16),
        "Öppet möte om framtiden i Koordinaten, omkring 90 invånare (påhittat)",
        "Närheten till havet lyfts fram, och ungas arbete i näringslivet får en egen mening.",
        date(2024, 6, 20),
    ),
)

KOLADA_TITLES = {
    "N00090": "Sjukfrånvaro totalt bland anställda, kommun, andel (%)",
    "N00901": "Skattesats till kommun (%)",
    "N01951": "Invånare totalt, antal",
    "N03001": "Resultat före extraord. poster (kommunen), andel (%) av skatt & generella statsbidrag",
    "N03002": "Soliditet inkl pensionsåtag. kommun, (%)",
}
"""Titles as in Kolada's catalogue. No value in this demo comes from Kolada."""
FOLLOWED = {"N00090": "lower", "N00901": "none", "N01951": "none", "N03001": "higher", "N03002": "higher"}
"""The key figures that the demo follows, and which way is good. They are fetched by whoever has a network."""


@dataclass(frozen=True)
class IndicatorFact:
    """Something measured; `better` is higher or lower."""

    code: str
    title: str
    title_en: str
    unit_of_measure: str
    better: str = "higher"
    decimals: int = 0
    noise: str = "0.5"
    owner: str = "controller"
    source: str = MADE_UP
    kolada_id: str = ""


PCT = "%"
INDICATORS = (
    IndicatorFact(
        "foretagsklimat-plats", "Företagsklimat, plats i landet", "Business climate, rank in the country", "plats", "lower",
        noise="5", source="Svenskt Näringslivs ranking, oxelosund.se och svensktnaringsliv.se",
    ),
    IndicatorFact(
        "foretagsklimat-betyg", "Företagsklimat, betyg i enkät", "Business climate, survey grade", "betyg", decimals=2,
        noise="0.05", source="oxelosund.se, undersökningar och ranking",
    ),
    IndicatorFact(
        "behoriga-larare", "Behöriga lärare", "Qualified teachers", PCT, decimals=1, owner=head_post("utbildningsforvaltningen"),
        source="sn.se 2023-04-13",
    ),
    IndicatorFact(
        "behoriga-gymnasiet", "Elever behöriga till gymnasiet", "Pupils eligible for upper secondary school", PCT, decimals=1,
        owner=head_post("utbildningsforvaltningen"),
    ),
    IndicatorFact(
        "trygghet-kvall", "Invånare som känner sig trygga ute på kvällen", "Residents who feel safe outdoors in the evening",
        PCT, noise="1",
    ),
    IndicatorFact(
        "nojd-boende", "Nöjda med sitt särskilda boende som helhet", "Satisfied with their care home as a whole", PCT,
        owner=head_post("aldreomsorgsforvaltningen"), noise="1",
    ),
    IndicatorFact(
        "personalkontinuitet", "Personer som en hemtjänsttagare möter på 14 dagar",
        "Staff that a person with home care meets in 14 days", "personer", "lower",
        owner=head_post("aldreomsorgsforvaltningen"),
    ),
    IndicatorFact(
        "invanare", "Invånare 31 december", "Residents on 31 December", "personer", noise="10",
        source="regionfakta.com och newsworthy.se efter SCB",
    ),
    IndicatorFact(
        "sjukfranvaro", "Sjukfrånvaro bland anställda", "Sick leave among employees", PCT, "lower", 1, "0.2", "hr-strateg",
        kolada_id="N00090",
    ),
    IndicatorFact(
        "resultat", "Årets resultat", "Result of the year", "mkr", decimals=1, source="sn.se och oxelosund.se"
    ),
    IndicatorFact(
        "epost-svar", "E-postfrågor besvarade inom två arbetsdagar", "E-mail questions answered within two working days", PCT,
        noise="1",
    ),
    IndicatorFact(
        "andel-mal", "Andel mål som uppfylls", "Share of goals met", PCT, source="oxelosund.se 2023-03-16 och 2023-10-04"
    ),
    IndicatorFact("trygghet-elever", "Elever som är trygga i skolan", "Pupils who feel safe at school", PCT, noise="1"),
    IndicatorFact("franvaro-elever", "Elevernas frånvaro", "Pupils' absence", PCT, "lower", 1, "0.2"),
    IndicatorFact("lasforstaelse", "Elever som når målet i läsning", "Pupils who reach the goal in reading", PCT, noise="1"),
    IndicatorFact("alla-amnen", "Elever med betyg i alla ämnen", "Pupils with grades in all subjects", PCT, noise="1"),
    IndicatorFact("nojda-vardnadshavare", "Nöjda vårdnadshavare", "Satisfied guardians", PCT, noise="1"),
    IndicatorFact("barn-per-vuxen", "Barn per vuxen", "Children per adult", "barn", "lower", 1, "0.1"),
    IndicatorFact("studievagledning", "Elever som har fått vägledning", "Pupils who have had guidance", PCT),
    IndicatorFact("svar-larm", "Larm besvarade inom tio minuter", "Alarms answered within ten minutes", PCT, noise="1"),
    IndicatorFact("genomforandeplan", "Aktuella genomförandeplaner", "Current care plans", PCT, noise="1"),
    IndicatorFact("utredning-i-tid", "Utredningar klara inom fyra månader", "Inquiries closed within four months", PCT),
    IndicatorFact("egen-forsorjning", "Hushåll som går till egen försörjning", "Households that become self-supporting", PCT),
    IndicatorFact("bygglov-dagar", "Mediantid för bygglov", "Median time for building permits", "dagar", "lower", noise="1"),
    IndicatorFact("tillsyn", "Planerad tillsyn utförd", "Planned supervision carried out", PCT),
    IndicatorFact("detaljplaner", "Antagna detaljplaner", "Adopted detailed plans", "planer"),
    IndicatorFact("felanmalan", "Felanmälningar åtgärdade i tid", "Fault reports dealt with in time", PCT),
    IndicatorFact("barnlan", "Boklån per barn", "Loans per child", "lån", decimals=1),
    IndicatorFact("kulturskola-andel", "Barn som går i kulturskolan", "Children at the school of arts", PCT, decimals=1),
    IndicatorFact("aktiva-unga", "Unga som är aktiva i en förening", "Young people active in an association", PCT),
    IndicatorFact("nojda-anvandare", "Nöjda användare", "Satisfied users", PCT, noise="1"),
    IndicatorFact("i-tid", "Levererat i tid", "Delivered on time", PCT, noise="1"),
    IndicatorFact(
        "n01951", KOLADA_TITLES["N01951"], "Residents in total", "personer", source=SCB_EXTRACT, kolada_id="N01951"
    ),
    IndicatorFact(
        "n00901", KOLADA_TITLES["N00901"], "Municipal tax rate", PCT, "lower", 2, "0", source=SCB_EXTRACT, kolada_id="N00901"
    ),
    IndicatorFact(
        "n03001", KOLADA_TITLES["N03001"], "Result as a share of tax and general grants", PCT, decimals=1,
        source="Värden saknas; titel ur Koladas katalog", kolada_id="N03001",
    ),
    IndicatorFact(
        "n03002", KOLADA_TITLES["N03002"], "Equity ratio including pension obligations", PCT, decimals=1,
        source="Värden saknas; titel ur Koladas katalog", kolada_id="N03002",
    ),
    IndicatorFact(
        "kostnad-invanare", "Kommunens kostnad per invånare", "The municipality's cost per resident", "kr", "lower",
        noise="0", source=SCB_EXTRACT,
    ),
)  # fmt: skip


KEY_MEASURES_OF = "von"
KEY_MEASURES = (
    (date(2026, 1, 29), ("nojd-boende", "personalkontinuitet", "genomforandeplan")),
    (date(2026, 8, 27), ("nojd-boende", "personalkontinuitet", "utredning-i-tid", "egen-forsorjning")),
)
"""What the committee's chair chose to follow first, and when (ADR 68)."""
SURVEYS = frozenset({"nojda-vardnadshavare", "trygghet-elever"})
ANSWERS = {"oxeloskolan": 200, "peterslundsskolan": 100, "stenviks-forskola": 100, "frosangs-forskola": 100}
"""Those who answered each survey at the unit, each year."""
