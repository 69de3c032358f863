"""What is expected of a role: its own, its body's for a presidium, and never another unit's or body's."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.acting import answer_tasks
from spelregler.apps.acting.answer_tasks import AnswerTask, asked_of, places_of
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.domain.words import Pair
from spelregler.platform.findings import UNITS_OF, Answer


def role_assignment(role: str, *, body: str = "un", unit: str = "", department: str = "") -> RoleAssignment:
    return RoleAssignment(
        code="x",
        role=role,
        words=Pair("x"),
        person="x",
        person_code="x",
        body=body,
        department=department,
        unit=unit,
    )


def answer(expected_of: str, *, kind: str = "committee", scope: str = "un") -> Answer:
    return Answer("MR-1", "", "", kind, scope, scope, "breach", None, "", "", expected_of=expected_of)


def is_mine(acting: RoleAssignment, found: Answer, units: frozenset[str]) -> bool:
    places = places_of(acting)
    if (UNITS_OF, acting.department) in places:
        places |= {("unit", unit) for unit in units}
    about = (found.scope_kind, found.scope) in places or (found.scope_kind, "") in places
    return about and found.expected_of in asked_of(acting.role)


@pytest.mark.parametrize(
    ("role", "expected_of", "scope", "mine"),
    [
        ("N", "N", "un", True),
        ("Np", "N", "un", True),
        ("Np", "Np", "un", True),
        ("N", "Np", "un", False),
        ("N", "N", "von", False),
        ("KF", "KFp", "un", False),
        ("KFp", "KFp", "un", True),
        ("EM", "EC", "un", False),
        ("SE", "SE", "von", True),
        ("SE", "N", "von", False),
        ("CI", "", "un", False),
    ],
)
def test_a_presidium_answers_for_its_body_and_no_one_for_another_s(role, expected_of, scope, mine):
    assert is_mine(role_assignment(role), answer(expected_of, scope=scope), frozenset()) is mine


def test_a_department_head_sees_the_units_of_the_department():
    found = answer("FC", kind="unit", scope="skolan")
    head = role_assignment("FC", department="uf")
    assert is_mine(head, found, frozenset({"skolan"}))
    assert not is_mine(head, found, frozenset({"annan"}))


def test_a_unit_manager_sees_the_own_unit():
    found = answer("EC", kind="unit", scope="skolan")
    assert is_mine(role_assignment("EC", unit="skolan"), found, frozenset())
    assert not is_mine(role_assignment("EC", unit="annan"), found, frozenset())


class TestWhatIsDoneAboutAnAnswer:
    """A room says what is to be done about a rule, and where; what no room has said leads to the rule itself."""

    @pytest.fixture(autouse=True)
    def told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(answer_tasks, "_known", [])
        answer_tasks.register(
            AnswerTask(scope_kind="unit", address=lambda about: f"/enheter/{about.scope}/"),
            AnswerTask(
                scope_kind="unit",
                clauses=("MR-46",),
                title=Pair("Ta ställning", "Take a stand"),
                address=lambda about: f"/enheter/{about.scope}/#signals",
                minutes=20,
            ),
            AnswerTask(scope_kind="unit", clauses=("MR-29",), address=lambda _about: "", is_told_apart=True),
        )

    def told_to(self, monkeypatch: pytest.MonkeyPatch, *found: Answer, role: str = "EC") -> list[Any]:
        monkeypatch.setattr(answer_tasks, "seen_answers", lambda _role: SimpleNamespace(oldest=lambda _w, limit: found))
        monkeypatch.setattr(answer_tasks, "is_of_unit_state", lambda _role, _clause: False)
        monkeypatch.setattr(answer_tasks, "titles", lambda *, as_of: {"MR-5": Pair("Regelns namn")})
        acting = role_assignment(role, unit="skolan")
        reader: Any = SimpleNamespace(
            role=role, role_assignment=acting, place=acting.place, language="sv", as_of=date(2026, 11, 2)
        )
        return list(answer_tasks.own_answers(reader))

    def test_it_is_said_as_the_room_says_it_with_the_last_day_of_the_answer(self, monkeypatch: Any) -> None:
        about = about_unit("MR-46", inputs={"due": "2026-11-19"})
        (task,) = self.told_to(monkeypatch, about)
        assert (task.title, task.url) == ("Ta ställning", "/enheter/skolan/#signals")
        assert (task.last_day, task.minutes, task.clause) == (date(2026, 11, 19), 20, "MR-46")

    def test_the_place_is_named_where_it_is_not_the_readers_own(self, monkeypatch: Any) -> None:
        (task,) = self.told_to(monkeypatch, about_unit("MR-46"), role="FC")
        assert task.title == "Skolan: ta ställning"

    def test_a_rule_that_no_room_has_named_is_no_task_but_a_fact_of_one(self, monkeypatch: Any) -> None:
        named, bare = self.told_to(monkeypatch, about_unit("MR-5"), about_unit("MR-6"))
        assert named.title == bare.title == "Se vad en regel kräver och rätta till det"
        assert (named.why, bare.why) == ("Regelns namn. Skälet", "Regeln. Skälet")
        assert (named.url, named.last_day) == ("/enheter/skolan/", None)

    def test_the_rules_own_clock_comes_before_the_day_of_a_fact(self, monkeypatch: Any) -> None:
        about = about_unit("MR-46", inputs={"due": "2026-11-19", "last_day": "2026-12-01"})
        (task,) = self.told_to(monkeypatch, about)
        assert task.last_day == date(2026, 12, 1)

    def test_a_number_of_things_is_no_last_day(self, monkeypatch: Any) -> None:
        (task,) = self.told_to(monkeypatch, about_unit("MR-46", inputs={"due": 3}))
        assert task.last_day is None

    def test_what_a_room_tells_one_by_one_is_not_told_twice(self, monkeypatch: Any) -> None:
        assert self.told_to(monkeypatch, about_unit("MR-29")) == []

    def test_nothing_is_expected_of_a_resident(self, monkeypatch: Any) -> None:
        assert self.told_to(monkeypatch, about_unit("MR-46"), role="CI") == []


def about_unit(clause: str, *, inputs: dict[str, Any] | None = None) -> Answer:
    return Answer(
        clause,
        "Regeln",
        "",
        "unit",
        "skolan",
        "Skolan",
        "breach",
        None,
        "Skälet",
        "",
        expected_of="EC",
        inputs=inputs or {},
    )
