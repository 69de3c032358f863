"""`make bench`: sizes, seconds and ratios, each measured in its own process so that peak memory is its own.

Ratios within one run are what to compare; the seconds belong to the machine.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from bench import sie_import
from bench.measuring import alone, peak_mb, setup, spent, table, timed

SIZES = (45, 450, 2500)
WALKED = tuple(map(int, os.environ.get("BENCH_UNITS", "45,450,2500").split(",")))
"""Sizes of the demo; BENCH_UNITS=45,25000 asks for others."""
ORGANISATION = (2500, 40_000)
VALUES = 5_000
RULES = 2_000


def organisation(units: int, people: int) -> dict[str, Any]:
    """A whole organisation by file, into an empty installation; the same file again; peak of this process."""
    setup()
    from datetime import date
    from pathlib import Path

    from django.conf import settings

    from bench.organisation_file import write_file
    from spelregler.apps.organisation.files.organisation_import import import_organisation
    from spelregler.platform.audit.operations import SYSTEM
    from spelregler.platform.audit.verification import verify

    path = Path(settings.HOME) / "organisation.csv"
    write_file(path, units=units, people=people)

    def work() -> Any:
        return import_organisation(
            data=path.read_bytes(),
            file_name=path.name,
            on=date(2026, 11, 2),
            today=date(2026, 11, 2),
            store=True,
            who=SYSTEM,
        )

    seconds, first = timed(work)
    changes = len(first.changes)
    if not (first.stored and verify().is_whole):
        raise SystemExit(f"the import stores and the trail is whole; this one did otherwise: {first.faults[:3]}")
    peak = peak_mb()
    del first
    again, second = timed(work)
    if not second.changes_nothing:
        raise SystemExit("the second import changes nothing; this one did otherwise")
    plain = alone("plain-organisation", str(units), str(people))
    return {
        "what": f"organisation by file, {units} units, {people} people, {changes} rows",
        "seconds": seconds,
        "of plain insert": seconds / plain["seconds"],
        "again": again,
        "peak MB": max(peak, peak_mb()),
    }


def plain_organisation(units: int, people: int) -> dict[str, Any]:
    """The same rows by bulk insert with one batch of the trail."""
    setup()
    from bench.organisation_file import insert_plainly

    seconds, rows = timed(lambda: insert_plainly(units=units, people=people))
    return {"what": f"plain insert, {rows} rows", "seconds": seconds, "peak MB": peak_mb()}


def values(rows: int) -> dict[str, Any]:
    """Values by file, looked through and stored, beside as many put in plainly: processor time and statements."""
    setup()
    from bench.value_file import bring

    found: list[dict[str, Any]] = []
    bring(rows, found.append)
    return {"lines": [{**each, "peak MB": peak_mb()} for each in found]}


def evaluation(units: int) -> dict[str, Any]:
    """Every rule asked as of a day and stored, then asked once more with nothing new, as each night."""
    setup()
    from datetime import date

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.municipality import make
    from spelregler.apps.policy.operations.findings import evaluate_and_store
    from spelregler.platform import collecting

    make(units=units)
    collecting.search_seldom()
    first, answers = spent(lambda: evaluate_and_store(as_of=date(2026, 11, 2)))
    with CaptureQueriesContext(connection) as queries:
        seconds, _answers = spent(lambda: evaluate_and_store(as_of=date(2026, 11, 2)))
    return {
        "what": f"evaluate and store, nothing new, {units} units",
        "processor s": seconds,
        "first": first,
        "queries": len(queries),
        "answers": answers,
        "peak MB": peak_mb(),
    }


def forecasts(units: int) -> dict[str, Any]:
    """Every unit's computed forecast with its back-test, from the year so far and three earlier years."""
    setup()
    from datetime import date

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.municipality import book, make
    from spelregler.apps.frames.queries.both_forecasts import unit_forecasts

    make(units=units)
    sums = book(years=(2023, 2024, 2025, 2026))
    with CaptureQueriesContext(connection) as queries:
        seconds, found = timed(lambda: unit_forecasts(year=2026, as_of=date(2026, 11, 2)))
    if len(found) != units or any(each.record is None or len(each.record.tests) != 2 for each in found):
        raise SystemExit("not every unit has a tested forecast")
    return {
        "what": f"forecasts and back-tests, {units} units, {sums} sums",
        "seconds": seconds,
        "queries": len(queries),
        "answers": len(found),
        "peak MB": peak_mb(),
    }


