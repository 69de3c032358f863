"""How fast the trail is written and verified, and how much memory verification takes.

python -m bench.trail            100 000 rows
python -m bench.trail 1000000
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import tracemalloc
from datetime import timedelta
from pathlib import Path
from time import perf_counter

ACTS = 1_000


def main(rows: int = 100_000) -> None:
    """On a SQLite file of its own, or on the database that SPELREGLER_DATABASE_URL names, which must be empty."""
    with tempfile.TemporaryDirectory(prefix="spelregler-bench-") as folder:
        os.environ["SPELREGLER_HOME"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spelregler.config.settings.embedded")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        for name, figure in measure(rows):
            print(f"{name:48} {figure}")


def measure(rows: int) -> list[tuple[str, str]]:
    """Name and figure, in the order of the report."""
    from django.db import connection

    from spelregler.platform.audit import heads
    from spelregler.platform.audit.operations import SYSTEM, record
    from spelregler.platform.audit.queries import exported
    from spelregler.platform.audit.verification import verify

    began = perf_counter()
    for number in range(ACTS):
        record(who=SYSTEM, act="act", subject=str(number), details={"amount_ore": number})
    each = (perf_counter() - began) / ACTS
    fill(rows - ACTS)
    lines = sum(1 for head in heads.noted() if head)
    began = perf_counter()
    verdict = verify()
    took = perf_counter() - began
    assert (verdict.is_whole, verdict.rows, lines, verdict.remarks) == (True, rows, rows, [])
    tracemalloc.start()
    verify()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    began = perf_counter()
    size = sum(len(str(row)) for row in exported())
    wrote = perf_counter() - began
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [
        (f"one act of its own, {connection.vendor}", f"{each * 1000:.2f} ms"),
        (f"verify {rows} rows and their heads", f"{took:.1f} s, {rows / took:.0f} rows/s"),
        ("peak of Python memory while verifying", f"{peak / 1e6:.1f} MB (process at most {resident} MB)"),
        (f"export {rows} rows", f"{wrote:.1f} s, {rows / wrote:.0f} rows/s, {size // rows} characters a row"),
        ("file of heads", f"{heads.path().stat().st_size / 1e6:.1f} MB"),
    ]


def fill(rows: int) -> None:
    """Rows and heads as the product would have written them, in bulk."""
    from spelregler.platform import clock
    from spelregler.platform.audit import heads
    from spelregler.platform.audit.chain import FIELDS, canonical, moment, row_hash
    from spelregler.platform.audit.models import AuditRow
    from spelregler.platform.audit.seals import seal

    last = AuditRow.objects.order_by("-id")[0]
    previous, at, batch = last.hash, clock.now(), []
    with Path(heads.path()).open("a", encoding="utf-8") as file:
        for number in range(last.id + 1, last.id + 1 + rows):
            row = AuditRow(
                id=number,
                at=at + timedelta(seconds=number),
                request_id="0" * 32,
                actor="Anna Lind",
                person="anna-lind",
                account="12",
                role="EC rektor",
                act="move-between-lines",
                subject=f"Rad {number}",
                subject_key=f"frames.linemove:{number}",
                content=canonical({"before": {"amount_ore": number}, "after": {"amount_ore": number + 1}}),
                previous_hash=previous,
            )
            row.hash = previous = row_hash([getattr(row, name) for name in FIELDS])
            row.seal = seal(row.hash)
            batch.append(row)
            file.write(f'\n{{"number": {number}, "at": "{moment(row.at)}", "hash": "{row.hash}"}}')
            if len(batch) == 2_000:
                AuditRow.objects.bulk_create(batch)
                batch.clear()
    AuditRow.objects.bulk_create(batch)


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
