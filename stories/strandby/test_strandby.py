"""Strandby begins, lives through a year's turn, and its rules answer from what people entered.

Nothing here calls an operation: what is done is done with a command, a file or a page, in a role.
"""

from __future__ import annotations

import json
import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.test import Client

from stories.strandby import budget, ledger
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
    password = "En lång mening om havet"
    Hands(town, Client()).fill(urlsplit(address).path, password1=password, password2=password)
    town.command("import", "organisation", "kommunen.csv", "--apply", file=data.organisation_file())


def accounts(town: Town) -> None:
    """Everybody who holds something gets an account from a file."""
    administrator = town.as_("SYS")
    table = administrator.client.get("/start/fil/konton/tabell.csv").content
    assert "202 nya" in plain(administrator.bring("/start/fil/konton/", "konton.csv", table))


def adopts(town: Town) -> None:
    """The council's decision of June puts the package in force."""
    registrar = town.as_("SE", body="ks")
    registrar.fill("/policyn/anta/?paket=oxelosund", decided_on="2026-06-15", paragraph="72")
    version = {"document": "MR", "version": "2026", "body": "Kommunfullmäktige", "reviewed_on": "2026-06-15"}
    registrar.fill("/policyn/dokument/nytt/", **version, decided_on="2026-06-15", paragraph="73", start="2026-06-15")
    assert "Antagen av Kommunfullmäktige" in plain(registrar.see("/policyn/"))


def was_decided_before(town: Town) -> None:
    """Vision, frames of the running year, goals and plans, each with its true day."""
    told = town.command(
        "import", "frames", "ramar.csv", "--apply",
        file=budget.frames_file(2026, council=("2025-11-24", "131"), committees=("2025-12-15", "90")),
    )  # fmt: skip
    assert "organets ram" in told
    plan = budget.plan_file(2026, council=("2025-11-24", "131"), committees=("2025-12-15", "90"))
    town.command("import", "plan", "plan.csv", "--apply", file=plan)
    secretary = town.as_("SE", body="ks")
    met = {"held_on": "2025-03-10", "audience": "Öppet möte i biblioteket", "taken_in": "Tryggare gångvägar"}
    secretary.fill("/mal/vision/dialog/", **met, feedback_on="2025-05-02")
    vision = "En stad nära vattnet där alla får plats."
    secretary.fill("/mal/vision/ny/", vision=vision, decided_on="2025-06-16", paragraph="60")
    for goal in budget.COUNCIL_GOALS:
        decided = {"decided_on": "2025-11-24", "paragraph": "131"}
        secretary.fill(f"/mal/{goal}/samordning/", coordinator="ks", decider="kf", **decided)


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
    registrar.go_on()


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
    assert "175 000" in plain(secretary.see("/ramar/bun/"))


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
    secretary.go_on()
    town.day = date(2027, 2, 15)
    introductions = "/organisationen/introduktioner/"
    assert "Invald Vik 7" in plain(secretary.see(introductions))
    secretary.fill(introductions, took_part=secretary.offered(introductions, "took_part"), held_on="2027-02-10")
    for body in ("ks", *(each.code for each in data.COMMITTEES)):
        page = f"/kunskap/organ/{body}/"
        secretary.fill(page, held_on="2027-02-12", took_part="4")
        questions = [name for name, stands in secretary.form(f"{page}egenkontroll/").items() if stands is None]
        secretary.fill(
            f"{page}egenkontroll/", **dict.fromkeys(questions, "partly"), agreed="Vi läser rapporterna före mötet."
        )


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
    manager.fill(page, took_part=manager.offered(page, "took_part")[-1:], held_on="2027-03-01")
    manager.fill(f"/kunskap/enhet/{unit}/", held_on="2027-03-01", took_part="9", of_how_many="12")


