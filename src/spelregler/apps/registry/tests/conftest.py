"""A small invented municipality for the tests of this room."""

from __future__ import annotations

import pytest

from spelregler.apps.registry.tests import small_hall


@pytest.fixture
def hall(db: None) -> small_hall.Hall:
    return small_hall.build()
