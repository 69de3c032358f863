"""A table of who holds what, met with what is known: what stays, what is history, and what would clash."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.holdings import Fate, Spell, after, meet

JAN, MAR, JUL, NEXT = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1), date(2027, 1, 1)


def line(who: str, start: date, end: date | None = None, *values: str) -> Spell:
    return Spell(who, start, end, values, ref=f"line {who} {start}")


def held(who: str, start: date, end: date | None = None, *values: str) -> Spell:
    return Spell(who, start, end, values, ref=f"held {who} {start}")


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        # Nothing known: it begins.
        ([line("anna", JAN)], [], ["begin anna"]),
        # The same again, also with another last day: it is kept, and the caller sees the day.
        ([line("anna", JAN)], [held("anna", JAN)], ["keep anna"]),
        ([line("anna", JAN, NEXT)], [held("anna", JAN)], ["keep anna"]),
        # What it is has changed: the old one ends on the day, a new one begins.
        ([line("anna", JAN, None, "chair")], [held("anna", JAN, None, "member")], ["change anna 2026-03-01"]),
        # The same table once more: what it became is known, so nothing changes.
        (
            [line("anna", JAN, None, "chair")],
            [held("anna", JAN, MAR, "member"), held("anna", MAR, None, "chair")],
            ["keep anna"],
        ),
        # A line that is over before it became something else tells of the first part alone.
        (
            [line("anna", JAN, MAR, "chair")],
            [held("anna", JAN, JUL, "member"), held("anna", JUL, None, "chair")],
            ["correct anna"],
        ),
        # Both told, as an export does: both kept.
        (
            [line("anna", JAN, MAR, "member"), line("anna", MAR, None, "chair")],
            [held("anna", JAN, MAR, "member"), held("anna", MAR, None, "chair")],
            ["keep anna", "keep anna"],
        ),
        # Not begun on the day, or over: it is put right.
        ([line("anna", JUL, None, "chair")], [held("anna", JUL, None, "member")], ["correct anna"]),
        ([line("anna", JAN, MAR, "chair")], [held("anna", JAN, MAR, "member")], ["correct anna"]),
        # A successor without an end ends the one before.
        ([line("bo", JUL)], [held("anna", JAN)], ["begin bo", "end anna 2026-07-01"]),
        ([line("bo", JUL, NEXT)], [held("anna", JAN, NEXT)], ["begin bo", "end anna 2026-07-01"]),
        # Someone for a time, in the middle of another's time, has to be told with both lines.
        ([line("bo", MAR, JUL)], [held("anna", JAN)], ["begin bo", "clash bo"]),
        # Two holders at once.
        ([line("anna", JAN), line("bo", JUL)], [held("anna", JAN)], ["keep anna", "begin bo", "clash bo"]),
        ([line("bo", JAN)], [held("anna", JAN)], ["begin bo", "clash bo"]),
        ([line("anna", JAN), line("bo", JUL)], [], ["begin anna", "begin bo", "clash bo"]),
        # A missing line ends nothing.
        ([], [held("anna", JAN)], []),
    ],
)
def test_each_line_meets_what_is_known(lines: list[Spell], known: list[Spell], expected: list[str]) -> None:
    assert _told(meet(lines, known, on=MAR, alone=True)) == expected


def test_a_missing_line_ends_what_has_begun_when_that_is_asked_for() -> None:
    known = [held("anna", JAN), held("bo", JUL), held("eva", JAN, MAR)]
    assert _told(meet([], known, on=MAR, alone=False, end_missing=True)) == ["end anna 2026-03-01"]


def test_several_may_hold_where_nobody_is_alone() -> None:
    lines = [line("anna", JAN, None, "school"), line("anna", JAN, None, "kitchen")]
    known = [held("anna", JAN, None, "kitchen"), held("anna", JAN, None, "office")]
    assert _told(meet(lines, known, on=MAR, alone=False)) == ["keep anna", "change anna 2026-03-01"]


def test_a_literal_line_tells_its_period_as_it_is() -> None:
    known = [held("u", JAN, MAR, "a"), held("u", MAR, None, "b")]
    assert _told(meet([line("u", JAN, MAR, "b")], known, on=JUL, alone=True, literal=True)) == ["correct u"]


days = st.integers(0, 40).map(lambda number: date.fromordinal(JAN.toordinal() + number))
words = st.sampled_from(["member", "chair"])


@st.composite
def tables(draw: st.DrawFn) -> list[Spell]:
    cuts = sorted(draw(st.sets(days, min_size=2, max_size=6)))
    return [line(draw(st.sampled_from("ab")), a, b, draw(words)) for a, b in pairwise(cuts)]


@given(tables(), tables(), days)
def test_the_same_table_again_changes_nothing(first: list[Spell], second: list[Spell], on: date) -> None:
    found = meet(second, first, on=on, alone=True)
    if any(each.step == Fate.CLASH for each in found):
        return
    told = {id(each.held) for each in found}
    now = after(found, [each for each in first if id(each) not in told])
    again = meet(second, now, on=on, alone=True)
    assert {each.step for each in again} <= {Fate.KEEP}
    assert all(each.end is None or each.start < each.end for each in now)
    assert all(each.line and each.held and each.line.end == each.held.end for each in again)


def _told(found: list) -> list[str]:  # type: ignore[type-arg]
    return [
        " ".join(
            str(part)
            for part in (each.step, (each.line or each.held).who if each.step != "end" else each.held.who, each.on)
            if part
        )
        for each in found
    ]
