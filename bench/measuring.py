"""What every measurement stands on: a home of its own, a process of its own, and how its figures are told."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any


def peak_mb() -> int:
    """Peak memory of this process, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and the result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process's own processor time, which others on the machine do not lengthen, and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def best(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """Processor time of the fastest of some runs, and the last result."""
    runs = [spent(work) for _ in range(times)]
    return min(seconds for seconds, _result in runs), runs[-1][1]


def setup() -> None:
    """A migrated, empty database under the process's own home."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "spelregler.config.settings.embedded"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def alone(*arguments: str) -> dict[str, Any]:
    """Run one measurement in a process and a home of its own."""
    with tempfile.TemporaryDirectory(prefix="spelregler-bench-") as folder:
        environment = {**os.environ, "SPELREGLER_HOME": folder}
        done = subprocess.run(
            [sys.executable, "-m", "bench", *arguments], env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def table(rows: list[dict[str, Any]]) -> None:
    """Print the figures with one column per kind."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    widths = [max(len(columns[n]), *(len(line[n]) for line in cells)) for n in range(len(columns))]
    for line in [columns, *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)), flush=True)
    print(flush=True)


def _cell(value: Any) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