def is_assigned_and_reports(town: Town) -> None:
    """The committee gives its department head an assignment, by the minutes, and is told what came of it."""
    secretary = town.as_("SE", body=SCHOOLS.code)
    words = {"title": "Plan för vikarier", "text": "Förvaltningschefen får i uppdrag att ta fram en plan."}
    secretary.fill("/beslut/nytt/", body=SCHOOLS.code, decided_on="2027-02-22", paragraph="14", **words)
    decision = secretary.at
    aim = {"text": "En plan för vikarier", "intended_result": "Färre ställda lektioner", "due_on": "2027-03-31"}
    secretary.fill(decision, "uppdrag/", **aim)
    town.day = date(2027, 3, 20)
    head = town.as_("FC", department=data.department_of(SCHOOLS))
    number = re.search(r'href="/beslut/uppdrag/([0-9]+)/"', head.see("/beslut/uppdrag/"))
    assert number
    page = f"/beslut/uppdrag/{number[1]}/"
    head.fill(page, "aterrapport/", result="Planen är klar.", effect="Hälften så många ställda lektioner.")
    chair = town.as_("N", body=SCHOOLS.code)
    chair.fill("/beslut/fragor/ny/", subject="Lovskola", text="Hur många går i lovskolan?")
    head.fill(chair.at, "svar/", answer="Fyrtio elever.", readers="alla")
    talked = {"held_on": "2027-03-15", "parties": "skolchefen", "themes": "Vikarier och resultat"}
    secretary.fill(f"/uppfoljning/dialoger/{SCHOOLS.code}/", kind="results", agreed="En plan till hösten.", **talked)
    order = {"title": "Vikarierna", "why": "Vad kostar de?", "due_on": "2027-09-30", "decided_on": "2027-03-10"}
    secretary.fill(f"/uppfoljning/utvarderingar/{SCHOOLS.code}/bestall/", paragraph="29", **order)
    seen = {"title": "Omvärldsdag", "held_on": "2027-02-11", "points": "Färre barn."}
    secretary.fill("/uppfoljning/omvarld/ny/", place="kommunen", **seen)
    secretary.fill(f"{secretary.at}anvand/", place=SCHOOLS.code, year="2028", how="Färre platser i förskolan.")
    hr, asked = town.as_("HR"), {"answers": "41", "measure": "share"}
    for day, value in (("2026-10-30", "70"), ("2027-02-26", "74")):
        for theme in ("influence", "goals"):
            where = {"theme": theme, "department": data.department_of(SCHOOLS)}
            hr.fill("/enkater/nytt/", survey=f"Medarbetarenkät {day[:4]}", held_on=day, value=value, **where, **asked)
    answers_for = f"{data.department_of(SCHOOLS)}-chef"
    told = {"title": "Tertialrapport", "responsible": answers_for, "occasion": "tertial:2027-05-31"}
    secretary.fill("/diariet/nytt/", body=SCHOOLS.code, opened_on="2027-03-20", **told)


def reports_forecasts(town: Town) -> None:
    """Managers say what the year will cost; the committee's own forecast is red, and the committee answers it."""
    town.day = date(2027, 3, 22)
    units = budget.units_of(SCHOOLS)
    for unit, tkr in zip(units, (10_000, 10_000, 10_400, 10_020), strict=False):
        page = f"/ramar/prognos/{unit}/"
        town.as_("EC", unit=unit).fill(page, "rapportera/", amount=str(tkr), comment="Efter februari.")
    head = town.as_("FC", department=data.department_of(SCHOOLS))
    page = f"/ramar/prognoser/{SCHOOLS.code}/"
    head.fill(f"{page}rapportera/", amount="180000", comment="Dyrare hyror.")
    town.day = date(2027, 4, 10)
    secretary = town.as_("SE", body=SCHOOLS.code)
    number = re.search(rf'href="({page}svar/[0-9]+/)"', secretary.see(page))
    assert number, plain(secretary.see(page))[:900]
    said = {"decided_on": "2027-04-09", "paragraph": "31", "text": "Nämnden beslutar om åtgärder."}
    secretary.fill(number[1], kind=secretary.offered(number[1], "kind")[0], **said)


