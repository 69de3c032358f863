"""Each page of each role in the enlarged demo: processor time, questions to the database, rows it gave, and bytes."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from spelregler.platform import collecting

RUNS = 5
BARE = "/tillganglighet/"
UNIT = "oxeloskolan"
PAGES = (
    ("CI", "/"),
    ("Np", "/"),
    ("FC", "/"),
    ("EC", "/"),
    ("CI", "/mal/"),
    ("FC", "/mal/"),
    ("CI", "/mal/?mal=trygg-och-saker-uppvaxt"),
    ("CI", "/mal/god-folkhalsa/"),
    ("CI", "/ramar/"),
    ("FC", "/ramar/"),
    ("CI", "/enheter/"),
    ("FC", "/enheter/"),
    ("CI", "/policyn/"),
    ("FC", "/policyn/"),
    ("CI", "/policyn/andrat/"),
    ("FC", "/regel/MR-46/"),
    ("EC", f"/enheter/{UNIT}/"),
    ("FC", "/uppfoljning/un/"),
    ("CI", "/beslut/"),
    ("CT", "/ramar/bokforing/"),
    ("FC", "/mal/rapportera/"),
    ("KC", "/mal/missade/"),
    ("SE", "/mal/god-folkhalsa/bedom/"),
    ("SE", "/ramar/beslutad/2026/ks/"),
    ("SE", "/ramar/overforing/ks/"),
    ("CI", BARE),
)


@dataclass
class Shown:
    """What one page took: ms of processor time (median), questions, rows fetched, kB."""

    role: str
    path: str
    status: int
    ms: float
    queries: int
    rows: int
    kilobytes: float


@contextmanager
def counted() -> Iterator[dict[str, int]]:
    """Count the questions and the rows that the database gives, wherever they are fetched."""
    from django.db.backends.utils import CursorWrapper

    tally = {"queries": 0, "rows": 0}
    kept = CursorWrapper.execute

    def execute(self: Any, *given: Any, **named: Any) -> Any:
        tally["queries"] += 1
        return kept(self, *given, **named)

    def counting(name: str) -> Any:
        def fetch(self: Any, *given: Any) -> Any:
            with self.db.wrap_database_errors:
                found = getattr(self.cursor, name)(*given)
            tally["rows"] += (found is not None) if name == "fetchone" else len(found)
            return found

        return fetch

    def walk(self: Any) -> Iterator[Any]:
        with self.db.wrap_database_errors:
            for row in self.cursor:
                tally["rows"] += 1
                yield row

    iterated = CursorWrapper.__iter__
    names = ("fetchone", "fetchmany", "fetchall")
    CursorWrapper.execute = execute
    CursorWrapper.__iter__ = walk
    for name in names:
        setattr(CursorWrapper, name, counting(name))
    try:
        yield tally
    finally:
        CursorWrapper.execute = kept
        CursorWrapper.__iter__ = iterated
        for name in names:
            delattr(CursorWrapper, name)


def clients() -> dict[str, Any]:
    """A resident's client, and for each role of the cast one that acts in it."""
    from datetime import date

    from django.test import Client

    from spelregler.apps.organisation.models import Person
    from spelregler.apps.organisation.queries.role_assignments import role_assignments_by_person
    from spelregler.demo.cast import cast

    found = {"CI": Client(SERVER_NAME="localhost")}
    people = {each.code: each for each in Person.objects.exclude(account=None).select_related("account")}
    held = role_assignments_by_person(people=list(people.values()), as_of=date(2026, 11, 2))
    for member in cast():
        person = people[member.code]
        role = next((each for each in held[person.pk] if each.role == member.role), None)
        if role and member.role not in found:
            client = Client(SERVER_NAME="localhost")
            client.force_login(person.account)
            session = client.session
            session["worn-hat"] = role.code
            session.save()
            found[member.role] = client
    return found


def measure(client: Any, role: str, path: str) -> Shown:
    """One page: once to warm, then the median of some runs."""
    answer = client.get(path)
    with counted() as tally:
        client.get(path)
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        client.get(path)
        times.append((time.process_time() - begun) * 1000)
    return Shown(
        role, path, answer.status_code, statistics.median(times), tally["queries"], tally["rows"],
        len(answer.content) / 1000,
    )  # fmt: skip


def home_of(units: int) -> None:
    """The demo in this process's home, enlarged."""
    os.environ["SPELREGLER_TODAY"], os.environ["SPELREGLER_DEMO"] = "2026-11-02", "1"
    from bench.measuring import setup

    setup()
    from spelregler.apps.organisation.models import Municipality
    from spelregler.demo.build import build

    if not Municipality.objects.exists():
        build(say=lambda _words: None)
        from bench.enlarge import enlarge

        enlarge(units=units)


def walk(units: int, *only: str) -> list[Shown]:
    """Every page of `PAGES` at one size, or those at some addresses."""
    home_of(units)
    collecting.search_seldom()  # as a process that answers pages does
    each = clients()
    return [measure(each[role], role, path) for role, path in PAGES if not only or path in only]


def beside(walks: dict[int, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Each page at some sizes: what it takes of its own time at the smallest, and of a page without content."""
    small, large = min(walks), max(walks)
    bare = next(row["ms"] for row in walks[large] if row["path"] == BARE)
    rows = []
    for number, last in enumerate(walks[large]):
        each = {units: walk[number] for units, walk in walks.items()}
        rows.append({
            "page": f"{last['role']} {last['path']}",
            **{f"ms at {units}": found["ms"] for units, found in each.items()},
            "times": last["ms"] / each[small]["ms"],
            "of bare": last["ms"] / bare,
            "queries": last["queries"],
            **{f"rows at {units}": found["rows"] for units, found in each.items()},
            "kB": last["kilobytes"],
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    import sys

    for shown in walk(int(sys.argv[1]), *sys.argv[2:]):
        print(
            f"{shown.role:3} {shown.path:28} {shown.status} {shown.ms:8.1f} ms {shown.queries:4} q "
            f"{shown.rows:7} rows {shown.kilobytes:8.1f} kB"
        )
