"""By which right something is done with a goal or an action while its year runs, and what is offered."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.goals.access import running_year
from spelregler.apps.goals.access.running_year import Offered
from spelregler.apps.goals.queries import plans
from spelregler.domain.roles import Resource

DAY, EARLIER = date(2026, 11, 2), date(2026, 11, 1)
ASKING: Any = SimpleNamespace(as_of=DAY, today=DAY, say=lambda sv, en: f"{sv}/{en}")
MATTER, MINUTES = Resource("plan", "north"), Resource("minutes", "schools")
JUDGES = ("judge_unit_goals:decide", Resource("goal", "g"))
BOTH = [True, False]


def owner(*, is_political: bool) -> Any:
    """A body settles what stands in its minutes, a manager the plan itself."""
    return SimpleNamespace(
        is_political=is_political, prepare="prepare", settle="settle", matter=MATTER,
        settled=MINUTES if is_political else MATTER,
    )  # fmt: skip


def goal(level: str = "unit", *, is_decided: bool) -> Any:
    return SimpleNamespace(code="g", level=level, owner="north", is_decided=is_decided)


@pytest.fixture
def holds(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What whoever asks may: rights by name, and whether they settle or propose in the owner's plan."""

    def having(*rights: Any, settles: bool = False, proposes: bool = False, owned_by: Any = None) -> None:
        monkeypatch.setattr(running_year, "may", lambda asking, action, matter: (action, matter) in rights)
        monkeypatch.setattr(running_year.plans, "may_settle", lambda asking, owner: settles and owner.matter == MATTER)
        monkeypatch.setattr(
            running_year.plans, "may_propose", lambda asking, owner: proposes and owner.matter == MATTER
        )
        monkeypatch.setattr(running_year.plans, "owner_of", lambda **asked: owned_by)
        monkeypatch.setattr(running_year.corrections, "judging", lambda asking, nodes: [(nodes[0], *JUDGES)])

    return having


SETTLE, PREPARE = ("settle", MATTER), ("prepare", MATTER)


@pytest.mark.parametrize(
    ("is_political", "settles", "is_decided", "by"),
    [
        (False, False, True, SETTLE),
        (False, False, False, PREPARE),
        (False, True, False, SETTLE),
        (True, False, True, ("settle", MINUTES)),
        (True, False, False, PREPARE),
        (True, True, False, PREPARE),
    ],
)
def test_a_target_is_moved_by_whoever_decides_it_and_a_proposed_one_by_whoever_prepares_it(
    holds: Any, is_political: bool, settles: bool, is_decided: bool, by: Any
):
    holds(settles=settles)
    assert running_year.right_to_aim(ASKING, owner(is_political=is_political), goal(is_decided=is_decided)) == by


@pytest.mark.parametrize(
    ("is_political", "settles", "by"),
    [(False, False, PREPARE), (False, True, SETTLE), (True, False, PREPARE), (True, True, PREPARE)],
)
def test_a_plan_is_written_in_by_whoever_prepares_it_and_by_a_manager_who_decides_it(
    holds: Any, is_political: bool, settles: bool, by: Any
):
    holds(settles=settles)
    owned = owner(is_political=is_political)
    assert running_year.right_to_write(ASKING, owned) == by
    assert running_year.right_to_revise(ASKING, owned, is_decided=False) == by
    decided = ("settle", MINUTES if is_political else MATTER)
    assert running_year.right_to_revise(ASKING, owned, is_decided=True) == decided


@pytest.mark.parametrize("is_decided", BOTH)
@pytest.mark.parametrize("level", ["municipal", "committee", "unit"])
def test_a_decided_municipal_goal_may_be_held_together_by_somebody(level: str, is_decided: bool):
    asked = running_year.is_coordinated(goal(level, is_decided=is_decided))
    assert asked is (level == "municipal" and is_decided)


