"""Fixtures of this room's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db.models import Sum

from spelregler.apps.frames.models import LedgerNet, LedgerSum
from spelregler.apps.frames.queries.outcome import net_cost
from spelregler.apps.frames.tests import small_town


@pytest.fixture
def town(db: None) -> Iterator[small_town.Town]:
    """A small town; whatever a test writes in it, what is kept of the ledger is what is booked."""
    yield small_town.build()
    booked = LedgerSum.objects.filter(net_cost()).values_list("batch", "month", "unit")
    kept = LedgerNet.objects.values_list("ledger_month__batch", "ledger_month__month", "unit", "amount_ore")
    assert set(kept) == set(booked.annotate(Sum("amount_ore")))
