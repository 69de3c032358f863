"""A body follows what happens around it, and its goals and budget rest on that (MR-12, CP-10)."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.findings import Judgement, Scope, Status
from spelregler.domain.meetings.judges import BodyMeetings
from spelregler.domain.roles import Role
from spelregler.domain.scans import (
    BodyScans,
    BodyTold,
    InformedOfBoth,
    Scan,
    ScansUsed,
    judge_informed_of_both,
    judge_scans_used,
)

BODY = Scope("committee", "un", "Utbildningsnämnden")
SCANNED, DECIDED, TODAY = date(2026, 2, 12), date(2026, 11, 25), date(2026, 12, 1)


def judged(*scans: Scan, on: date, budgets: tuple[tuple[int, date], ...] = ((2027, DECIDED),)) -> Judgement:
    (found,) = judge_scans_used([BodyScans(BODY, Role.N, scans, budgets)], parameters=ScansUsed(), as_of=on)
    return found


@pytest.mark.parametrize(
    ("used_in", "on", "status", "since"),
    [
        ((), date(2026, 3, 1), Status.ATTENTION, SCANNED),
        ((2027,), date(2026, 3, 1), Status.KEPT, SCANNED),
        ((), TODAY, Status.BREACH, DECIDED),
        ((2026,), TODAY, Status.BREACH, DECIDED),
        ((2027,), TODAY, Status.KEPT, SCANNED),
        ((2027,), date(2027, 2, 12), Status.KEPT, SCANNED),
        ((2027,), date(2027, 2, 13), Status.BREACH, date(2027, 2, 13)),
    ],
)
def test_the_worked_example(used_in: tuple[int, ...], on: date, status: Status, since: date):
    """The worked example of docs/rules/beslut.md."""
    found = judged(Scan(SCANNED, used_in), on=on)
    assert (found.status, found.since) == (status, since)


def test_a_scan_after_the_decision_or_long_before_it_is_no_ground():
    late, old = Scan(date(2026, 11, 26), (2027,)), Scan(date(2025, 11, 24), (2027,))
    assert judged(old, late, on=TODAY).status is Status.BREACH


def test_the_budget_that_was_decided_last_counts():
    budgets = ((2026, date(2025, 11, 20)), (2027, DECIDED))
    assert judged(Scan(SCANNED, (2027,)), on=TODAY, budgets=budgets).status is Status.KEPT
    assert judged(Scan(SCANNED, (2027,)), on=date(2026, 6, 1), budgets=budgets).status is Status.BREACH


def test_none_is_no_green_light():
    found = judged(on=TODAY)
    assert (found.scope, found.status, found.expected_of) == (BODY, Status.NOT_ASSESSED, "N")


HELD = date(2026, 10, 20)


@pytest.mark.parametrize(
    ("has", "scanned_on", "status"),
    [
        (True, SCANNED, Status.KEPT),
        (True, None, Status.ATTENTION),
        (True, date(2025, 11, 30), Status.BREACH),
        (False, SCANNED, Status.BREACH),
    ],
)
def test_a_body_is_told_of_its_activity_and_of_its_surroundings(has: bool, scanned_on: date | None, status: Status):
    fact = BodyTold(BodyMeetings(BODY, ((HELD, has),)), scanned_on)
    (found,) = judge_informed_of_both([fact], parameters=InformedOfBoth(), as_of=TODAY)
    assert found.status is status


def test_without_meetings_nothing_is_known():
    (found,) = judge_informed_of_both([BodyTold(BodyMeetings(BODY), SCANNED)], parameters=InformedOfBoth(), as_of=TODAY)
    assert found.status is Status.NOT_ASSESSED
