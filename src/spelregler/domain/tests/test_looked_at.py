"""Whether somebody looks at each rule (MR-8)."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.findings import Status
from spelregler.domain.looked_at import LookedBy, WatchedRule, judge_looked_at
from spelregler.domain.words import Pair

TODAY = date(2026, 11, 2)
COMPUTED = WatchedRule("A", Pair("Räknad"), LookedBy.REGISTERS)
AWAITED = WatchedRule("B", Pair("Väntar"), LookedBy.NOBODY)


def assessed(holding: int, places: int = 3) -> WatchedRule:
    return WatchedRule("C", Pair("Bedömd"), LookedBy.PEOPLE, places, holding)


@pytest.mark.parametrize(
    ("rules", "status", "told"),
    [
        ([COMPUTED], Status.KEPT, "Var och en av de 1 reglerna"),
        ([COMPUTED, assessed(3)], Status.KEPT, "Var och en av de 2 reglerna"),
        ([COMPUTED, assessed(1)], Status.ATTENTION, "1 regler är bara bedömda på vissa ställen: “Bedömd”."),
        ([COMPUTED, assessed(0)], Status.BREACH, "Ingen kontrollerar 1 av 2 regler: “Bedömd”."),
        ([COMPUTED, AWAITED, assessed(1)], Status.BREACH, "Ingen kontrollerar 1 av 3 regler: “Väntar”."),
        ([AWAITED] * 5, Status.BREACH, "“Väntar”, “Väntar”, “Väntar” och 2 till."),
    ],
)
def test_a_rule_that_nobody_looks_at_is_a_breach(rules: list[WatchedRule], status: Status, told: str) -> None:
    (found,) = judge_looked_at(rules, as_of=TODAY)
    assert (found.status, found.expected_of) == (status, "" if status is Status.KEPT else "KC")
    assert told in found.reason.sv


def test_it_tells_how_many_of_each_kind() -> None:
    (found,) = judge_looked_at([COMPUTED, AWAITED, assessed(2), assessed(0)], as_of=TODAY)
    assert found.inputs == {
        "rules": 4,
        "rules_computed": 1,
        "rules_assessed": 1,
        "rules_assessed_in_part": 1,
        "rules_unseen": 2,
    }
