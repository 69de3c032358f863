"""Rows of the first format are carried over: verified, numbered, hashed anew, and their last hash told."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import pytest
from django.apps import apps as now
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM, record
from spelregler.platform.audit.verification import broken_rows
from spelregler.platform.squashed import step_by_step

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def first_format(number: int, previous: str) -> dict[str, object]:
    body = [AT.isoformat(), "Åsa", "SE", "act", str(number), {"n": number}, previous]
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    own = hashlib.sha256(text.encode()).hexdigest()
    names = ("at", "actor", "role", "act", "subject", "details", "previous_hash", "hash")
    return dict(zip(names, [AT, *body[1:], own], strict=True))


@pytest.fixture
def back_at_the_first():
    """The database as the first version left it, with rows 1, 2 and 5."""
    executor = step_by_step()
    executor.migrate([("audit", "0001_initial")])
    old = executor.loader.project_state([("audit", "0001_initial")]).apps.get_model("audit", "AuditRow")
    previous = "0" * 64
    for number in (1, 2, 5):
        values = first_format(number, previous)
        old.objects.create(id=number, **values)
        previous = values["hash"]
    yield old, previous
    forward()


def forward() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_a_whole_chain_stays_whole_and_its_last_hash_is_told(back_at_the_first):
    _, last = back_at_the_first
    forward()
    rows = list(AuditRow.objects.order_by("id"))
    assert [row.id for row in rows] == [1, 2, 3, 4]
    assert [row.details for row in rows[:3]] == [{"n": 1}, {"n": 2}, {"n": 5}]
    assert rows[3].details == {"rows": 3, "last_hash": last, "broken": 0, "first_broken": []}
    assert broken_rows() == []
    assert now.get_model("audit", "AuditRow") is AuditRow


def test_what_was_wrong_does_not_become_right(back_at_the_first):
    old, _ = back_at_the_first
    old.objects.filter(id=2).update(actor="x")
    forward()
    told = AuditRow.objects.get(act="renew-chain").details
    assert (told["broken"], told["first_broken"]) == (1, [2])


def test_rows_from_before_rows_knew_their_place_stay_whole_and_append_only():
    executor = step_by_step()
    executor.migrate([("audit", "0004_append_only")])
    old = executor.loader.project_state([("audit", "0004_append_only")]).apps.get_model("audit", "AuditRow")
    told = [1, "2026-11-02T08:00:00.000000Z", "", "Åsa", "", "", "SE", "act", "x", "", "", "{}", "0" * 64]
    text = json.dumps(["spelregler-audit-2", *told], ensure_ascii=False, separators=(",", ":"))
    names = ("actor", "role", "act", "subject", "previous_hash")
    values = dict(zip(names, ("Åsa", "SE", "act", "x", "0" * 64), strict=True))
    old.objects.create(id=1, at=AT, hash=hashlib.sha256(text.encode()).hexdigest(), **values)
    forward()
    record(who=SYSTEM, act="after", subject="")
    assert list(AuditRow.objects.order_by("id").values_list("department", flat=True)) == [None, ""]
    assert broken_rows() == []
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditRow.objects.filter(id=1).update(department="uf")