def answers_a_signal(town: Town) -> None:
    """The night opens a signal for the serious overrun; the unit is heard, and the head steps in for a time."""
    town.command("signals", "open", "--apply")
    unit = budget.units_of(SCHOOLS)[2]
    page = f"/enheter/{unit}/"
    town.as_("EC", unit=unit).fill(page, "yttrande/", text="Vi har fler barn än budgeten räknade med.")
    head = town.as_("FC", department=data.department_of(SCHOOLS))
    head.fill(page, "stallning/", choice="intervene", reason="Prognosen kräver en gemensam plan.")
    step = {"limits": "Inköp över 50 tkr stäms av med förvaltningschefen.", "exit_criterion": "Prognosen håller ramen."}
    head.fill(page, "ingripande/", **step, end="2027-06-30")
    town.day = date(2027, 5, 8)
    town.as_("EC", unit=unit).fill(f"/ramar/prognos/{unit}/", "rapportera/", amount="10000", comment="Planen verkar.")
    review = re.search(r'href="(/ingripande/[0-9]+/omprovning/)"', head.see(page))
    assert review
    outcomes = head.offered(review[1], "outcome")
    head.fill(review[1], seen="Prognosen håller ramen igen.", outcome=outcomes[-1])
    told = plain(head.see(page))[:600]
    assert "ingripande t.o.m." not in told
    assert re.search(r"[0-6] av 6 villkor", told), told


def meets(town: Town) -> None:
    """The committee is called in time, with a paper from its head; it meets, and each item has its paragraph."""
    town.day = date(2027, 5, 10)
    secretary, head = town.as_("SE", body=SCHOOLS.code), town.as_("FC", department=data.department_of(SCHOOLS))
    when = {"days": "2027-05-19", "starts_at": "13:00", "place": "Rådhuset"}
    planned = secretary.fill("/sammantraden/planera/", body=SCHOOLS.code, **when)
    found = re.search(r'href="(/sammantraden/[0-9]+/)"', planned)
    assert found
    meeting = found[1]
    theme = {"title": "Så går vikarieplanen", "kind": "theme", "area": data.department_of(SCHOOLS)}
    shown = head.fill(f"{meeting}punkt/", **theme)
    paper = re.findall(r'href="(/sammantraden/punkt/[0-9]+/handling/)"', shown)[-1]
    head.fill(paper, file=("vikarier.pdf", b"%PDF-1.7 plan"))
    secretary.fill(f"{meeting}kallelse/", sent_on="2027-05-10")
    town.day = date(2027, 5, 19)
    places = secretary.offered(f"{meeting}narvaro/", "present")
    told = plain(secretary.fill(f"{meeting}narvaro/", present=places, adjusters=[places[1]]))
    assert "Varje ärende har sin paragraf" in told


def changes_hands(town: Town) -> None:
    """An acting head in May, and a manager who leaves after having handed over."""
    town.day = date(2027, 5, 9)
    hr = town.as_("HR")
    post = f"{data.department_of(SCHOOLS)}-chef"
    page = f"/organisationen/tjanst/{post}/forordna/"
    acting = {"first_day": "2027-05-17", "last_day": "2027-06-13"}
    decided = {"decided_by": "Kommundirektören", "decided_on": "2027-05-09", "paragraph": "D 12"}
    hr.fill(page, how="acting", person_sok="Anställd Strand 27", **acting, **decided)
    leaving = "/organisationen/person/a0038/sluta/"
    hr.fill(leaving, "borja/", last_day="2027-06-30")
    town.day = date(2027, 5, 20)
    assert town.as_("FC", person="a0027").see("/")


def merges(town: Town) -> None:
    """Two preschools become one on 1 July, with their money, people and goals."""
    town.day = date(2027, 5, 10)
    hr = town.as_("HR")
    one, other = budget.units_of(SCHOOLS)[3:5]
    page = f"/organisationen/enhet/{one}/sla-ihop/"
    hr.fill(page, others=[other], name="Förskolan Vågen", on="2027-07-01")
    hr.go_on(decided_by="Förvaltningschefen", decided_on="2027-05-10", paragraph="D 13")
    assert "Förskolan Vågen" in plain(hr.text)
    town.day = date(2027, 7, 2)
    head = town.as_("FC", department=data.department_of(SCHOOLS))
    assert "Före: Förskola 3" in plain(head.see("/enheter/forskolan-vagen/"))
    money = plain(town.as_("CT").see("/ramar/bun/"))
    assert "Förskola 3 4 959" in money
    assert "Förskolan Vågen 10 082" in money
    assert "Helheten 175 000" in money


