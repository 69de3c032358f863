"""The trail: append-only in spirit, and any change to a row is found."""

from __future__ import annotations

import pytest

from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who, broken_rows, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> list[AuditRow]:
    who = Who(name="Test", role="SE")
    return [record(who=who, act="act", subject=str(number), details={"n": number}) for number in range(5)]


def test_an_untouched_trail_is_whole(trail):
    assert broken_rows() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("actor", "x"), ("role", "x"), ("act", "x"), ("subject", "x"), ("details", {"n": 9}), ("previous_hash", "0" * 64)],
)
def test_a_changed_field_is_found(trail, field, value):
    AuditRow.objects.filter(pk=trail[2].pk).update(**{field: value})
    assert trail[2].pk in broken_rows()


def test_a_removed_row_is_found(trail):
    AuditRow.objects.filter(pk=trail[2].pk).delete()
    assert broken_rows() == [trail[3].pk]
