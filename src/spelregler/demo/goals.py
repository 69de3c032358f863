"""The thread from vision to action for 2026, its measures, targets and figures.

Series are written as (period, value): a year "2025", a month "2022-10", or months "2023-01/08"."""

# ruff: noqa: E501 - a goal or an action is read as one row of a table

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import DERIVED, FOUND, INVENTED, MADE_UP, Origin
from spelregler.demo.measures import MUNICIPAL_MEASURES, TEACHERS, MeasureFact

GOALS_FROM = date(2026, 1, 1)
GOALS_TO = date(2027, 1, 1)


@dataclass(frozen=True)
class TargetFact:
    """What an indicator is to reach for a goal in 2026; the targets of the demo are all made up."""

    indicator: str
    value: str
    baseline: str | None = None
    weight: str = "1"
    origin: Origin = INVENTED


@dataclass(frozen=True)
class GoalFact:
    """A goal on one level. `owner` is a body's code or, for a unit goal, the unit's."""

    code: str
    level: str
    owner: str
    title: str
    title_en: str
    parents: tuple[str, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    why: str = ""
    coordinated_by: str = ""
    aggregate: str = "mean"
    decided: bool = True
    origin: Origin = INVENTED
    source: str = MADE_UP


SIX = "oxelosund.se, mål och budget i korthet"
PLAN = ("municipal", "kf")

MUNICIPAL_GOALS = (
    GoalFact(
        "mod-och-framtidstro", *PLAN, "Mod och framtidstro", "Courage and belief in the future",
        targets=(TargetFact("foretagsklimat-plats", "60"), TargetFact("foretagsklimat-betyg", "4.2")),
        why="Företag som vågar växa ger jobb och skatteintäkter.", coordinated_by="ks", origin=FOUND, source=SIX,
    ),
    GoalFact(
        "trygg-och-saker-uppvaxt", *PLAN, "Trygg och säker uppväxt", "A safe and secure childhood",
        targets=(TargetFact("behoriga-larare", "72"), TargetFact("behoriga-gymnasiet", "85")),
        why="En skola där fler lyckas är det bästa skyddet senare i livet.", coordinated_by="un", origin=FOUND, source=SIX,
    ),
    GoalFact(
        "god-folkhalsa", *PLAN, "God folkhälsa", "Good public health", targets=(TargetFact("trygghet-kvall", "75"),),
        why="Trygghet och rörelse i vardagen håller människor friska.", origin=FOUND, source=SIX,
    ),
    GoalFact(
        "trygg-och-vardig-alderdom", *PLAN, "Trygg och värdig ålderdom", "A safe and dignified old age",
        targets=(TargetFact("nojd-boende", "82"), TargetFact("personalkontinuitet", "13")),
        why="Den som behöver hjälp ska känna igen den som kommer.", aggregate="worst", origin=FOUND, source=SIX,
    ),
    GoalFact(
        "attraktiv-bostadsort", *PLAN, "Attraktiv bostadsort", "An attractive place to live",
        targets=(TargetFact("invanare", "12150"),), why="Fler invånare bär den service som alla vill ha.",
        coordinated_by="ks", origin=FOUND, source=SIX,
    ),
    GoalFact(
        "hallbar-utveckling", *PLAN, "Hållbar utveckling", "Sustainable development",
        targets=(
            TargetFact("sjukfranvaro", "7.5"), TargetFact("resultat", "0"), TargetFact("epost-svar", "95"),
            TargetFact("andel-mal", "89", origin=DERIVED),
        ),
        why="Ekonomi, arbetsmiljö och service ska hålla även för nästa generation.", coordinated_by="ks",
        origin=FOUND, source=SIX,
    ),
)  # fmt: skip


def _committee(
    code: str, body: str, title: str, title_en: str, parents: str, *targets: tuple[str, str], why: str = ""
) -> GoalFact:
    made = tuple(TargetFact(indicator, value) for indicator, value in targets)
    return GoalFact(code, "committee", body, title, title_en, tuple(parents.split()), made, why)


COMMITTEE_GOALS = (
    _committee("ks-arbetsgivare", "ks", "En arbetsplats man stannar på", "A workplace where people stay", "hallbar-utveckling", ("sjukfranvaro", "7.5")),
    _committee("ks-service", "ks", "Snabba och begripliga svar", "Quick and clear answers", "hallbar-utveckling mod-och-framtidstro", ("epost-svar", "95")),
    _committee("ks-foretag", "ks", "Lätt att driva företag", "Easy to run a business", "mod-och-framtidstro", ("foretagsklimat-betyg", "4.2")),
    _committee("un-larare", "un", "Fler behöriga lärare", "More qualified teachers", "trygg-och-saker-uppvaxt", ("behoriga-larare", "72"), why="Behöriga lärare är det som mest påverkar elevernas resultat."),
    _committee("un-behorighet", "un", "Fler elever når gymnasiet", "More pupils reach upper secondary school", "trygg-och-saker-uppvaxt mod-och-framtidstro", ("behoriga-gymnasiet", "85")),
    _committee("un-trygg-skola", "un", "Trygga barn och elever", "Children and pupils who feel safe", "trygg-och-saker-uppvaxt god-folkhalsa", ("trygghet-elever", "85")),
    _committee("von-boende", "von", "Nöjda på boendet", "Content in the care home", "trygg-och-vardig-alderdom", ("nojd-boende", "82")),
    _committee("von-kontinuitet", "von", "Färre ansikten i hemtjänsten", "Fewer faces in home care", "trygg-och-vardig-alderdom", ("personalkontinuitet", "13")),
    _committee("von-stod-i-tid", "von", "Stöd i rätt tid", "Support in time", "trygg-och-saker-uppvaxt hallbar-utveckling", ("utredning-i-tid", "95"), ("egen-forsorjning", "30")),
    _committee("msn-bygglov", "msn", "Snabba bygglov", "Quick building permits", "attraktiv-bostadsort mod-och-framtidstro", ("bygglov-dagar", "28")),
    _committee("msn-planer", "msn", "Mark och planer för nya bostäder", "Land and plans for new homes", "attraktiv-bostadsort", ("detaljplaner", "3")),
    _committee("msn-ren-miljo", "msn", "Rent och helt utomhus", "Clean and whole outdoors", "hallbar-utveckling", ("tillsyn", "95"), ("felanmalan", "90")),
    _committee("kfn-lasande-barn", "kfn", "Barn som läser", "Children who read", "trygg-och-saker-uppvaxt", ("barnlan", "14")),
    _committee("kfn-rorelse", "kfn", "Fler unga i rörelse", "More young people on the move", "god-folkhalsa", ("aktiva-unga", "60")),
    _committee("kfn-moten", "kfn", "Möten över gränser", "Meetings across boundaries", "god-folkhalsa"),
)  # fmt: skip
"""`kfn-moten` has no measure, no unit goal and no action: a thread that is broken on purpose."""

YEARS = ("2024", "2025")


@dataclass(frozen=True)
class UnitGoalFact:
    """A unit goal with one measure: target, the values of 2024 and 2025, and perhaps a figure found elsewhere."""

    unit: str
    code: str
    title: str
    title_en: str
    parents: tuple[str, ...]
    indicator: str
    target: str
    values: tuple[str, ...]
    weight: str = "1"
    found: tuple[tuple[str, str], ...] = ()

    @property
    def goal(self) -> GoalFact:
        """The goal itself."""
        target = (TargetFact(self.indicator, self.target, weight=self.weight),)
        return GoalFact(self.code, "unit", self.unit, self.title, self.title_en, self.parents, target)

    @property
    def measures(self) -> tuple[MeasureFact, ...]:
        """The unit's own values."""
        made = [
            MeasureFact(self.indicator, year, value, INVENTED, MADE_UP, self.unit)
            for year, value in zip(YEARS, self.values, strict=False)
        ]
        real = [MeasureFact(self.indicator, period, value, FOUND, TEACHERS, self.unit) for period, value in self.found]
        return (*made, *real)


def _goal(
    unit: str, short: str, title: str, title_en: str, parents: str, indicator: str, target: str, *values: str,
    found: tuple[tuple[str, str], ...] = (),
) -> UnitGoalFact:  # fmt: skip
    return UnitGoalFact(
        unit, f"{unit}-{short}", title, title_en, tuple(parents.split()), indicator, target, values, found=found
    )


TEACHERS_SV, TEACHERS_EN = "Behöriga lärare i varje klass", "A qualified teacher in every class"
SAFE_SV, SAFE_EN = "Alla elever är trygga", "Every pupil feels safe"
GUARDIANS_SV, GUARDIANS_EN = "Vårdnadshavare som litar på oss", "Guardians who trust us"
GROUP_SV, GROUP_EN = "Barngrupper med tid för varje barn", "Groups with time for every child"
ON_TIME_SV, ON_TIME_EN = "Det vi lovar kommer i tid", "What we promise comes on time"
USERS_SV, USERS_EN = "De vi arbetar för är nöjda", "Those we work for are satisfied"
HEALTHY_SV, HEALTHY_EN = "En frisk arbetsplats", "A healthy workplace"

UNIT_GOALS = (
    _goal("oxeloskolan", "larare", TEACHERS_SV, TEACHERS_EN, "un-larare", "behoriga-larare", "72", found=(("2022-10", "53.8"),)),
    _goal("oxeloskolan", "gymnasiet", "Fler når gymnasiet", "More reach upper secondary school", "un-behorighet", "behoriga-gymnasiet", "85", "80.4", "82.1"),
    _goal("oxeloskolan", "trygghet", SAFE_SV, SAFE_EN, "un-trygg-skola", "trygghet-elever", "85", "84", "88"),
    _goal("oxeloskolan", "narvaro", "Alla kommer till skolan", "Everybody comes to school", "un-behorighet un-trygg-skola", "franvaro-elever", "7.0", "6.9", "6.1"),
    _goal("oxeloskolan", "lasning", "Alla läser", "Everybody reads", "un-behorighet kfn-lasande-barn", "lasforstaelse", "85", "79", "81"),
    _goal("oxeloskolan", "alla-amnen", "Betyg i alla ämnen", "Grades in all subjects", "un-behorighet", "alla-amnen", "75", "60", "58"),
    _goal("oxeloskolan", "vardnadshavare", GUARDIANS_SV, GUARDIANS_EN, "un-trygg-skola", "nojda-vardnadshavare", "80", "82", "81"),
    _goal("oxeloskolan", "frisk", HEALTHY_SV, HEALTHY_EN, "ks-arbetsgivare un-larare", "sjukfranvaro", "7.5", "9.2", "8.9"),
    _goal("ramdalsskolan", "larare", TEACHERS_SV, TEACHERS_EN, "un-larare", "behoriga-larare", "72", found=(("2022-10", "65.2"),)),
    _goal("ramdalsskolan", "gymnasiet", "Fler når gymnasiet", "More reach upper secondary school", "un-behorighet", "behoriga-gymnasiet", "85", "81.0", "83.4"),
    _goal("ramdalsskolan", "rorelse", "Rörelse varje dag", "Exercise every day", "kfn-rorelse un-trygg-skola", "aktiva-unga", "60", "57", "61"),
    _goal("peterslundsskolan", "larare", TEACHERS_SV, TEACHERS_EN, "un-larare", "behoriga-larare", "75", found=(("2022-10", "76.8"),)),
    _goal("peterslundsskolan", "lasning", "Alla läser", "Everybody reads", "un-behorighet kfn-lasande-barn", "lasforstaelse", "85", "86", "88"),
    _goal("peterslundsskolan", "trygghet", SAFE_SV, SAFE_EN, "un-trygg-skola", "trygghet-elever", "85", "87", "89"),
    _goal("stenviks-forskola", "grupp", GROUP_SV, GROUP_EN, "un-trygg-skola", "barn-per-vuxen", "5.3", "5.4", "5.2"),
    _goal("stenviks-forskola", "vardnadshavare", GUARDIANS_SV, GUARDIANS_EN, "un-trygg-skola", "nojda-vardnadshavare", "85", "86", "88"),
    _goal("frosangs-forskola", "grupp", GROUP_SV, GROUP_EN, "un-trygg-skola", "barn-per-vuxen", "5.3", "5.6", "5.5"),
    _goal("frosangs-forskola", "vardnadshavare", GUARDIANS_SV, GUARDIANS_EN, "un-trygg-skola", "nojda-vardnadshavare", "85", "84", "87"),
    _goal("oxelo-forskola", "grupp", GROUP_SV, GROUP_EN, "un-trygg-skola", "barn-per-vuxen", "5.3", "5.3", "5.1"),
    _goal("ramdalens-forskola", "grupp", GROUP_SV, GROUP_EN, "un-trygg-skola", "barn-per-vuxen", "5.3", "5.5", "5.3"),
    _goal("gymnasium-vux", "vagledning", "Vägledning för alla", "Guidance for everybody", "un-behorighet", "studievagledning", "95", "90", "93"),
    _goal("utbildning-central", "stod", ON_TIME_SV, ON_TIME_EN, "un-larare un-behorighet", "i-tid", "90", "86", "91"),
    _goal("bjorntorp", "nojda", "Nöjda på Björntorp", "Content at Björntorp", "von-boende", "nojd-boende", "82", "79", "75"),
    _goal("bjorntorp", "larm", "Hjälp när man ringer", "Help when somebody calls", "von-boende", "svar-larm", "90", "84", "71"),
    _goal("bjorntorp", "planer", "Aktuella planer för alla", "Current plans for everybody", "von-boende", "genomforandeplan", "95", "93", "96"),
    _goal("sjotangen", "nojda", "Nöjda på Sjötången", "Content at Sjötången", "von-boende", "nojd-boende", "82", "80", "83"),
    _goal("sjotangen", "larm", "Hjälp när man ringer", "Help when somebody calls", "von-boende", "svar-larm", "90", "91", "92"),
    _goal("hemtjansten", "kontinuitet", "Samma personer hos samma person", "The same staff for the same person", "von-kontinuitet", "personalkontinuitet", "13", "15", "15"),
    _goal("hemtjansten", "frisk", HEALTHY_SV, HEALTHY_EN, "ks-arbetsgivare von-kontinuitet", "sjukfranvaro", "9.0", "10.6", "10.1"),
    _goal("hemsjukvard-rehab", "planer", "Aktuella planer för alla", "Current plans for everybody", "von-kontinuitet", "genomforandeplan", "95", "92", "95"),
    _goal("aldreomsorg-central", "stod", ON_TIME_SV, ON_TIME_EN, "von-boende von-kontinuitet", "i-tid", "90", "88", "92"),
    _goal("ifo-barn-familj", "utredning", "Utredningar klara i tid", "Inquiries closed in time", "von-stod-i-tid", "utredning-i-tid", "95", "88", "84"),
    _goal("ifo-vuxen", "forsorjning", "Fler till egen försörjning", "More become self-supporting", "von-stod-i-tid", "egen-forsorjning", "30", "26", "29"),
    _goal("lss-boende", "nojda", USERS_SV, USERS_EN, "von-stod-i-tid", "nojda-anvandare", "85", "86", "87"),
    _goal("daglig-verksamhet", "nojda", USERS_SV, USERS_EN, "von-stod-i-tid", "nojda-anvandare", "85", "84", "86"),
    _goal("social-central", "stod", ON_TIME_SV, ON_TIME_EN, "von-stod-i-tid", "i-tid", "90", "89", "90"),
    _goal("bygglov", "tid", "Svar på bygglov inom fyra veckor", "Building permits within four weeks", "msn-bygglov", "bygglov-dagar", "28", "31", "26"),
    _goal("miljo-halsa", "tillsyn", "All planerad tillsyn görs", "All planned supervision is done", "msn-ren-miljo", "tillsyn", "95", "94", "97"),
    _goal("plan", "planer", "Tre nya detaljplaner om året", "Three new detailed plans a year", "msn-planer", "detaljplaner", "3", "2", "3"),
    _goal("gata-park", "fel", "Fel rättas i tid", "Faults are dealt with in time", "msn-ren-miljo", "felanmalan", "90", "90", "93"),
    _goal("samhallsbyggnad-central", "stod", ON_TIME_SV, ON_TIME_EN, "msn-bygglov msn-planer", "i-tid", "90", "92", "94"),
    _goal("bibliotek", "barn", "Barn lånar mer", "Children borrow more", "kfn-lasande-barn", "barnlan", "14", "12.8", "13.6"),
    _goal("kulturskola", "andel", "Plats för fler barn", "Room for more children", "kfn-rorelse", "kulturskola-andel", "15", "13.2", "13.9"),
    _goal("fritid-anlaggningar", "unga", "Fler unga i föreningar", "More young people in associations", "kfn-rorelse", "aktiva-unga", "60", "56", "57"),
    _goal("ungdom", "moten", "Öppet när unga är lediga", "Open when young people are free", "", "nojda-anvandare", "80", "74", "77"),
    _goal("kultur-fritid-central", "stod", ON_TIME_SV, ON_TIME_EN, "kfn-lasande-barn", "i-tid", "90", "87", "89"),
    _goal("ekonomi", "i-tid", ON_TIME_SV, ON_TIME_EN, "ks-service", "i-tid", "95", "95", "97"),
    _goal("hr", "frisk", "Stöd som håller folk friska", "Support that keeps people healthy", "ks-arbetsgivare", "sjukfranvaro", "7.5", "8.3", "8.0"),
    _goal("kansli", "i-tid", "Handlingar fem dagar före mötet", "Papers five days before the meeting", "ks-service", "i-tid", "95", "92", "96"),
    _goal("it-digitalisering", "nojda", USERS_SV, USERS_EN, "ks-service", "nojda-anvandare", "80", "76", "79"),
    _goal("kommuncenter", "svar", "Svar inom två arbetsdagar", "Answers within two working days", "ks-service ks-foretag", "epost-svar", "95", "90", "93"),
    _goal("kost-service", "stod", ON_TIME_SV, ON_TIME_EN, "ks-service", "i-tid", "90", "91", "93"),
    _goal("maltider", "nojda", "Mat som går åt", "Food that is eaten", "ks-service", "nojda-anvandare", "80", "78", "80"),
    _goal("lokalvard", "nojda", "Rent varje morgon", "Clean every morning", "ks-service", "nojda-anvandare", "80", "81", "84"),
    _goal("kommunledning", "foretag", "Ett nej ska komma snabbt, ett ja snabbare", "A no comes quickly, a yes sooner", "ks-foretag", "i-tid", "90", "85", "88"),
)  # fmt: skip
"""Dalgångens förskola has no goals yet, and `ungdom-moten` hangs in no committee goal: both on purpose."""

COMMITTEE_MEASURES: tuple[MeasureFact, ...] = tuple(
    MeasureFact(indicator, year, value, INVENTED, MADE_UP)
    for indicator, values in {
        "trygghet-elever": ("85", "87"),
        "utredning-i-tid": ("89", "86"),
        "egen-forsorjning": ("26", "29"),
        "bygglov-dagar": ("31", "26"),
        "detaljplaner": ("2", "3"),
        "tillsyn": ("94", "97"),
        "felanmalan": ("90", "93"),
        "barnlan": ("12.8", "13.6"),
        "aktiva-unga": ("56", "58"),
    }.items()
    for year, value in zip(YEARS, values, strict=True)
)

GOALS: tuple[GoalFact, ...] = (*MUNICIPAL_GOALS, *COMMITTEE_GOALS, *(each.goal for each in UNIT_GOALS))
MEASURES: tuple[MeasureFact, ...] = (
    *MUNICIPAL_MEASURES,
    *COMMITTEE_MEASURES,
    *(measure for each in UNIT_GOALS for measure in each.measures),
)
