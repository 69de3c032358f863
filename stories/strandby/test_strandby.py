"""Strandby begins, lives through a year's turn, and its rules answer from what people entered.

Nothing here calls an operation: what is done is done with a command, a file or a page, in a role.
"""

from __future__ import annotations

from datetime import date

import pytest

from stories.strandby import town as data
from stories.strandby.hands import Town, plain

START = date(2026, 9, 1)


@pytest.fixture
def town(db: None, settings, tmp_path) -> Town:
    settings.HOME = tmp_path
    settings.SPELREGLER_DEMO = False
    return Town(settings, START)


def test_a_year_in_strandby(town: Town):
    begins(town)


def begins(town: Town) -> None:
    """From nothing to an adopted policy, the organisation in and everybody able to sign in."""
    told = town.command(
        "begin", "--code", "9998", "--name", "Strandby", "--start-day", START.isoformat(),
        "--admin-name", "Sy Vik", "--admin-email", "sy@strandby.example",
    )  # fmt: skip
    assert "/konto/losenord/valj/" in told
    town.command("import", "organisation", "kommunen.csv", "--apply", file=data.organisation_file())
    print(plain(town.as_("SYS").see("/start/"))[:3000])
