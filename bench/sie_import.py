"""A large SIE file, read and imported by what the product calls, beside a plain scan of the same bytes."""

from __future__ import annotations

import os
import tempfile
from typing import Any

from bench.measuring import alone, best, peak_mb, setup, spent
from bench.sie_file import plain_scan, stream_all, write_file

TRANSACTIONS = int(os.environ.get("BENCH_TRANSACTIONS", "1000000"))
ACTIVITY = 20


def scanned(path: str) -> dict[str, Any]:
    """A plain regular expression over the bytes: what the others are compared with."""
    seconds, rows = best(lambda: plain_scan(path))
    return {"what": f"SIE, plain scan, {rows} rows", "processor s": seconds, "rows": rows}


def streamed(path: str) -> dict[str, Any]:
    """Every row with every check, as the importer reads them."""
    seconds, rows = best(lambda: stream_all(path))
    return {"what": "SIE, stream", "processor s": seconds, "rows": rows, "peak MB": peak_mb()}


def imported(path: str, activity: str, store: str) -> dict[str, Any]:
    """Looked through, or stored too; then the very same file once more, which changes nothing."""
    setup()
    from datetime import date

    from django.db import connection

    from spelregler.apps.frames.files.ledger_report import import_file
    from spelregler.platform import collecting
    from spelregler.platform.audit.operations import SYSTEM

    collecting.search_seldom()  # as a process that does long work does

    def work() -> dict[str, Any]:
        with open(path, "rb") as data:
            return import_file(
                data=data,
                file_name="bench.SE",
                responsibility=1,
                activity=int(activity) or None,
                store=bool(store),
                today=date(2026, 12, 31),
                who=SYSTEM,
            )

    seconds, first = spent(work)
    if first["stored"] != bool(store):
        raise SystemExit("what was to be stored is not, or the other way round")
    peak = peak_mb()
    again, second = spent(work)
    if store and not second["unchanged"]:
        raise SystemExit("the second import changes nothing; this one did otherwise")
    said = f"SIE, {'imported' if store else 'looked through'}{', with activities' if int(activity) else ''}"
    found = {"what": f"{said}, {connection.vendor}", "processor s": seconds, "peak MB": peak, "rows": first["rows"]}
    return {**found, "again": again} if store else found


def lines() -> list[dict[str, Any]]:
    """One line for each, with its ratio to the scan."""
    with tempfile.NamedTemporaryFile(suffix=".SE") as file:
        write_file(file.name, transactions=TRANSACTIONS)
        scan = alone("sie-scan", file.name)
        others = [
            alone("sie-stream", file.name),
            *(
                alone("sie-import", file.name, activity, store)
                for activity, store in (("0", ""), ("0", "store"), (f"{ACTIVITY}", "store"))
            ),
        ]
    if any(each["rows"] != scan["rows"] for each in others):
        raise SystemExit(f"the scan saw {scan['rows']} rows, another {[each['rows'] for each in others]}")
    found = [scan, *({**each, "of scan": each["processor s"] / scan["processor s"]} for each in others)]
    return [{name: value for name, value in each.items() if name != "rows"} for each in found]
