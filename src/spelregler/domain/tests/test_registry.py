"""How cases are numbered, what a memo lacks, and that matters are raised in time: worked examples."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.cycle import CycleEvent
from spelregler.domain.findings import Scope, Status
from spelregler.domain.registry import (
    BodyMatters,
    MattersRaised,
    PatternRefused,
    Raised,
    decided_by,
    judge_matters_raised,
    missing_parts,
    must_tell_apart,
    read_number,
    written_number,
)
from spelregler.domain.words import Pair

TODAY = date(2026, 11, 2)
BODY = Scope("committee", "un", "Utbildningsnämnden")


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{organ} {ar}/{nummer}", "KS 2026/54"),
        ("{organ}.{ar}.{nummer}", "KS.2026.54"),
        ("  {ar}/{nummer}   {organ}", "2026/54 KS"),
        ("{organ} {ar}-{nummer}", "KS 2026-54"),
    ],
)
def test_a_number_is_written_in_the_municipalitys_own_pattern(pattern, number):
    assert written_number(must_tell_apart(pattern), body="ks", year=2026, running=54) == number


@pytest.mark.parametrize("pattern", ["{organ} {ar}/{nummer}", "{organ}.{ar}.{nummer}", "{organ}-{ar}-{nummer}"])
def test_a_number_is_read_back_by_its_pattern(pattern):
    number = written_number(pattern, body="ks-au", year=2026, running=54)
    assert read_number(pattern, f" {number.lower()} ") == ("ks-au", 2026, 54)


@pytest.mark.parametrize(
    "number", ["", "KS 2026", "KS 2026/0", "KS 2026/054", "KS 26/54", "KS.2026.54", "KS 2026/54 b"]
)
def test_a_number_that_is_written_otherwise_is_none(number):
    assert read_number("{organ} {ar}/{nummer}", number) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{ar}/{nummer}",
        "{organ} {ar}",
        "{organ} {ar}/{nummer}/{nummer}",
        "{organ} {ar}{nummer}",
        "{organ}{ar}/{nummer}",
        "Dnr {organ} {ar}/{nummer}",
        "{organ!r} {ar}/{nummer}",
        "{organ} {ar}/{nummer",
        "{organ} {ar}/{nummer:06}",
    ],
)
def test_a_pattern_that_would_not_tell_cases_apart_is_refused_at_its_field(pattern):
    with pytest.raises(PatternRefused) as refused:
        must_tell_apart(pattern)
    assert refused.value.field == "pattern"


def test_a_memo_lacks_what_the_template_demands_and_always_summary_and_proposal():
    written = {"summary": "Kort.", "background": " ", "money": "200 tkr"}
    assert missing_parts(written, demanded=["money", "background", "children"]) == [
        "background",
        "children",
        "proposal",
    ]
    assert missing_parts(written | {"proposal": "Antas."}, demanded=[]) == []


def test_each_owner_s_occasions_fall_on_the_bodies_that_decide():
    events = [CycleEvent(id=owner, month=12, day=31, owner=owner) for owner in ("N", "KS", "KF", "FC")]
    monthly = CycleEvent(id="monthly", month=12, day=31, owner="N", recurrence="monthly")
    assert [each.id for each in decided_by("committee", [*events, monthly])] == ["N"]
    assert [each.id for each in decided_by("executive_board", events)] == ["N", "KS", "KF"]
    assert decided_by("council", events) == []


def occasion(on: date, opened_on: date | None = None, event: str = "plans") -> Raised:
    return Raised(event, Pair("Verksamhetsplan", "Plan"), on, opened_on)


@pytest.mark.parametrize(
    ("occasions", "status", "since"),
    [
        # Due in 59 days with a case: kept from when it was opened.
        ([occasion(date(2026, 12, 31), date(2026, 10, 1))], Status.KEPT, date(2026, 10, 1)),
        # Due within 90 days and no case: attention since the 90 days began.
        ([occasion(date(2026, 12, 31))], Status.ATTENTION, date(2026, 10, 2)),
        # Due today is not late yet.
        ([occasion(TODAY)], Status.ATTENTION, date(2026, 8, 4)),
        # Passed yesterday without one: breach from today.
        ([occasion(date(2026, 11, 1))], Status.BREACH, TODAY),
        # Opened late: nothing is overdue any more.
        ([occasion(date(2026, 9, 30), date(2026, 10, 20))], Status.KEPT, date(2026, 10, 20)),
        # In 91 days, before the first case, or more than a year ago: not asked about.
        ([occasion(date(2027, 2, 1)), occasion(date(2026, 5, 1))], Status.NOT_APPLICABLE, None),
        ([occasion(date(2025, 9, 30))], Status.NOT_APPLICABLE, None),
    ],
)  # fmt: skip
def test_matters_are_raised_in_time(occasions, status, since):
    facts = [BodyMatters(BODY, date(2026, 8, 1), tuple(occasions))]
    (found,) = judge_matters_raised(facts, parameters=MattersRaised(), as_of=TODAY)
    expected = max(since, date(2026, 8, 1)) if since else None
    assert (found.status, found.since) == (status, expected)


def test_without_a_registered_case_nothing_is_known_and_an_occasion_may_be_left_out():
    (found,) = judge_matters_raised([BodyMatters(BODY, None)], parameters=MattersRaised(), as_of=TODAY)
    assert (found.scope, found.status) == (BODY, Status.NOT_ASSESSED)
    facts = [BodyMatters(BODY, date(2026, 1, 1), (occasion(date(2026, 12, 31)),))]
    (found,) = judge_matters_raised(facts, parameters=MattersRaised(besides="x, plans"), as_of=TODAY)
    assert found.status == Status.NOT_APPLICABLE
