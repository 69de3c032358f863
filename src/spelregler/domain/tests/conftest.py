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
from spelregler.domain.errors import DomainError
from spelregler.domain.findings import Judgement, Scope, Status
from spelregler.domain.roles import Role
from spelregler.domain.shown_facts import SHOWN
from spelregler.domain.words import Bilingual, Words

HOLE = re.compile(r"(?<![“”])None(?! of )")
"""What somebody typed stands in quotation marks, whatever it was."""
PLACE = re.compile(r"{\w+}")


SAID = dict.fromkeys(("Bilingual", "Words", "Pair"), Bilingual) | {"str": str, "date": date, "Scope": Scope}
"""What a field holds, by how it is annotated."""


def holds_what_it_says(said: Any) -> None:
    """A text is one that both languages have, a word is a word, and a day a day."""
    for each in dataclasses.fields(said):
        assert isinstance(getattr(said, each.name), SAID.get(str(each.type), object)), each.name


def is_told(said: Words) -> None:
    """There is something to say, and in neither language a hole where a fact should stand."""
    assert said.sv
    assert not HOLE.search(said.sv), said.sv
    assert not HOLE.search(said.en), said.en
    assert said.values or not PLACE.search(said.en), said.en


def is_refused_in_words(refused: DomainError) -> None:
    """Somebody reads why, and what to do instead."""
    assert isinstance(refused.words, Bilingual)
    assert refused.words
    assert isinstance(refused.way, Bilingual)
    assert isinstance(refused.clause, str)
    assert isinstance(refused.field, str)


def is_whole(judgement: Judgement) -> None:
    """Whom it is about, what it says, what it shows, since when, and who acts."""
    assert isinstance(judgement.status, Status)
    assert judgement.reason.sv != judgement.reason.en
    assert set(judgement.inputs) <= set(SHOWN), set(judgement.inputs)
    assert all(value is None or type(value) in (int, str) for value in judgement.inputs.values()), judgement.inputs
    assert judgement.since is None or isinstance(judgement.since, date)
    assert judgement.expected_of == "" or judgement.expected_of in set(Role), judgement.expected_of
    if judgement.status is Status.BREACH:
        assert judgement.expected_of, "somebody acts on what is broken"
    if judgement.status is Status.ATTENTION:
        done = (judgement.duty and judgement.duty.done_on) or judgement.inputs.get("held")
        assert judgement.expected_of or done, "somebody acts on what is near it, unless it was done late"
    if judgement.status in (Status.ENSURED, Status.NOT_APPLICABLE):
        assert not judgement.expected_of, "nobody acts on what the product sees to, or on what is not asked for"
    if judgement.evidence:
        assert judgement.evidence.brought_by in set(Role), judgement.evidence


def asked(made: Callable[..., None], *questions: Callable[[Any], None]) -> Callable[..., None]:
    def init(self: Any, *arguments: Any, **named: Any) -> None:
        made(self, *arguments, **named)
        for question in questions:
            question(self)

    return init


def kinds() -> Iterator[type]:
    """Every dataclass of the domain with such a field."""
    for found in pkgutil.walk_packages(spelregler.domain.__path__, "spelregler.domain."):
        if ".tests" in found.name:
            continue
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            ours = isinstance(kind, type) and kind.__module__ == found.name and dataclasses.is_dataclass(kind)
            if ours and any(each.type in SAID for each in dataclasses.fields(kind)):
                yield kind


@pytest.fixture(autouse=True, scope="session")
def whatever_is_said_is_whole() -> Iterator[None]:
    questions: dict[type, tuple[Callable[[Any], None], ...]] = dict.fromkeys(kinds(), (holds_what_it_says,))
    questions[Judgement] += (is_whole,)
    questions |= {Words: (is_told,), DomainError: (is_refused_in_words,)}
    with pytest.MonkeyPatch.context() as patch:
        for kind, asks in questions.items():
            patch.setattr(kind, "__init__", asked(kind.__init__, *asks))
        yield
