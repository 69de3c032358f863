"""Every night, without anybody asking."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django_tasks_db.models import DBTaskResult

from spelregler.config import nightly
from spelregler.domain.words import Pair
from spelregler.platform import clock
from spelregler.platform.errors import DomainError

pytestmark = pytest.mark.django_db


def waiting() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(status="READY"))


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-06-15T12:00", "2026-06-16T01:30"),
        ("2026-06-15T01:10", "2026-06-15T01:30"),
        ("2026-12-15T12:00", "2026-12-16T02:30"),
        ("2026-10-24T22:30", "2026-10-25T02:30"),
        ("2026-03-28T23:30", "2026-03-29T01:30"),
    ],
    ids=["summer", "soon", "winter", "the clock goes back", "the clock goes forward"],
)
def test_the_next_night_is_half_past_three_in_sweden(now, night):
    found = nightly.next_night(datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(night).replace(tzinfo=UTC)


def test_the_coming_night_is_queued_once_and_not_done_before(the_worker_works):
    nightly.see_to_it()
    nightly.see_to_it()
    assert len(waiting()) == 1
    the_worker_works()
    assert len(waiting()) == 1


def test_a_night_that_was_slept_through_is_done_and_the_next_is_queued(monkeypatch, the_worker_works):
    done = []
    monkeypatch.setattr(nightly, "PARTS", {"rules": lambda: done.append("rules") or "asked"})
    nightly.see_to_it()
    DBTaskResult.objects.update(run_after=datetime(2020, 1, 1, tzinfo=UTC))
    the_worker_works()
    assert done == ["rules"]
    (next_one,) = waiting()
    assert next_one.run_after > clock.now()


def test_a_part_that_fails_tells_why_and_the_others_are_done(monkeypatch):
    def refused() -> str:
        raise DomainError(Pair("Servern svarar inte.", "The server does not answer."))

    def broken() -> str:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(nightly, "PARTS", {"figures": refused, "leavers": broken, "rules": lambda: "asked"})
    assert nightly.night.call() == {
        "figures": "The server does not answer.",
        "leavers": "failed: by nought",
        "rules": "asked",
    }


def test_without_a_municipality_kolada_is_not_asked():
    assert nightly.fetch_key_figures() == "not asked"


def test_values_that_were_never_weighed_are_weighed_when_the_worker_starts(monkeypatch, the_worker_works):
    weighed = []
    monkeypatch.setattr(nightly.shown_values, "has_unweighed", lambda: not weighed)
    monkeypatch.setattr(nightly.shown_values, "weigh_unweighed", lambda *, on, who: weighed.append(on) or 1)
    nightly.see_to_it()
    nightly.see_to_it()
    the_worker_works()
    nightly.see_to_it()
    the_worker_works()
    assert weighed == [clock.today()]
