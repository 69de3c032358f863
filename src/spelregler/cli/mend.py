"""`spelregler mend`: what `doctor --data` found, put right by whoever knows that it was wrong."""

from __future__ import annotations

from typing import Any

import click

from spelregler.cli.base import console_work, program, say, stop
from spelregler.cli.imports import APPLY
from spelregler.domain.words import NOTHING, Words


@program.group()
def mend() -> None:
    """Put right what earlier faults stored, one thing at a time; see `spelregler doctor --data`."""


def not_yet() -> None:
    """Nothing is stored before that is said."""
    say(Words("Nothing is changed. Run it again with --apply."))


@mend.command(name="move", epilog="Example: spelregler mend move 12 --apply")
@click.argument("number", type=int)
@APPLY
def mend_move(number: int, store: bool) -> None:
    """Move money back between a unit's own lines: it was moved twice and meant once. Both moves are kept."""
    with console_work() as who:
        from spelregler.apps.frames.models import LineMove
        from spelregler.apps.frames.operations import move_back
        from spelregler.platform import clock

        move: Any = LineMove.objects.filter(pk=number).first()
        tell(move, number)
        if not store:
            not_yet()
            return
        # It is a fault of the product that is put right, so what limits the unit's own freedom does not hinder it.
        move_back(move=move, moved_on=clock.today(), who=who, intervention_limits=NOTHING)
    say(Words("The money is back; it stands in the trail."))


@mend.command(name="unit-move", epilog="Example: spelregler mend unit-move 12 --apply")
@click.argument("number", type=int)
@APPLY
def mend_unit_move(number: int, store: bool) -> None:
    """Move money back between two units: it was moved twice and meant once. Both moves are kept."""
    with console_work() as who:
        from spelregler.apps.frames.models import UnitMove
        from spelregler.apps.frames.operations import move_between_units
        from spelregler.platform import clock

        move: Any = UnitMove.objects.filter(pk=number, outcome=UnitMove.Outcome.MOVED).first()
        tell(move, number)
        if not store:
            not_yet()
            return
        move_between_units(
            from_unit=move.to_unit,
            to_unit=move.from_unit,
            body=move.body,
            amount_ore=move.amount_ore,
            reason=f"Lagrades två gånger: flytt {move.pk}",
            on=clock.today(),
            who=who,
        )
    say(Words("The money is back; it stands in the trail."))


@mend.command(name="ledger", epilog="Example: spelregler mend ledger 3 --apply")
@click.argument("number", type=int)
@APPLY
def mend_ledger(number: int, store: bool) -> None:
    """Let a ledger file whose sums were read wrongly be imported once more; it takes over its months as a later one."""
    with console_work() as who:
        from spelregler.apps.frames.models import LedgerBatch
        from spelregler.apps.frames.operations.ledger_release import release

        batch: Any = LedgerBatch.objects.filter(pk=number).first()
        tell(batch, number)
        if not store:
            not_yet()
            return
        release(number=number, who=who)
    say(Words("Import the file again: spelregler import ledger FILE --apply"))


def tell(found: object | None, number: int) -> None:
    """What it is about, or that there is no such thing."""
    if found is None:
        stop(Words("There is no number {number}. Run spelregler doctor --data.", number=number))
    click.echo(str(found))
