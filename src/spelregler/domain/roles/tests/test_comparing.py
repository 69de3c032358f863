"""What another rule book changes: the rules that come, go or read otherwise, and what each role may do then."""

from __future__ import annotations

from pathlib import Path

import pytest

from spelregler.domain.roles import Role
from spelregler.domain.roles.book import Book, read_book
from spelregler.domain.roles.comparing import differences

SCHEMA = """
entity Role in [Role];
entity Actor in [Role] { person: String };
entity Matter { published: Bool };
action "matrix";
@sv("Ram") @en("Frame")
action "frame" in ["matrix"];
action "frame:decide" in ["frame"] appliesTo { principal: [Actor], resource: [Matter] };
action "frame:read" in ["frame"] appliesTo { principal: [Actor], resource: [Matter] };
"""
PLAN = """
@sv("Plan") @en("Plan")
action "plan" in ["matrix"];
action "plan:decide" in ["plan"] appliesTo { principal: [Actor], resource: [Matter] };
"""


def rule(name: str, *, role: str = "KF", action: str = "frame:decide", reason: str = "e", more: str = "") -> str:
    return (
        f'@id("{name}") @clause("MR-1") @reason_sv("s") @reason_en("{reason}") {more}\n'
        f'permit (principal in Role::"{role}", action in Action::"{action}", resource);\n'
    )


FIRST, SECOND = rule("first"), rule("second", role="N", action="frame:read")
NOTED = rule("first", more='@note("own") @note_sv("egen")')
NOTED_OTHERWISE = rule("first", more='@note("own") @note_sv("eget")')


def book(folder: Path, name: str, rules: str, schema: str = SCHEMA) -> Book:
    (folder / name).mkdir()
    (folder / name / "roles.cedar").write_text(rules, encoding="utf-8")
    (folder / name / "roles.cedarschema").write_text(schema, encoding="utf-8")
    return read_book(folder / name, None)


@pytest.mark.parametrize(
    ("before", "after", "rules", "cells"),
    [
        (FIRST, FIRST, [], []),
        (FIRST + SECOND, "// moved\n\n" + SECOND + FIRST, [], []),
        (FIRST, FIRST + SECOND, [("new", "second")], [("frame", Role.N, "·", "R")]),
        (FIRST + SECOND, FIRST, [("gone", "second")], [("frame", Role.N, "R", "·")]),
        (FIRST, SECOND, [("new", "second"), ("gone", "first")], [
            ("frame", Role.KF, "D", "·"), ("frame", Role.N, "·", "R"),
        ]),
        (FIRST, rule("first", action="frame:read"), [("changed", "first")], [("frame", Role.KF, "D", "R")]),
        (FIRST, rule("first", reason="otherwise"), [("changed", "first")], []),
        (NOTED, NOTED_OTHERWISE, [("changed", "first")], [("frame", Role.KF, "D own", "D own")]),
    ],
    ids=["the same", "moved", "new", "gone", "one for another", "gives less", "its reason", "its Swedish note"],
)  # fmt: skip
def test_each_rule_and_each_cell_that_differs_is_told(
    tmp_path: Path,
    before: str,
    after: str,
    rules: list[tuple[str, str]],
    cells: list[tuple[str, Role, str, str]],
):
    told = differences(book(tmp_path, "before", before), book(tmp_path, "after", after))
    assert [(turn.turn.value, turn.rule.id) for turn in told.rules] == rules
    assert [(turn.row.name, turn.role, turn.before, turn.after) for turn in told.cells] == cells
    assert bool(told) == bool(rules or cells)


def test_a_rule_is_told_as_it_reads_after_or_as_it_read(tmp_path: Path):
    before = book(tmp_path, "before", rule("stays", reason="as it was") + rule("goes", reason="gone"))
    after = book(tmp_path, "after", rule("stays", reason="as it is"))
    assert [turn.rule.text("reason_en") for turn in differences(before, after).rules] == ["as it is", "gone"]


def test_a_cell_is_told_in_both_languages(tmp_path: Path):
    (cell,) = differences(book(tmp_path, "before", FIRST), book(tmp_path, "after", NOTED)).cells
    assert (cell.before, cell.before_sv, cell.after, cell.after_sv) == ("D", "D", "D own", "D egen")


@pytest.mark.parametrize("comes", [True, False])
def test_a_matter_that_comes_or_goes_differs_from_nothing(tmp_path: Path, comes: bool):
    small = book(tmp_path, "small", FIRST)
    large = book(tmp_path, "large", FIRST + rule("plans", action="plan:decide"), SCHEMA + PLAN)
    before, after = (small, large) if comes else (large, small)
    (cell,) = differences(before, after).cells
    assert (cell.row.label.sv, cell.role) == ("Plan", Role.KF)
    texts = (cell.before, cell.before_sv), (cell.after, cell.after_sv)
    assert texts == ((("·", "·"), ("D", "D")) if comes else (("D", "D"), ("·", "·")))
    assert not [turn for turn in differences(before, after).rules if turn.rule.id == "first"]
