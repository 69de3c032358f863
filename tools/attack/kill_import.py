"""Kill the import of an organisation at random moments, and count what is left half stored. It should be nothing.

    python tools/attack/kill_import.py              20 kills, 3 000 people
    python tools/attack/kill_import.py 5 500        5 kills, 500 people

Everything is local: it works in folders of its own under the temporary one, on databases that it makes itself, and ends
only the processes that it started. With SQLite each round begins on a copy of an empty installation; what a killed
process left behind is opened as the product opens it, and looked at.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
MOST_KILLS, MOST_PEOPLE = 100, 40_000
LOOK = """
import json, django
django.setup()
from django.apps import apps
from spelregler.platform.audit.verification import verify
models = [m for m in apps.get_app_config("organisation").get_models()]
verdict = verify()
rows = sum(m._base_manager.count() for m in models)
print(json.dumps({"rows": rows, "trail": verdict.rows, "whole": verdict.is_whole}))
"""


def main(kills: int = 20, people: int = 3_000, seed: int = 12) -> int:
    """How many rounds left something half stored; each round is told."""
    kills, people = min(kills, MOST_KILLS), min(people, MOST_PEOPLE)
    chance = random.Random(seed)  # a moment to strike, no secret
    with tempfile.TemporaryDirectory(prefix="spelregler-kill-") as folder:
        from bench.organisation_file import write_file

        file, empty, whole = (Path(folder) / name for name in ("organisation.csv", "empty", "whole"))
        write_file(file, units=max(10, people // 16), people=people)
        empty.mkdir()
        _ask(empty, "-m", "spelregler.manage", "migrate", "-v", "0")
        shutil.copytree(empty, whole)
        began = time.monotonic()
        _import(whole, file).wait()
        takes = time.monotonic() - began
        nothing, everything = _seen(empty), _seen(whole)
        if everything == nothing:
            raise SystemExit("the import stores nothing at all; there is nothing to try")
        print(f"an import takes {takes:.1f} s and leaves {everything}")
        half = 0
        for number in range(1, kills + 1):
            half += _round(
                number, Path(folder) / f"round-{number}", empty, file, chance.uniform(0.3, takes), everything
            )
    print(f"{kills} kills, half stored: {half}")
    return half


def _round(number: int, home: Path, empty: Path, file: Path, after: float, everything: dict[str, object]) -> int:
    """1 where what is left is neither nothing nor everything, or where the trail is broken."""
    shutil.copytree(empty, home)
    work = _import(home, file)
    try:
        work.wait(timeout=after)
        how = "was done before"
    except subprocess.TimeoutExpired:
        work.kill()
        work.wait()
        how = f"killed after {after:.1f} s"
    left = _seen(home)
    is_half = left not in ({"rows": 0, "trail": 0, "whole": True}, everything)
    print(f"{number:3} {how}: {left}{'  HALF STORED' if is_half else ''}", flush=True)
    shutil.rmtree(home)
    return int(is_half)


def _import(home: Path, file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "spelregler", "import", "organisation", str(file), "--apply"]
    return subprocess.Popen(
        command, env=_environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _seen(home: Path) -> dict[str, object]:
    return dict(json.loads(_ask(home, "-c", LOOK)))


def _ask(home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], env=_environment(home), check=True, capture_output=True, text=True
    )
    return done.stdout


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SPELREGLER_")}
    return {
        **kept,
        "SPELREGLER_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded",
        "PYTHONPATH": str(ROOT / "src"),
    }


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:3])) else 0)
