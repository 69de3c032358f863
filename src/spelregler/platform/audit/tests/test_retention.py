"""The trail is kept as long as the municipality has decided, and what is kept proves itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from spelregler.platform import clock
from spelregler.platform.audit.models import Anchor, AuditRow
from spelregler.platform.audit.operations import record
from spelregler.platform.audit.retention import (
    RetentionNotDecided,
    RetentionRefused,
    _oldest_kept,
    decide_retention,
    retention_on,
    trim,
)
from spelregler.platform.audit.tests.conftest import WHO
from spelregler.platform.audit.verification import verify

pytestmark = pytest.mark.django_db
DECISION = {"body": "kommunstyrelsen", "decided_on": date(2026, 10, 1), "paragraph": "101", "who": WHO}


@pytest.fixture
def old_trail(monkeypatch, django_capture_on_commit_callbacks) -> datetime:
    """Four rows of 2026, a decision, and two rows of 2030; answers with a day in 2037."""
    with django_capture_on_commit_callbacks(execute=True):
        for year, number in ((2026, 4), (2030, 2)):
            for day in range(1, number + 1):
                monkeypatch.setattr(clock, "now", lambda at=datetime(year, 11, day, 9, tzinfo=UTC): at)
                record(who=WHO, act="act", subject=f"{year}-{day}")
        decide_retention(**DECISION)
    now = datetime(2037, 1, 5, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    return now


def test_a_decision_says_ten_years_unless_it_says_otherwise():
    assert decide_retention(**DECISION).years == 10
    assert retention_on(date(2026, 9, 30)) is None
    assert retention_on(date(2026, 10, 1)).paragraph == "101"


def test_a_later_decision_replaces_it():
    decide_retention(**DECISION)
    decide_retention(**DECISION | {"decided_on": date(2027, 1, 1)}, years=25)
    assert retention_on(date(2026, 12, 31)).years == 10
    assert retention_on(date(2027, 1, 1)).years == 25


def test_no_years_at_all_is_refused():
    with pytest.raises(ValidationError):
        decide_retention(**DECISION, years=0)


@pytest.mark.parametrize("field", ["body", "paragraph"])
def test_a_decision_without_its_body_or_paragraph_is_refused_with_the_next_step(field):
    with pytest.raises(RetentionRefused) as refused:
        decide_retention(**DECISION | {field: "  "})
    assert refused.value.field == field
    assert "som de står i protokollet" in refused.value.text("sv")
    assert retention_on(date(2030, 1, 1)) is None


def test_nothing_is_removed_without_a_decision():
    with pytest.raises(RetentionNotDecided):
        trim(now=datetime(2050, 1, 1, tzinfo=UTC), who=WHO)


def test_the_old_beginning_goes_and_the_rest_still_proves_itself(old_trail, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert trim(now=old_trail, who=WHO) == 4
    assert list(AuditRow.objects.order_by("id").values_list("id", flat=True)) == [5, 6, 7, 8]
    assert AuditRow.objects.get(id=8).act == "trim-trail"
    verdict = verify()
    assert (verdict.flaws, verdict.remarks, verdict.first, verdict.checkpoint.count) == ([], [], 5, 8)


def test_it_is_done_once(old_trail):
    assert trim(now=old_trail, who=WHO) == 4
    assert trim(now=old_trail, who=WHO) == 0
    assert record(who=WHO, act="act", subject="").id == 9


def test_it_can_be_done_again_years_later(old_trail, monkeypatch):
    trim(now=old_trail, who=WHO)
    later = datetime(2045, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert trim(now=later, who=WHO) == 3
    assert verify().is_whole


def test_the_rest_is_still_append_only(old_trail):
    trim(now=old_trail, who=WHO)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditRow.objects.filter(id=5).delete()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Anchor.objects.filter(number=4).update(number=5)


def test_a_removal_behind_the_products_back_is_found(old_trail):
    row = AuditRow.objects.get(id=5)
    Anchor.objects.create(number=5, hash=row.hash, at=row.at)
    AuditRow.objects.filter(id__lte=5).delete()  # the database allows it: there is an anchor
    assert {flaw.kind for flaw in verify().flaws} == {"anchor"}


def test_a_removal_before_its_time_is_found(old_trail):
    row, decided = AuditRow.objects.get(id=5), retention_on(date(2036, 1, 1))
    Anchor.objects.create(number=5, hash=row.hash, at=row.at, retention=decided)
    record(who=WHO, act="trim-trail", subject="5", details={"number": 5, "hash": row.hash})
    AuditRow.objects.filter(id__lte=5).delete()
    assert [flaw.kind for flaw in verify().flaws] == ["anchor"]


def test_the_heads_also_vouch_for_the_anchor(old_trail, unlocked_trail, django_capture_on_commit_callbacks):
    trim(now=old_trail, who=WHO)
    Anchor.objects.filter(number=4).update(hash="a" * 64)
    assert "rewritten" in {flaw.kind for flaw in verify().flaws}


def test_a_leap_day_keeps_the_more():
    assert _oldest_kept(date(2036, 2, 29), 10).date() == date(2026, 2, 28)
    assert _oldest_kept(date(2037, 1, 5), 10) - datetime(2027, 1, 4, 23, tzinfo=UTC) == timedelta(0)
