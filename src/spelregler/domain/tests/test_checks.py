from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from spelregler.domain.checks import (
    Check,
    DuplicateCheckError,
    Load,
    ParameterError,
    Registry,
    param,
    parameters_of,
    read_parameters,
)
from spelregler.domain.findings import MUNICIPALITY, Judgement, Status
from spelregler.domain.frames.deviation import DeviationLimits
from spelregler.domain.measured import Unit
from spelregler.domain.words import Pair, Words


@dataclass(frozen=True)
class Days:
    days: int = param(30, minimum=1, maximum=180, unit=Unit.DAYS, title=Words("x"), number="P08")
    share: Decimal = param(Decimal("1.5"), minimum=0, maximum=2, unit=Unit.PER_CENT, title=Words("x"))


@dataclass(frozen=True)
class Needed:
    days: int = param(minimum=1, maximum=9, unit=Unit.DAYS, title=Words("x"))


def judge(facts: int, *, parameters: Days, as_of: date) -> list[Judgement]:
    status = Status.KEPT if facts <= parameters.days else Status.BREACH
    return [Judgement(MUNICIPALITY, status, Pair("sv", "en"), {"days": facts}, as_of, "KC")]


def make(name: str = "demo.days", parameters: type = Days) -> Check[int]:
    return Check(
        name=name,
        title=Words("Days"),
        formula=Words("days ≤ the limit"),
        scope_kinds=("municipality",),
        load=lambda load: load.as_of.day,
        judge=judge,
        reads=(),
        parameters=parameters,
    )


def test_a_check_loads_and_judges() -> None:
    day = date(2026, 11, 2)
    assert make().run(Load(as_of=day))[0].status is Status.KEPT
    assert make().run(Load(as_of=day), parameters=Days(days=1))[0].status is Status.BREACH


def test_the_registry_refuses_a_second_check_with_the_same_name() -> None:
    registry = Registry()
    registry.register(make("b"))
    registry.register(make("a"))
    assert registry.names() == ("a", "b")
    assert [check.name for check in registry] == ["a", "b"]
    assert registry.get("a").name == "a"
    assert "c" not in registry
    with pytest.raises(DuplicateCheckError, match="'a'"):
        registry.register(make("a"))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, Days()),
        ({"days": 1}, Days(days=1)),
        ({"days": 180}, Days(days=180)),
        ({"share": 0.1}, Days(share=Decimal("0.1"))),
        ({"share": 2}, Days(share=Decimal(2))),
    ],
)
def test_parameters_within_their_range_are_read(raw: dict[str, Any], expected: Days) -> None:
    assert read_parameters(make(), raw) == expected


@pytest.mark.parametrize(
    ("raw", "parameter", "words"),
    [
        ({"days": 0}, "days", "från 1 till 180 dagar"),
        ({"days": 181}, "days", "från 1 till 180 dagar"),
        ({"days": 2.5}, "days", "går inte att läsa"),
        ({"days": True}, "days", "går inte att läsa"),
        ({"days": "thirty"}, "days", "går inte att läsa"),
        ({"days": None}, "days", "null går inte att läsa"),
        ({"share": "2.01"}, "share", "från 0 till 2 %"),
        ({"share": float("nan")}, "share", "går inte att läsa"),
        ({"day": 3}, "day", "finns inte. Kontrollen har: days, share"),
    ],
)
def test_a_refusal_names_check_parameter_and_range(raw: dict[str, Any], parameter: str, words: str) -> None:
    with pytest.raises(ParameterError) as refusal:
        read_parameters(make(), raw)
    assert refusal.value.parameter == parameter
    assert "demo.days" in refusal.value.words.sv
    assert words in refusal.value.words.sv
    assert parameter in refusal.value.words.en


def test_a_parameter_without_default_must_be_given() -> None:
    check = make(parameters=Needed)
    assert read_parameters(check, {"days": 3}) == Needed(days=3)
    with pytest.raises(ParameterError, match="must be given"):
        read_parameters(check, {})


def test_a_rule_between_two_parameters_is_a_parameter_fault_too() -> None:
    with pytest.raises(ParameterError, match="notice_pct > action_pct"):
        read_parameters(make(parameters=DeviationLimits), {"action_pct": "-0.5"})


def test_parameters_describe_themselves() -> None:
    days, share = parameters_of(make())
    assert (days.name, days.type, days.default, days.unit, days.number) == ("days", int, 30, Unit.DAYS, "P08")
    assert share.range.en == "from 0 to 2 %"
    assert not days.required