def keeps_books(town: Town) -> None:
    """The ledger of half a year comes from the accounting system's file, also for the units that have become one."""
    town.day = date(2027, 7, 10)
    books = ledger.ledger_file(2027, 6)
    town.command("import", "ledger", "bok.se", "--responsibility", "6", "--apply", file=books)
    controller = town.as_("CT")
    page = "/ramar/bokforing/koder/"
    for _ in range(2):
        codes = re.findall(r'name="unit:([^"]+)"', controller.see(page))
        controller.fill(page, "enhet/", **{f"unit:{code}": code for code in codes})
    assert "Utfall t.o.m. juni" in plain(controller.see("/ramar/bun/"))


def follows_up(town: Town) -> None:
    """Values by file, an action finished, and what the rules say at the end of the summer."""
    town.day = date(2027, 7, 15)
    values = budget.values_file(2027)
    town.command("import", "values", "varden.csv", "--apply", file=values)
    unit = budget.units_of(SCHOOLS)[1]
    manager = town.as_("EC", unit=unit)
    for year in (2026, 2027):
        done = {"done_on": "2026-11-20" if year == 2026 else "2027-07-14", "effect": "Lugnare morgnar."}
        manager.fill(f"/mal/atgard/{unit}-gor-{year}/klar/", **done)
    lines = f"/enheter/{unit}/poster/"
    manager.fill(lines, "ny/", label="Personal", amount="9000")
    manager.fill(lines, "ny/", label="Material", amount="1000")
    move = {"amount": "100", "reason": "Böcker före inventarier"}
    manager.fill(f"/enheter/{unit}/", "flytta-pengar/", **move)
    for place in budget.units_of(SCHOOLS)[:3]:
        forecast = f"/ramar/prognos/{place}/"
        town.as_("EC", unit=place).fill(forecast, "rapportera/", amount="9990", comment="Efter juni.")
    head = town.as_("FC", department=data.department_of(SCHOOLS))
    head.fill(f"/ramar/prognoser/{SCHOOLS.code}/rapportera/", amount="175000", month="6", comment="Åtgärderna verkar.")
    signal = f"/enheter/{unit}/signal/"
    town.as_("HR").fill("/organisationen/tjanst/fack/omrade/", represents="municipality")
    town.as_("UN").fill(signal, ground="MR-50", evidence="Två möten med personalen har ställts in.")
    about = {"where": data.department_of(SCHOOLS), "what": "Köp görs genom inköparen.", "start": town.day.isoformat()}
    head.fill("/enheter/begransningar/ny/", **about, ground="policy", rests_on="Inköpspolicyn")
    post = re.search(
        r'value="([^"]+)"[^>]*>[^<]*[Ff]örvaltningschef', head.see("/delegation/uppgifter/ny/").split('name="post"')[1]
    )
    assert post
    head.fill("/delegation/uppgifter/ny/", post=post[1], task="Anställer", type="", start=town.day.isoformat())
    party = re.search(
        r'value="([^"]+:[^"]+)"[^>]*>[^<]*[Ff]örvaltningschef',
        head.see("/delegation/fack/ny/").split('name="holder"')[1],
    )
    assert party
    told = {"kind": "information", "union": "Facket", "subject": "Läget", "held_on": town.day.isoformat()}
    head.fill("/delegation/fack/ny/", department=data.department_of(SCHOOLS), holder=party[1], **told)
    for ground in ("MR-47", "MR-49", "MR-51"):
        head.fill(signal, ground=ground, evidence="Något att reda ut tillsammans.")


