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
from spelregler.domain.words import Bilingual, Words

HOLE = re.compile(r"None(?! of )")
PLACE = re.compile(r"{\w+}")
INPUTS = """
acting actions actions_without_purpose addressed_past adopted_on answer answered_late answered_on
assignments body closed committee_goals committees_tkr council_total_tkr critical_pct days days_taken
days_waited decided_on decision_last deviation_pct deviation_tkr dialogues difference_tkr due evidence_on
finance_tkr followed_up_on forecast_tkr frame_tkr frames fresh_to goals gone_through_on grace_days heads
held in_force indicators instruction last_day late left_behind left_tkr level limit_pct line_controls
measurable members met_or_partly most_goals moves needed_approval_without_ground needing_decision new
not_measurable not_met not_met_twice on_time open overdue paragraph periods_under proposal_last proposed_on
reported_on reprioritised review_due seen share_pct shared signal_opened_on signals term term_end term_start
unanswered uncovered undecided units units_tkr versions waiting with_feedback without_coordinator
without_effect without_goals_or_plan without_improvement without_measure_or_target year
"""
"""The names under which a judge shows what it judged by. They are printed and sent out: a new one is entered here."""


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
    assert set(judgement.inputs) <= set(INPUTS.split()), set(judgement.inputs)
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
