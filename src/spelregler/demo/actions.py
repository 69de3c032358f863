"""Actions and plans of the demo's units and departments."""

# ruff: noqa: E501 - a goal or an action is read as one row of a table

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin
from spelregler.demo.goals import COMMITTEE_GOALS
from spelregler.demo.organisation import DEPARTMENTS, UNITS
from spelregler.demo.people import head_post, manager_post
from spelregler.domain import reading


@dataclass(frozen=True)
class ActionFact:
    """Something that a unit or a department does during the year, and what for."""

    code: str
    title: str
    title_en: str
    department: str
    due_on: date
    goals: tuple[str, ...] = ()
    unit: str = ""
    done_on: date | None = None
    statutory_duty: str = ""
    start: date = date(2026, 1, 12)
    origin: Origin = INVENTED

    @property
    def responsible(self) -> str:
        """The post that answers for the action."""
        return manager_post(self.unit) if self.unit else head_post(self.department)


def _day(text: str) -> date:
    return reading.day(f"2026-{text}")


_DEPARTMENT_OF = {unit.code: unit.department for unit in UNITS}
_HEADS = {"ks": "kommunstyrelseforvaltningen", "un": "utbildningsforvaltningen", "msn": "samhallsbyggnadsforvaltningen"}


def _act(
    unit: str, short: str, title: str, title_en: str, goals: str, due: str, done: str = "", duty: str = ""
) -> ActionFact:
    return ActionFact(
        f"{unit}-{short}", title, title_en, _DEPARTMENT_OF[unit], _day(due),
        tuple(f"{unit}-{goal}" for goal in goals.split()), unit, _day(done) if done else None, duty,
    )  # fmt: skip


