"""An empty table to fill in, beside a worked example and a sheet that explains each column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from spelregler.exchange.organisation.columns import ALLOWED, COLUMNS, NEEDED, TYPES, USED, WORDS, What
from spelregler.exchange.sheets import Column, Sheet, write_book

FIRST, TERM, TERM_END = date(2020, 1, 1), date(2026, 10, 15), date(2030, 10, 14)
DECIDED = {"decided_by": "Kommunfullmäktige", "decided_on": date(2026, 10, 15), "paragraph": "§ 87"}
EXAMPLE: tuple[Mapping[str, Any], ...] = (
    {"what": What.MUNICIPALITY, "code": "9999", "name": "Granvik"},
    {
        "what": What.BODY,
        "code": "kf",
        "name": "Kommunfullmäktige",
        "name_en": "The municipal council",
        "type": "council",
        "first_day": FIRST,
    },
    {
        "what": What.BODY,
        "code": "ks",
        "name": "Kommunstyrelsen",
        "name_en": "The executive board",
        "type": "executive_board",
        "first_day": FIRST,
    },
    {
        "what": What.BODY,
        "code": "un",
        "name": "Utbildningsnämnden",
        "name_en": "The education committee",
        "type": "committee",
        "first_day": FIRST,
    },
    {"what": What.TERM, "belongs_to": "kf", "first_day": TERM, "last_day": TERM_END},
    {"what": What.TERM, "belongs_to": "un", "first_day": date(2027, 1, 1), "last_day": date(2030, 12, 31)},
    {
        "what": What.DEPARTMENT,
        "code": "klf",
        "name": "Kommunledningsförvaltningen",
        "belongs_to": "ks",
        "first_day": FIRST,
    },
    {
        "what": What.DEPARTMENT,
        "code": "uf",
        "name": "Utbildningsförvaltningen",
        "belongs_to": "un",
        "first_day": FIRST,
        "instruction_on": date(2024, 3, 14),
    },
    {
        "what": What.UNIT,
        "code": "skolomradet",
        "name": "Skolområdet",
        "belongs_to": "uf",
        "first_day": FIRST,
        "purpose": "Leder kommunens grundskolor.",
    },
    {
        "what": What.UNIT,
        "code": "granskolan",
        "name": "Granskolan",
        "belongs_to": "uf",
        "parent": "skolomradet",
        "first_day": FIRST,
        "purpose": "Grundskola, årskurs F–6.",
    },
    {
        "what": What.UNIT,
        "code": "backskolan",
        "name": "Backskolan",
        "belongs_to": "uf",
        "parent": "skolomradet",
        "first_day": FIRST,
        "last_day": date(2026, 6, 30),
        "merged_into": "granskolan",
    },
    {
        "what": What.POST,
        "code": "kommundirektor",
        "name": "Kommundirektör",
        "name_en": "Chief executive",
        "type": "chief_executive",
        "belongs_to": "klf",
    },
    {
        "what": What.POST,
        "code": "utbildningschef",
        "name": "Utbildningschef",
        "name_en": "Head of education",
        "type": "department_head",
        "belongs_to": "uf",
    },
    {
        "what": What.POST,
        "code": "rektor-granskolan",
        "name": "Rektor",
        "name_en": "Head teacher",
        "type": "unit_manager",
        "belongs_to": "granskolan",
    },
    {"what": What.PERSON, "code": "1001", "name": "Anna Exempelsson", "email": "anna.exempelsson@granvik.example"},
    {"what": What.PERSON, "code": "1002", "name": "Bo Exempelsson", "email": "bo.exempelsson@granvik.example"},
    {"what": What.PERSON, "code": "f-1", "name": "Eva Exempelsson", "email": "eva@granvik.example"},
    {"what": What.PERSON, "code": "f-2", "name": "Dag Exempelsson"},
    {
        "what": What.SEAT,
        "belongs_to": "un",
        "number": 1,
        "type": "chair",
        "person": "f-1",
        "first_day": date(2027, 1, 1),
        "last_day": date(2030, 12, 31),
        **DECIDED,
    },
    {"what": What.SEAT, "belongs_to": "un", "number": 2, "type": "member"},
    {
        "what": What.SEAT,
        "belongs_to": "un",
        "number": 1,
        "type": "substitute",
        "person": "f-2",
        "first_day": date(2027, 1, 1),
        "last_day": date(2030, 12, 31),
        **DECIDED,
    },
    {
        "what": What.APPOINTMENT,
        "belongs_to": "utbildningschef",
        "type": "ordinary",
        "person": "1001",
        "first_day": date(2023, 8, 1),
    },
    {
        "what": What.APPOINTMENT,
        "belongs_to": "rektor-granskolan",
        "type": "acting",
        "person": "1002",
        "first_day": date(2026, 8, 1),
        "last_day": date(2026, 12, 31),
    },
    {"what": What.EMPLOYMENT, "belongs_to": "granskolan", "person": "1002", "first_day": date(2019, 8, 12)},
)
"""Granvik is no municipality, and nobody is called Exempelsson."""
HELP: Mapping[str, tuple[str, str]] = {
    "what": ("Vad raden är. Bestämmer vilka celler som fylls i.", "What the row is. It says which cells to fill in."),
    "code": (
        "En kort kod som ni väljer och aldrig ändrar: organ 20 tecken, förvaltning och enhet 40, tjänst "
        "och person 60. För kommunen de fyra siffrorna. "
        "En person kan ha sitt anställningsnummer. För en placering enhetens kod.",
        "A short code that you choose and never change: bodies 20 characters, departments and units 40, "
        "posts and people 60. For the municipality its four digits. "
        "A person may have the employee number. For a placement the unit's code.",
    ),
    "name": (
        "Namnet som det ska stå på sidorna. För en tjänst dess titel.",
        "The name as pages show it; a post's title.",
    ),
    "name_en": ("Namnet på de engelska sidorna.", "The name on the English pages."),
    "type": ("Vilken sorts organ, tjänst, plats eller förordnande.", "Which kind of body, post, seat or appointment."),
    "belongs_to": (
        "En annan rads kod: förvaltningens nämnd eller styrelse, enhetens förvaltning, tjänstens förvaltning "
        "eller enhet, platsens organ, förordnandets tjänst, anställningens enhet.",
        "Another row's code: a department's body, a unit's department, a post's department or unit, a seat's body, "
        "an appointment's post, an employment's unit.",
    ),
    "parent": (
        "Koden för enheten ovanför, inom samma förvaltning.",
        "The code of the unit above, in the same department.",
    ),
    "also_serves": (
        "Koder för fler organ som förvaltningen arbetar åt, med komma emellan. Chefen svarar inför det i Hör till.",
        "Codes of further bodies that the department works for, with commas. The head answers to that in Belongs to.",
    ),
    "number": (
        "Platsens nummer i organet, från 1. Ersättarnas nummer är turordningen.",
        "The seat's number in the body, from 1. Substitutes are called in by their number.",
    ),
    "person": (
        "Personens kod. Tom för en plats som ingen har.",
        "The person's code. Empty for a seat that nobody holds.",
    ),
    "email": (
        "Dit länken till inloggningen skickas. Två personer har aldrig samma.",
        "Where the link to sign in is sent. Two people never share one.",
    ),
    "first_day": ("Första dagen, år-månad-dag.", "The first day, year-month-day."),
    "last_day": ("Sista dagen som gäller. Tom tills vidare.", "The last day that counts. Empty until further notice."),
    "purpose": ("Vad enheten är till för, i en mening.", "What the unit is for, in a sentence."),
    "merged_into": (
        "Koden för enheten som tar över efter den sista dagen.",
        "The code of the unit that takes over after the last day.",
    ),
    "instruction_on": (
        "Dagen då instruktionen till förvaltningschefen beslutades.",
        "The day when the instruction to the department's head was decided.",
    ),
    "order": (
        "En ersättares plats i turordningen, där den är en annan än platsens nummer.",
        "A substitute's place in the order of call-in, where it is another than the seat's number.",
    ),
    "introduced_on": (
        "Dagen då den förtroendevalda eller den nyanställda fick sin introduktion.",
        "The day when the representative or the new employee was introduced.",
    ),
    "moves_on": (
        "Dagen då en enhet som finns flyttas till det som Hör till och Under enhet säger, eller då en förvaltning "
        "börjar svara inför ett annat organ. Med beslutet i de tre sista cellerna. En enhet läggs ned med en sista dag "
        "och beslutet; den slås ihop på sin sida.",
        "The day when a unit that is there moves to what Belongs to and Parent unit say, or when a department begins "
        "to answer to another body. With the decision in the last three cells. A unit closes by a last day and the "
        "decision; it is merged on its page.",
    ),
    "decided_by": (
        "Vem som beslutade valet, förordnandet, flytten eller nedläggningen.",
        "Who decided the election, the appointment, the move or the closing.",
    ),
    "decided_on": ("Beslutets dag.", "The day of the decision."),
    "paragraph": ("Paragrafen i protokollet.", "The paragraph of the minutes."),
}
ABOUT = (
    Column("column", "Kolumn", "Column"),
    Column("help", "Vad cellen säger", "What the cell says"),
    Column("needed", "Måste fyllas i för", "Must be filled in for"),
    Column("used", "Får fyllas i för", "May be filled in for"),
    Column("choices", "Ord att välja bland", "Words to choose from"),
)
TITLES = {"sv": ("Fyll i", "Exempel", "Kolumner"), "en": ("Fill in", "Example", "Columns")}


def write_template(*, language: str) -> bytes:
    """A workbook with three sheets. Only the first is read back."""
    blank, example, about = TITLES["en" if language == "en" else "sv"]
    rows = [*_explained(language), *_elsewhere(language)]
    sheets = (Sheet(blank, COLUMNS), Sheet(example, COLUMNS, EXAMPLE), Sheet(about, ABOUT, rows))
    return write_book(sheets, language=language)


def _explained(language: str) -> Iterator[dict[str, str]]:
    place = 1 if language == "en" else 0
    for column in COLUMNS:
        name = column.name
        kinds = [what for what in What if name in ("what", *NEEDED[what])]
        more = [what for what in What if name in USED[what] and what not in kinds]
        yield {
            "column": column.title(language),
            "help": HELP[name][place],
            "needed": ", ".join(WORDS[what][place] for what in kinds),
            "used": ", ".join(WORDS[what][place] for what in more),
            "choices": _choices(name, place),
        }


ELSEWHERE = (
    ("Inkallade ersättare", "Called-in substitutes", "på organets sida, Kalla in en ersättare", "the body's page"),
    ("Utbildningar", "Trainings", "på organets sida, Utbildning", "the body's page"),
    (
        "Instruktioner med organ och paragraf",
        "Instructions with body and paragraph",
        "på förvaltningens sida, Instruktion för chefen; i filen står bara dagen",
        "the department's page; the file has the day alone",
    ),
    ("Sammanslagna och delade enheter", "Merged and split units", "på enhetens sida", "the unit's page"),
    ("Kommande namn", "Names to come", "på organets, förvaltningens eller enhetens sida", "the thing's own page"),
)
"""What a file does not hold, and where it is entered."""


def _elsewhere(language: str) -> Iterator[dict[str, str]]:
    sv = language != "en"
    yield {"column": "Finns inte i filen" if sv else "Not in the file", "help": "Förs in" if sv else "Entered on"}
    for title, title_en, where, where_en in ELSEWHERE:
        yield {"column": title if sv else title_en, "help": where if sv else where_en}


def _choices(name: str, place: int) -> str:
    if name == "what":
        return ", ".join(words[place] for words in WORDS.values())
    if name != "type":
        return ""
    listed = (f"{WORDS[what][place]}: {', '.join(TYPES[each][place] for each in ALLOWED[what])}" for what in ALLOWED)
    return "; ".join(listed)
