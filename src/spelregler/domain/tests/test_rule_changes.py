"""What an answer has become: that nothing is known any more is never told as a recovery."""

from __future__ import annotations

import pytest

from spelregler.domain.findings import Status
from spelregler.domain.rule_changes import Change, change_of


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("kept", "breach", Change.WORSE),
        ("kept", "attention", Change.WORSE),
        ("attention", "breach", Change.WORSE),
        ("breach", "attention", Change.BETTER),
        ("breach", "kept", Change.BETTER),
        ("attention", "not_applicable", Change.BETTER),
        ("breach", "not_assessed", Change.LOST),
        ("kept", "not_assessed", Change.LOST),
        ("not_assessed", "breach", Change.ANSWERED),
        ("not_assessed", "kept", Change.ANSWERED),
        ("", "kept", Change.ANSWERED),
        ("", "not_assessed", Change.NEW),
        ("kept", "ensured", Change.OTHER),
    ],
)
def test_what_an_answer_has_become(before, after, change):
    assert change_of(before, after) == change


def test_every_pair_of_answers_is_told():
    for before in Status:
        for after in Status:
            assert change_of(before, after) in Change
