"""Who chooses what the municipality compares: it prepares the council's goals, and its figures become measurements."""

from __future__ import annotations

from typing import Any

import pytest

from spelregler.apps.comparison import access
from spelregler.apps.comparison.access import Action
from spelregler.domain.roles import Resource

ASKING: Any = object()
WHOLE = Resource("municipality", "comparison")


@pytest.mark.parametrize(
    ("rights", "refused"),
    [
        ([Action.PREPARE, Action.ENTER], []),
        ([Action.PREPARE], [Action.ENTER]),
        ([Action.ENTER], [Action.PREPARE]),
        ([], [Action.PREPARE, Action.ENTER]),
    ],
)
def test_both_rights_are_needed(monkeypatch: pytest.MonkeyPatch, rights: list[Action], refused: list[Action]):
    asked: list[str] = []

    def may(asking: object, action: str, matter: Resource) -> bool:
        return asking is ASKING and matter == WHOLE and action in rights

    def must(asking: object, action: str, matter: Resource) -> None:
        if not may(asking, action, matter):
            asked.append(action)

    monkeypatch.setattr(access, "may", may)
    monkeypatch.setattr(access, "must", must)
    assert access.may_follow(ASKING) is (not refused)
    access.must_follow(ASKING)
    assert asked == refused
