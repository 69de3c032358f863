"""Whose rows nobody brings in by file: each is refused in its row and its cell, and no other is."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.organisation.access import file_rights
from spelregler.apps.organisation.files.plan import State
from spelregler.apps.organisation.models import Appointment, Person, Post, Unit
from spelregler.domain.roles import Resource
from spelregler.exchange.organisation import What


class Row(dict[str, str]):
    """A row of the file, by its number."""

    def __init__(self, number: int, **cells: str) -> None:
        super().__init__(cells)
        self.number = number


def held(code: str, *, pk: int | None = 1, kind: str = Post.Kind.EMPLOYEE) -> Any:
    return SimpleNamespace(person=SimpleNamespace(code=code), pk=pk, post=SimpleNamespace(kind=kind))


class Drafted:
    """A file that has been read, and what is refused in it: the row, the cell, and the words."""

    def __init__(self, rows: dict[What, list[Row]], **more: Any) -> None:
        self.rows = defaultdict(list, rows)
        self.town: Any = SimpleNamespace(memberships=[], appointments=[], employments=[])
        self.made, self.changed, self.changes, self.origin = defaultdict(list), [], [], {}
        self.refused: list[tuple[Any, str]] = []
        self.told: list[str] = []
        self.__dict__ |= more

    def refuse(self, row: Any, cell: str, *, words: Any, way: Any) -> None:
        self.refused.append((getattr(row, "number", row), cell))
        self.told.append(words.en)
        assert way.sv
        assert way.en


@pytest.mark.parametrize(
    ("part", "asked"),
    [
        # Whoever brings the whole organisation is only asked about its own posts.
        (frozenset(What), ["rows", "own"]),
        (frozenset({What.SEAT}), ["rows", "own", "people", "administrators", "appointments"]),
        (frozenset(), ["rows", "own", "people", "administrators", "appointments"]),
    ],
)
def test_a_file_is_asked_about_by_the_part_that_the_role_keeps(
    monkeypatch: pytest.MonkeyPatch, part: frozenset[What], asked: list[str]
):
    role, draft, told = object(), Drafted({}), []

    def asks(what: str, *about: object) -> Any:
        def ask(*given: object) -> None:
            assert given == (draft, *about)
            told.append(what)

        return ask

    monkeypatch.setattr(file_rights, "part_of", lambda who: part if who is role else None)
    for name, ask in {
        "_foreign_rows": asks("rows", part),
        "_own_appointments": asks("own", role),
        "_foreign_people": asks("people", part),
        "_administrators": asks("administrators"),
        "_appointments": asks("appointments", role),
    }.items():
        monkeypatch.setattr(file_rights, name, ask)
    file_rights.asker(role)(draft)  # type: ignore[arg-type]
    assert told == asked


@pytest.mark.parametrize(
    ("part", "refused", "counted"),
    [
        (frozenset(What), [], []),
        (frozenset({What.UNIT}), [(1, "what")], ["2"]),
        (frozenset({What.BODY}), [(3, "what")], ["1"]),
        (frozenset(), [(1, "what"), (3, "what")], ["2", "1"]),
    ],
)
def test_rows_that_are_no_part_of_ones_share_are_told_once_with_how_many(
    part: frozenset[What], refused: list[tuple[int, str]], counted: list[str]
):
    draft: Any = Drafted({What.BODY: [Row(1), Row(2)], What.UNIT: [Row(3)], What.TERM: []})
    file_rights._foreign_rows(draft, part)
    assert draft.refused == refused
    assert all(f"in the file: {number} " in words for number, words in zip(counted, draft.told, strict=True))


BODIES, ADMINISTRATION = frozenset({What.SEAT, What.PERSON}), frozenset({What.EMPLOYMENT, What.PERSON})


@pytest.mark.parametrize(
    ("part", "refused"),
    [
        # Those who work are the administration's, also where they sit in a body too.
        (BODIES, [(2, "code"), (3, "code"), (5, "code")]),
        (ADMINISTRATION, [(1, "code")]),
    ],
)
def test_a_persons_name_and_address_are_changed_in_the_part_that_the_person_belongs_to(
    part: frozenset[What], refused: list[tuple[int, str]]
):
    people = ["sits", "works", "both", "unchanged", "appointed", "new"]
    rows = [Row(number, code=code) for number, code in enumerate(people, start=1)]
    changes = [
        SimpleNamespace(row=row.number, what=What.PERSON, state=State.NEW if row["code"] == "new" else State.CHANGED)
        for row in rows
        if row["code"] != "unchanged"
    ]
    changes.append(SimpleNamespace(row=4, what=What.POST, state=State.CHANGED))
    town = SimpleNamespace(
        memberships=[held("sits"), held("both"), held("new", pk=None)],
        appointments=[held("appointed"), held("new", pk=None)],
        employments=[held("works"), held("both"), held("unchanged"), held("new", pk=None)],
    )
    draft: Any = Drafted({What.PERSON: rows}, changes=changes, town=town)
    file_rights._foreign_people(draft, part)
    assert draft.refused == refused


def test_who_runs_the_system_is_entered_by_whoever_runs_it():
    rows = {
        What.POST: [Row(1, code="system"), Row(2, code="teacher"), Row(3, code="system")],
        What.APPOINTMENT: [Row(4, code="", belongs_to="system"), Row(5, code="", belongs_to="teacher")],
        What.PERSON: [Row(6, code="Ada", belongs_to=""), Row(7, code="Kim", belongs_to="")],
    }
    posts = {
        "system": SimpleNamespace(kind=Post.Kind.ADMINISTRATOR),
        "teacher": SimpleNamespace(kind=Post.Kind.EMPLOYEE),
    }
    changes = [SimpleNamespace(row=number, what=What.POST) for number in (1, 2, 4, 5, 6, 7)]
    holders = (held("Ada", kind=Post.Kind.ADMINISTRATOR), held("Kim"))
    draft: Any = Drafted(rows, changes=changes, town=SimpleNamespace(posts=posts, appointments=holders))
    file_rights._administrators(draft)
    assert draft.refused == [(1, "code"), (4, "belongs_to"), (6, "code")]


def appointment(person: str, *, unit: str = "") -> Appointment:
    post = Post(code="head", kind=Post.Kind.DEPARTMENT_HEAD, unit=Unit(code=unit) if unit else None)
    return Appointment(post=post, person=Person(code=person))


def written(*rows: Appointment) -> Any:
    first, *others = rows
    made = defaultdict(list, {What.APPOINTMENT: [SimpleNamespace(row=first)]})
    changed = [SimpleNamespace(row=Unit(code="north")), *(SimpleNamespace(row=row) for row in others)]
    town = SimpleNamespace(place_of=lambda row: SimpleNamespace(body="schools", department="education"))
    origin = {id(row): number for number, row in enumerate(rows, start=1)}
    return Drafted({}, made=made, changed=changed, origin=origin, town=town)


@pytest.mark.parametrize(
    ("asking", "refused"), [("Bo", [(1, "person")]), ("Eva", [(2, "person")]), ("Kim", []), ("", [])]
)
def test_nobody_appoints_themselves_by_file(asking: str, refused: list[tuple[int, str]]):
    draft = written(appointment("Bo"), appointment("Eva"), appointment(""))
    file_rights._own_appointments(draft, SimpleNamespace(person_code=asking))  # type: ignore[arg-type]
    assert draft.refused == refused


@pytest.mark.parametrize(
    ("answers", "asking", "refused"),
    [
        ((True, True), "Kim", []),
        ((False, True), "Kim", [(1, "belongs_to")]),
        ((False, False), "Kim", [(1, "belongs_to"), (2, "belongs_to")]),
        # One's own is refused already, as one's own.
        ((False, False), "Eva", [(1, "belongs_to")]),
    ],
)
def test_each_appointment_is_asked_about_as_its_page_would(
    monkeypatch: pytest.MonkeyPatch, answers: tuple[bool, ...], asking: str, refused: list[tuple[int, str]]
):
    draft = written(appointment("Bo"), appointment("Eva", unit="north"))
    role: Any = SimpleNamespace(person_code=asking, today="today")

    def ask_many(*, actor: object, questions: list[tuple[str, Resource]], today: str) -> tuple[bool, ...]:
        assert (actor, today) == (("the actor of", role), "today")
        assert questions == [
            ("appointment:execute", Resource(
                "appointment", "head", "schools", "education", unit, concerns_role="FC", concerned=frozenset({person}),
            ))
            for person, unit in (("Bo", None), ("Eva", "north"))
        ]  # fmt: skip
        return answers

    monkeypatch.setattr(file_rights, "actor_of", lambda acting: ("the actor of", acting))
    monkeypatch.setattr(file_rights.access, "ask_many", ask_many)
    file_rights._appointments(draft, role)
    assert draft.refused == refused


def test_a_place_that_answers_to_nobody_has_no_body_and_no_department():
    draft: Any = Drafted({}, town=SimpleNamespace(place_of=lambda row: SimpleNamespace(body="", department="")))
    matter = file_rights._matter(draft, appointment("Bo"))
    assert (matter.body, matter.department, matter.unit) == (None, None, None)
