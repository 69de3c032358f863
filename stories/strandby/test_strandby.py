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
SCHOOLS = data.COMMITTEES[0]
"""The committee, department and units that the story follows closely."""


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
    assert "Målstyrning" in plain(registrar.see("/policyn/"))


def was_decided_before(town: Town) -> None:
    """Vision, frames of the running year, goals and plans, each with its true day."""
    told = town.command(
        "import", "frames", "ramar.csv", "--apply",
        file=budget.frames_file(2026, council=("2025-11-24", "131"), committees=("2025-12-15", "90")),
    )  # fmt: skip
    assert "organets ram" in told
    plan = budget.plan_file(2026, council=("2025-11-24", "131"), committees=("2025-12-15", "90"))
    town.command("import", "plan", "plan.csv", "--apply", file=plan)


def elects_a_council(town: Town) -> None:
    """The council is elected in October: six are new, and whoever continues is not."""
    town.day = date(2026, 10, 6)
    registrar = town.as_("SE", body="ks")
    page = "/organisationen/ny-mandatperiod/"
    fields = registrar.form(page)
    stay = str(fields["members_kf"]).splitlines()[:25]
    come = [f"Invald Vik {n} (ny)" for n in range(1, 7)]
    members = chr(10).join([*stay, *come])
    seen = registrar.fill(page, decided_on="2026-10-05", paragraph="88", members_kf=members)
    assert "Nya i organet" in plain(seen)
    registrar.agree()


def budgets(town: Town) -> None:
    """The board proposes, the new council adopts, the committees split: the budget for 2027."""
    town.day = date(2026, 10, 20)
    controller = town.as_("CT")
    controller.fill("/ramar/forslag/2027/", "skriv/", title="Budget 2027")
    proposal = controller.at
    controller.fill(proposal, "lamna-in/")
    town.day = date(2026, 11, 24)
    secretary = town.as_("SE", body="ks")
    words = "Budgeten för 2027 fastställs enligt förslaget."
    secretary.fill(proposal, "beslut/", decided_on="2026-11-23", paragraph="101", text=words)
    town.day = date(2026, 12, 16)
    file = budget.internal_file(2027, committees=("2026-12-14", "95"))
    town.command("import", "frames", "internbudget.csv", "--apply", file=file)
    page = plain(secretary.see("/ramar/bun/"))
    print(page[:800])


def plans(town: Town) -> None:
    """Goals and plans for 2027: the bodies decide theirs, department heads and unit managers their own."""
    plan = budget.next_plan_file(2027, council=("2026-11-23", "101"), committees=("2026-12-14", "95"))
    town.command("import", "plan", "plan.csv", "--apply", file=plan)
    for unit in budget.units_of(SCHOOLS)[:4]:
        town.as_("EC", unit=unit).fill(f"/mal/planer/2027/enhet/{unit}/", "beslut/")
    department = data.department_of(SCHOOLS)
    town.as_("FC", department=department).fill(f"/mal/planer/2027/forvaltning/{department}/", "beslut/")


def new_committees(town: Town) -> None:
    """The committees' new term, the training that it begins with, and the introduction of whoever is new."""
    town.day = date(2026, 12, 28)
    secretary = town.as_("SE", body="ks")
    page = "/organisationen/ny-mandatperiod/"
    fields = secretary.form(page)
    members = str(fields["members_bun"]).splitlines()
    members[-1] = "Invald Vik 7 (ny)"
    typed = {"decided_on": "2026-11-23", "paragraph": "110", "members_bun": chr(10).join(members)}
    secretary.fill(page, **typed)
    secretary.agree()
    town.day = date(2027, 2, 15)
    introductions = "/organisationen/introduktioner/"
    assert "Invald Vik 7" in plain(secretary.see(introductions))
    secretary.fill(introductions, took_part=secretary.offered(introductions, "took_part"), held_on="2027-02-10")
    for body in ("ks", *(each.code for each in data.COMMITTEES)):
        secretary.fill(f"/organisationen/organ/{body}/utbildning/", held_on="2027-02-12")


def begins_an_employment(town: Town) -> None:
    """Somebody new is employed by page, found by name, and introduced by the unit's manager within the month."""
    town.day = date(2027, 3, 1)
    hr = town.as_("HR")
    unit = budget.units_of(SCHOOLS)[1]
    hr.fill("/organisationen/ny-person/", name="Ny Vik")
    page = f"/organisationen/enhet/{unit}/anstallda/ny/"
    hr.fill(page, person_sok="Ny Vik", first_day="2027-02-20")
    manager = town.as_("EC", unit=unit)
    page = f"/organisationen/enhet/{unit}/anstallda/"
    print(plain(manager.see(page))[:900], manager.form(page))


def is_assigned_and_reports(town: Town) -> None:
    """The committee gives its department head an assignment, by the minutes, and is told what came of it."""
    secretary = town.as_("SE", body=SCHOOLS.code)
    words = {"title": "Plan för vikarier", "text": "Förvaltningschefen får i uppdrag att ta fram en plan."}
    secretary.fill("/beslut/nytt/", body=SCHOOLS.code, decided_on="2027-02-22", paragraph="14", **words)
    print(secretary.at, plain(secretary.text)[:900], secretary.form(secretary.at))


PHASES = (begins, accounts, adopts, was_decided_before, elects_a_council, budgets, plans, new_committees, begins_an_employment, is_assigned_and_reports)


def test_a_year_in_strandby(town: Town):
    for phase in PHASES:
        phase(town)
