"""Fifty people change the same committee's money at the same moment. Also run as a program, on a SQLite file.

A fifth of them each share out of what is left, move between two units, move between two lines of one unit, move such
a line's money back the other way, and change what the committee itself has.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

EDITORS, TURNS = 50, 2
UNITS = 10
START_TKR = 80


def crowd() -> tuple[dict[str, int], list[str], float]:
    """How each attempt ended, what is broken afterwards (nothing), and how long the whole took in seconds."""
    from django.db import connection

    from spelregler.apps.frames import operations as op
    from spelregler.apps.frames.models import BudgetLine, CommitteeFrame, UnitFrame
    from spelregler.apps.frames.tests import small_town
    from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO
    from spelregler.domain.words import NOTHING
    from spelregler.platform.errors import DomainError

    town = small_town.build()
    units = [town.unit(f"enhet-{number}") for number in range(UNITS)]
    for unit in units:
        op.set_unit_frame(
            unit=unit, committee_frame=town.frame, amount_ore=START_TKR * TKR, decided_on=SHARED_OUT, who=WHO
        )
    frames = {unit.pk: UnitFrame.objects.get(unit=unit) for unit in units}
    lines = [op.set_line(unit_frame=frames[units[0].pk], label=label, amount_ore=20 * TKR, who=WHO) for label in "AB"]
    limit = town.decide(on=SHARED_OUT, paragraph="12")
    op.set_move_limit(body=town.committee, amount_ore=30 * TKR, decision=limit, who=WHO)
    later = [town.decide(on=NOW, paragraph=str(number)) for number in range(EDITORS)]

    def share_out(number: int) -> None:
        unit = units[number % UNITS]
        op.set_unit_frame(unit=unit, committee_frame=town.frame, amount_ore=120 * TKR, decided_on=NOW, who=WHO)

    def between_units(number: int) -> None:
        op.move_between_units(
            from_unit=units[number % UNITS],
            to_unit=units[(number + 3) % UNITS],
            body=town.committee,
            amount_ore=15 * TKR,
            reason="Behov",
            on=NOW,
            who=WHO,
        )

    def between_lines(number: int) -> None:
        one, two = lines if number % 2 else lines[::-1]
        op.move_between_lines(
            unit_frame=frames[units[0].pk],
            from_line=one,
            to_line=two,
            amount_ore=7 * TKR,
            reason="",
            moved_on=NOW,
            who=WHO,
            intervention_limits=NOTHING,
        )

    def committee(number: int) -> None:
        op.set_committee_frame(
            body=town.committee, year=2026, amount_ore=(950 + number) * TKR, decision=later[number], who=WHO
        )

    acts: list[Callable[[int], None]] = [share_out, between_units, between_lines, between_lines, committee]
    together, fates = Barrier(EDITORS), [[""] * TURNS for _ in range(EDITORS)]

    def edit(number: int) -> None:
        together.wait()
        for turn in range(TURNS):
            try:
                acts[(number + turn) % len(acts)](number)
                fates[number][turn] = "done"
            except DomainError as refused:
                fates[number][turn] = refused.code
            except Exception as error:  # a thread must tell, not die in silence
                fates[number][turn] = repr(error)
        connection.close()

    threads = [Thread(target=edit, args=(number,)) for number in range(EDITORS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began

    broken = []
    (frame,) = CommitteeFrame.objects.filter(body=town.committee, year=2026, end=None)
    held = list(UnitFrame.objects.filter(year=2026, end=None))
    if sum(each.amount_ore for each in held) > frame.amount_ore or len(held) != UNITS:
        broken.append("the units have more than the committee")
    if sum(line.amount_ore for line in BudgetLine.objects.filter(end=None)) != 40 * TKR:
        broken.append("a move between lines made or lost money")
    if any(line.amount_ore < 0 for line in BudgetLine.objects.all()):
        broken.append("a line is below zero")
    return dict(Counter(fate for each in fates for fate in each)), broken, took


def main() -> None:
    """On a database of its own, which SPELREGLER_HOME names."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    fates, broken, took = crowd()
    sys.stderr.write(f"{took:.1f} s\n")
    sys.stdout.write(repr((fates, broken)))


if __name__ == "__main__":
    main()
