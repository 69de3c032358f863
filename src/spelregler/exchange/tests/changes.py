"""A file changed at random. Three of four are changed within their form, so that what lies behind the form is reached.

    JSON             a value, a key or an item of it
    XML              a text, an attribute or an element; of a packed file in one of its parts
    any other text   a word, a figure or a text in quotes, a row twice or not at all

The rest is changed without regard to form: bytes, cuts, repeated pieces, monsters.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

VALUE = re.compile(rb"""(?:="|>)([^<>"]*)(?=["<])""")
ELEMENT = re.compile(rb"<(\w+)\b[^<>]*>(?:[^<>]*|<(\w+)[^<>]*>[^<>]*</\2>)</\1>")
WORD = re.compile(rb'"[^"\r\n]*"|[^\s,;:"{}()\[\]=]+')
WITHIN_FORM = 0.75
MONSTERS = (
    b"1e999999", b"1_000", "²²²²".encode(), b"\x00", b'"', b"9" * 500, b"-", b"\xff\xfe", b"\xed\xa0\x80", b"{" * 50,
    b"<!DOCTYPE a [", b"&#0;", b"NaN", b"\r", b";" * 300, b"1048576", b"2147483648", b"9223372036854775808",
    b"0001-01-01", b"9999-12-31", b"\\u0000", b"\\ud800", b"_x0000_", b"*a", b"&a", b"!!python/object", b"\t", b"%",
)  # fmt: skip
FIGURES = (0, -1, 1, 3, 0.1, -0.5, 1200.5, 6000.0, 1e22, 2**31, 2**53 + 1, 10**14, 2025, 10**60, 1e-30)
FIGURES_WRITTEN = (b"0", b"-1", b"3.5", b"3,5", b"1 200,5", b"12 345.00", b"100000000000000", b"007", b"-0", b".5")
NEVER_WRITTEN = "\ue000"
"""Stands where JSON is to hold what no writer of JSON writes."""


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the files with a few changes; of a packed file the parts are changed too, and packed anew."""
    data = chance.choice(seeds)
    if data[:2] == b"PK" and chance.random() < 0.8:
        return _repacked(data, chance)
    if data[:2] == b"\x1f\x8b" and chance.random() < 0.8:
        return gzip.compress(_changed(gzip.decompress(data), seeds, chance), 1)
    return _changed(data, seeds, chance)


def _changed(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    if chance.random() < WITHIN_FORM:
        return _changed_within(data, chance)
    for _ in range(chance.randint(1, 4)):
        data = _damaged(data, seeds, chance)
    return data


def _changed_within(data: bytes, chance: random.Random) -> bytes:
    """Of the same form as before."""
    times = chance.choice((1, 1, 2, 3))
    if data.lstrip()[:1] == b"{":
        return _other_tree(json.loads(data), times, chance)
    for _ in range(times):
        data = _other_value(data, chance) if data.lstrip()[:1] == b"<" else _other_word(data, chance)
    return data


def _damaged(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    at, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    end = min(end, at + 60)
    match chance.randrange(7):
        case 0:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case 1:
            return data[:at] + data[end:]
        case 2:
            return data[:end] + data[at:end] * chance.choice((1, 2, 50)) + data[end:]
        case 3:
            return data[:at]
        case 4:
            other = chance.choice(seeds)
            return data[:at] + other[chance.randint(0, len(other)) :][:200] + data[at:]
    return data[:at] + chance.choice(MONSTERS) + data[chance.choice((at, end)) :]


def _other_tree(tree: Any, times: int, chance: random.Random) -> bytes:
    """JSON with a value exchanged, doubled or gone, most often for another of its own kind."""
    monsters: list[bytes] = []
    for _ in range(times):
        held, key = chance.choice(list(_places(tree)) or [({"": ""}, "")])
        match chance.randrange(10):
            case 0:
                del held[key]
            case 1 if isinstance(held, list):
                held.insert(key, held[key])
            case 1:
                held[f"{key}2"] = held[key]
            case 2:
                held[key] = chance.choice((None, "", "0", [], {}, True, [held[key]], str(held[key])))
            case 3:
                monsters.append(chance.choice(MONSTERS))
                held[key] = f"{NEVER_WRITTEN}{len(monsters) - 1}{NEVER_WRITTEN}"
            case _:
                held[key] = _of_its_kind(held[key], tree, chance)
    data = json.dumps(tree, ensure_ascii=False).encode(errors="surrogatepass")
    for number, monster in enumerate(monsters):
        mark = f"{NEVER_WRITTEN}{number}{NEVER_WRITTEN}".encode()
        quoted = b'"' + mark + b'"'
        data = data.replace(quoted, monster if chance.random() < 0.5 else b'"' + monster.replace(b'"', b"") + b'"')
    return data


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each value in it, as where it stands."""
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        yield tree, key
        if isinstance(value, dict | list):
            yield from _places(value)


def _of_its_kind(value: Any, tree: Any, chance: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, list | dict):
        items = list(value.items() if isinstance(value, dict) else value)
        chance.shuffle(items)
        items = items[: chance.choice((len(items), len(items) - 1))]
        return dict(items) if isinstance(value, dict) else items
    if isinstance(value, str):
        return chance.choice([value, *(held[key] for held, key in _places(tree) if isinstance(held[key], str))])
    return chance.choice(FIGURES)


def _other_word(data: bytes, chance: random.Random) -> bytes:
    """A table or a list of words with one of them exchanged for another, with a row twice, or without it."""
    rows = data.splitlines(keepends=True)
    if len(rows) > 1 and chance.random() < 0.25:
        at = chance.randrange(len(rows))
        return b"".join([*rows[:at], *rows[at : at + 1] * chance.choice((0, 2, 2, 30)), *rows[at + 1 :]])
    words = list(WORD.finditer(data))
    if not words:
        return data
    found = chance.choice(words)
    alike = [each[0] for each in words if each[0][:1].isdigit() == found[0][:1].isdigit()]
    other = chance.choice((chance.choice(alike), chance.choice(alike), chance.choice(FIGURES_WRITTEN), found[0] + b"1"))
    return data[: found.start()] + other + data[found.end() :]


def _other_value(data: bytes, chance: random.Random) -> bytes:
    """XML that is still well formed: one text or the value of one attribute is another, or an element stands twice."""
    if chance.random() < 0.2 and (whole := list(ELEMENT.finditer(data))):
        found = chance.choice(whole)
        return data[: found.end()] + found[0] * chance.choice((1, 30)) + data[found.end() :]
    values = list(VALUE.finditer(data))
    if not values:
        return data
    found = chance.choice(values)
    other = chance.choice([*MONSTERS, *(each[1] for each in values)])
    plain = re.sub(rb"[<&\"\x00-\x08\x0b-\x1f\x80-\xff]", b"", other)
    return data[: found.start(1)] + plain + data[found.end(1) :]


def _repacked(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = "xl/worksheets/sheet1.xml" if chance.random() < 0.5 else chance.choice(names)
        for name in names:
            content = old.read(name)
            if name == chosen:
                content = _changed(content, [content], chance)
            new.writestr(name, content)
    return out.getvalue()
