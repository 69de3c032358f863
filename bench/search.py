"""Searching among few things and among many: processor time, for a rare word, a common one and one with an error.

Run by itself, in a home of its own: `python -m bench.search`. With SPELREGLER_DATABASE_URL it fills an empty
PostgreSQL, and measures time on the clock, for that works in a process of its own.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from datetime import date

SIZES = (500, 50_000)
KINDS = ("unit", "indicator", "decision", "person", "rule")
SYLLABLES = ("bad", "brev", "dal", "frö", "gran", "hav", "lind", "mark", "nor", "oxel", "ram", "sten", "torn", "äng")
ENDS = ("skolan", "förskola", "hemmet", "gården", "nämnden", "planen", "målet", "rapporten", "prognosen", "biblioteket")
SEARCHED = {
    "a rare word": "solvändan",
    "two words": "solvändan budget",
    "a common word": "budget",
    "a beginning": "solvä",
    "a typing error": "solväändan",
    "nothing": "xyzzyx",
}
RUNS = 9


def main() -> None:
    """Print a line per search: ms among few, ms among many, how many times as long."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("SPELREGLER_HOME", home)
        from bench.__main__ import setup

        setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        taken: dict[str, list[tuple[float, int]]] = {name: [] for name in SEARCHED}
        for size in SIZES:
            seconds = fill(size)
            print(f"{size} entries made in {seconds:.1f} s")
            for name, words in SEARCHED.items():
                taken[name].append(measure(words))
    print(f"{'search':16} {'few':>9} {'many':>9} {'times':>6} {'found':>12}")
    for name, ((few, some), (many, all_of)) in taken.items():
        print(f"{name:16} {few:6.1f} ms {many:6.1f} ms {many / few:6.2f} {some:5} {all_of:6}")


def fill(size: int) -> float:
    """So many entries; one in eleven says the common word, twenty of them the rare one, however many there are."""
    from spelregler.platform.search.models import Entry

    dice = random.Random(size)
    begun = time.process_time()
    Entry.objects.all().delete()
    made = []
    for number in range(size):
        title, text = _words(dice, 4), _words(dice, 25)
        if number % 11 == 0:
            text += " budget"
        if number < 20:
            title += " Solvändan"
        made.append(_entry(number, title, text))
    Entry.objects.bulk_create(made, batch_size=500)
    if os.environ.get("SPELREGLER_DATABASE_URL"):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_entry")
    return time.process_time() - begun


def _words(dice: random.Random, count: int) -> str:
    return " ".join("".join(dice.choices(SYLLABLES, k=dice.randint(1, 2))) + dice.choice(ENDS) for _ in range(count))


def _entry(number: int, title: str, text: str):
    from spelregler.domain.searching.tokens import kept_under
    from spelregler.platform.search.models import Entry

    kind = KINDS[number % len(KINDS)]
    words = kept_under(kind=kind, titles={"sv": title}, texts={"sv": text})
    return Entry(kind=kind, key=str(number), address=f"/{number}/", title_sv=title, text_sv=text, words=words)


def measure(words: str) -> tuple[float, int]:
    """The median of some searches as a resident, with what the first page shows; and how many were found."""
    from spelregler.apps.acting import searching
    from spelregler.apps.acting.acting_role import ActingRole
    from spelregler.apps.acting.role_assignment import RESIDENT
    from spelregler.apps.home.pages.search import presenters

    day = date(2026, 11, 2)
    reader = ActingRole(RESIDENT, (RESIDENT,), today=day, as_of=day, language="sv", municipality="", is_demo=False)

    def once() -> int:
        found = searching.search(words, reader)
        presenters.rows(found, found.hits[: presenters.ROWS], reader)
        return len(found.hits)

    once()
    now, times = (time.perf_counter if os.environ.get("SPELREGLER_DATABASE_URL") else time.process_time), []
    for _ in range(RUNS):
        begun = now()
        count = once()
        times.append(now() - begun)
    return statistics.median(times) * 1000, count


if __name__ == "__main__":
    main()
