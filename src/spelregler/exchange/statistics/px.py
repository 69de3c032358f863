"""PX, the file format of PC-Axis and PxWeb (axis version 2010 and later): keywords with values, and the figures last.

`STUB` and `HEADING` name the variables in the order of the figures, row by row; `VALUES` and `CODES` give their texts
and codes. `TIMEVAL` may have another order than both, so it tells which variable is time and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from math import prod

from spelregler.domain.words import Words
from spelregler.exchange import limits
from spelregler.exchange.bounded import Patience, TooMuch
from spelregler.exchange.sheets import Cell
from spelregler.exchange.statistics.cube import Variable, of_region, role_of_variable
from spelregler.exchange.statistics.model import FEWER, Label, Region, Role, Statistics, refused

BEGINS = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|CREATION-DATE|MATRIX|TITLE)\s*=\s*"'
)
KEYWORD = re.compile(
    r'\s*([A-Z][A-Z0-9-]{0,40})(?:\[([^\]"]{0,20})\])?(?:\(\s*((?:"[^"]{0,1000}"[\s,]*){0,20})\))?\s*=\s*'
)
IN_QUOTES_OR_END = re.compile(r'"[^"]*"|;')
"""One step at a time: a pattern that repeats a choice keeps every step that it took, a hundred times the file."""
TEXTS = re.compile(r'"([^"]*)"\s*(,?)')
DATUM = re.compile(r'"([^"]*)"|([^\s,";]+)|(;)')
NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([^"]{1,20})"')
CODEPAGES = frozenset({"utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "cp437", "cp850"})
Keywords = dict[tuple[str, str], list[str]]


def is_px(data: bytes) -> bool:
    """Told by the keyword that it begins with."""
    return BEGINS.match(data[:400]) is not None


def read_px(data: bytes, region: Region) -> Statistics:
    """The figures of a region.

    Refuses with `StatisticsRefused` a file without its variables, sparse (KEYS), cut off or past a bound, and what
    `of_region` refuses.
    """
    try:
        return _of_region(_text(data), region, Patience())
    except TooMuch as error:
        raise refused(error.words, todo=FEWER) from error


def _of_region(text: str, region: Region, patience: Patience) -> Statistics:
    keywords, rest = _keywords(text, patience)
    names = [*keywords.get(("STUB", ""), []), *keywords.get(("HEADING", ""), [])]
    if not names or any(key == "KEYS" for key, _of in keywords):
        raise refused(Words("No STUB and HEADING, or sparse (KEYS)."))
    variables = [_variable(name, keywords) for name in names]
    count = prod(len(each.labels) for each in variables)
    return of_region(variables, region, lambda places: _cells(text, rest, places, count, patience))


def _text(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", "replace")
    said = CODEPAGE.search(data[:4000])
    name = said[1].decode("ascii", "replace").casefold() if said else ""
    return data.decode(name if name in CODEPAGES else "windows-1252", "replace")


def _keywords(text: str, patience: Patience) -> tuple[Keywords, int]:
    """What stands before the figures, in the file's main language, and where the figures begin."""
    found: Keywords = {}
    place = held = walked = 0
    while (keyword := KEYWORD.match(text, place)) is not None:
        name, language, of = keyword[1], keyword[2], keyword[3]
        if name == "DATA":
            return found, keyword.end()
        end = _end_of(text, keyword.end())
        if end is None:
            break
        if not language:
            texts = _texts(text[keyword.end() : end])
            found.setdefault((name, _texts(of or "")[0] if of else ""), texts)
            held += len(texts)
        walked += 1
        if held + walked > limits.NODES:
            raise TooMuch(Words("The PX file has too many keywords and values."))
        if not walked % 256:
            patience.check()
        place = end + 1
    line = text.count("\n", 0, place + len(text[place:]) - len(text[place:].lstrip())) + 1
    raise refused(Words("The PX file is damaged near line {line}.", line=line))


def _end_of(text: str, place: int) -> int | None:
    """The next semicolon outside quotes."""
    return next((each.start() for each in IN_QUOTES_OR_END.finditer(text, place) if each[0] == ";"), None)


def _texts(written: str) -> list[str]:
    """Texts parted by commas; one that goes on over a line end is several in quotes, without a comma between."""
    texts, begun = [], ""
    for each in TEXTS.finditer(written):
        begun += each[1]
        if each[2]:
            texts.append(begun)
            begun = ""
        if len(texts) > limits.NODES:
            break  # whoever counts them refuses the file
    return [*texts, begun]


def _variable(name: str, keywords: Keywords) -> Variable:
    texts, codes = keywords.get(("VALUES", name)), keywords.get(("CODES", name))
    if texts is None and codes is None:
        raise refused(Words("The PX file lacks the values of {name}.", name=name))
    texts, codes = texts or codes or [], codes or texts or []
    if len(texts) != len(codes):
        raise refused(Words("{name} has not as many codes as values.", name=name))
    code = next(iter(keywords.get(("VARIABLECODE", name), [])), "")
    role = role_of_variable(name, code)
    if ("TIMEVAL", name) in keywords:
        role = Role.TIME
    elif keywords.get(("CONTVARIABLE", "")) == [name]:
        role = Role.CONTENT
    return Variable(name, code, role, tuple(map(Label, codes, texts)))


def _cells(text: str, begin: int, wanted: Collection[int], count: int, patience: Patience) -> Mapping[int, Cell]:
    """The figures of the places that are wanted; there must be as many in all as the variables say."""
    found: dict[int, Cell] = {}
    at = 0
    for each in DATUM.finditer(text, begin):
        if each[3]:
            break
        if at in wanted:
            said = each[1] if each[1] is not None else each[2]
            found[at] = Decimal(said) if NUMBER.fullmatch(said) else said
        at += 1
        if not at % 65_536:
            patience.check()
    if at != count:
        raise refused(
            Words(
                "The PX file has {at} values, but its variables make {count}; it is cut off or damaged.",
                at=at,
                count=count,
            ),
        )
    return found
