"""Worked examples of docs/rules/mal.md (MR-11)."""

from datetime import date

import pytest

from spelregler.domain.findings import Status
from spelregler.domain.goals.visions import Dialogue, OncePerTerm, VisionInTerm, judge_vision_in_dialogue
from spelregler.domain.period import Period

TODAY = date(2026, 11, 2)
TERM = Period(date(2026, 10, 15), date(2030, 10, 15))
OLD, NEW = date(2013, 1, 1), date(2026, 10, 28)
BEFORE = Dialogue(date(2024, 5, 16), date(2024, 6, 20))
SILENT = Dialogue(date(2024, 5, 16))
LONG_AGO = Dialogue(date(2012, 5, 16), date(2012, 6, 20))
TOLD_LATER = Dialogue(date(2026, 10, 20), date(2026, 12, 1))
TOLD_TODAY = Dialogue(date(2024, 5, 16), TODAY)


@pytest.mark.parametrize(
    ("rule", "decided_on", "dialogues", "as_of", "status", "since"),
    [
        ("held and told", OLD, [Dialogue(date(2026, 10, 20), TODAY)], TODAY, Status.KEPT, TODAY),
        ("held, told later", OLD, [TOLD_LATER], TODAY, Status.ATTENTION, date(2026, 10, 20)),
        ("the term before had its own", OLD, [BEFORE], TODAY, Status.KEPT, BEFORE.held_on),
        ("told today, of the term before", OLD, [TOLD_TODAY], TODAY, Status.KEPT, date(2024, 5, 16)),
        ("and time is short", OLD, [BEFORE], date(2029, 10, 15), Status.ATTENTION, date(2029, 10, 15)),
        ("the day before it is not", OLD, [BEFORE], date(2029, 10, 14), Status.KEPT, BEFORE.held_on),
        ("the term before told nobody", OLD, [SILENT], TODAY, Status.ATTENTION, TERM.start),
        ("two terms ago", OLD, [LONG_AGO], TODAY, Status.ATTENTION, TERM.start),
        ("adopted without any", NEW, [], TODAY, Status.BREACH, NEW),
        ("an old vision and nothing told", OLD, [], TODAY, Status.NOT_ASSESSED, None),
        ("a dialogue to come is none", NEW, [Dialogue(date(2026, 11, 3))], TODAY, Status.BREACH, NEW),
    ],
)
def test_a_dialogue_in_each_term_with_feedback(
    rule: str, decided_on: date, dialogues: list[Dialogue], as_of: date, status: Status, since: date | None
) -> None:
    facts = [VisionInTerm(decided_on, TERM, tuple(dialogues))]
    (found,) = judge_vision_in_dialogue(facts, parameters=OncePerTerm(), as_of=as_of)
    assert found.status is status, rule
    assert since is None or found.since == since, rule


def test_nobody_is_to_blame_for_what_was_before_the_start() -> None:
    facts = [VisionInTerm(NEW, TERM, entered_late=True)]
    (found,) = judge_vision_in_dialogue(facts, parameters=OncePerTerm(), as_of=TODAY)
    assert (found.status, found.expected_of) == (Status.NOT_ASSESSED, "KF")


def test_without_a_term_nobody_can_tell() -> None:
    (found,) = judge_vision_in_dialogue([VisionInTerm(OLD)], parameters=OncePerTerm(), as_of=TODAY)
    assert (found.status, found.expected_of) == (Status.NOT_ASSESSED, "KF")
