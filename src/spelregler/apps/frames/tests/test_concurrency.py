"""Concurrent editors never break the sum: on PostgreSQL through the trail's lock, on SQLite through the write lock.

The fifty editors are marked `crowd`, so that a run while working can leave them out: -m "not crowd".
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from spelregler.apps.frames.tests.crowd import EDITORS, TURNS, crowd
from spelregler.apps.frames.tests.race import race
from spelregler.platform.audit.verification import broken_rows

EXPECTED = (["given"] * 3 + ["refused"] * 5, 900)
REFUSALS = {"done", "frame-exceeded", "frame-out-of-order", "unit-move-refused", "line-refused"}
"""How an attempt may end: done, or refused by a rule that the reader is told. Never by a lock."""


def on_a_sqlite_file(module: str, home: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", f"spelregler.apps.frames.tests.{module}"],
        env={
            **{name: value for name, value in os.environ.items() if name != "SPELREGLER_DATABASE_URL"},
            "SPELREGLER_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded",
            "PYTHONPATH": str(Path(__file__).parents[4]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_shares_out_no_more_than_there_is() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("this run is on SQLite; the test beside covers a SQLite file")
    assert race() == EXPECTED
    assert broken_rows() == []


def test_a_sqlite_file_shares_out_no_more_than_there_is(tmp_path: Path) -> None:
    assert on_a_sqlite_file("race", tmp_path) == repr(EXPECTED)


def judge(fates: dict[str, int], broken: list[str]) -> None:
    assert sum(fates.values()) == EDITORS * TURNS
    assert set(fates) <= REFUSALS, fates
    assert fates["done"] >= EDITORS // 2, fates
    assert broken == []


@pytest.mark.crowd
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("this run is on SQLite; the test beside covers a SQLite file")
    fates, broken, _took = crowd()
    judge(fates, broken)
    assert broken_rows() == []


@pytest.mark.crowd
def test_fifty_at_once_on_a_sqlite_file(tmp_path: Path) -> None:
    judge(*ast.literal_eval(on_a_sqlite_file("crowd", tmp_path)))
