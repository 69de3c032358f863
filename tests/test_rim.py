"""At the rim of what can be written in an address: no page of the demo answers with a fault, whatever is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

ODD = (
    "abc",
    "²²²²",
    "1e999",
    "1_000",
    "9" * 5000,
    "-1",
    "0",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "9" * 19,
    "\x00",
)
ASKED = ("year", "ar", "per", "sida", "manad", "konto", "fore", "period", "v", "visa", "organ", "q", "fran", "till")
BUSY = 503
USUAL = {"kind": "body", "person": "p1", "how": "andra", "purpose": "plats", "name": "oxelosund"}
IN_THE_WAY = {
    "id": ("1", "0", "9223372036854775807", "9223372036854775808", "9" * 5000),
    "count": ("1", "9" * 30),
    "year": ("2026", "0001", "9999", "²²²²"),
    "code": ("un", "a" * 5000),
    "str": ("a", "MR-24", "a" * 5000),
    "path": ("a", "a/" * 50),
    "uuid": ("00000000-0000-0000-0000-000000000000",),
}
"""Values of each kind of part; the first of each is one that an address can have."""


PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def patterns(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Every address of the product as it is written."""
    for each in (resolver or get_resolver()).url_patterns:
        written = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, written)
        elif "(?P" not in written:
            yield written


def addresses() -> list[str]:
    """One address for each pattern, and one for each odd value of each of its parts."""
    found: list[str] = []
    for written in patterns():
        kinds = {name: kind or "str" for kind, name in PART.findall(written)}
        plain = PART.sub(r"{\2}", written)
        usual = {name: USUAL.get(name, IN_THE_WAY[kind][0]) for name, kind in kinds.items()}
        found.append("/" + plain.format(**usual))
        for name, kind in kinds.items():
            found += ["/" + plain.format(**{**usual, name: odd}) for odd in IN_THE_WAY[kind]]
    return list(dict.fromkeys(found))


def test_no_part_of_an_address_is_read_in_another_way() -> None:
    """Django's own converters take any number of digits; platform/addresses.py has ours."""
    assert [written for written in patterns() if "<int:" in written or "<slug:" in written] == []


@pytest.mark.parametrize("role", ["KC"])
@pytest.mark.both
def test_no_address_with_an_odd_part_or_question_is_a_fault(wearing: Callable[..., Client], role: str) -> None:
    """Every page by GET, with odd parts and with odd questions; never 500, on either database."""
    client, wrong = wearing(role), []
    client.raise_request_exception = False
    for number, address in enumerate(addresses()):
        odd = ODD[number % len(ODD)].replace("\x00", "%00")
        asked = address + "?" + "&".join(f"{name}={odd}" for name in ASKED)
        answer = client.get(asked)
        if answer.status_code >= 500 and answer.status_code != BUSY:
            wrong.append(f"{answer.status_code} {asked[:100]}")
    assert wrong == []


def test_each_odd_question_alone_is_no_fault_of_a_page(wearing: Callable[..., Client]) -> None:
    """All of them at once could hide one behind another that is refused first. Each pair is asked of some page."""
    client, wrong = wearing("KC"), []
    client.raise_request_exception = False
    pages = (
        "/",
        "/ramar/god-ekonomisk-hushallning/",
        "/ramar/",
        "/mal/",
        "/policyn/aret/",
        "/uppfoljning/un/",
        "/spar/",
    )
    for number, (name, odd) in enumerate(product(ASKED, ODD)):
        address = pages[number % len(pages)]
        answer = client.get(f"{address}?{name}={odd}".replace("\x00", "%00"))
        if answer.status_code >= 500:
            wrong.append(f"{answer.status_code} {address}?{name}={odd[:30]}")
    assert wrong == []


@pytest.mark.parametrize("odd", ["\x00", "a\x00b"])
@pytest.mark.both
def test_a_character_that_no_database_holds_is_refused_once_for_all(wearing: Callable[..., Client], odd: str) -> None:
    client = wearing("KC")
    client.raise_request_exception = False
    assert client.get("/", {"q": odd}).status_code == 400
    assert client.get("/", {odd: "a"}).status_code == 400
    assert client.get(f"/mal/{odd}/").status_code in {400, 404}
    assert client.post(reverse("home:language"), {"language": odd}).status_code == 400
    client.cookies["sessionid"] = odd
    assert client.get("/").status_code in {200, 400}
