"""What the checks on the policy itself are told: the document in its versions, and what a clause would need."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.policy.checks.awaited import judge_awaited, load_awaited
from spelregler.apps.policy.checks.documents import load_documents
from spelregler.apps.policy.checks.parties import load_parties
from spelregler.apps.policy.models import DocumentVersion
from spelregler.domain.checks import Load
from spelregler.domain.findings import MUNICIPALITY, Scope, Status
from spelregler.domain.period import Period
from spelregler.domain.policy import DocumentVersion as Version
from spelregler.domain.policy import GoverningDocument
from spelregler.domain.roles import Role
from spelregler.domain.words import Pair

TODAY, REVIEWED = date(2026, 11, 2), date(2026, 3, 10)
CLAUSE = SimpleNamespace(document="CP", evidence=Pair("Ett protokoll.", "Minutes."))
PACKAGE: Any = SimpleNamespace(
    clause={"CP-1": CLAUSE}.__getitem__,
    document={"CP": SimpleNamespace(id="CP", title=Pair("Chefspolicy", "Leadership policy"))}.__getitem__,
)


def told(*who: str, on: date = TODAY) -> Load:
    return Load(as_of=on, clause_id="CP-1", who=who, package=PACKAGE)


@pytest.mark.django_db
def test_a_document_is_told_in_every_version_that_has_begun_oldest_first():
    """A review counts from its day, and a paragraph is written with its sign once, or not at all."""
    old, new = date(1995, 1, 1), date(2024, 1, 1)
    rows = [
        ("CP", "2024", new, None, "101", REVIEWED),
        ("CP", "1994", old, new, "§ 142", None),
        ("CP", "2027", date(2027, 1, 1), None, "", None),
        ("MR", "2024", new, None, "1", None),
    ]
    for document, version, start, end, paragraph, reviewed_on in rows:
        DocumentVersion.objects.create(
            document=document,
            title=document,
            version=version,
            adopted_by="Kommunfullmäktige",
            adopted_on=start,
            paragraph=paragraph,
            start=start,
            end=end,
            reviewed_on=reviewed_on,
        )
    first = Version("1994", Period(old, new), "Kommunfullmäktige", old, "§ 142", None)
    second = Version("2024", Period(new, None), "Kommunfullmäktige", new, "§ 101", REVIEWED)
    document = Scope("document", "CP", "Chefspolicy")
    assert load_documents(told("KF", "KS")) == [GoverningDocument(document, "KF", (first, second))]
    (before,) = load_documents(told("KF", on=date(2026, 3, 9)))
    assert [each.reviewed_on for each in before.versions] == [None, None]
    (then,) = load_documents(told("KF", on=REVIEWED))
    assert then.versions[1].reviewed_on == REVIEWED


@pytest.mark.parametrize(("who", "expected_of"), [(("HR", "KC"), "HR"), ((), "")])
def test_a_clause_without_evidence_says_what_it_would_need_and_of_whom(who: tuple[str, ...], expected_of: str):
    (found,) = judge_awaited(load_awaited(told(*who)), parameters=None, as_of=TODAY)
    assert (found.scope, found.status, found.expected_of) == (MUNICIPALITY, Status.NOT_ASSESSED, expected_of)
    assert found.reason.en == "Cannot be assessed. What is missing: Minutes."
    assert found.reason.sv.endswith("Ett protokoll.")


def test_officials_are_asked_about_one_by_one_and_none_of_them_votes(db):
    (found,) = load_parties(Load(as_of=TODAY))
    assert (found.asked, found.allowed) == (14, ())


def test_rules_that_let_an_official_vote_are_seen(db, monkeypatch):
    class Lax:
        def permits(self, actor, action, _resource):
            return (actor.role, action) == (Role.FC, "council_or_committee_meeting:vote")

    monkeypatch.setattr("spelregler.apps.policy.checks.parties.rules_on", lambda _day: Lax())
    (found,) = load_parties(Load(as_of=TODAY))
    assert found.allowed == (Role.FC,)
