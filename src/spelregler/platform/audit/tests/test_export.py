"""An export can be verified by a program that knows nothing of ours but the recipe in docs/rules/spar.md."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta

from spelregler.platform.audit.queries import exported

ORDER = ["id", "at", "request_id", "actor", "person", "account", "role", "act", "subject", "subject_key", "concerns"]
ORDER += ["content", "body", "department", "previous_hash"]


def test_the_recipe_of_the_documentation_verifies_it(trail):
    previous = "0" * 64
    for line in [json.dumps(row, ensure_ascii=False) for row in exported()]:
        row = json.loads(line)
        assert row["previous_hash"] == previous
        told = json.dumps(
            ["spelregler-audit-3", *(row[name] for name in ORDER)], ensure_ascii=False, separators=(",", ":")
        )
        previous = hashlib.sha256(told.encode()).hexdigest()
        assert row["hash"] == previous


def test_days_are_from_and_up_to(trail):
    day = trail[0].at.date()
    assert [row["id"] for row in exported(start=day - timedelta(days=1), end=day + timedelta(days=2)) if row] == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip
    assert list(exported(start=date(2100, 1, 1))) == [None] * 6
    assert list(exported(end=date(2000, 1, 1))) == [None] * 6
