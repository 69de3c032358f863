"""What SCB's words and codes mean: names of dimensions, sexes, years, totals, and marks of what is missing."""

from __future__ import annotations

import re

from spelregler.exchange.statistics.model import Label, Role

NAMES = {
    Role.REGION: (
        "region",
        "kommun",
        "municipality",
        "kommunkod",
        "regionkod",
        "municip_code",
        "municipality_code",
    ),
    Role.TIME: ("år", "year", "tid", "time"),
    Role.SEX: ("kön", "kon", "sex", "gender"),
    Role.CONTENT: ("tabellinnehåll", "contentscode", "contents", "innehåll", "observations"),
}
ROLES = {name: role for role, names in NAMES.items() for name in names}
BOTH = ("män och kvinnor", "kvinnor och män", "men and women", "women and men")
SEXES = {
    "K": ("kvinnor", "kvinna", "women", "woman", "females", "female", "k", "f", "2"),
    "M": ("män", "man", "men", "males", "male", "m", "1"),
    "T": ("totalt", "total", "samtliga", "alla", "all", "båda könen", "both sexes", "t", "tot", "1+2", *BOTH),
}
SEX_OF = {word: sex for sex, words in SEXES.items() for word in words}
SPOKEN = {word: sex for sex, words in SEXES.items() for word in words if len(word) > 2 and " " not in word} | {
    word: sex for sex, words in {"K": ("kvinnors", "flickor"), "M": ("mäns", "pojkar")}.items() for word in words
}
"""Words that speak of a sex, or of both, wherever they stand, unlike a letter or a figure."""
MORE_THAN_CONTENT = re.compile(r"[A-Z]{2}[0-9]{4}[A-Z0-9]{2}\s+\S.*|[0-9]+(?:\+[0-9]+)?")
"""A code of SCB's for what is counted and then another one, or a bare code."""
TOTAL = re.compile(r"(tot|totalt|total|samtliga|alla|all)( åldrar| ålder| ages)?", re.IGNORECASE)
CODE_AND_TEXT = re.compile(r"(\S+) - (.+)")
YEAR = r"(?:19|20)[0-9]{2}"
YEAR_AT_AN_END = re.compile(rf"(?:(?P<name>.*?)\s+)?(?P<year>{YEAR})(?: - (?P=year))?|(?P<first>{YEAR})\s+(?P<rest>.+)")
MISSING = re.compile(r"\.{0,6}")
"""PX writes what is missing, secret or not asked for as one to six dots."""
NIL = frozenset({"-", "–", "\u2212"})
"""And nothing to count as a dash, which is zero."""


def label_of(text: str) -> Label:
    """A cell as a label. ”2 - kvinnor” is code and text; any other is the one or the other."""
    found = CODE_AND_TEXT.fullmatch(text.strip())
    return Label(found[1], found[2].strip()) if found else Label(text.strip(), text.strip())


def role_of(name: str) -> Role | None:
    """What a dimension of that name is about, by code, by text or by both."""
    label = label_of(name)
    return ROLES.get(label.code.casefold()) or ROLES.get(label.text.casefold())


def sex_of(label: Label) -> str | None:
    """T, K or M; None for a word that is none of them."""
    return SEX_OF.get(label.text.casefold()) or SEX_OF.get(label.code.casefold())


def parted_sex(text: str) -> tuple[str, str]:
    """What a heading says besides the word for a sex, and that word; no word where it has none or several."""
    words = text.split()
    spoken = [word for word in words if word.casefold().strip(",;:") in SPOKEN]
    if len(spoken) != 1:
        return text, ""
    return " ".join(word for word in words if word != spoken[0]).strip(" ,;:"), spoken[0].strip(",;:")


def may_be_one_sex(label: Label) -> bool:
    """A heading that speaks of one sex among other words, or in codes of something more than its content."""
    spoken = {SPOKEN[word] for word in re.findall(r"\w+", label.text.casefold()) if word in SPOKEN}
    return spoken in ({"K"}, {"M"}) or MORE_THAN_CONTENT.fullmatch(label.text) is not None


def is_year(label: Label) -> bool:
    """A calendar year; 2024K1, 2024M01 and 2023/24 are other times."""
    return re.fullmatch(YEAR, label.code) is not None or re.fullmatch(YEAR, label.text) is not None


def is_total(label: Label) -> bool:
    """Everything that the dimension parts, taken together."""
    return TOTAL.fullmatch(label.text) is not None or TOTAL.fullmatch(label.code) is not None


def parted_heading(text: str) -> tuple[str, str]:
    """What a heading says besides its year, and the year: ”Folkmängd 2024”, ”2024”, ”A - B 2024 - 2024”."""
    found = YEAR_AT_AN_END.fullmatch(text.strip())
    if found is None:
        return text.strip(), ""
    if found["first"]:
        return found["rest"].strip(), found["first"]
    return (found["name"] or "").strip(), found["year"]
