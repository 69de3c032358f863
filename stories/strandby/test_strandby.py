"""Strandby begins, lives through a year's turn, and its rules answer from what people entered.

Nothing here calls an operation: what is done is done with a command, a file or a page, in a role.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.test import Client

from stories.strandby import budget
from stories.strandby import town as data
from stories.strandby.hands import Hands, Town, plain

START = date(2026, 9, 1)


@pytest.fixture
def town(db: None, settings, tmp_path) -> Town:
    settings.HOME = tmp_path
    settings.SPELREGLER_DEMO = False
    return Town(settings, START)


def begins(town: Town) -> None:
    """From nothing to the organisation in and everybody able to sign in."""
    told = town.command(
        "begin", "--code", "9998", "--name", "Strandby", "--start-day", START.isoformat(),
        "--admin-name", "Sy Vik", "--admin-email", "sy@strandby.example",
    )  # fmt: skip
    address = next(word for word in told.split() if "/konto/losenord/valj/" in word)
    Hands(town, Client()).fill(urlsplit(address).path, password1="En lång mening om havet", password2="En lång mening om havet")
    town.command("import", "organisation", "kommunen.csv", "--apply", file=data.organisation_file())
    administrator = town.as_("SYS")


def accounts(town: Town) -> None:
    administrator = town.as_("SYS")
    table = administrator.client.get("/start/fil/konton/tabell.csv").content
    assert "202 nya" in plain(administrator.bring("/start/fil/konton/", "konton.csv", table))


def adopts(town: Town) -> None:
    """The council's decision of June puts the package in force."""
    registrar = town.as_("SE", body="ks")
    registrar.fill("/policyn/anta/?paket=oxelosund", decided_on="2026-06-15", paragraph="72")
    print(plain(registrar.see("/policyn/"))[:1500])


def was_decided_before(town: Town) -> None:
    """Vision, frames of the running year, goals and plans, each with its true day."""
    told = town.command(
        "import", "frames", "ramar.csv", "--apply",
        file=budget.frames_file(2026, council=("2025-11-24", "131"), committees=("2025-12-15", "90")),
    )  # fmt: skip
    assert "organets ram" in told
    plan = budget.plan_file(2026, council=("2025-11-24", "131"), committees=("2025-12-15", "90"))
    print(town.command("import", "plan", "plan.csv", "--apply", file=plan))


PHASES = (begins, accounts, adopts, was_decided_before)


def test_a_year_in_strandby(town: Town):
    for phase in PHASES:
        phase(town)
