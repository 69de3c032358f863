"""The demo's reports of results: what was opened, handed in, late, filed and valued in 2026. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin
from spelregler.demo.organisation import UNITS
from spelregler.domain.reports import Kind, Outcome

UTB, AOF, SOF = "utbildningsforvaltningen", "aldreomsorgsforvaltningen", "social-och-omsorgsforvaltningen"
SBF, KFF, KSF = "samhallsbyggnadsforvaltningen", "kultur-och-fritidsforvaltningen", "kommunstyrelseforvaltningen"


@dataclass(frozen=True)
class ValuedFact:
    """What the body decided on a day, by which paragraph, why, and what it asked the department's head for."""

    on: date
    paragraph: str
    outcome: Outcome
    reason: str = ""
    asked: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class AdoptedFact:
    """By which paragraph, and on which day, the body adopted its own report."""

    on: date
    paragraph: str


@dataclass(frozen=True)
class HandedFact:
    """A department's report, or a unit's (`unit`), a `committee`'s own, or the municipality's (neither).

    Its texts by section, and its day. With `correction` it is one more of the same, that says what was wrong in the one
    before.
    """

    on: date
    texts: dict[str, str]
    department: str = ""
    unit: str = ""
    committee: str = ""
    adopted: AdoptedFact | None = None
    valued: tuple[ValuedFact, ...] = ()
    correction: str = ""


@dataclass(frozen=True)
class OccasionFact:
    """An occasion that was opened on a day, and what was handed in at it, in order. `drafts` are begun and not in."""

    kind: Kind
    title: str
    event: str
    opened_on: date
    first: date
    last: date
    units_by: date
    due_on: date
    handed: tuple[HandedFact, ...] = ()
    committees_by: date | None = None
    top: str = ""
    top_by: date | None = None
    drafts: tuple[HandedFact, ...] = ()
    origin: Origin = INVENTED


def _brief(most: str, worry: str = "") -> dict[str, str]:
    return {"Det viktigaste": most, **({"Det som oroar": worry} if worry else {})}


HEADS = {"un": UTB, "von": AOF, "msn": SBF, "kfn": KFF}
"""Whose head writes the committee's own report."""
NOT_IN = {"ungdom", "gata-park", "hemtjansten", "gymnasium-vux"}
"""Units whose departments handed in the interim without their reports."""
_SAID = (
    "Verksamheten går som planerat och ramen håller.",
    "Målen ser ut att nås. Två vakanser tillsätts under hösten.",
    "Året går som planerat. Sjukfrånvaron är lägre än i fjol.",
)
_WITH_WORDS = {"oxeloskolan", "ramdalsskolan"}


def _units() -> tuple[HandedFact, ...]:
    """The other units' interim reports, a few lines each."""
    told = [each.code for each in UNITS if each.code not in NOT_IN | _WITH_WORDS]
    return tuple(
        HandedFact(date(2026, 9, 8 + place % 9), _brief(_SAID[place % 3]), unit=code) for place, code in enumerate(told)
    )


