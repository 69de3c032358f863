"""Which figures stand in a file, found without its reader: one that the reader gave and that stands nowhere is wrong.

written(data)                    every figure, however it is packed
not_written(data, figures)       those of the reader's that are none of them
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

BLANK = "[ \u00a0\u202f\u2009]"
GROUPED = rf"[0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+(?:[.,][0-9]+)?"
PLAIN = r"[0-9]*[.,]?[0-9]+(?:[eE][+-]?[0-9]{1,3})?"
NUMBER = re.compile(f"{GROUPED}|{PLAIN}")
PX_DATA = re.compile(r"\bDATA\s*=")
SIE_LABEL, SIE_FIELD = re.compile(r"^[ \t]*#[A-Z]+[ \t]", re.MULTILINE), re.compile(r'"[^"]*"|[^\s"]+')
CHARACTER = re.compile(r"&#(x?)([0-9A-Fa-f]{1,6});")


def not_written(data: bytes, figures: Iterable[Decimal | None]) -> list[Decimal]:
    """The figures that a reader gave and that stand nowhere in the file; nought and the sign are not looked at."""
    given = {abs(each) for each in figures if each}
    return sorted(given - written(data)) if given else []


def written(data: bytes) -> set[Decimal]:
    """Every figure in the file, without its sign."""
    if data[:2] == b"PK":
        return {each for part in _parts(data) for each in _in_text(_plain(part))}
    with contextlib.suppress(ValueError):
        return {each for leaf in _leaves(json.loads(data, parse_float=Decimal, parse_int=Decimal)) for each in leaf}
    if PX_DATA.search(text := _text(data)):
        return {each for word in re.split(r'[\s,;"]', text) for each in _in_text(word)}
    if SIE_LABEL.search(text):
        return {each for word in SIE_FIELD.findall(text) for each in _in_text(word)}
    return {*_in_text(text), *(each for word in re.split(r'[;,\t"\r\n]', text) for each in _in_text(word))}


def _parts(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            with contextlib.suppress(Exception):
                yield _text(packed.read(name))


def _plain(xml: str) -> str:
    """What stands between the signs of XML, with `&#49;` as the 1 that it is."""
    return CHARACTER.sub(lambda found: chr(min(int(found[2], 16 if found[1] else 10), 0x10FFFF)), xml)


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode()
    return data.decode("latin-1")


def _leaves(found: Any) -> Iterator[Iterable[Decimal]]:
    left = [found]
    while left:
        value = left.pop()
        if isinstance(value, dict | list):
            left.extend(value.values() if isinstance(value, dict) else value)
        elif isinstance(value, Decimal):
            yield (abs(value),)
        elif isinstance(value, str):
            yield _in_text(value)


def _in_text(text: str) -> Iterator[Decimal]:
    for found in NUMBER.finditer(text):
        with contextlib.suppress(InvalidOperation):
            yield Decimal(re.sub(BLANK, "", found[0]).replace(",", "."))
