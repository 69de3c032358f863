"""Whose errand each part of the beginning is, who is sent away from it, and who is told how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from spelregler.apps.acting.rights import START
from spelregler.apps.start.access import actions, errands, visibility
from spelregler.apps.start.access.actions import WAYS_IN, Action
from spelregler.apps.start.access.errands import RIGHTS, Errand
from spelregler.domain.beginning import State
from spelregler.domain.roles import Resource
from spelregler.platform.errors import NotVisible

TODAY = date(2026, 11, 2)
ASKING: Any = SimpleNamespace(person_code="Kim", is_demo=False, today=TODAY)
SET_UP, OPEN_ACCOUNTS = (Action.SET_UP, START), (Action.OPEN_ACCOUNTS, WAYS_IN)
Asks = tuple[str, Resource]


@pytest.fixture
def holds(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Asks]]:
    """Whoever asks has these rights and no others; what they are refused by is told."""

    def having(*rights: Asks) -> list[Asks]:
        refused: list[Asks] = []

        def may(asking: object, action: str, matter: Resource) -> bool:
            assert asking is ASKING
            return (action, matter) in rights

        def must(asking: object, action: str, matter: Resource) -> None:
            if not may(asking, action, matter):
                refused.append((action, matter))

        monkeypatch.setattr(actions, "must", must)
        monkeypatch.setattr(errands, "may", may)
        monkeypatch.setattr(visibility, "may", may)
        return refused

    return having


@pytest.mark.parametrize(
    ("must", "right"), [(actions.must_set_up, SET_UP), (actions.must_open_accounts, OPEN_ACCOUNTS)]
)
def test_a_role_without_the_right_is_refused_by_it_and_a_stranger_finds_no_page(
    holds: Any, must: Callable[[Any], None], right: Asks
):
    refused = holds(right)
    must(ASKING)
    assert refused == []
    refused = holds()
    must(ASKING)
    assert refused == [right]
    with pytest.raises(NotVisible) as gone:
        must(SimpleNamespace(person_code=""))
    assert gone.value.words.en == "The page is not here."
    assert gone.value.way.en == "Log in first."
    assert refused == [right]


@pytest.mark.parametrize("errand", Errand)
def test_an_errand_is_of_whoever_holds_its_right_and_one_without_is_everybodys(holds: Any, errand: Errand):
    right = RIGHTS.get(errand)
    others = [(each.action, each.matter) for each in RIGHTS.values() if each != right]
    holds(*others)
    assert errands.is_mine(ASKING, errand) is (errand is Errand.OPEN)
    holds(*([(right.action, right.matter)] if right else []))
    assert errands.is_mine(ASKING, errand)


@pytest.mark.parametrize(
    ("errand", "who"),
    [
        (Errand.SET_UP, "whoever runs the system, or the committee secretary, enters it"),
        (Errand.ACCOUNTS, "whoever runs the system enters it"),
        (Errand.WHOLE, "whoever runs the system enters it"),
        (Errand.ADMINISTRATION, "HR enters it"),
        (Errand.GOALS, "the managers and the controller bring it"),
        *(
            (each, "the committee secretary enters it")
            for each in (Errand.BODIES, Errand.SEATS, Errand.PACKAGE, Errand.COUNCIL)
        ),
    ],
)
def test_whoever_may_not_is_told_who_does_it(errand: Errand, who: str):
    with translation.override("en"):
        assert errands.whose(errand) == who


@pytest.mark.parametrize(
    ("rights", "is_demo", "done", "told"),
    [
        ([SET_UP], False, 0, visibility.Begun(0, 3)),
        ([SET_UP], False, 2, visibility.Begun(2, 3)),
        ([SET_UP], False, 3, None),
        ([SET_UP], True, 2, None),
        ([OPEN_ACCOUNTS], False, 2, None),
        ([], False, 2, None),
    ],
)
def test_whoever_sets_up_is_told_how_far_it_has_come_until_all_is_in(
    holds: Any,
    monkeypatch: pytest.MonkeyPatch,
    rights: list[Asks],
    is_demo: bool,
    done: int,
    told: visibility.Begun | None,
):
    holds(*rights)
    steps = [SimpleNamespace(state=State.DONE if step < done else State.EMPTY) for step in range(3)]
    monkeypatch.setattr(visibility, "facts", lambda *, today: today)
    monkeypatch.setattr(visibility, "standings", lambda found: steps if found == TODAY else [])
    monkeypatch.setattr(ASKING, "is_demo", is_demo)
    assert visibility.begun(ASKING) == told
