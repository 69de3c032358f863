"""What a careful editor would not let through, looked for in the words that a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

UNREAD = {"script", "style", "textarea", "code", "pre", "title"}
FLOWS_ON = {
    "a",
    "abbr",
    "b",
    "em",
    "i",
    "span",
    "strong",
    "time",
    "tspan",
    "wbr",
    "svg",
    "path",
    "circle",
    "rect",
    "data",
}
"""Elements that stand in the middle of a sentence. All others begin a text of their own."""
READ_ALOUD = {"aria-label", "alt", "title", "placeholder"}


def _one_of(of: str, many: str) -> str:
    return rf"(?<![\w,.§–/−-])[01][ \u00a0]{of}[ \u00a0]1[ \u00a0](?:{many})\b|(?<![\w,.§–/−-])1[ \u00a0](?:{many})\b"


FAULTS = {
    "a hyphen for a minus": r"(?<![\w/–−-])-[\s\u00a0]?\d",
    "three dots for an ellipsis": r"\.\.\.",
    "a straight quotation mark": r'"',
    "a blank before a sign": r"\s[,;:.](?:\s|$)",
    "a sign twice": r",\s*,|\.\.|;\s*;|,\s*\.",
    "all of one": r"\b(?:[Aa]lla|[Aa]ll) 1\b",
    "one of many": _one_of(
        "av",
        "enheter|regler|åtgärder|uppdrag har|rader|dagar|nämnder|frågor|svar har|prognoser|beslut har|personer|värden",
    ),
    "one of many in English": _one_of(
        "of",
        "units|rules|goals|actions|assignments|rows|days|months|committees|answers|forecasts|decisions|people|values",
    ),
    "a hyphen between figures": r"(?<![\w.-])\d+(?:,\d+)?[ \u00a0]-[ \u00a0]\d",
    "a hyphen for a dash": r"\w - \w",
    "an empty parenthesis": r"\(\s*\)|\(\s|\s\)",
    "two blanks": r"\u00a0[ \u00a0]| \u00a0",
    "five figures together": r"(?<![\w:/.-])\d{5,}(?![\w.-])",
    "a month in figures": r"(?<![\w-])20\d\d-\d\d(?![\w-])",
}
IN_SWEDISH = {"a decimal point": r"(?<![\d.:])\d+\.\d+(?![\d.])[ \u00a0]?(?:%|tkr|kr)"}
IN_ENGLISH = {"a decimal comma": r"(?<![\d,.])\d{1,3},\d{1,2}(?![\d,])"}


class Texts(HTMLParser):
    """The texts of a page: each paragraph, cell, heading and label, as it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = [""]
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.inside.append(tag)
        if tag not in FLOWS_ON:
            self.texts.append("")
        said = [value for name, value in attrs if name in READ_ALOUD and value]
        if said:
            self.texts[-1:] = [*said, self.texts[-1]]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()
        if tag not in FLOWS_ON:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.texts[-1] += data


def faults(html: str, language: str) -> Iterator[str]:
    """Each fault with its name and some words around it."""
    reader = Texts()
    reader.feed(html)
    wanted = FAULTS | (IN_SWEDISH if language == "sv" else IN_ENGLISH)
    for text in dict.fromkeys(reader.texts):
        plain = re.sub(r"[ \t\r\n]+", " ", text.replace("\u00ad", "")).strip()
        for name, pattern in wanted.items():
            for found in re.finditer(pattern, plain):
                yield f"{name}: {plain[max(0, found.start() - 30) : found.end() + 20]}"
