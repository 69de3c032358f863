"""Fixtures of this room's tests."""

from __future__ import annotations

import pytest

from spelregler.apps.goals.tests import small_town


@pytest.fixture
def town(db: None) -> small_town.Town:
    return small_town.build()
