"""The municipality's year: its occasions on their days, for anybody, as the package in force has them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.apps.policy.queries import year
from spelregler.platform.audit.operations import SYSTEM

TODAY = date(2026, 11, 2)


def test_the_councils_budget_stands_in_november_with_its_owner_and_rule() -> None:
    months = year.months_of(load_package("oxelosund"), year=2026, as_of=TODAY, language="sv")
    (november,) = [each for each in months if each.name == "november"]
    said = [
        (each.on, each.owner)
        for each in november.occasions
        for rule in each.clauses
        if rule.title == "Politiken bestämmer ramarna"
    ]
    assert (date(2026, 11, 30), "fullmäktige") in said


def test_the_months_that_have_gone_by_are_told_from_those_to_come() -> None:
    months = year.months_of(load_package("oxelosund"), year=2026, as_of=TODAY, language="sv")
    assert [each.number for each in months if not each.is_past] == [11, 12]


def test_a_role_sees_its_own_among_all_or_its_own_alone() -> None:
    package = load_package("oxelosund")
    asked = {"year": 2026, "as_of": TODAY, "language": "sv", "own": {"N", "Np"}}
    every, own = year.months_of(package, **asked), year.months_of(package, **asked, only_own=True)
    marked = [each for month in every for each in month.occasions if each.is_own]
    assert marked == [each for month in own for each in month.occasions]
    assert {each.owner for each in marked} == {"nämnden", "nämndens presidium"}


def test_those_who_take_part_have_the_occasion_beside_its_owner() -> None:
    package = load_package("oxelosund")
    for role in ("KC", "FC", "HR"):
        own = year.occasions_of({role}, package, as_of=TODAY)
        both = year.occasions_of({role}, package, as_of=TODAY, with_others=True)
        assert "checkin-2" in {each.event.id for each in both} - {each.event.id for each in own}, role


def test_what_comes_once_a_term_comes_in_its_year_alone() -> None:
    package = load_package("oxelosund")
    trained = [
        asked
        for asked in (2026, 2027, 2028)
        for month in year.months_of(package, year=asked, as_of=TODAY, language="sv")
        for each in month.occasions
        if any(rule.id == "MR-7" for rule in each.clauses)
    ]
    assert trained == [2027]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "?ar=2027", "?ar=x", "?ar=99999999999999999999", "?ar=0000"])
def test_a_resident_reads_the_year(asked: str) -> None:
    adopt_package(name="oxelosund", start=date(2026, 1, 1), who=SYSTEM)
    answer = Client().get(f"/policyn/aret/{asked}")
    assert answer.status_code == 200
    assert "Utbildning av nämnder och styrelse" in answer.content.decode() or asked != "?ar=2027"
