"""A word in an address is read by one reader: an odd value gives the default, or words, and never a fault of ours."""

from __future__ import annotations

import itertools

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Department, Person, Unit

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nothing_is_asked_again")]
ODD = (
    "",
    "0",
    "-1",
    "abc",
    "2026-13-45",
    "9" * 40,
    "1e9",
    "٣",
    "<b>'\";--",
    "å" * 400,
)
"""Nothing, out of range, no number, no day, more than any column holds, digits of others, marks, and a long one."""

SOME = 2
"""So many of them a word; the next word goes on where that one ended, so each meets many words of one reader."""

FIELDS = {"fran", "till"}
"""Days of a search, which is a form: what is no day is a fault in words at its field, and what was typed stays."""


def pages() -> list[tuple[str, str, tuple[str, ...]]]:
    """Each page that reads words of its address: whose it is, where, and which words."""
    unit, department = "oxeloskolan", Department.objects.order_by("code")[0].code
    goal, body = Goal.objects.filter(level="municipal").order_by("code")[0].code, "un"
    person, decision = Person.objects.order_by("code")[0].code, Decision.objects.order_by("pk")[0].pk
    return [
        ("CI", reverse("home:search"), ("q", "slag", "sida", "per")),
        ("CI", reverse("goals:tree"), ("mal", "enhet", "forvaltning", "per")),
        ("CI", reverse("goals:goal", args=[goal]), ("per",)),
        ("CI", reverse("goals:indicators"), ("q", "forvaltning", "kalla", "oanvanda", "sida", "per")),
        ("CI", reverse("goals:idle"), ("sida", "oanvanda", "per")),
        ("CI", reverse("decisions:list"), ("q", "organ", "sida", "per")),
        ("CI", reverse("decisions:decision", args=[decision]), ("per",)),
        ("CI", reverse("decisions:assignments"), ("organ", "mina", "sida", "per")),
        ("CI", reverse("comparison:list"), ("sida", "grupp", "per")),
        ("CI", reverse("policy:year"), ("ar", "vems", "per")),
        ("CI", reverse("policy:clause", args=["MR-18"]), ("sida", "per")),
        ("CI", reverse("frames:overview"), ("sida", "per")),
        ("CI", reverse("frames:reprioritisations"), ("organ", "sida", "per")),
        ("CI", reverse("frames:proposals", args=[2027]), ("sida", "v", "ar", "visa", "per")),
        ("CI", reverse("organisation:department", args=[department]), ("sida", "tjanster", "per")),
        ("CI", reverse("organisation:body", args=[body]), ("sida", "per")),
        ("CI", reverse("autonomy:unit", args=[unit]), ("per",)),
        ("CI", reverse("followup:committee", args=[body]), ("sida", "per")),
        ("CI", reverse("autonomy:field"), ("sida", "forvaltning", "per")),
        ("CT", reverse("frames:sound"), ("ar", "per")),
        ("CT", reverse("frames:ledger"), ("sida", "per")),
        ("CT", reverse("frames:forecasts"), ("sida", "per")),
        ("CT", reverse("frames:carry_overs"), ("sida", "per")),
        ("CT", reverse("frames:unit_vouchers", args=[unit]), ("konto", "manad", "sida")),
        ("CT", reverse("goals:corrections"), ("ar", "sida", "per")),
        ("CT", reverse("goals:approve"), ("sida", "per")),
        ("CT", reverse("goals:periods"), ("sida", "per")),
        ("CT", reverse("goals:owners"), ("visa", "sida", "per")),
        ("CT", reverse("goals:missed"), ("sida", "per")),
        ("CT", reverse("comparison:catalogue"), ("q", "sida")),
        ("FC", reverse("goals:chain"), ("ar", "fullmaktige", "namnder", "forvaltningar", "sida", "per")),
        ("EC", reverse("goals:report"), ("period", "sida")),
        ("EC", reverse("goals:owner_plan", args=[2026, "enhet", unit]), ("matt", "sida", "atgarder", "minuter", "per")),
        ("SE", reverse("organisation:find_people", args=["organ", "un"]), ("falt", "_sok")),
        ("SE", reverse("policy:adopt"), ("paket",)),
        ("SE", reverse("policy:register_document"), ("dokument",)),
        ("SE", reverse("decisions:new"), ("slag", "organ")),
        ("SE", reverse("home:trail"), ("vem", "roll", "gjorde", "vad", "fran", "till", "efter", "fore")),
        ("SE", reverse("home:my_trail"), ("vad", "sida")),
        ("CI", reverse("organisation:person", args=[person]), ("per",)),
    ]


def test_an_odd_value_is_the_default_or_an_answer_in_words(wearing):
    wrong, odd = [], itertools.cycle(ODD)
    assert {"un"} <= set(Body.objects.values_list("code", flat=True))
    assert Unit.objects.filter(code="oxeloskolan").exists()
    for role, address, words in pages():
        client = wearing(role)
        client.raise_request_exception = False
        plain = client.get(address)
        if plain.status_code != 200:
            wrong.append(f"{role} {address}: {plain.status_code}")
        for word in words:
            for value in itertools.islice(odd, SOME):
                answer = client.get(address, {word: value})
                good = (200, 404, 400) if word in FIELDS else (200, 404)
                if answer.status_code not in good or (answer.status_code != 200 and b"<h1" not in answer.content):
                    wrong.append(f"{role} {address} {word}={value[:20]!r}: {answer.status_code}")
    assert wrong == []
