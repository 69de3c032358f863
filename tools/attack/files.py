"""Hand every reader files changed at random, and count what is neither read right nor refused in words.

It should be nothing. Wrong is a figure that a reader gave and that stands nowhere in the file.

    python tools/attack/files.py                     50 000 files, each 20 s at most, 300 MB at most
    python tools/attack/files.py 5000 7              5 000 files, seed 7
    python tools/attack/files.py 500 7 sie           of one reader only

Everything is local. Each reader works in a process of its own with a bound on its memory, so that a file that swells,
hangs or ends the process is counted and not met by this one. A file that failed is kept, and its folder is told.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
MOST_FILES, MOST_SECONDS, MOST_MB = 1_000_000, 20, 300
FAULTS = ("wrong", "trace", "slow", "ended")
STOPPED_AT_MB = 1024
"""The address space that a process may have; more than it may use, for what libraries map and never touch."""


def main(files: int = 50_000, seed: int = 13, only: str = "") -> int:
    """How many files were met with something else than a reading or a refusal in words."""
    names = [each.name for each in every_reader() if only in each.name]
    files = min(files, MOST_FILES)
    folder = Path(tempfile.mkdtemp(prefix="spelregler-files-"))
    bad = total = 0
    print(
        f"{'reader':<14}{'files':>8}{'read':>8}{'refused':>9}{'wrong':>7}{'trace':>7}{'slow':>6}{'ended':>7}{'MB':>6}{'s':>7}"
    )
    for name in names:
        counts, largest, seconds = _round(name, -(-files // len(names)), seed, folder)
        met = sum(counts.values())
        bad, total = bad + sum(counts[each] for each in FAULTS) + (largest > MOST_MB), total + met
        figures = [met, *(counts[each] for each in ("read", "refused", *FAULTS))]
        widths = (8, 8, 9, 7, 7, 6, 7)
        row = "".join(f"{figure:>{width}}" for figure, width in zip(figures, widths, strict=True))
        print(f"{name:<14}{row}{largest:>6.0f}{seconds:>7.1f}", flush=True)
    print(f"{total} files; {bad} met with something else than a reading or a refusal in words")
    if bad:
        print(f"what failed lies in {folder}")
    return bad


def every_reader() -> list[Any]:
    """Of files, of copies and of what directories send."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spelregler.config.settings.embedded")
    import django

    django.setup()
    from spelregler.apps.identity.tests.scim_bodies import bodies
    from spelregler.exchange.tests.mutated import readers
    from spelregler.platform.tests.archives import backups

    return [*readers(), backups(), bodies()]


def _round(name: str, files: int, seed: int, folder: Path) -> tuple[Counter[str], float, float]:
    """One reader's files. A process that ended is begun again after the file that ended it."""
    counts: Counter[str] = Counter()
    largest, began, done = 0.0, time.monotonic(), 0
    while done < files:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(
            target=_work, args=(name, done, files, seed, folder, theirs)
        )
        process.start()
        theirs.close()
        try:
            while True:
                word, megabytes = ours.recv()
                counts[word] += 1
                largest, done = max(largest, megabytes), done + 1
        except EOFError:
            process.join()
        if done < files:
            counts["ended"] += 1
            done += 1
            print(f"{name}: file {done} of seed {seed} ended the process ({process.exitcode})", flush=True)
    return counts, largest, time.monotonic() - began


def _work(name: str, start: int, files: int, seed: int, folder: Path, told: Connection) -> None:
    """Each file by its own number, so that one can be made again alone."""
    from spelregler.exchange.tests.changes import mutated
    from spelregler.exchange.tests.standing import not_written

    warnings.simplefilter("ignore")
    reader = next(each for each in every_reader() if each.name == name)
    resource.setrlimit(resource.RLIMIT_AS, (STOPPED_AT_MB * 1024**2, STOPPED_AT_MB * 1024**2))
    signal.signal(signal.SIGALRM, _too_slow)
    for number in range(start, files):
        data = mutated(reader.seeds, random.Random(f"{seed} {name} {number}"))
        signal.alarm(MOST_SECONDS)
        try:
            found = reader.read(data)
            word = "wrong" if not_written(data, reader.figures(found)) else "read"
        except reader.refusals:
            word = "refused"
        except TooSlow:
            word = "slow"
        except BaseException:
            word = "trace"
            (folder / f"{name.replace(' ', '-')}-{number}.txt").write_text(traceback.format_exc())
        finally:
            signal.alarm(0)
        if word in FAULTS:
            (folder / f"{name.replace(' ', '-')}-{number}.bin").write_bytes(data)
        told.send((word, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


class TooSlow(BaseException):
    """No reader catches it."""


def _too_slow(*_told: object) -> None:
    raise TooSlow


if __name__ == "__main__":
    sys.exit(min(1, main(*(int(each) if each.isdecimal() else each for each in sys.argv[1:]))))