TERTIAL = OccasionFact(
    Kind.TERTIAL,
    "Tertialrapport 2026",
    "tertial",
    date(2026, 4, 13),
    date(2026, 1, 1),
    date(2026, 4, 30),
    date(2026, 5, 13),
    date(2026, 5, 31),
    (
        HandedFact(
            date(2026, 5, 22),
            _brief("Läsningen i årskurs 3 går framåt. Två skolor har svårt att anställa behöriga lärare."),
            UTB,
            valued=(ValuedFact(date(2026, 6, 16), "52", Outcome.SATISFIED),),
        ),
        HandedFact(
            date(2026, 5, 27),
            _brief("Boendena är fullbelagda. Svarstiden på larm i Björntorp har blivit längre."),
            AOF,
            valued=(
                ValuedFact(
                    date(2026, 6, 11),
                    "61",
                    Outcome.ASKS,
                    "Nämnden vill veta hur svarstiden på larm ska kortas i sommar.",
                ),
            ),
        ),
        HandedFact(
            date(2026, 5, 29),
            _brief("Handläggningstiden är längre än sex månader i tre ärenden."),
            SOF,
            valued=(
                ValuedFact(
                    date(2026, 6, 11),
                    "62",
                    Outcome.ACCEPTS,
                    "Två tjänster är tillsatta från augusti. Nämnden avvaktar.",
                ),
            ),
        ),
        HandedFact(
            date(2026, 5, 20),
            _brief("Alla bygglov är beslutade i tid."),
            SBF,
            valued=(ValuedFact(date(2026, 6, 10), "58", Outcome.SATISFIED),),
        ),
        HandedFact(
            date(2026, 5, 28),
            _brief("Lånen på biblioteket ökar. Lokalerna i ishallen delas med skolan, och det skaver."),
            KFF,
            valued=(ValuedFact(date(2026, 6, 9), "48", Outcome.FILED),),
        ),
        HandedFact(
            date(2026, 5, 27),
            _brief("Upphandlingarna följer planen."),
            KSF,
            valued=(ValuedFact(date(2026, 6, 3), "112", Outcome.SATISFIED),),
        ),
    ),
)
PLANNING = OccasionFact(
    Kind.PLANNING,
    "Planeringsunderlag 2027–2029",
    "scan-day",
    date(2026, 2, 2),
    date(2027, 1, 1),
    date(2029, 12, 31),
    date(2026, 2, 20),
    date(2026, 3, 31),
    (
        HandedFact(
            date(2026, 3, 27),
            {
                "Omvärlden": "Fler unga flyttar till större städer.",
                "Volymer och behov": "Elevantalet minskar med omkring 60 till 2029.",
            },
            UTB,
        ),
        HandedFact(date(2026, 4, 9), {"Volymer och behov": "Antalet personer över 80 ökar med en femtedel."}, AOF),
        HandedFact(date(2026, 3, 30), {"Vägval": "Daglig verksamhet på ett ställe eller två."}, SOF),
        HandedFact(date(2026, 3, 24), {"Omvärlden": "Nya krav på vattenrening från 2028."}, SBF),
        HandedFact(date(2026, 3, 25), {"Vägval": "Ishallen behöver renoveras eller ersättas."}, KFF),
        HandedFact(date(2026, 3, 20), {"Pengar och personal": "Var femte anställd går i pension till 2029."}, KSF),
    ),
)
INTERIM = OccasionFact(
    Kind.INTERIM,
    "Delårsrapport 2026",
    "interim-committee",
    date(2026, 8, 24),
    date(2026, 1, 1),
    date(2026, 8, 31),
    date(2026, 9, 18),
    date(2026, 9, 30),
    (
        *_units(),
        HandedFact(
            date(2026, 9, 16),
            {
                **_brief("Fler elever når målen i svenska. Andelen behöriga lärare är fortsatt låg."),
                "Ekonomin": "Prognosen är över ramen. Vikarierna kostar mer än planerat.",
            },
            unit="oxeloskolan",
        ),
        HandedFact(date(2026, 9, 17), _brief("Trivseln ökar och frånvaron minskar."), unit="ramdalsskolan"),
        HandedFact(
            date(2026, 9, 24),
            {
                **_brief(
                    "Läsningen går framåt i tre av fyra skolor. Prognosen är över ramen.",
                    "Utan fler behöriga lärare når vi inte målet för nästa läsår.",
                ),
                "Ekonomin": "Underskottet finns i Oxelöskolan. En plan tas fram med skolan i oktober.",
            },
            UTB,
        ),
        HandedFact(
            date(2026, 10, 6),
            _brief("Björntorp har fått fler synpunkter på svarstider.", "Sommarens bemanning höll inte."),
            AOF,
            valued=(
                ValuedFact(
                    date(2026, 10, 15),
                    "88",
                    Outcome.ACTS,
                    "Nämnden godtar inte svarstiderna.",
                    "Redovisa hur svarstiden på larm i Björntorp ska kortas.",
                    date(2026, 12, 10),
                ),
            ),
        ),
        HandedFact(
            date(2026, 9, 29),
            _brief("De äldsta ärendena är avslutade."),
            SOF,
            valued=(ValuedFact(date(2026, 10, 15), "89", Outcome.SATISFIED),),
        ),
        HandedFact(
            date(2026, 9, 21),
            _brief("Målen nås och ramen hålls."),
            SBF,
        ),
        HandedFact(
            date(2026, 9, 25),
            _brief("Målen nås och ramen hålls, sånär som på vinterns snöröjning."),
            SBF,
            valued=(ValuedFact(date(2026, 10, 14), "83", Outcome.SATISFIED),),
            correction="Snöröjningen saknades i prognosen.",
        ),
        HandedFact(
            date(2026, 9, 30),
            _brief("Besöken ökar. Tiderna i ishallen är fortfarande inte lösta med skolan."),
            KFF,
            valued=(ValuedFact(date(2026, 10, 13), "72", Outcome.FILED),),
        ),
        HandedFact(
            date(2026, 9, 28),
            _brief("Stödet till cheferna hinner inte med."),
            KSF,
            valued=(ValuedFact(date(2026, 10, 7), "152", Outcome.SATISFIED),),
        ),
        HandedFact(
            date(2026, 10, 1),
            _brief("Nämnden når tre av fyra mål. Prognosen är över ramen, och en plan tas fram."),
            committee="un",
            adopted=AdoptedFact(date(2026, 10, 13), "71"),
        ),
        HandedFact(
            date(2026, 10, 7),
            _brief("Äldreomsorgens svarstider är för långa. Nämnden har begärt en redovisning."),
            committee="von",
            adopted=AdoptedFact(date(2026, 10, 15), "90"),
            valued=(
                ValuedFact(date(2026, 10, 21), "161", Outcome.ASKS, "Styrelsen vill läsa redovisningen i december."),
            ),
        ),
        HandedFact(
            date(2026, 9, 28),
            _brief("Nämnden når sina mål och håller ramen."),
            committee="msn",
            adopted=AdoptedFact(date(2026, 10, 14), "84"),
            valued=(ValuedFact(date(2026, 10, 21), "162", Outcome.SATISFIED),),
        ),
        HandedFact(
            date(2026, 10, 1),
            _brief("Besöken ökar. Nämnden och utbildningsnämnden ska lösa tiderna i ishallen."),
            committee="kfn",
            adopted=AdoptedFact(date(2026, 10, 13), "73"),
            valued=(ValuedFact(date(2026, 10, 21), "163", Outcome.SATISFIED),),
        ),
        HandedFact(
            date(2026, 10, 27),
            _brief("Fyra av sex kommunmål ser ut att nås. En nämnd har prognos över ramen."),
            adopted=AdoptedFact(date(2026, 10, 28), "170"),
        ),
    ),
    date(2026, 10, 16),
    "kf",
    date(2026, 10, 31),
)
MONTHLY = OccasionFact(
    Kind.MONTHLY,
    "Månadsuppföljning oktober 2026",
    "monthly",
    date(2026, 10, 26),
    date(2026, 1, 1),
    date(2026, 10, 31),
    date(2026, 11, 10),
    date(2026, 11, 20),
    drafts=(
        HandedFact(
            date(2026, 10, 30), {"Ekonomin": "Vikarierna kostar fortfarande mer än planerat."}, unit="bjorntorp"
        ),
    ),
)
OCCASIONS = (PLANNING, TERTIAL, INTERIM, MONTHLY)
"""One committee has filed every report, one got one late and acted, one has one to value, and one got a correction."""