def pages() -> dict[str, Any]:
    """The heaviest page against a bare view, in the demo, through the whole middleware."""
    os.environ["SPELREGLER_TODAY"], os.environ["SPELREGLER_DEMO"] = "2026-11-02", "1"
    setup()
    from django.test import Client
    from django.urls import reverse

    from spelregler.demo.build import build

    build(say=lambda _words: None)
    client = Client(SERVER_NAME="localhost")
    names = ("home:home", "policy:documents", "goals:tree", "frames:overview", "autonomy:field", "policy:roles")

    def seconds(url: str) -> float:
        client.get(url)
        return min(timed(lambda: client.get(url))[0] for _ in range(5))

    bare = seconds(reverse("home:accessibility"))
    took = {name: seconds(reverse(name)) for name in names}
    heaviest = max(took, key=lambda name: took[name])
    share, where = max((_asking(*each), each[1]) for each in _asked())
    return {
        "what": f"heaviest page, {heaviest}",
        "seconds": took[heaviest],
        "of bare page": took[heaviest] / bare,
        "asking the rules": share,
        "where most is asked": where,
    }


def _asked() -> list[tuple[Any, str]]:
    """The pages that ask the rules most: first pages, a unit's page, and the lists that ask about every row."""
    from django.test import Client
    from django.urls import reverse

    from spelregler.platform.accounts.models import Account

    found = []
    for account in Account.objects.order_by("pk"):
        client = Client(SERVER_NAME="localhost")
        client.force_login(account)
        lists = (reverse("autonomy:field"), reverse("goals:tree"), reverse("policy:clause", args=["MR-46"]))
        found += [
            (client, url) for url in (reverse("home:home"), reverse("autonomy:unit", args=["oxeloskolan"]), *lists)
        ]
    return found


def _asking(client: Any, url: str) -> float:
    """The share of a page's time that goes to asking the role rules."""
    from spelregler.domain.roles import Rules

    spent, depth = 0.0, 0

    def watched(method: Callable[..., Any]) -> Callable[..., Any]:
        def ask(*given: Any, **named: Any) -> Any:
            nonlocal spent, depth
            depth += 1
            took, answer = timed(lambda: method(*given, **named))
            depth -= 1
            spent += 0 if depth else took  # one question asks the next: the time is counted once
            return answer

        return ask

    kept = Rules.decide, Rules.verdicts, Rules.matrix
    Rules.decide, Rules.verdicts, Rules.matrix = map(watched, kept)  # type: ignore[method-assign]
    took, _ = timed(lambda: [client.get(url) for _ in range(20)])
    Rules.decide, Rules.verdicts, Rules.matrix = kept  # type: ignore[method-assign]
    return spent / took


def roles() -> dict[str, Any]:
    """Questions to the role rules per second: every role about every action, in its own unit and in another."""
    setup()
    from spelregler.apps.policy.packages.in_force import rules_of
    from spelregler.domain.roles import Actor, Resource, Role

    rules = rules_of("oxelosund")
    questions = [
        (Actor(role, "p", body="un", department="uf", unit="skolan"), action, Resource(**matter))
        for role in Role
        for action in sorted(rules.actions)
        for matter in (
            {"kind": "unit", "id": unit, "body": "un", "department": "uf", "unit": unit} for unit in ("skolan", "annan")
        )
    ]
    seconds, _ = timed(lambda: [rules.decide(actor=who, action=what, resource=on) for who, what, on in questions])
    return {
        "what": f"{len(questions)} questions to the role rules",
        "seconds": seconds,
        "per second": len(questions) / seconds,
    }


def served(units: int) -> dict[str, Any]:
    """A started server: its first page, pages by one and by ten at once, and many PDFs."""
    from bench.server import measured

    return {"lines": measured(units)}


BEGINNING = ("begin", "--code", "9999", "--name", "Granvik", "--start-day", "2027-01-01")
BEGINNING += ("--admin-name", "Eva Ek", "--admin-email", "eva@granvik.example")