UNIT_ACTIONS = (
    _act("oxeloskolan", "rekrytera", "Anställ lärare som läser klart på halvtid", "Hire teachers who finish their studies half time", "larare alla-amnen", "06-30", "06-18"),
    _act("oxeloskolan", "mentor", "Mentor för varje ny lärare", "A mentor for every new teacher", "larare frisk", "09-15", "09-10"),
    _act("oxeloskolan", "resurs", "Särskilt stöd i årskurs 7 och 8", "Special support in years 7 and 8", "alla-amnen gymnasiet narvaro", "10-15"),
    _act("oxeloskolan", "lasgrupper", "Läsgrupper tillsammans med biblioteket", "Reading groups together with the library", "lasning vardnadshavare", "12-18"),
    _act("oxeloskolan", "krankning", "Plan mot kränkande behandling", "Plan against degrading treatment", "trygghet", "03-31", "03-24", "6 kap. skollagen"),
    _act("ramdalsskolan", "kollegialt", "Behöriga lärare handleder kollegor", "Qualified teachers coach colleagues", "larare gymnasiet", "06-12", "06-10"),
    _act("ramdalsskolan", "pauser", "Rörelsepass före matematiken", "Exercise before mathematics", "rorelse", "10-30", "10-22"),
    _act("peterslundsskolan", "behall", "Behåll behöriga lärare", "Keep qualified teachers", "larare trygghet", "10-01", "09-28"),
    _act("peterslundsskolan", "hogt", "Högläsning varje dag", "Reading aloud every day", "lasning", "05-29", "05-20"),
    _act("stenviks-forskola", "schema", "Schema efter barnens tider", "Rotas that follow the children's hours", "grupp vardnadshavare", "05-29", "05-25"),
    _act("frosangs-forskola", "vikarier", "Fast vikarie i huset", "A permanent substitute in the house", "grupp vardnadshavare", "09-30", "09-22"),
    _act("oxelo-forskola", "ute", "En utegrupp året om", "An outdoor group all year", "grupp", "08-31", "08-20"),
    _act("ramdalens-forskola", "team", "Arbetslag över avdelningsgränsen", "Teams across the groups", "grupp", "06-15", "06-12"),
    _act("gymnasium-vux", "samtal", "Vägledningssamtal i årskurs 8", "Guidance talks in year 8", "vagledning", "10-09", "10-07"),
    _act("utbildning-central", "stodteam", "Stödteam ut till skolorna", "Support teams out to the schools", "stod", "09-01", "08-28"),
    _act("bjorntorp", "larmrutin", "Ny rutin när larmet går", "A new routine when an alarm goes", "larm nojda", "09-30"),
    _act("bjorntorp", "planer", "Plan inom två veckor för nya boende", "A plan within two weeks for new residents", "planer", "04-30", "04-22", "4 kap. socialtjänstlagen"),
    _act("sjotangen", "kontaktperson", "Kontaktperson som stannar", "A contact person who stays", "nojda larm", "06-15", "06-09"),
    _act("hemtjansten", "slingor", "Fasta slingor per område", "Fixed rounds per area", "kontinuitet frisk", "09-30", "10-12"),
    _act("hemsjukvard-rehab", "gemensam", "Gemensam plan med hemtjänsten", "A joint plan with home care", "planer", "08-31", "08-26"),
    _act("aldreomsorg-central", "bistand", "Besked om bistånd inom tre veckor", "Answers on assistance within three weeks", "stod", "06-30", "06-24"),
    _act("ifo-barn-familj", "over-fyra-manader", "Utredningsteam för ärenden över fyra månader", "A team for inquiries over four months", "utredning", "09-30"),
    _act("ifo-vuxen", "arbete", "Plan för arbete inom en månad", "A plan for work within a month", "forsorjning", "06-30", "06-22"),
    _act("lss-boende", "val", "Egna val i vardagen", "Own choices in everyday life", "nojda", "09-15", "09-14"),
    _act("daglig-verksamhet", "praktik", "Praktik hos företag", "Work practice with firms", "nojda", "10-15", "10-12"),
    _act("social-central", "lathund", "Enhetliga beslutsunderlag", "Uniform bases for decisions", "stod", "05-15", "05-12"),
    _act("bygglov", "komplett", "Hjälp till komplett ansökan", "Help with a complete application", "tid", "04-30", "04-20"),
    _act("miljo-halsa", "tillsynsplan", "Tillsynsplan för året", "Supervision plan for the year", "tillsyn", "02-27", "02-20", "26 kap. miljöbalken"),
    _act("plan", "hamnstaden", "Plan för bostäder vid vattnet", "A plan for homes by the water", "planer", "10-30", "10-21"),
    _act("gata-park", "app", "Felanmälan med bild", "Fault reports with a picture", "fel", "05-15", "05-08"),
    _act("samhallsbyggnad-central", "en-vag", "En väg in för företag", "One way in for firms", "stod", "09-01", "08-25"),
    _act("bibliotek", "bokbuss", "Böcker ut till förskolan", "Books out to preschools", "barn", "10-01", "09-29"),
    _act("kulturskola", "skolan", "Kulturskola på skoltid", "Arts in school hours", "andel", "09-15"),
    _act("fritid-anlaggningar", "prova", "Prova på-veckor med föreningar", "Try-out weeks with associations", "unga", "06-30", "06-26"),
    _act("ungdom", "musik", "Musikrum på fredagar", "A music room on Fridays", "", "10-30"),
    _act("kultur-fritid-central", "arshjul", "Gemensamt årshjul", "A shared year wheel", "stod", "03-31", "03-30"),
    _act("ekonomi", "bokslut", "Bokslut fem dagar tidigare", "Accounts closed five days sooner", "i-tid", "10-15", "10-12"),
    _act("hr", "tidiga", "Tidiga samtal vid upprepad frånvaro", "Early talks at repeated absence", "frisk", "09-30", "09-21"),
    _act("kansli", "utskick", "Fast dag för utskick", "A fixed day for sending papers", "i-tid", "03-31", "03-16"),
    _act("it-digitalisering", "e-tjanst", "Tre nya e-tjänster", "Three new e-services", "nojda", "10-30", "10-28"),
    _act("kommuncenter", "svarsmallar", "Svar på klarspråk", "Answers in plain language", "svar", "06-15", "06-08"),
    _act("kost-service", "rutt", "Samordnade transporter", "Shared transports", "stod", "09-30", "09-24"),
    _act("maltider", "svinn", "Väg det som slängs", "Weigh what is thrown away", "nojda", "05-29", "05-28"),
    _act("lokalvard", "kvalitet", "Gemensam rond varje månad", "A joint round every month", "nojda", "08-31", "08-28"),
    _act("kommunledning", "lots", "Företagslots på en telefon", "A business guide on one number", "foretag", "10-15", "10-14"),
)  # fmt: skip
"""`ungdom-musik` serves no goal and no duty: an action without a purpose, on purpose."""

WITHOUT_GOALS = "dalgangens-forskola"
UNCOVERED_GOALS = ("kfn-moten",)


def _department_actions() -> tuple[ActionFact, ...]:
    """Each department's action plan has one action per goal of its committee, apart from the broken threads."""
    found = []
    for department in DEPARTMENTS:
        for goal in COMMITTEE_GOALS:
            if goal.owner == department.body and goal.code not in UNCOVERED_GOALS:
                found.append(
                    ActionFact(
                        f"{department.code[:22].rstrip('-')}-{goal.code}",
                        f"Samla och följ upp enheternas arbete: {goal.title.lower()}",
                        f"Gather and follow up the units' work: {goal.title_en.lower()}",
                        department.code,
                        _day("12-15"),
                        (goal.code,),
                    )
                )
    return tuple(found)


ACTIONS: tuple[ActionFact, ...] = (*UNIT_ACTIONS, *_department_actions())


@dataclass(frozen=True)
class PlanFact:
    """A decided plan: a unit's, or a department's where `unit` is empty."""

    department: str
    unit: str
    decided_on: date
    origin: Origin = INVENTED


PLANS = (
    *(PlanFact(each.code, "", date(2026, 1, 20)) for each in DEPARTMENTS),
    *(PlanFact(each.department, each.code, date(2026, 1, 26)) for each in UNITS if each.code != WITHOUT_GOALS),
)
