"""Bodies, terms, departments and units of Oxelösund (demo).

The bodies, most schools, preschools and care homes are real names that the municipality publishes. How the work is
split into central units is made up, and so are the names of two departments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import FOUND, INVENTED, MADE_UP, Origin

SITE = "oxelosund.se, kommunens organisation"
SCHOOLS = "oxelosund.se, förskole- och skolorganisation"
CARE = "oxelosund.se, Björntorp byggs ut"

MUNICIPALITY_CODE = "0481"
MUNICIPALITY_NAME = "Oxelösund (demo)"

BODIES_FROM = date(1971, 1, 1)
ORGANISATION_FROM = date(2015, 1, 1)
COUNCIL_TERMS = ((date(2022, 10, 15), date(2026, 10, 15)), (date(2026, 10, 15), date(2030, 10, 15)))
COMMITTEE_TERMS = ((date(2023, 1, 1), date(2027, 1, 1)), (date(2027, 1, 1), date(2031, 1, 1)))


@dataclass(frozen=True)
class BodyFact:
    """A political body, how many seats it has and how many substitutes."""

    code: str
    name: str
    name_en: str
    kind: str
    seats: int
    substitutes: int
    origin: Origin
    source: str

    @property
    def terms(self) -> tuple[tuple[date, date], ...]:
        """The council's term starts on 15 October, the others' on 1 January after it."""
        return COUNCIL_TERMS if self.kind == "council" else COMMITTEE_TERMS


BODIES = (
    BodyFact("kf", "Kommunfullmäktige", "Municipal council", "council", 31, 4, FOUND, SITE),
    BodyFact("ks", "Kommunstyrelsen", "Executive board", "executive_board", 11, 4, FOUND, SITE),
    BodyFact("un", "Utbildningsnämnden", "Education committee", "committee", 11, 4, FOUND, SITE),
    BodyFact("von", "Vård- och omsorgsnämnden", "Health and social care committee", "committee", 11, 4, FOUND, SITE),
    BodyFact(
        "msn",
        "Miljö- och samhällsbyggnadsnämnden",
        "Environment and planning committee",
        "committee",
        11,
        4,
        FOUND,
        SITE,
    ),
    BodyFact("kfn", "Kultur- och fritidsnämnden", "Culture and leisure committee", "committee", 11, 4, FOUND, SITE),
    BodyFact("rev", "Revisorerna", "Municipal auditors", "auditors", 5, 0, INVENTED, MADE_UP),
)


@dataclass(frozen=True)
class DepartmentFact:
    """A department, the body that its head answers to, and when that body decided its instruction (made up)."""

    code: str
    name: str
    name_en: str
    body: str
    origin: Origin
    source: str
    instruction_decided_on: date


DEPARTMENTS = (
    DepartmentFact(
        "kommunstyrelseforvaltningen",
        "Kommunstyrelseförvaltningen",
        "Executive office",
        "ks",
        FOUND,
        SITE,
        date(2023, 3, 8),
    ),
    DepartmentFact(
        "utbildningsforvaltningen",
        "Utbildningsförvaltningen",
        "Education department",
        "un",
        FOUND,
        SCHOOLS,
        date(2023, 3, 14),
    ),
    DepartmentFact(
        "aldreomsorgsforvaltningen",
        "Äldreomsorgsförvaltningen",
        "Department for care of older people",
        "von",
        FOUND,
        SITE,
        date(2023, 3, 15),
    ),
    DepartmentFact(
        "social-och-omsorgsforvaltningen",
        "Social- och omsorgsförvaltningen",
        "Department of social services",
        "von",
        FOUND,
        SITE,
        date(2023, 3, 15),
    ),
    DepartmentFact(
        "samhallsbyggnadsforvaltningen",
        "Samhällsbyggnadsförvaltningen",
        "Planning and environment department",
        "msn",
        INVENTED,
        MADE_UP,
        date(2023, 3, 16),
    ),
    DepartmentFact(
        "kultur-och-fritidsforvaltningen",
        "Kultur- och fritidsförvaltningen",
        "Culture and leisure department",
        "kfn",
        INVENTED,
        MADE_UP,
        date(2023, 3, 20),
    ),
)


@dataclass(frozen=True)
class UnitFact:
    """A unit, its ansvar code and activity code in the ledger, and how its year looks (`shape`)."""

    code: str
    name: str
    department: str
    ansvar: str
    verksamhet: str
    shape: str
    purpose: str
    origin: Origin
    source: str
    parent: str = ""
    manager_title: tuple[str, str] = ("Enhetschef", "Unit manager")

    @property
    def name_en(self) -> str:
        """In English, for those units that the demo gives it; schools and homes keep their names."""
        return UNITS_IN_ENGLISH.get(self.code, "")


UNITS_IN_ENGLISH = {
    "ekonomi": "Finance",
    "hr": "Human resources",
    "kansli": "Secretariat",
    "it-digitalisering": "IT and digital services",
    "kommuncenter": "Contact centre",
    "gymnasium-vux": "Upper secondary and adult education",
    "hemtjansten": "Home care",
    "hemsjukvard-rehab": "Home nursing and rehabilitation",
    "bygglov": "Building permits",
    "gata-park": "Streets and parks",
    "bibliotek": "Koordinaten Library",
    "kulturskola": "School of Arts",
}
"""Made up, as is which units have one."""

HEAD = ("Rektor", "Head teacher")
KSF, UTB, AOF = "kommunstyrelseforvaltningen", "utbildningsforvaltningen", "aldreomsorgsforvaltningen"
SOF, SBF, KFF = (
    "social-och-omsorgsforvaltningen",
    "samhallsbyggnadsforvaltningen",
    "kultur-och-fritidsforvaltningen",
)


def _made_up(
    code: str, name: str, department: str, ansvar: str, verksamhet: str, shape: str, purpose: str, parent: str = ""
) -> UnitFact:
    return UnitFact(code, name, department, ansvar, verksamhet, shape, purpose, INVENTED, MADE_UP, parent)


def _school(code: str, name: str, ansvar: str, purpose: str) -> UnitFact:
    return UnitFact(code, name, UTB, ansvar, "440", "school", purpose, FOUND, SCHOOLS, manager_title=HEAD)


def _preschool(code: str, name: str, ansvar: str, purpose: str) -> UnitFact:
    return UnitFact(code, name, UTB, ansvar, "407", "school", purpose, FOUND, SCHOOLS, manager_title=HEAD)


UNITS = (
    _made_up(
        "ekonomi", "Ekonomi", KSF, "1110", "920", "office", "Budget, redovisning och stöd till den som har en ram."
    ),
    _made_up("hr", "HR", KSF, "1120", "920", "office", "Stöd till chefer i arbetsgivarfrågor."),
    _made_up("kansli", "Kansli", KSF, "1130", "920", "office", "Ärenden, protokoll, registrering och arkiv."),
    _made_up("it-digitalisering", "IT och digitalisering", KSF, "1140", "920", "office", "Drift, e-tjänster och stöd."),
    _made_up("kommuncenter", "Kommuncenter", KSF, "1150", "920", "office", "Första svaret till invånare och företag."),
    _made_up("kost-service", "Kost och service", KSF, "1160", "925", "office", "Leder måltider och lokalvård."),
    _made_up("maltider", "Måltider", KSF, "1161", "925", "school", "Mat i skola, förskola och omsorg.", "kost-service"),
    _made_up("lokalvard", "Lokalvård", KSF, "1162", "925", "office", "Rena och trygga lokaler.", "kost-service"),
    _made_up(
        "kommunledning", "Kommunledning", KSF, "1100", "910", "office", "Kommunchefens stab och gemensamma kostnader."
    ),
    _school("oxeloskolan", "Oxelöskolan", "2110", "Grundskola F–9 med estetisk inriktning."),
    _school("ramdalsskolan", "Ramdalsskolan", "2120", "Grundskola F–9 med inriktning idrott och hälsa."),
    _school("peterslundsskolan", "Peterslundsskolan", "2130", "Grundskola F–6 med inriktning natur och teknik."),
    _preschool(
        "stenviks-forskola", "Stenviks förskola", "2210", "Förskola, även kvällar och nätter, och stöd på finska."
    ),
    _preschool("frosangs-forskola", "Frösängs förskola", "2220", "Förskola."),
    _preschool("oxelo-forskola", "Oxelö förskola", "2230", "Förskola."),
    _preschool("ramdalens-forskola", "Ramdalens förskola", "2240", "Förskola."),
    _preschool("dalgangens-forskola", "Dalgångens förskola", "2250", "Förskola."),
    _made_up(
        "gymnasium-vux", "Gymnasium och vuxenutbildning", UTB, "2310", "450", "bought", "Köpta platser och vägledning."
    ),
    _made_up(
        "utbildning-central", "Utbildning centralt", UTB, "2100", "440", "office", "Ledning, elevhälsa och gemensamt."
    ),
    UnitFact("bjorntorp", "Björntorp", AOF, "3110", "510", "care", "Särskilt boende med 88 lägenheter.", FOUND, CARE),
    UnitFact("sjotangen", "Sjötången", AOF, "3120", "510", "care", "Särskilt boende med 46 lägenheter.", FOUND, CARE),
    _made_up("hemtjansten", "Hemtjänsten", AOF, "3130", "510", "care", "Stöd i hemmet, dygnet runt."),
    _made_up("hemsjukvard-rehab", "Hemsjukvård och rehab", AOF, "3140", "510", "care", "Vård och träning i hemmet."),
    _made_up(
        "aldreomsorg-central", "Äldreomsorg centralt", AOF, "3100", "510", "office", "Ledning och biståndshandläggning."
    ),
    _made_up(
        "ifo-barn-familj",
        "IFO barn och familj",
        SOF,
        "3510",
        "570",
        "office",
        "Utredning och stöd för barn och familjer.",
    ),
    _made_up(
        "ifo-vuxen", "IFO vuxen och försörjning", SOF, "3520", "575", "office", "Försörjningsstöd och stöd till vuxna."
    ),
    _made_up("lss-boende", "LSS-boende", SOF, "3530", "513", "care", "Bostad med särskild service."),
    _made_up("daglig-verksamhet", "Daglig verksamhet", SOF, "3540", "513", "care", "Sysselsättning utifrån egna mål."),
    _made_up("social-central", "Social och omsorg centralt", SOF, "3500", "570", "office", "Ledning och gemensamt."),
    _made_up("bygglov", "Bygglov", SBF, "4110", "215", "office", "Lov, anmälningar och tillsyn."),
    _made_up("miljo-halsa", "Miljö och hälsa", SBF, "4120", "261", "office", "Tillsyn och rådgivning."),
    _made_up("plan", "Plan", SBF, "4130", "215", "office", "Detaljplaner och översiktsplan."),
    _made_up("gata-park", "Gata och park", SBF, "4140", "250", "outdoor", "Gator, parker och vinterväghållning."),
    _made_up(
        "samhallsbyggnad-central", "Samhällsbyggnad centralt", SBF, "4100", "215", "office", "Ledning och gemensamt."
    ),
    UnitFact(
        "bibliotek", "Koordinaten bibliotek", KFF, "5110", "320", "office", "Bibliotek i Koordinaten.", FOUND, SITE
    ),
    _made_up("kulturskola", "Kulturskolan", KFF, "5120", "330", "school", "Musik, dans och drama för barn och unga."),
    _made_up(
        "fritid-anlaggningar",
        "Fritid och anläggningar",
        KFF,
        "5130",
        "340",
        "outdoor",
        "Hallar, bad och stöd till föreningar.",
    ),
    _made_up("ungdom", "Ung fritid", KFF, "5140", "350", "office", "Mötesplatser för unga."),
    _made_up(
        "kultur-fritid-central", "Kultur och fritid centralt", KFF, "5100", "315", "office", "Ledning och gemensamt."
    ),
)


@dataclass(frozen=True)
class EndedUnit:
    """A unit that has ended and whose history stays its own."""

    code: str
    name: str
    department: str
    succeeded_by: str
    ended_on: date
    origin: Origin
    source: str


ENDED_UNITS = (
    EndedUnit(
        "breviksskolan", "Breviksskolan", UTB, "peterslundsskolan", date(2021, 7, 1), INVENTED,
        f"Namnet: {SCHOOLS}. Datum och efterföljare: påhittade.",
    ),
)  # fmt: skip
