"""Worked examples of docs/rules/organisation.md."""

from datetime import date

import pytest

from spelregler.domain.checks import NoParameters
from spelregler.domain.decisions import BodyAssignments, PoliticalAssignment, judge_assignments_addressed
from spelregler.domain.findings import Scope, Status
from spelregler.domain.organisation import (
    CoveredDepartment,
    DepartmentHeads,
    HeadAppointment,
    OneHead,
    judge_heads_covered,
    judge_one_head_per_department,
)
from spelregler.domain.period import Period
from spelregler.domain.policy import (
    DocumentVersion,
    GoverningDocument,
    InForce,
    OwnReview,
    judge_beside_policy,
    judge_in_force,
)

TODAY = date(2026, 11, 2)
DEPARTMENT = Scope("department", "uf", "Utbildningsförvaltningen")
BODY = Scope("committee", "un", "Utbildningsnämnden")
DOCUMENT = Scope("document", "cp", "Chefspolicy")
NEW_YEAR = date(2025, 1, 1)


def head(start: date, end: date | None = None, *, person: str = "a", acting: bool = False) -> HeadAppointment:
    return HeadAppointment(person, Period(start, end), acting)


@pytest.mark.parametrize(
    ("rule", "heads", "instruction", "status", "since"),
    [
        ("one head", [head(date(2026, 3, 1))], NEW_YEAR, Status.KEPT, date(2026, 3, 1)),
        ("one acting head", [head(date(2026, 3, 1), acting=True)], NEW_YEAR, Status.KEPT, date(2026, 3, 1)),
        ("left, nobody after", [head(NEW_YEAR, date(2026, 9, 1))], NEW_YEAR, Status.BREACH, date(2026, 9, 1)),
        ("never had one", [], NEW_YEAR, Status.BREACH, date(2020, 1, 1)),
        ("two at once", [head(NEW_YEAR), head(date(2026, 6, 1))], NEW_YEAR, Status.BREACH, date(2026, 6, 1)),
        (
            "one hands over to the next",
            [head(NEW_YEAR, date(2026, 11, 2)), head(date(2026, 11, 2), person="b")],
            NEW_YEAR,
            Status.KEPT,
            date(2026, 11, 2),
        ),
        ("leaves within 30 days", [head(NEW_YEAR, date(2026, 12, 1))], NEW_YEAR, Status.ATTENTION, date(2026, 11, 1)),
        (
            "leaves, and is succeeded",
            [head(NEW_YEAR, date(2026, 12, 1)), head(date(2026, 12, 1), person="b")],
            NEW_YEAR,
            Status.KEPT,
            NEW_YEAR,
        ),
        ("no instruction", [head(date(2026, 3, 1))], None, Status.ATTENTION, date(2026, 3, 1)),
    ],
)
def test_exactly_one_head_at_all_times(
    rule: str, heads: list[HeadAppointment], instruction: date | None, status: Status, since: date
) -> None:
    facts = [DepartmentHeads(DEPARTMENT, date(2020, 1, 1), tuple(heads), instruction)]
    (found,) = judge_one_head_per_department(facts, parameters=OneHead(), as_of=TODAY)
    assert (found.status, found.since) == (status, since), rule


def version(start: date, end: date | None = None, **changes: object) -> DocumentVersion:
    decision = {"body": "KF", "decided_on": start, "paragraph": "§ 142"}
    return DocumentVersion("Chefspolicy", Period(start, end), **(decision | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "versions", "status", "since"),
    [
        ("decided and fresh", [version(NEW_YEAR)], Status.KEPT, NEW_YEAR),
        ("from 1994, never reviewed", [version(date(1994, 11, 24))], Status.ATTENTION, date(1998, 11, 24)),
        (
            "from 1994, reviewed this year",
            [version(date(1994, 11, 24), reviewed_on=date(2026, 2, 1))],
            Status.KEPT,
            date(2026, 2, 1),
        ),
        (
            "a set review day has passed",
            [version(NEW_YEAR, review_by=date(2026, 6, 1))],
            Status.ATTENTION,
            date(2026, 6, 1),
        ),
        ("no paragraph", [version(NEW_YEAR, paragraph="")], Status.BREACH, NEW_YEAR),
        ("expired", [version(date(2020, 1, 1), NEW_YEAR)], Status.BREACH, NEW_YEAR),
        ("two at once", [version(date(2024, 1, 1)), version(NEW_YEAR)], Status.BREACH, NEW_YEAR),
        ("one replaced another", [version(date(2024, 1, 1), NEW_YEAR), version(NEW_YEAR)], Status.KEPT, NEW_YEAR),
        ("none", [], Status.NOT_ASSESSED, None),
    ],
)
def test_exactly_one_version_is_in_force(
    rule: str, versions: list[DocumentVersion], status: Status, since: date | None
) -> None:
    facts = [GoverningDocument(DOCUMENT, "KF", tuple(versions))]
    (found,) = judge_in_force(facts, parameters=InForce(), as_of=TODAY)
    assert (found.status, found.since) == (status, since), rule