def first_page(how: str) -> dict[str, Any]:
    """Processor time from an installed program without a home to its first page: of the demo, or of a new town."""
    asked = "from django.test import Client; print(Client().get('/', headers=HOST).status_code)"
    page = f"import django; django.setup(); HOST = {{'host': '127.0.0.1'}}; {asked}"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded"}
    program = [sys.executable, "-m", "spelregler", *(("demo", "--no-serve") if how == "demo" else BEGINNING)]
    seconds, _ = timed(lambda: subprocess.run(program, check=True, capture_output=True, env=environment))
    shown = subprocess.run([sys.executable, "-c", page], check=True, capture_output=True, env=environment, text=True)
    if shown.stdout.strip() != "200":
        raise SystemExit(f"the first page answered {shown.stdout}")
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"what": f"first page: {how}", "seconds": seconds, "processor s": spent.ru_utime + spent.ru_stime}


def walked(units: int) -> dict[str, Any]:
    """Every page of every role in the demo enlarged to so many units."""
    from bench.pages import walk

    return {"pages": [vars(shown) for shown in walk(units)]}


def rooms(units: int) -> dict[str, Any]:
    """Every kind of page that some role finds by following links, the dearest first."""
    from bench.rooms import walk

    return walk(units)


def sent(units: int) -> dict[str, Any]:
    """A move and a forecast through their forms in the demo enlarged to so many units, until the answers are true."""
    from bench.posts import sent as measured

    return {"posts": measured(units)}


def package(rules: int) -> dict[str, Any]:
    """A package of so many rules: read, validated, asked, and a chapter beside the same among those that ship."""
    from bench.package import measured

    return {"lines": measured(rules)}


def governed(what: str) -> dict[str, Any]:
    """The registry searched among few cases and many, the page of a long agenda, or what a registration asks."""
    from bench import governed as measured

    return {"lines": getattr(measured, what)()}


def documents() -> dict[str, Any]:
    """A long annual report as Word and as PDF."""
    from bench.report_documents import measured

    return {"lines": measured()}


def reporting(what: str) -> dict[str, Any]:
    """An occasion of reporting opened for a large municipality, or a long work list."""
    from bench import reporting as measured

    return {"lines": getattr(measured, what)()}


GOVERNED = ("searched", "agenda", "registered")
REPORTING = ("opened", "listed")


def main() -> None:
    """Measure everything, or one thing in this process when it is named."""
    if len(sys.argv) > 1:
        work = {"pages": pages, "roles": roles, "first": first_page, "governed": governed, "documents": documents}
        work |= {"reporting": reporting}
        work |= {"sie-scan": sie_import.scanned, "sie-stream": sie_import.streamed, "sie-import": sie_import.imported}
        name, *arguments = sys.argv[1:]
        sized: dict[str, Callable[..., dict[str, Any]]] = {
            "evaluate": evaluation,
            "forecast": forecasts,
            "walk": walked,
            "rooms": rooms,
            "post": sent,
            "server": served,
            "values": values,
            "package": package,
            "organisation": organisation,
            "plain-organisation": plain_organisation,
        }
        result = sized[name](*map(int, arguments)) if name in sized else work[name](*arguments)
        print(json.dumps(result))
        return
    rows = sie_import.lines()
    rows += [alone("evaluate", str(size)) for size in SIZES]
    rows += [alone("organisation", *map(str, ORGANISATION)), *alone("values", str(VALUES))["lines"]]
    rows += [alone("forecast", str(size)) for size in SIZES[:2]]
    rows += [alone("first", how) for how in ("demo", "town")]
    table([*rows, alone("pages"), alone("roles")])
    table(alone("package", str(RULES))["lines"])
    for what in GOVERNED:
        table(alone("governed", what)["lines"])
    for what in REPORTING:
        table(alone("reporting", what)["lines"])
    table(alone("documents")["lines"])
    from bench.pages import beside

    table(beside({size: alone("walk", str(size))["pages"] for size in WALKED}))
    table(alone("rooms", str(WALKED[-1]))["lines"])
    table([row for size in WALKED for row in alone("post", str(size))["posts"]])
    table([row for size in (WALKED[0], WALKED[-1]) for row in alone("server", str(size))["lines"]])


if __name__ == "__main__":
    main()
