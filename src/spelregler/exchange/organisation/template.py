"""An empty table to fill in, beside a worked example and a sheet that explains each column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from spelregler.domain.words import Words
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
        "name_en": "Executive office",
        "belongs_to": "ks",
        "first_day": FIRST,
    },
    {
        "what": What.DEPARTMENT,
        "code": "uf",
        "name": "Utbildningsförvaltningen",
        "name_en": "Education department",
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
        "name_en": "Gran School",
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
HELP: Mapping[str, Words] = {
    "what": Words("What the row is. It says which cells to fill in."),
    "code": Words(
        "A short code that you choose and never change: bodies 20 characters, departments and units "
        "40, posts and people 60. For the municipality its four digits. A person may have the "
        "employee number. For a placement the unit's code."
    ),
    "name": Words("The name as pages show it; a post's title."),
    "name_en": Words("The name on the English pages. Left empty, they show the Swedish one."),
    "type": Words("Which kind of body, post, seat or appointment."),
    "belongs_to": Words(
        "Another row's code: a department's body, a unit's department, a post's department or unit, "
        "a seat's body, an appointment's post, an employment's unit."
    ),
    "parent": Words("The code of the unit above, in the same department."),
    "also_serves": Words(
        "Codes of further bodies that the department works for, with commas. The head answers to that in Belongs to."
    ),
    "number": Words("The seat's number in the body, from 1. Substitutes are called in by their number."),
    "person": Words("The person's code. Empty for a seat that nobody holds."),
    "email": Words("Where the link to sign in is sent. Two people never share one."),
    "first_day": Words("The first day, year-month-day."),
    "last_day": Words("The last day that counts. Empty until further notice."),
    "purpose": Words("What the unit is for, in a sentence."),
    "merged_into": Words("The code of the unit that takes over after the last day."),
    "instruction_on": Words("The day when the instruction to the department's head was decided."),
    "order": Words("A substitute's place in the order of call-in, where it is another than the seat's number."),
    "introduced_on": Words("The day when the representative or the new employee was introduced."),
    "moves_on": Words(
        "The day when a unit that is there moves to what Belongs to and Parent unit say, or when a "
        "department begins to answer to another body. With the decision in the last three cells. A "
        "unit closes by a last day and the decision; it is merged on its page."
    ),
    "decided_by": Words("Who decided the election, the appointment, the move or the closing."),
    "decided_on": Words("The day of the decision."),
    "paragraph": Words("The paragraph of the minutes."),
}
ABOUT = (
    Column("column", Words("Column")),
    Column("help", Words("What the cell says")),
    Column("needed", Words("Must be filled in for")),
    Column("used", Words("May be filled in for")),
    Column("choices", Words("Words to choose from")),
)
TITLES = (Words("Fill in"), Words("Example"), Words("Columns"))


def write_template(*, language: str) -> bytes:
    """A workbook with three sheets. Only the first is read back."""
    blank, example, about = (each.text(language) for each in TITLES)
    rows = [*_explained(language), *_elsewhere(language)]
    sheets = (Sheet(blank, COLUMNS), Sheet(example, COLUMNS, EXAMPLE), Sheet(about, ABOUT, rows))
    return write_book(sheets, language=language)


def _explained(language: str) -> Iterator[dict[str, str]]:
    for column in COLUMNS:
        name = column.name
        kinds = [what for what in What if name in ("what", *NEEDED[what])]
        more = [what for what in What if name in USED[what] and what not in kinds]
        yield {
            "column": column.title(language),
            "help": HELP[name].text(language),
            "needed": ", ".join(WORDS[what].text(language) for what in kinds),
            "used": ", ".join(WORDS[what].text(language) for what in more),
            "choices": _choices(name, language),
        }


ELSEWHERE = (
    (Words("What the file does not hold"), Words("Entered on")),
    (Words("Called-in substitutes"), Words("on the page of the body, Call in a substitute")),
    (Words("Trainings"), Words("on the page of the body, Training")),
    (
        Words("Instructions with body and paragraph"),
        Words("on the page of the department, Instruction for the head; the file has the day alone"),
    ),
    (Words("Merged and split units"), Words("on the page of the unit")),
    (Words("Names to come"), Words("on the page of the body, the department or the unit")),
)
"""What a file does not hold, and where it is entered; the first is the heading."""


def _elsewhere(language: str) -> Iterator[dict[str, str]]:
    for title, where in ELSEWHERE:
        yield {"column": title.text(language), "help": where.text(language)}


def _choices(name: str, language: str) -> str:
    if name == "what":
        return ", ".join(words.text(language) for words in WORDS.values())
    if name != "type":
        return ""
    types = {what: ", ".join(TYPES[each].text(language) for each in each_of) for what, each_of in ALLOWED.items()}
    return "; ".join(f"{WORDS[what].text(language)}: {listed}" for what, listed in types.items())
