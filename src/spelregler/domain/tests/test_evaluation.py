"""A committee's yearly evaluation and the account of it: in time, late, skipped, not owed, and not yet due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.evaluation import (
    AccountBy,
    AccountOfYear,
    BodyEvaluations,
    Decided,
    EvaluatedBy,
    judge_account_given,
    judge_evaluated_yearly,
)
from spelregler.domain.findings import Judgement, Scope, Status
from spelregler.domain.words import Pair

BODY = Scope("committee", "un", "Utbildningsnämnden")
DUE, BOARD_DUE = date(2026, 2, 28), date(2026, 4, 30)
OF_2024, IN_TIME, LATE = Decided(date(2025, 2, 18), "9"), Decided(DUE, "12"), Decided(date(2026, 3, 17), "20")
FACT = BodyEvaluations(BODY, since=date(2023, 1, 1), first_year=2024, decided={2024: OF_2024})


def judged(fact: BodyEvaluations, on: date) -> Judgement:
    (found,) = judge_evaluated_yearly([fact], parameters=EvaluatedBy(), as_of=on)
    return found


def with_2025(decided: Decided) -> BodyEvaluations:
    return replace(FACT, decided={**FACT.decided, 2025: decided})


def test_until_its_last_day_nothing_is_said_and_then_it_is_a_breach():
    before = judged(FACT, DUE)
    assert (before.status, before.since, before.expected_of) == (Status.NOT_ASSESSED, date(2026, 1, 1), "N")
    assert before.reason.sv == "Utvärderingen av 2025 ska beslutas senast 2026-02-28."
    after = judged(FACT, DUE + timedelta(days=1))
    assert (after.status, after.since, after.expected_of) == (Status.BREACH, DUE + timedelta(days=1), "N")
    assert judged(replace(FACT, is_board=True), after.since).expected_of == "KS"


def test_decided_by_its_last_day_it_is_kept_and_after_it_to_be_watched():
    kept = judged(with_2025(IN_TIME), date(2026, 11, 2))
    assert (kept.status, kept.since, kept.expected_of) == (Status.KEPT, DUE, "")
    assert kept.inputs == {"year": 2025, "due": "2026-02-28", "decided_on": "2026-02-28"}
    late = judged(with_2025(LATE), date(2026, 11, 2))
    assert (late.status, late.since) == (Status.ATTENTION, LATE.on)
    assert "Sista dagen var 2026-02-28." in late.reason.sv


def test_a_year_that_was_skipped_is_told_in_the_next():
    skipped = replace(FACT, decided={2025: IN_TIME})
    assert judged(skipped, date(2026, 11, 2)).reason.sv.endswith("År 2024 utvärderades aldrig.")
    for mended in (
        {"since": date(2025, 1, 1)},
        {"first_year": 2025},
        {"first_year": None},
        {"start_day": date(2025, 3, 1)},
    ):
        assert "2024" not in judged(replace(skipped, **mended), date(2026, 11, 2)).reason.sv


@pytest.mark.parametrize(
    "changes", [{"since": date(2026, 1, 1)}, {"start_day": date(2026, 3, 1)}], ids=["a new body", "begun later"]
)
def test_what_is_not_owed_does_not_apply_but_counts_when_it_is_done(changes):
    assert judged(replace(FACT, **changes), date(2026, 11, 2)).status is Status.NOT_APPLICABLE
    assert judged(replace(with_2025(IN_TIME), **changes), date(2026, 11, 2)).status is Status.KEPT


def test_a_start_on_the_last_day_owes_it():
    assert judged(replace(FACT, start_day=DUE), date(2026, 3, 1)).status is Status.BREACH


@given(on=st.dates(date(2025, 1, 1), date(2028, 12, 31)), by=st.sampled_from(["02-28", "02-29", "12-31", "01-01"]))
def test_it_is_a_breach_after_the_packages_day_and_never_before(on: date, by: str):
    rules = EvaluatedBy(by=by)
    (found,) = judge_evaluated_yearly([replace(FACT, decided={})], parameters=rules, as_of=on)
    assert (found.status is Status.BREACH) == (on > rules.last_day(on.year - 1))


def account(fact: AccountOfYear, on: date) -> Judgement:
    (found,) = judge_account_given([fact], parameters=AccountBy(), as_of=on)
    return found


LACKING = (Pair("Kultur- och fritidsnämnden", "Culture and leisure committee"),)
GIVEN = Decided(date(2026, 4, 22), "31")


def test_an_account_is_awaited_and_then_missing():
    waits = AccountOfYear(bodies=5, lacking=LACKING)
    assert (account(waits, BOARD_DUE).status, account(waits, BOARD_DUE).expected_of) == (Status.NOT_ASSESSED, "KS")
    missing = account(waits, BOARD_DUE + timedelta(days=1))
    assert (missing.status, missing.since, missing.expected_of) == (Status.BREACH, date(2026, 5, 1), "KS")
    assert "Kultur- och fritidsnämnden" in missing.reason.sv
    assert account(replace(waits, start_day=date(2026, 5, 1)), date(2026, 6, 1)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("fact", "status", "said"),
    [
        (AccountOfYear(GIVEN, (), 5), Status.KEPT, "§ 31."),
        (AccountOfYear(GIVEN, LACKING, 5), Status.ATTENTION, "saknas utvärderingen från Kultur"),
        (AccountOfYear(Decided(date(2026, 5, 1), "40"), (), 5), Status.ATTENTION, "Sista dagen var 2026-04-30."),
    ],
)
def test_one_that_is_handed_over_is_kept_if_it_is_whole_and_in_time(fact, status, said):
    found = account(fact, date(2026, 11, 2))
    assert (found.status, said in found.reason.sv, found.expected_of) == (status, True, "")


def test_what_stands_in_it_is_counted():
    found = account(AccountOfYear(GIVEN, LACKING, 5), date(2026, 11, 2))
    assert (found.inputs["evaluations"], found.inputs["evaluations_lacking"]) == (4, 1)
