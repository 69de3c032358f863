"""A package that can be read may still not be fit for adoption."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from spelregler.domain.checks import Check, Registry, param
from spelregler.domain.measured import Unit
from spelregler.domain.words import Pair, Words
from spelregler.exchange.package import Clause, Package, Question, read_package, validate

PACKAGES = Path(__file__).parents[3] / "policies"
ROLES = ("KF", "KS", "N", "FC", "EC")


@dataclass(frozen=True)
class Limits:
    days: int = param(30, minimum=1, maximum=180, unit=Unit.DAYS, title=Words("x"))
    notice_pct: Decimal = param(Decimal("-1.0"), minimum=-50, maximum=0, unit=Unit.PER_CENT, title=Words("x"))


@pytest.fixture(scope="module")
def liten() -> Package:
    return read_package(PACKAGES / "liten")


def checks() -> Registry:
    registry = Registry()
    registry.register(
        Check(
            name="some.check",
            title=Words("x"),
            formula=Words("x"),
            scope_kinds=(),
            load=lambda load: None,
            judge=lambda facts, **rest: [],
            reads=(),
            parameters=Limits,
        )
    )
    return registry


def with_clause(package: Package, **changes: object) -> Package:
    """The package with its first clause alone, changed."""
    first: Clause = replace(package.clauses[0], check="some.check", parameters={})
    small = replace(package, clauses=(replace(first, **changes),), cycle=())  # type: ignore[arg-type]
    return replace(small, intervention=replace(small.intervention, conditions=(), grounds=(), opened_by=()))


def test_a_new_package_names_each_rule_and_an_older_one_is_called_by_its_first_words(liten: Package) -> None:
    (fault,) = validate(with_clause(liten, title=None), checks(), ROLES)
    assert (fault.file, fault.line, fault.what.en) == (
        "policy.yaml",
        liten.clauses[0].line,
        "GR-1: the rule has no title.",
    )

    long = Pair(
        "Den som är ny i ett politiskt uppdrag lär sig spelreglerna, och den som väljs om gör det på nytt.", "x"
    )
    untitled = replace(liten.clauses[0], title=None, text=long)
    assert untitled.name == Pair("Den som är ny i ett politiskt uppdrag lär sig …", "x")
    assert liten.clauses[0].name == Pair(
        "Spelreglerna gäller och är aktuella", "The rules of the game are in force and up to date"
    )


def test_a_title_stands_on_one_line(liten: Package) -> None:
    assert validate(with_clause(liten, title=Pair("å" * 60, "a" * 60)), checks(), ROLES) == []
    (fault,) = validate(with_clause(liten, title=Pair("å" * 60, "a" * 61)), checks(), ROLES)
    assert "longer than 60 letters" in fault.what.en


def test_a_fit_package_has_no_fault(liten: Package) -> None:
    assert validate(with_clause(liten, parameters={"days": "P08", "notice_pct": "P07.notice"}), checks(), ROLES) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"check": "some.chek"}, "there is no check “some.chek”"),
        ({"parameters": {"dagar": 3}}, "dagar"),
        ({"parameters": {"days": 400}}, "400 is outside"),
        ({"parameters": {"days": "snart"}}, "'snart' cannot be read"),
        ({"parameters": {"notice_pct": "1.0"}}, "outside"),
        ({"parameters": {"days": "P77"}}, "P77 is no parameter"),
        ({"parameters": {"days": "P07.lost"}}, "P07.lost is no parameter"),
        ({"who": ()}, "nobody answers"),
        ({"beside": ("GR-99",)}, "GR-99 is no other rule"),
        ({"beside": ("GR-1",)}, "GR-1 is no other rule"),
        ({"who": ("KF", "XX")}, "there is no role XX"),
        ({"document": "QQ"}, "no document “QQ”"),
    ],
)
def test_a_clause_that_cannot_be_judged_is_refused(liten: Package, changes: dict[str, object], said: str) -> None:
    faults = validate(with_clause(liten, **changes), checks(), ROLES)
    assert len(faults) == 1
    assert said in faults[0].what.en
    assert (faults[0].file, faults[0].line) == ("policy.yaml", liten.clauses[0].line)


def test_the_evaluation_has_few_and_short_questions(liten: Package) -> None:
    ten = tuple(Question(f"q{n}", Pair("Gör vi det?", "Do we?"), line=n) for n in range(10))
    assert validate(with_clause(replace(liten, evaluation_questions=ten)), checks(), ROLES) == []
    eleven = (*ten, Question("q10", ten[0].text, 11))
    (many,) = validate(with_clause(replace(liten, evaluation_questions=eleven)), checks(), ROLES)
    assert (many.line, "more than 10" in many.what.en) == (11, True)
    longest = (Question("q", Pair("å" * 201), 4),)
    (long,) = validate(with_clause(replace(liten, evaluation_questions=longest)), checks(), ROLES)
    assert (long.line, "too long" in long.what.en) == (4, True)


def test_an_occasion_needs_an_owner_and_known_clauses_and_is_told_once(liten: Package) -> None:
    row = replace(liten.cycle[0], owner="", clauses=("GR-99",))
    package = replace(with_clause(liten), cycle=(row, replace(row, track="june")))

    found = [fault.what.en for fault in validate(package, checks(), ROLES)]

    assert found == ["tertial: nobody owns it.", "tertial: there is no rule GR-99."]


def test_conditions_grounds_and_openers_are_known(liten: Package) -> None:
    small = with_clause(liten)
    rules = replace(small.intervention, conditions=("GR-98",), grounds=("GR-99",), opened_by=("XX",))

    found = validate(replace(small, intervention=rules), checks(), ROLES)

    assert [(fault.file, fault.line) for fault in found] == [("intervention.yaml", line) for line in (2, 3, 5)]


def test_somebody_may_change_each_parameter(liten: Package) -> None:
    number = next(iter(liten.parameters))
    package = replace(with_clause(liten), parameters={number: replace(liten.parameters[number], changed_by="XX")})
    assert [fault.what.en for fault in validate(package, checks(), ROLES)] == [f"{number}: nobody may change it."]
