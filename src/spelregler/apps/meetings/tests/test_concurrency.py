"""Many who raise an item at the same moment get a number each: no gap, and none twice."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from spelregler.apps.meetings.tests.conftest import build, paragraphs

WRITERS = 10


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_numbers_run_on_when_many_write_at_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time, from the first statement of its transaction")
    town = build()
    meeting = town.minuted("Skolstart")
    together, fates = Barrier(WRITERS), [""] * WRITERS

    def raise_item(number: int) -> None:
        together.wait()
        try:
            town.item(meeting, f"Ärende {number}")
        except Exception as error:  # a thread must tell, not die in silence
            fates[number] = repr(error)
        finally:
            connection.close()

    threads = [Thread(target=raise_item, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fates == [""] * WRITERS
    assert [each.number for each in paragraphs(meeting)] == list(range(1, 5 + WRITERS))
