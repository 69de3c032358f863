"""Fifty registrations at the same moment on PostgreSQL; `tests/test_fifty_cases.py` asks a SQLite file."""

from __future__ import annotations

import pytest
from django.db import connection

from spelregler.apps.registry.tests.fifty import EXPECTED, fifty


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_gives_each_number_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("this run is on SQLite; tests/test_fifty_cases.py covers a SQLite file")
    assert fifty() == EXPECTED
