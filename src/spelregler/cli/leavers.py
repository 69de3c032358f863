"""`spelregler account close-leavers`: whoever's last day is past has no way in."""

from __future__ import annotations

import click

from spelregler.cli.accounts import account
from spelregler.cli.base import console_work


@account.command(name="close-leavers", epilog="Example: spelregler account close-leavers")
def close_leavers() -> None:
    """Close the account of everybody whose last day is past and who holds nothing else. Run it every night."""
    with console_work() as who:
        from spelregler.apps.organisation.operations.leavers import close_ways_in
        from spelregler.platform import clock

        click.echo(close_ways_in(today=clock.today(), who=who))
