"""Which right is asked for, and which is refused by, when more than one would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.organisation.access import actions, file_rights, leaving_rights
from spelregler.apps.organisation.access.actions import ADMINISTRATION, BODIES, WHOLE, Action
from spelregler.domain.roles import Resource
from spelregler.exchange.organisation import What

POST = Resource(kind="post", id="head", body="schools", department="education")
UNIT = Resource(kind="unit", id="north", body="schools", department="education", unit="north")
ASKING: Any = object()
APPOINT, ENTER, KEEP, CHANGE = (
    *(Action.APPOINT, Action.REGISTER_APPOINTMENT, Action.KEEP_STRUCTURE, Action.CHANGE_UNIT),
)
Rights = Callable[..., list[tuple[str, Resource]]]


@pytest.fixture
def holds(monkeypatch: pytest.MonkeyPatch) -> Rights:
    """Whoever asks has these rights and no others; what they are refused by is told."""

    def having(*rights: tuple[str, Resource]) -> list[tuple[str, Resource]]:
        refused: list[tuple[str, Resource]] = []

        def may(asking: object, action: str, matter: Resource) -> bool:
            assert asking is ASKING
            return (action, matter) in rights

        def must(asking: object, action: str, matter: Resource) -> None:
            if not may(asking, action, matter):
                refused.append((action, matter))

        for room in (actions, file_rights):
            monkeypatch.setattr(room, "may", may)
            monkeypatch.setattr(room, "must", must)
        return refused

    return having


@pytest.mark.parametrize(
    ("rights", "may"), [([], False), ([(APPOINT, POST)], True), ([(ENTER, POST)], True), ([(APPOINT, UNIT)], False)]
)
def test_whoever_decides_or_enters_who_holds_a_post_fills_it(
    holds: Rights, rights: list[tuple[str, Resource]], may: bool
):
    holds(*rights)
    assert actions.may_fill(ASKING, POST) is may


def about(person: str) -> Resource:
    return Resource(kind="post", id="head", body="schools", department="education", concerned=frozenset({person}))


@pytest.mark.parametrize(
    ("rights", "person", "refused"),
    [
        ([(ENTER, POST)], "", []),
        ([(APPOINT, POST)], "", []),
        ([], "", [(APPOINT, POST)]),
        ([(ENTER, about("Bo"))], "Bo", []),
        ([(APPOINT, about("Bo"))], "Bo", []),
        # What one may with others' posts one may not with a matter about oneself: the person is part of the question.
        ([(ENTER, POST), (APPOINT, POST)], "Bo", [(APPOINT, about("Bo"))]),
    ],
)
def test_whoever_may_not_fill_a_post_is_refused_by_who_appoints(
    holds: Rights, rights: list[tuple[str, Resource]], person: str, refused: list[tuple[str, Resource]]
):
    told = holds(*rights)
    actions.must_fill(ASKING, POST, person=person)
    assert told == refused


PLAN = ("unit_goals_and_plan:decide", UNIT)


@pytest.mark.parametrize(
    ("rights", "left", "by"),
    [
        # Nobody is leaving: only whoever decides the plan hands on.
        ([], {}, PLAN),
        ([(APPOINT, POST)], {}, PLAN),
        ([(APPOINT, POST)], {"another": POST}, PLAN),
        # The holder is leaving: whoever decides the plan, and whoever may fill the post.
        ([PLAN, (APPOINT, POST)], {"head": POST}, PLAN),
        ([(APPOINT, POST)], {"head": POST}, (APPOINT, POST)),
        ([(ENTER, POST)], {"head": POST}, (ENTER, POST)),
        ([(APPOINT, POST), (ENTER, POST)], {"head": POST}, (APPOINT, POST)),
        # Whoever may neither is refused by the plan's rule.
        ([], {"head": POST}, PLAN),
    ],
)
def test_what_a_post_owns_is_handed_on_by_the_plans_right_or_while_its_holder_leaves_by_the_posts(
    holds: Rights, rights: list[tuple[str, Resource]], left: dict[str, Resource], by: tuple[str, Resource]
):
    holds(*rights)
    assert actions.right_to_hand_on(ASKING, PLAN, post="head", left=left) == by


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        ([], False),
        ([(CHANGE, UNIT)], True),
        ([(KEEP, ADMINISTRATION)], True),
        ([(KEEP, BODIES)], False),
        ([(CHANGE, POST)], False),
    ],
)
def test_a_unit_is_changed_by_whoever_decides_it_or_keeps_the_administration(
    holds: Rights, rights: list[tuple[str, Resource]], may: bool
):
    refused = holds(*rights)
    assert actions.may_change(ASKING, UNIT) is may
    actions.must_change(ASKING, UNIT)
    assert refused == ([] if may else [(CHANGE, UNIT)])


def test_a_department_is_a_matter_of_its_own_and_of_its_committee():
    education: Any = SimpleNamespace(code="education", body=SimpleNamespace(code="schools"))
    assert actions.department_matter(education) == Resource("department", "education", "schools", "education")


TODAY = date(2026, 11, 2)
ANOTHER = Resource(kind="post", id="deputy", body="schools", department="education")


@pytest.mark.parametrize(
    ("rights", "posts", "sees"),
    [
        ([(APPOINT, POST)], ["head"], True),
        ([(ENTER, POST), (APPOINT, ANOTHER)], ["head", "deputy"], True),
        ([(APPOINT, POST)], ["head", "deputy"], False),
        ([], ["head"], False),
        # Somebody without a post leaves nothing to lead.
        ([(APPOINT, POST)], [], False),
    ],
)
@pytest.mark.parametrize("under_way", [True, False])
def test_a_leaving_is_seen_by_whoever_may_fill_every_post_that_is_left(
    holds: Rights,
    monkeypatch: pytest.MonkeyPatch,
    rights: list[tuple[str, Resource]],
    posts: list[str],
    sees: bool,
    under_way: bool,
):
    """Once it has begun the posts are those that it is about; before that, those that the person holds today."""
    holds(*rights)
    leaver: Any = object()
    leaving = SimpleNamespace(left=posts)
    of_today = {"head": POST, "deputy": ANOTHER}

    def posts_now(*, as_of: date, codes: list[str]) -> list[Any]:
        return [SimpleNamespace(matter=of_today[code]) for code in codes if as_of == TODAY]

    told: Any = SimpleNamespace(
        open_leaving=lambda found: leaving if under_way and found is leaver else None,
        posts_left=lambda each: each.left,
        posts_of=lambda found, *, as_of: posts if found is leaver and as_of == TODAY else [],
    )
    monkeypatch.setattr(leaving_rights, "leavings", told)
    monkeypatch.setattr(leaving_rights, "posts_now", SimpleNamespace(posts=posts_now))
    monkeypatch.setattr(leaving_rights, "may_fill", lambda role, matter: actions.may_fill(ASKING, matter))
    request: Any = SimpleNamespace(acting_role=SimpleNamespace(today=TODAY))
    assert leaving_rights.posts_left_by(request, leaver) == posts
    assert leaving_rights.may_see_leaving(request, leaver) is sees


EVERY = frozenset(What)
SHARED = EVERY - {What.MUNICIPALITY}
OF_BODIES = frozenset({What.BODY, What.TERM, What.SEAT, What.PERSON})


@pytest.mark.parametrize(
    ("kept", "part"),
    [
        ([], frozenset()),
        ([WHOLE], EVERY),
        ([BODIES], OF_BODIES),
        ([ADMINISTRATION], SHARED - OF_BODIES | {What.PERSON}),
        ([BODIES, ADMINISTRATION], SHARED),
    ],
)
def test_a_file_of_the_organisation_has_the_parts_that_one_keeps(
    holds: Rights, kept: list[Resource], part: frozenset[What]
):
    refused = holds(*((KEEP, matter) for matter in kept))
    assert file_rights.part_of(ASKING) == part
    assert file_rights.must_bring(ASKING) == part
    assert refused == ([] if kept else [(KEEP, WHOLE)])


def held(person: str, *, pk: int | None = 1) -> Any:
    return SimpleNamespace(person=SimpleNamespace(code=person), pk=pk)


TOWN: Any = SimpleNamespace(
    memberships=[held("Ali"), held("Siv", pk=None)],
    appointments=[held("Bo"), held("new", pk=None)],
    employments=[held("Kim"), held("Ali"), held("newer", pk=None)],
)


@pytest.mark.parametrize(
    ("part", "people"),
    [
        (frozenset(), set()),
        (frozenset({What.SEAT}), {"Ali", "Siv"}),
        (frozenset({What.EMPLOYMENT}), {"Bo", "Kim", "Ali"}),
        (EVERY, {"Ali", "Siv", "Bo", "Kim"}),
    ],
)
def test_the_people_of_a_part_are_those_who_sit_and_those_who_are_stored_as_working(
    part: frozenset[What], people: set[str]
):
    assert file_rights.people_of(TOWN, part) == people
