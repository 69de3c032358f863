"""What holds for everything that the domain says, whatever a test is about: it is asked of all that the tests make."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

import spelregler.domain
from spelregler.domain.findings import Judgement, Scope, Status
from spelregler.domain.roles import Role
from spelregler.domain.shown_facts import SHOWN

HOLE = re.compile(r"None(?! of )")


def pairs_of(kind: type) -> list[tuple[str, str]]:
    """The fields that say the same in Swedish and in English."""
    names = [each.name for each in dataclasses.fields(kind)]
    pairs = [(name, f"{name[:-2]}en") for name in names if name == "sv" or name.endswith("_sv")]
    return [(sv, en) for sv, en in pairs if en in names]


def speaks_both_languages(said: Any) -> None:
    """Both or neither, and no hole where a fact should stand."""
    for sv, en in pairs_of(type(said)):
        words = getattr(said, sv), getattr(said, en)
        assert all(isinstance(each, str) and not HOLE.search(each) for each in words), (sv, words)
        assert bool(words[0]) == bool(words[1]), (sv, words)
    for each in dataclasses.fields(said):
        if each.type == "str":
            assert isinstance(getattr(said, each.name), str), each.name


def is_whole(judgement: Judgement) -> None:
    """Whom it is about, what it says, what it shows, since when, and who acts."""
    assert isinstance(judgement.scope, Scope)
    assert isinstance(judgement.status, Status)
    assert judgement.reason.sv
    assert judgement.reason.sv != judgement.reason.en
    assert set(judgement.inputs) <= set(SHOWN), set(judgement.inputs)
    assert all(value is None or type(value) in (int, str) for value in judgement.inputs.values()), judgement.inputs
    assert judgement.since is None or isinstance(judgement.since, date)
    assert judgement.expected_of == "" or judgement.expected_of in set(Role), judgement.expected_of
    if judgement.status is Status.BREACH:
        assert judgement.expected_of, "somebody acts on what is broken"


def asked(made: Callable[..., None], *questions: Callable[[Any], None]) -> Callable[..., None]:
    def init(self: Any, *arguments: Any, **named: Any) -> None:
        made(self, *arguments, **named)
        for question in questions:
            question(self)

    return init


def speaking() -> Iterator[type]:
    """Every dataclass of the domain with words in both languages."""
    for found in pkgutil.walk_packages(spelregler.domain.__path__, "spelregler.domain."):
        if ".tests" in found.name:
            continue
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            ours = isinstance(kind, type) and kind.__module__ == found.name and dataclasses.is_dataclass(kind)
            if ours and pairs_of(kind):
                yield kind


@pytest.fixture(autouse=True, scope="session")
def whatever_is_said_is_whole() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for kind in speaking():
            questions = (speaks_both_languages, is_whole) if kind is Judgement else (speaks_both_languages,)
            patch.setattr(kind, "__init__", asked(kind.__init__, *questions))
        yield