def test_an_old_document_says_so_openly() -> None:
    facts = [GoverningDocument(DOCUMENT, "KF", (version(date(1994, 11, 24)),))]
    (found,) = judge_in_force(facts, parameters=InForce(), as_of=TODAY)
    assert found.reason.sv.startswith("Gammalt, gäller ännu")
    assert found.reason.en.startswith("Old, still in force")


@pytest.mark.parametrize(
    ("addressees", "status"),
    [(["FC", "KC"], Status.ENSURED), (["FC", "EC"], Status.BREACH), (["SE"], Status.BREACH), ([], Status.NOT_ASSESSED)],
)
def test_political_assignments_go_through_chief_executive_or_department_head(
    addressees: list[str], status: Status
) -> None:
    given = tuple(PoliticalAssignment(f"uppdrag till {code}", NEW_YEAR, code) for code in addressees)
    (found,) = judge_assignments_addressed([BodyAssignments(BODY, given)], parameters=NoParameters(), as_of=TODAY)
    assert found.status is status


@pytest.mark.parametrize(
    ("rule", "versions", "status", "since"),
    [
        ("decided and fresh", [version(NEW_YEAR)], Status.KEPT, NEW_YEAR),
        ("decided by an official, without a §", [version(NEW_YEAR, paragraph="")], Status.KEPT, NEW_YEAR),
        ("too old", [version(date(2021, 9, 1))], Status.BREACH, date(2025, 9, 2)),
        ("reviewed on its last day", [version(date(2022, 11, 2))], Status.KEPT, date(2022, 11, 2)),
        ("old, but reviewed", [version(date(2021, 9, 1), reviewed_on=NEW_YEAR)], Status.KEPT, NEW_YEAR),
        ("the set day has passed", [version(NEW_YEAR, review_by=date(2026, 11, 1))], Status.BREACH, TODAY),
        ("no set day outlives the limit", [version(date(2020, 1, 1), review_by=date(2030, 1, 1))], Status.BREACH, None),
        ("ended", [version(date(2020, 1, 1), NEW_YEAR)], Status.BREACH, NEW_YEAR),
        ("never registered", [], Status.NOT_ASSESSED, None),
    ],
)
def test_a_document_beside_the_policy_is_in_force_and_reviewed(
    rule: str, versions: list[DocumentVersion], status: Status, since: date | None
) -> None:
    facts = [GoverningDocument(DEPARTMENT, "FC", tuple(versions))]
    (found,) = judge_beside_policy(facts, parameters=OwnReview(), as_of=TODAY)
    assert (found.status, found.scope) == (status, DEPARTMENT), rule
    assert since is None or found.since == since, rule
    assert found.expected_of == ("" if status is Status.KEPT else "FC")


@pytest.mark.parametrize(
    ("posts", "status", "told"),
    [
        ([(True, True), (True, True)], Status.KEPT, "Var och en av de 2 förvaltningarna"),
        ([(True, True), (True, False)], Status.ATTENTION, "ingen har den i Utbildningsförvaltningen."),
        ([(False, False), (True, False)], Status.BREACH, "saknas i Utbildningsförvaltningen."),
    ],
)
def test_the_manager_policy_reaches_every_department(posts: list[tuple[bool, bool]], status: Status, told: str) -> None:
    facts = [CoveredDepartment(DEPARTMENT, NEW_YEAR, *each) for each in posts]
    (found,) = judge_heads_covered(facts, as_of=TODAY)
    assert found.status is status
    assert told in found.reason.sv
