"""A decision is marked for a talk with the presidium by a choice, seen by those concerned, and never a verdict."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spelregler.apps.decisions import operations
from spelregler.apps.decisions.models import Decision, HowFlag
from spelregler.apps.decisions.operations import FlagRefused
from spelregler.apps.decisions.queries.flags import flags, flags_of, open_flags
from spelregler.apps.organisation.models import Body
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
TODAY, WHO = date(2026, 11, 2), Who(name="Test", role="SE")


@pytest.fixture
def decided() -> Decision:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=date(2020, 1, 1))
    return Decision.objects.create(
        body=body, decided_on=date(2026, 10, 1), paragraph="9", title="Schema på en skola", text="Så här."
    )


def mark(decision: Decision, about: str = "unit") -> HowFlag:
    return operations.flag_decision(decision=decision, about=about, on=TODAY, role="SE", who=WHO)


def test_it_waits_until_the_talk_is_noted_and_may_be_marked_again(decided):
    flag = mark(decided)
    mark(decided, "roster")
    with pytest.raises(FlagRefused):
        mark(decided)
    assert [each.about for each in open_flags(as_of=TODAY)] == ["unit", "roster"]
    operations.note_talk(flag=flag, talked_on=TODAY, on=TODAY, who=WHO)
    assert [each.about for each in open_flags(as_of=TODAY)] == ["roster"]
    assert [each.about for each in flags(as_of=TODAY)] == ["roster", "unit"]
    mark(decided)
    assert flags(as_of=TODAY - timedelta(days=1)) == []


@pytest.mark.parametrize("day", [date(2026, 9, 30), TODAY + timedelta(days=1)])
def test_a_talk_is_after_the_decision_and_has_been(decided, day):
    with pytest.raises(FlagRefused) as refused:
        operations.note_talk(flag=mark(decided), talked_on=day, on=TODAY, who=WHO)
    assert refused.value.field == "talked_on"


def test_one_marked_by_mistake_is_taken_back_with_a_reason(decided):
    flag = mark(decided)
    with pytest.raises(FlagRefused):
        operations.withdraw_flag(flag=flag, reason=" ", on=TODAY, who=WHO)
    operations.withdraw_flag(flag=flag, reason="Fel beslut", on=TODAY, who=WHO)
    assert flags_of(decision=decided.pk, as_of=TODAY) == []
    for act in (
        lambda: operations.note_talk(flag=flag, talked_on=TODAY, on=TODAY, who=WHO),
        lambda: operations.withdraw_flag(flag=flag, reason="Igen", on=TODAY, who=WHO),
    ):
        with pytest.raises(FlagRefused):
            act()