@pytest.mark.parametrize(
    ("level", "is_decided", "is_political", "offered"),
    [
        ("unit", True, False, {"judge", "aim", "link"}),
        ("unit", False, False, {"aim", "change"}),
        ("committee", True, True, {"judge", "aim"}),
        ("committee", False, True, {"aim", "change"}),
        ("municipal", True, True, {"judge", "aim", "coordinate"}),
        ("municipal", False, True, {"aim", "change"}),
    ],
)
def test_whoever_may_everything_is_offered_what_the_goal_has(
    holds: Any, level: str, is_decided: bool, is_political: bool, offered: set[str]
):
    every = [JUDGES, running_year.COORDINATE, SETTLE, PREPARE, ("settle", MINUTES)]
    holds(*every, settles=True, proposes=True, owned_by=owner(is_political=is_political))
    told = running_year.offered(ASKING, goal(level, is_decided=is_decided))
    assert {name for name, is_offered in asdict(told).items() if is_offered} == offered


@pytest.mark.parametrize("is_decided", BOTH)
@pytest.mark.parametrize("is_political", BOTH)
def test_whoever_may_nothing_is_offered_nothing(holds: Any, is_decided: bool, is_political: bool):
    holds(owned_by=owner(is_political=is_political))
    assert running_year.offered(ASKING, goal("municipal", is_decided=is_decided)) == Offered()


def test_nothing_is_offered_on_another_day_or_where_nobody_owns_the_plan(holds: Any):
    holds(JUDGES, SETTLE, settles=True, owned_by=owner(is_political=False))
    then: Any = SimpleNamespace(as_of=EARLIER, today=DAY)
    assert running_year.offered(ASKING, goal(is_decided=True)) != Offered()
    assert running_year.offered(then, goal(is_decided=True)) == Offered()
    holds(JUDGES, SETTLE, settles=True)
    assert running_year.offered(ASKING, goal(is_decided=True)) == Offered()


@pytest.mark.parametrize("name", list(asdict(Offered())))
def test_one_thing_is_enough_for_something_to_be_offered(name: str):
    assert Offered(**{name: True}).is_any
    assert not Offered().is_any


@pytest.mark.parametrize(
    ("level", "kind"), [("unit", plans.UNIT), ("committee", plans.BODY), ("municipal", plans.BODY)]
)
def test_the_owner_of_a_goal_is_the_unit_or_the_body_of_its_level_today(
    monkeypatch: pytest.MonkeyPatch, level: str, kind: str
):
    monkeypatch.setattr(running_year.plans, "owner_of", lambda **asked: asked)
    then: Any = SimpleNamespace(as_of=EARLIER, today=DAY)
    asked: Any = running_year.owner_of(then, goal(level, is_decided=True))
    assert asked == {"kind": kind, "code": "north", "as_of": DAY}


@pytest.mark.parametrize(
    ("unit", "kind", "code"),
    [(SimpleNamespace(code="north"), plans.UNIT, "north"), (None, plans.DEPARTMENT, "education")],
)
def test_the_owner_of_an_action_is_its_unit_or_its_department(
    monkeypatch: pytest.MonkeyPatch, unit: Any, kind: str, code: str
):
    monkeypatch.setattr(running_year.plans, "owner_of", lambda **asked: asked)
    action: Any = SimpleNamespace(unit=unit, department=SimpleNamespace(code="education"))
    asked: Any = running_year.owner_of_action(ASKING, action)
    assert asked == {"kind": kind, "code": code, "as_of": DAY}


def test_what_a_row_may_serve_is_what_it_serves_already_and_what_is_offered():
    held: Any = [
        SimpleNamespace(code="a", title="A", title_en="A-en"),
        SimpleNamespace(code="b", title="B", title_en=""),
    ]
    offered: Any = [SimpleNamespace(code="c", title="C", title_en="C-en")]
    assert running_year.to_serve(ASKING, held, offered) == {"a": "A/A-en", "b": "B/", "c": "C/C-en"}


@pytest.mark.parametrize(("found", "right"), [([("goal", *JUDGES)], JUDGES), ([], None)])
def test_a_goal_that_nobody_judges_gives_no_right_to_it(monkeypatch: pytest.MonkeyPatch, found: Any, right: Any):
    monkeypatch.setattr(running_year.corrections, "judging", lambda asking, nodes: found)
    assert running_year.right_to_judge(ASKING, goal(is_decided=True)) == right
