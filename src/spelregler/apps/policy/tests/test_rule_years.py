"""The rules' year from stored intervals, and what turned lately: the same rows from either database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.queries.rule_years import Between, Turn, held_since, rules_between, turns_lately
from spelregler.domain.rule_year import Held
from spelregler.platform.findings import Wanted

pytestmark = pytest.mark.django_db
START, TODAY = date(2025, 11, 3), date(2026, 11, 2)
OF = Wanted(clauses=["MR-42"])


def store(unit: str, status: str, start: date, end: date | None = None) -> None:
    words = {"reason_sv": "-", "reason_en": "-", "scope_kind": "unit", "scope": unit, "scope_name": unit.title()}
    Finding.objects.create(clause="MR-42", status=status, seen_from=start, seen_to=end, **words)


def test_those_that_began_alike_are_one_row_with_the_latest_end():
    turn = date(2026, 5, 1)
    for number in range(20):
        store(f"unit-{number}", "kept", date(2025, 1, 1) + timedelta(days=number), turn)
    store("other", "kept", date(2025, 2, 1), None)
    (found,) = held_since(OF, None, start=START, as_of=TODAY)
    assert found.held == Held("kept", START, None)


def test_what_ended_before_and_what_began_after_are_left_out():
    store("early", "breach", date(2025, 1, 1), START)
    store("late", "breach", TODAY + timedelta(days=1))
    assert held_since(OF, None, start=START, as_of=TODAY) == []


def test_what_is_hidden_is_told_as_about_the_municipality():
    store("unit", "breach", date(2026, 6, 1), date(2026, 7, 1))
    seen, hidden = Wanted(clauses=["MR-42"], places=[("committee", "")]), OF
    (found,) = held_since(seen, hidden, start=START, as_of=TODAY)
    assert (found.scope_kind, found.held) == ("municipality", Held("breach", date(2026, 6, 1), date(2026, 7, 1)))


def test_what_turned_lately_is_told_with_both_and_what_only_got_another_reason_is_not():
    turn, old = date(2026, 10, 31), date(2026, 8, 1)
    for unit, before, after, on in (
        ("b", "kept", "breach", turn),
        ("a", "kept", "breach", turn),
        ("same", "kept", "kept", turn),
        ("old", "kept", "breach", old),
    ):
        store(unit, before, date(2026, 1, 1), on)
        store(unit, after, on)
    store("new", "breach", turn)
    assert turns_lately(OF, as_of=TODAY) == [Turn("MR-42", "kept", "breach", turn, 2, "A", ("unit", "a"))]


def test_a_year_tells_how_it_stood_at_its_end_and_on_how_many_days_one_was_a_breach():
    start, last = date(2026, 1, 1), date(2026, 12, 31)
    store("a", "breach", date(2025, 6, 1), date(2026, 1, 11))
    store("a", "kept", date(2026, 1, 11))
    store("b", "breach", date(2026, 1, 6), date(2026, 1, 16))
    store("b", "attention", date(2026, 1, 16), date(2027, 2, 1))
    store("b", "breach", date(2027, 2, 1))
    assert rules_between(OF, start=start, last=last) == {"MR-42": Between({"kept": 1, "attention": 1}, 15)}
    assert rules_between(OF, start=date(2027, 1, 1), last=date(2027, 2, 10))["MR-42"].breached_days == 10
    assert rules_between(Wanted(clauses=["MR-1"]), start=start, last=last) == {}
