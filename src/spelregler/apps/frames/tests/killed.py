"""An import that is killed half-way. Run as a program on a SQLite file of its own, once per step."""

from __future__ import annotations

import os
import signal
import sys
from datetime import date
from typing import Any

FIRST, LATER = date(2026, 11, 2), date(2026, 11, 20)
HEAD = "#FLAGGA 0\n#SIETYP 4\n#FNAMN Prov\n#RAR 0 20260101 20261231\n#DIM 1 Ansvar\n"


def sie(kronor: int) -> bytes:
    """January and February, one voucher each, with two accounts that cost so many kronor."""
    rows = f"#TRANS 5010 {{1 A}} {kronor}\n#TRANS 6110 {{1 A}} {kronor}\n#TRANS 1930 {{}} {-2 * kronor}\n"
    vouchers = (f"#VER A {month} 20260{month}15\n{{\n{rows}}}\n" for month in (1, 2))
    return (HEAD + "".join(vouchers)).encode("cp437")


def bring_in(kronor: int, *, on: date) -> None:
    """Plan and apply."""
    from spelregler.apps.frames.files.ledger_import import apply_import
    from spelregler.apps.frames.files.ledger_plan import plan_import
    from spelregler.platform.audit.operations import SYSTEM

    plan = plan_import(data=sie(kronor), file_name=f"{kronor}.se", responsibility_dimension=1)
    apply_import(plan=plan, imported_on=on, who=SYSTEM)


def die_after_the_first_sums() -> None:
    """The process ends as by a power cut, with half of the sums written and nothing committed."""
    from spelregler.apps.frames.files import ledger_import

    whole: Any = ledger_import.put_in

    def once(*given: Any, **named: Any) -> None:
        whole(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    ledger_import.CHUNK = 2
    ledger_import.put_in = once  # type: ignore[assignment]


def stand() -> dict[str, Any]:
    """What is stored: files, months that count, sums and their total in kronor."""
    from spelregler.apps.frames.models import LedgerBatch, LedgerMonth, LedgerSum
    from spelregler.apps.frames.queries import net_outcome
    from spelregler.platform.audit.verification import broken_rows

    months = net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=LATER)
    return {
        "files": LedgerBatch.objects.count(),
        "months": LedgerMonth.objects.filter(end__isnull=True).count(),
        "sums": LedgerSum.objects.count(),
        "kronor": sum(each.amount_ore for each in months) // 100,
        "broken": broken_rows(),
    }


def main(step: str) -> None:
    """`first` imports, `killed` dies in a later import, `again` finishes it; the others print what is stored."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if step == "first":
        bring_in(100, on=FIRST)
    elif step == "killed":
        die_after_the_first_sums()
        bring_in(150, on=LATER)
    elif step == "again":
        bring_in(150, on=LATER)
    sys.stdout.write(repr(stand()))


if __name__ == "__main__":
    main(sys.argv[1])
