"""An assessment is somebody's word: it holds until a day, rests on evidence, and can be objected to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.assessment import (
    ASSESSED_FOR,
    AssessedPlace,
    AssessmentFact,
    EvidenceFact,
    HoldsFor,
    freshness,
    is_address,
    judge_assessed,
    last_day,
    place_of,
)
from spelregler.domain.findings import Judgement, Scope, Status
from spelregler.domain.words import Pair

TODAY, SAID, UNTIL = date(2026, 11, 2), date(2026, 9, 14), date(2027, 8, 31)
SCHOOL = Scope("unit", "skolan", "Skolan")
MISSING = Pair("en beskrivning", "a statement")
WORD = AssessmentFact(Status.KEPT, SAID, UNTIL, "Vi delar idrottshall med badet", "EC")


def judged(said: AssessmentFact | None, *, scope: Scope = SCHOOL, months: int = 12, on: date = TODAY) -> Judgement:
    (found,) = judge_assessed([AssessedPlace(scope, MISSING, said)], parameters=HoldsFor(holds_months=months), as_of=on)
    return found


def test_what_was_said_is_told_with_the_day_the_role_and_the_last_day():
    found = judged(WORD)
    assert (found.status, found.since, found.expected_of) == (Status.KEPT, SAID, "")
    assert found.reason.sv == (
        "Bedömd 2026-09-14 av enhetschefen, gäller till 2027-08-31: Vi delar idrottshall med badet."
    )
    assert found.inputs == {
        "assessed_on": "2026-09-14",
        "holds_to": "2027-08-31",
        "pieces_of_evidence": 0,
        "objections": 0,
    }


@pytest.mark.parametrize(("typed", "told"), [("Klart", "Klart."), ("Klart!", "Klart!"), ("Klart?", "Klart?")])
def test_a_reason_ends_with_one_stop(typed, told):
    assert judged(replace(WORD, reason=typed)).reason.sv.endswith(f": {told}")


@pytest.mark.parametrize("kind", ASSESSED_FOR)
def test_without_a_word_nothing_is_known_and_the_one_who_assesses_is_awaited(kind):
    found = judged(None, scope=replace(SCHOOL, kind=kind))
    assert (found.scope, found.status) == (replace(SCHOOL, kind=kind), Status.NOT_ASSESSED)
    assert found.expected_of == ASSESSED_FOR[kind]
    assert "en beskrivning" in found.reason.sv


@pytest.mark.parametrize(
    ("status", "asks"), [("kept", ""), ("not_applicable", ""), ("attention", "EC"), ("breach", "EC")]
)
def test_the_state_is_the_one_that_was_assessed_and_what_is_not_well_waits_for_somebody(status, asks):
    found = judged(replace(WORD, status=Status(status)))
    assert (found.status, found.expected_of) == (status, asks)


def test_the_last_day_belongs_to_it_and_the_day_after_it_says_nothing():
    assert judged(WORD, on=UNTIL).status is Status.KEPT
    after = judged(WORD, on=UNTIL + timedelta(days=1))
    assert (after.status, after.since, after.expected_of) == (Status.NOT_ASSESSED, UNTIL + timedelta(days=1), "EC")
    assert after.reason.sv == "Bedömningen från 2026-09-14 gällde till 2027-08-31. Det behövs en ny."


def test_it_holds_no_longer_than_the_package_lets_it():
    assert judged(WORD, months=1, on=date(2026, 10, 14)).status is Status.KEPT
    found = judged(WORD, months=1, on=date(2026, 10, 15))
    assert (found.status, found.inputs["holds_to"]) == (Status.NOT_ASSESSED, "2026-10-14")


def test_evidence_that_has_grown_old_takes_the_word_with_it():
    older = replace(WORD, evidence=(EvidenceFact("Enkät", date(2026, 10, 1)), EvidenceFact("Avtal")))
    assert judged(older, on=date(2026, 10, 1)).status is Status.KEPT
    found = judged(older)
    assert (found.status, found.since) == (Status.NOT_ASSESSED, date(2026, 10, 2))
    assert "“Enkät”" in found.reason.en
    assert found.inputs["pieces_of_evidence"] == 2


def test_an_objection_is_told_and_what_was_kept_is_to_be_watched():
    day = date(2026, 9, 20)
    found = judged(replace(WORD, objected_on=(day,)))
    assert (found.status, found.since, found.expected_of) == (Status.ATTENTION, day, "EC")
    assert found.reason.sv.endswith("En invändning gjordes 2026-09-20.")
    assert judged(replace(WORD, status=Status.BREACH, objected_on=(day,))).status is Status.BREACH
    assert "2 invändningar" in judged(replace(WORD, objected_on=(day, day))).reason.sv


def test_a_committee_assesses_by_its_decision():
    found = judged(replace(WORD, role="SE", paragraph="84"), scope=Scope("committee", "un", "Nämnden"))
    assert "av nämnden (§ 84)" in found.reason.sv


def test_a_check_says_which_places_its_assessments_are_about():
    assert [place_of(f"assessed.{kind}") for kind in ASSESSED_FOR] == list(ASSESSED_FOR)
    assert [place_of(name) for name in ("assessed.document", "assessed.", "goals.unit", "unit")] == [None] * 4


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(said=DAYS, until=DAYS, on=DAYS, months=st.integers(1, 24))
def test_it_answers_on_no_day_after_its_last(said: date, until: date, on: date, months: int):
    word = replace(WORD, assessed_on=said, holds_to=until)
    is_known = judged(word, months=months, on=on).status is not Status.NOT_ASSESSED
    assert is_known == (on <= last_day(assessed_on=said, holds_to=until, months=months))


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("/enheter/skolan/", True),
        ("https://diariet.example/2026/17", True),
        ("//annan.example", False),
        ("http://osaker.example/", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://namn@annan.example/", False),
        ("https://a b.example/", False),
        ("/\\annan.example", False),
        ("pärm 3", False),
    ],
)
def test_evidence_is_linked_to_here_or_by_a_whole_link(typed: str, is_one: bool):
    assert is_address(typed) is is_one


@pytest.mark.parametrize(
    ("dated_on", "until", "state"),
    [
        (date(2026, 10, 1), None, "fresh"),
        (date(2025, 11, 2), None, "fresh"),
        (date(2025, 11, 1), None, "stale"),
        (date(2026, 10, 1), date(2027, 1, 1), "fresh"),
        (date(2020, 1, 1), date(2027, 1, 1), "fresh"),
        (date(2026, 10, 1), date(2026, 12, 1), "stale"),
        (date(2026, 10, 1), date(2026, 11, 2), "stale"),
        (date(2026, 10, 1), date(2026, 11, 1), "expired"),
    ],
)
def test_evidence_is_fresh_growing_old_or_expired(dated_on: date, until: date | None, state: str) -> None:
    assert freshness(dated_on=dated_on, fresh_until=until, as_of=date(2026, 11, 2)) == state
