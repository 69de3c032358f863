"""The one module that writes dates, money, percentages and statuses for people, in Swedish and English.

Pure functions that are told the language ("sv" or "en"); web pages, documents and sheets share them, so that
one figure looks the same everywhere. Space between thousands and before a unit is a no-break space, and a
negative figure carries a real minus sign; `shown_tables` reads them back for a spreadsheet.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from spelregler.domain import reading
from spelregler.domain.compounds import with_breaks
from spelregler.domain.findings import Status
from spelregler.domain.money import Money
from spelregler.domain.words import Bilingual, Pair, Words

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
NOTHING: Final = "–"
SOFT_HYPHEN: Final = "\u00ad"
MOST_TYPED: Final = 3
TYPED_NUMBER = int | str | Decimal

_ISO_DAY: Final = re.compile(r"(?<!exempel )(?<!example )\b\d{4}-\d{2}-\d{2}\b")
"""A day in running text; not one that shows how a day is written."""
_ISO_MONTH: Final = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\w-])")
"""A month in running text, such as those of a ledger."""
_WRITTEN_DAY: Final = re.compile(rf"(\d{{1,2}})[{NBSP} ](\w+)[{NBSP} ](\d{{4}})")
_MONTHS: Final = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT_MONTHS: Final = {
    "sv": ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_WEEKDAYS: Final = {
    "sv": ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}

STATUS_SHAPES: Final = {
    Status.KEPT: "●",
    Status.ATTENTION: "▲",
    Status.BREACH: "■",
    Status.NOT_ASSESSED: "○",
    Status.NOT_APPLICABLE: "–",
    Status.ENSURED: "▣",
}
_STATUS_WORDS: Final = {
    Status.KEPT: Words("kept"),
    Status.ATTENTION: Words("take care"),
    Status.BREACH: Words("broken"),
    Status.NOT_ASSESSED: Words("not assessed"),
    Status.NOT_APPLICABLE: Words("not applicable"),
    Status.ENSURED: Words("ensured by the system"),
}

SOURCE_MARKS: Final = {"found": "◆", "derived": "◇", "invented": "○"}
_SOURCE_WORDS: Final[dict[str, Bilingual]] = {
    "found": Words("found"),
    "derived": Words("derived"),
    "invented": Words("invented"),
    "kolada": Pair("Källa: Kolada"),  # the words that Kolada's terms ask for
    "scb": Words("Statistics Sweden"),
    "ledger": Words("ledger"),
    "entered": Words("entered"),
    "imported": Words("imported"),
}


def _known(language: str | None) -> str:
    """Swedish comes first: anything that is not English is written in Swedish."""
    return "en" if (language or "").lower().startswith("en") else "sv"


def long_date(day: date | None, language: str) -> str:
    """A date as people say it: 2 november 2026. Nothing known is a dash."""
    if day is None:
        return NOTHING
    return NBSP.join([str(day.day), _MONTHS[_known(language)][day.month - 1]]) + f" {day.year}"


def short_date(day: date | None, language: str, *, today: date | None = None) -> str:
    """A date where space is short: 28 okt, with its year unless it is this year's."""
    if day is None:
        return NOTHING
    text = f"{day.day}{NBSP}{_SHORT_MONTHS[_known(language)][day.month - 1]}"
    return text if today is not None and today.year == day.year else f"{text}{NBSP}{day.year}"


def day_written(text: str, language: str) -> date | None:
    """The day that `long_date` or `short_date` wrote with its year; None for any other text."""
    found = _WRITTEN_DAY.fullmatch(text)
    if found is None:
        return None
    for months in (_MONTHS[_known(language)], _SHORT_MONTHS[_known(language)]):
        if found[2] in months:
            try:
                return date(int(found[3]), months.index(found[2]) + 1, int(found[1]))
            except ValueError:
                return None
    return None


def days_in_words(text: str, language: str) -> str:
    """A sentence from a check with each day as people say it: "sedan 2022-08-01" becomes "sedan 1 augusti 2022"."""
    said = _ISO_DAY.sub(lambda found: _day_in_words(found[0], language), text)
    return _ISO_MONTH.sub(lambda found: f"{month_name(int(found[2]), language)} {found[1]}", said)


def _day_in_words(written: str, language: str) -> str:
    try:
        return long_date(reading.day(written), language)
    except reading.Unreadable:  # a case number, say, and no day of any calendar
        return written


def weekday_date(day: date, language: str) -> str:
    """A date with its weekday, for meetings: måndag 2 november 2026."""
    return f"{_WEEKDAYS[_known(language)][day.weekday()]} {long_date(day, language)}"


def month_name(month: int, language: str, *, short: bool = False) -> str:
    """The name of a month, 1 to 12."""
    return (_SHORT_MONTHS if short else _MONTHS)[_known(language)][month - 1]