ENTERED_BY = {
    "MR-1": "/policyn/dokument/nytt/",
    "MR-3": "/kunskap/organ/bun/",
    "MR-4": "/kunskap/enhet/",
    "MR-5": "/organisationen/enhet/bun-1-1/anstallda/",
    "MR-6": "/organisationen/introduktioner/",
    "MR-7": "/kunskap/organ/bun/",
    "MR-11": "/mal/vision/ny/",
    "MR-12": "/uppfoljning/omvarld/ny/",
    "MR-13": "/ramar/forslag/version/",
    "MR-14": "/uppfoljning/rapport/",
    "MR-16": "/mal/god-omsorg/samordning/",
    "MR-17": "import plan",
    "MR-18": "import frames",
    "MR-19": "/ramar/prognoser/bun/svar/",
    "MR-20": "/sammantraden/planera/",
    "MR-21": "/uppfoljning/utvarderingar/bun/bestall/",
    "MR-22": "/uppfoljning/dialoger/bun/",
    "MR-23": "/beslut/nytt/",
    "MR-25": "/mal/planer/2027/enhet/",
    "MR-26": "/enheter/begransningar/ny/",
    "MR-27": "/sammantraden/punkt/",
    "MR-28": "/mal/atgard/",
    "MR-29": "/beslut/uppdrag/",
    "MR-30": "import values",
    "MR-36": "/enkater/nytt/",
    "MR-31": "/uppfoljning/rapporter/oppna/",
    "MR-38": "/enheter/bun-1-1/flytta-pengar/",
    "MR-39": "/enheter/bun-1-1/poster/",
    "MR-41": "import values",
    "MR-42": "/ramar/prognos/",
    "MR-46": "import values",
    "MR-47": "/enheter/bun-1-1/signal/",
    "MR-48": "/signal/",
    "MR-49": "/enheter/bun-1-1/signal/",
    "MR-50": "/enheter/bun-1-1/signal/",
    "MR-51": "/enheter/bun-1-1/signal/",
    "CP-1": "/policyn/anta/",
    "CP-6": "import organisation",
    "CP-7": "/mal/planer/2027/forvaltning/",
    "CP-8": "/sammantraden/punkt/",
    "CP-9": "/beslut/uppdrag/",
    "CP-10": "/sammantraden/planera/",
    "CP-12": "/beslut/fragor/ny/",
    "CP-11": "/diariet/nytt/",
    "CP-15": "/uppfoljning/rapport/",
    "CP-17": "/mal/planer/2027/enhet/",
    "CP-22": "import plan",
    "CP-23": "/enkater/nytt/",
    "CP-26": "/delegation/uppgifter/ny/",
    "CP-32": "/delegation/fack/ny/",
}
"""The clauses that the rules answer in Strandby, each with the page or command by which its facts came."""
ANSWERED = {"kept", "attention", "breach", "ensured"}


def reports_results(town: Town) -> None:
    """The controller opens two reports; the department hands them in, and its committee is satisfied."""
    controller, day = town.as_("CT"), town.day.isoformat()
    periods = {"tertial": ("2027-01-01", "2027-04-30"), "planning": ("2028-01-01", "2030-12-31")}
    for paragraph, (kind, (first, last)) in enumerate(periods.items(), start=71):
        asked = {"kind": kind, "title": f"Rapport {kind}", "first": first, "last": last}
        controller.fill("/uppfoljning/rapporter/oppna/", **asked, units_by=day, due_on=day)
        head = town.as_("FC", department=data.department_of(SCHOOLS))
        page = re.search(r'href="(/uppfoljning/rapport/[0-9]+/)"', head.see(controller.at))
        assert page
        field = re.search(r'name="(text-[0-9]+)"', head.see(f"{page[1]}skriv/"))
        assert field
        head.fill(f"{page[1]}skriv/", **{field[1]: "Allt går som det ska."})
        head.fill(f"{page[1]}lamna-in/")
        minuted = {"outcome": "satisfied", "decided_on": day, "paragraph": str(paragraph)}
        town.as_("SE", body=SCHOOLS.code).fill(f"{page[1]}vardering/", **minuted)
    town.night()
    assert "SHA-256" in head.see(page[1])


def answers(town: Town) -> None:
    """At the end at least 26 clauses answer from entered facts, and each page named here was used."""
    told = json.loads(town.command("evaluate", "--format", "json"))
    answered = {each["clause"] for each in told if each["status"] in ANSWERED}
    assert ENTERED_BY.keys() <= answered, sorted(ENTERED_BY.keys() - answered)
    assert len(answered) >= 26
    ways = [*town.pages, *town.commands]
    assert not [way for way in ENTERED_BY.values() if not any(used.startswith(way) for used in ways)]


PHASES = (
    begins, accounts, adopts, was_decided_before, elects_a_council, budgets, plans, new_committees,
    begins_an_employment, is_assigned_and_reports, reports_forecasts, answers_a_signal, meets, changes_hands, merges,
    keeps_books, follows_up, reports_results, answers,
)  # fmt: skip
"""A year's turn, in order."""


def test_a_year_in_strandby(town: Town):
    for phase in PHASES:
        phase(town)
