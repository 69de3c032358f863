"""The program `spelregler`.

Exit codes: 0 all is well, 1 something was found (a fault in a package, a broken check), 2 the command or its input
cannot be used. Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

from spelregler.cli import (
    accounts,
    adoption,
    archive,
    audit,
    backup,
    begin,
    earlier,
    imports,
    kolada,
    leavers,
    mail,
    mend,
    people,
    policy,
    run,
    sie,
    signals,
    stratml,
    tables,
    town,
    upgrade,
)
from spelregler.cli.base import program

__all__ = [
    "accounts",
    "adoption",
    "archive",
    "audit",
    "backup",
    "begin",
    "earlier",
    "imports",
    "kolada",
    "leavers",
    "mail",
    "main",
    "mend",
    "people",
    "policy",
    "program",
    "run",
    "sie",
    "signals",
    "stratml",
    "tables",
    "town",
    "upgrade",
]


def main(arguments: list[str] | None = None) -> None:
    """Run the program."""
    program.main(args=arguments, prog_name="spelregler")