def period(start: date, end: date | None, language: str) -> str:
    """A half-open period as people say it: through the last day that it holds."""
    if end is None:
        return Words("from {day}", day=long_date(start, language)).text(_known(language))
    last = date.fromordinal(end.toordinal() - 1)
    return f"{long_date(start, language)} – {long_date(last, language)}"


def months(start: date, end: date, language: str) -> str:
    """A half-open period of whole months by their names, of a whole year by its number; any other by its days."""
    last = date.fromordinal(end.toordinal() - 1)
    if start.day != 1 or end.day != 1:
        return period(start, end, language)
    first, final = (month_name(day.month, language) for day in (start, last))
    if start.year != last.year:
        return f"{first} {start.year}–{final} {last.year}"
    if (start.month, last.month) == (1, 12):
        return str(start.year)
    return f"{first} {start.year}" if start.month == last.month else f"{first}–{final} {start.year}"


def duration(minutes: int, language: str) -> str:
    """About how long something takes: minutes, and from an hour and a half on half hours."""
    if minutes < 90:
        return Words("about {minutes} min", minutes=minutes).text(_known(language))
    hours = number(Decimal(round(minutes / 30)) / 2, language)
    return Words("about {hours} h", hours=hours).text(_known(language))


def relative_day(day: date, today: date, language: str) -> str:
    """How far off a day is, in words; beyond 90 days the year says more than the number of days."""
    days = (day - today).days
    near = {0: Words("today"), 1: Words("tomorrow"), -1: Words("yesterday")}
    if days in near:
        return near[days].text(_known(language))
    if abs(days) > 90:
        return str(day.year)
    if days > 0:
        return Words("in {days} days", days=days).text(_known(language))
    return Words("{days} days ago", days=-days).text(_known(language))


def number(value: TYPED_NUMBER | None, language: str, *, decimals: int | None = None, signed: bool = False) -> str:
    """A figure with grouped thousands. Without `decimals` it keeps the decimals it has."""
    if value is None or value == "":
        return NOTHING
    exact = Decimal(value)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    written = f"{abs(exact):,f}"
    if _known(language) == "sv":
        written = written.replace(",", NBSP).replace(".", ",")
    if exact < 0:
        return MINUS + written
    return f"+{written}" if signed and exact > 0 else written


def decimals_given(value: TYPED_NUMBER, at_least: int) -> int:
    """How many decimals tell the figure as somebody typed it: 6.25 against a target of 6.3 is no miss to be explained.

    What has more than three is a quotient that never ends, and is rounded to what its kind has.
    """
    exponent = Decimal(value).normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return places if at_least < places <= MOST_TYPED else at_least


def money(amount: Money | None, language: str, *, signed: bool = False, unit: bool = True, exact: bool = False) -> str:
    """An amount in thousands of kronor: 372 000 tkr.

    What the ledger adds up to, what is computed and what is drawn is rounded to whole tkr. What somebody entered, and
    sums of that, is `exact`: it has the decimals that it was given, 12,5 or 0,01.
    """
    if amount is None:
        return NOTHING
    return number(amount.exact_tkr if exact else amount.tkr, language, signed=signed) + (f"{NBSP}tkr" if unit else "")


def kronor(amount: Money | None, language: str) -> str:
    """An exact amount, for vouchers: 1 234,50 kr."""
    return NOTHING if amount is None else f"{number(amount.kronor, language, decimals=2)}{NBSP}kr"


def percent(value: TYPED_NUMBER | None, language: str, *, decimals: int | None = 1, signed: bool = False) -> str:
    """A share that is already in per cent: −2,1 % in Swedish, −2.1% in English."""
    if value is None or value == "":
        return NOTHING
    sign = f"{NBSP}%" if _known(language) == "sv" else "%"
    return number(value, language, decimals=decimals, signed=signed) + sign


def share(part: int, whole: int, language: str) -> str:
    """A count of a whole, never only a percentage: 14 av 19."""
    return Words("{part} of {whole}", part=part, whole=whole).text(_known(language)).replace(" ", NBSP)


def status_word(status: Status | str, language: str) -> str:
    """What a status is called."""
    return _STATUS_WORDS[Status(status)].text(_known(language))


def status_shape(status: Status | str) -> str:
    """The shape of a status: it is told by form and word as well as by colour."""
    return STATUS_SHAPES[Status(status)]


def source_word(source: str, language: str) -> str:
    """What a source code is called; a code of a municipality's own is shown as it is."""
    return _SOURCE_WORDS.get(source, Pair(source)).text(_known(language))


def source_mark(source: str) -> str:
    """The mark of a source in the demo: ◆ found, ◇ derived, ○ invented; other sources are told in words."""
    return SOURCE_MARKS.get(source, "")


def soft(text: str, language: str) -> str:
    """The text with soft hyphens between the parts of its long Swedish words, for narrow columns."""
    return text if language == "en" else with_breaks(text, SOFT_HYPHEN)
