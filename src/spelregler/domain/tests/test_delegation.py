"""What the law keeps with the body, how far out the rest lies, and who may decide it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spelregler.domain.checks import NoParameters
from spelregler.domain.delegation import (
    EmployerDelegation,
    Held,
    Index,
    Level,
    Matter,
    OrderOfBody,
    RowRefused,
    TypeOfDecision,
    compare,
    could_be_passed_to,
    index_of,
    judge_employer,
    judge_furthest_out,
    may_decide,
    refuse_row,
)
from spelregler.domain.findings import Judgement, Scope

DAY, BODY = date(2026, 11, 2), Scope("committee", "un", "Utbildningsnämnden")
ROW = TypeOfDecision("A.1", "Anställa personal", Level.UNIT_MANAGER, Level.UNIT_MANAGER)
KEPT = replace(ROW, code="A.2", level=Level.DEPARTMENT_HEAD, reason="Få ärenden, som ska bedömas lika.")
BY_LAW = TypeOfDecision("B.1", "Mål", Level.BODY, Level.POST, matter=Matter.DIRECTION)


@pytest.mark.parametrize(
    ("changes", "field", "clause"),
    [
        ({"code": " "}, "code", ""),
        ({"title": ""}, "title", ""),
        *(({"matter": each}, "level", "KL 6 kap. 38 §") for each in Matter if each != Matter.DELEGABLE),
        ({"level": Level.POST, "post": "p"}, "level", ""),
        ({"level": Level.POST, "lowest": Level.POST}, "post", ""),
        ({"level": Level.PRESIDIUM, "may_subdelegate": True}, "may_subdelegate", ""),
    ],
)
def test_a_row_that_cannot_be_is_refused_at_its_field(changes, field, clause):
    with pytest.raises(RowRefused) as refused:
        refuse_row(replace(ROW, **changes))
    assert (refused.value.field, refused.value.clause) == (field, clause)
    assert refused.value.way


@pytest.mark.parametrize("row", [ROW, KEPT, BY_LAW, replace(ROW, level=Level.BODY, lowest=Level.BODY)])
def test_the_rest_may_stand(row):
    refuse_row(row)


def test_the_index_leaves_out_what_must_stay_with_the_body():
    assert index_of([ROW, KEPT, BY_LAW]) == Index(1, 2)
    assert index_of([ROW, KEPT, BY_LAW]).per_cent == 50
    assert index_of([BY_LAW]).per_cent is None


def judged(rows, before=None) -> Judgement:
    fact = OrderOfBody(BODY, tuple(rows), date(2026, 1, 1), tuple(before) if before else None)
    return judge_furthest_out([fact], parameters=NoParameters(), as_of=DAY)[0]


@pytest.mark.parametrize(
    ("rows", "before", "status"),
    [
        ([ROW, KEPT], None, "kept"),
        ([ROW, replace(KEPT, reason=" ")], None, "breach"),
        ([ROW, KEPT], [ROW, replace(KEPT, level=Level.UNIT_MANAGER)], "breach"),
        ([ROW, KEPT], [ROW, KEPT], "kept"),
        ([ROW, KEPT], [BY_LAW], "kept"),
        ([ROW, ROW, KEPT], [ROW, KEPT], "kept"),
        ([BY_LAW], None, "not_assessed"),
    ],
)
def test_decisions_lie_as_far_out_as_they_may_or_a_reason_says_why_not(rows, before, status):
    assert judged(rows, before).status == status


def test_what_is_missing_is_named():
    found = judge_furthest_out([OrderOfBody(BODY)], parameters=NoParameters(), as_of=DAY)[0]
    assert (found.status, found.expected_of, found.scope) == ("not_assessed", "N", BODY)
    assert "KEPT" not in judged([ROW, replace(KEPT, reason="")]).reason.sv
    assert judged([ROW, replace(KEPT, reason="")]).inputs["without_reason"] == 1


TO_UNITS = (Level.UNIT_MANAGER, Level.UNIT_MANAGER)
TRANSPORT = TypeOfDecision("3.2", "Skolskjuts i särskilda fall", Level.DEPARTMENT_HEAD, Level.UNIT_MANAGER)
TRANSPORT = replace(TRANSPORT, reason="Få ärenden, som ska bedömas lika.")
JANUARY = (
    TypeOfDecision("0.1", "Mål och inriktning", Level.BODY, Level.BODY, matter=Matter.DIRECTION),
    TypeOfDecision("1.1", "Anställa i enheten", *TO_UNITS, is_employer=True),
    TypeOfDecision("2.1", "Köpa in för högst 100\u00a0000\u00a0kr", *TO_UNITS),
    TRANSPORT,
    TypeOfDecision("7.1", "Bidrag till en förening", Level.BODY, Level.BODY),
)
HIRED_HIGHER = replace(JANUARY[1], level=Level.DEPARTMENT_HEAD, reason="Lika i alla skolor.")


@pytest.mark.parametrize(
    ("rows", "before", "share", "status"),
    [
        (JANUARY, None, 66, "kept"),
        ((*JANUARY[:3], replace(TRANSPORT, reason=""), JANUARY[4]), None, 66, "breach"),
        ((JANUARY[0], HIRED_HIGHER, *JANUARY[2:]), JANUARY, 33, "breach"),
        ((*JANUARY[:3], replace(TRANSPORT, level=Level.UNIT_MANAGER), JANUARY[4]), JANUARY, 100, "kept"),
        (JANUARY[:1], None, None, "not_assessed"),
    ],
)
def test_the_worked_example_of_how_far_out(rows, before, share, status):
    """The worked example of docs/rules/delegation.md."""
    found = judged(rows, before)
    assert (found.status, found.inputs.get("share_pct")) == (status, share)


DEPARTMENT = Scope("department", "uf", "Utbildningsförvaltningen")


@pytest.mark.parametrize(
    ("is_ordered", "types", "status"),
    [(False, (), "not_assessed"), (True, (), "breach"), (True, ("Förhandla enligt MBL",), "kept")],
)
def test_a_department_head_has_something_delegated_as_employer(is_ordered, types, status):
    fact = EmployerDelegation(DEPARTMENT, is_ordered, DAY, types)
    assert judge_employer([fact], parameters=NoParameters(), as_of=DAY)[0].status == status


HEAD_OF_SCHOOL = Held("rektor", Level.UNIT_MANAGER, frozenset({"un"}))


@pytest.mark.parametrize(
    ("row", "held", "is_board", "may"),
    [
        (ROW, HEAD_OF_SCHOOL, False, True),
        (ROW, replace(HEAD_OF_SCHOOL, bodies=frozenset({"von"})), False, False),
        (ROW, replace(HEAD_OF_SCHOOL, bodies=frozenset({"von"})), True, True),
        (ROW, replace(HEAD_OF_SCHOOL, level=Level.DEPARTMENT_HEAD), False, False),
        (replace(ROW, post="rektor"), HEAD_OF_SCHOOL, False, True),
        (replace(ROW, post="annan"), HEAD_OF_SCHOOL, False, False),
        (BY_LAW, HEAD_OF_SCHOOL, False, False),
    ],
)
def test_who_may_decide(row, held, is_board, may):
    assert may_decide(row, held, body="un", is_board=is_board) is may


@pytest.mark.parametrize(
    ("row", "may"),
    [
        (replace(KEPT, may_subdelegate=True), True),
        (KEPT, False),
        (replace(ROW, may_subdelegate=True), False),
        (replace(KEPT, may_subdelegate=True, lowest=Level.DEPARTMENT_HEAD), False),
    ],
)
def test_what_may_be_passed_on_goes_further_out_and_no_further_than_allowed(row, may):
    assert could_be_passed_to(row, HEAD_OF_SCHOOL, body="un", is_board=False) is may


def test_two_versions_are_compared_type_by_type():
    found = compare([ROW, KEPT], [replace(KEPT, level=Level.UNIT_MANAGER, reason=""), BY_LAW])
    assert (found.new, found.gone, found.same) == ((BY_LAW,), (ROW,), 0)
    assert [(now.code, names) for _was, now, names in found.changed] == [("A.2", ("level", "reason"))]
