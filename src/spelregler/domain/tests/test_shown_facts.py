"""Every fact that a judge shows has a name and a unit in both languages."""

from __future__ import annotations

import pytest

from spelregler.domain.measured import Unit
from spelregler.domain.shown_facts import SHOWN, shown_fact


@pytest.mark.parametrize("name", SHOWN)
def test_a_fact_is_called_by_words(name: str) -> None:
    shown = SHOWN[name]
    assert shown.title.sv != name
    assert shown.title.sv != shown.title.en or shown.title.sv in {"Signaler"}
    assert all(each.sv and each.en for each in shown.says.values())


def test_a_day_that_actions_are_due_is_no_count_of_them() -> None:
    day, count = shown_fact("due", "2026-01-31"), shown_fact("due", 3)
    assert day is not None
    assert day.unit is Unit.DATE
    assert count is not None
    assert (count.unit, count.title.en) == (Unit.NUMBER, "Actions whose last day has come")
    assert shown_fact("gone", 1) is None
