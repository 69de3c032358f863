"""Change the rules one detail at a time, and count the changes that no test notices.

    python tools/mutants.py                     every part, at most an hour each
    python tools/mutants.py judges --minutes 20 --survivors
    python tools/mutants.py judges --only 'spelregler.domain.goals*'

A mutant is one function with one detail changed (`<` for `<=`, a number one larger, an argument left out). It is killed
when a test of its part fails. A sentence is left as it is, for readers judge sentences; codes are changed. The work is
done in a copy under artefacts/mutants, where the killed are kept: a second run tries the new and the survivors.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "artefacts" / "mutants"
CODE = re.compile(r"([\w.:/%-]*\w)?")
"""What a program reads: a role, a clause, a key. What has a space in it or ends with a stop is a sentence."""
SURVIVED = {0: "survived", 5: "no test", 33: "no test"}


@dataclass(frozen=True)
class Part:
    """Which functions are changed, and which tests are to notice."""

    changed: tuple[str, ...]
    tests: tuple[str, ...]


DOMAIN = "src/spelregler/domain"
PARTS = {
    "judges": Part(
        changed=(
            f"{DOMAIN}/autonomy/*",
            f"{DOMAIN}/goals/*",
            *(f"{DOMAIN}/frames/{name}.py" for name in ("judges", "sums", "sound", "budget_rules", "deviation")),
            *(f"{DOMAIN}/{name}.py" for name in ("decisions", "introductions", "organisation", "policy", "counting")),
        ),
        tests=(
            f"{DOMAIN}/tests",
            *(f"--ignore={DOMAIN}/tests/test_{name}.py" for name in ("disclosure", "forecast", "reading")),
        ),
    ),
    "roles": Part(changed=(f"{DOMAIN}/roles/*",), tests=(f"{DOMAIN}/roles/tests",)),
    "access": Part(
        changed=("src/spelregler/apps/*/access*",),
        tests=(
            "src/spelregler/apps",
            "-m",
            "not postgres",
            "-k",
            "access or doors or rights or refus or only or nobody",
        ),
    ),
    "checks": Part(
        changed=("src/spelregler/apps/*/checks*",),
        tests=("src/spelregler/apps", "-m", "not postgres", "-k", "check or clause or finding or load or answer"),
    ),
}


def copied(part: str) -> Path:
    """What git knows, in a folder of its own; what is unchanged keeps its time."""
    folder = WORK / part
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def results(part: str) -> list[Path]:
    """The files in which the tester keeps what became of each mutant."""
    return sorted((WORK / part / "mutants" / "src").rglob("*.py.meta"))


def forget_survivors(part: str) -> None:
    """A test that has come since may notice them."""
    for file in results(part):
        known = json.loads(file.read_text())
        codes = known["exit_code_by_key"]
        known["exit_code_by_key"] = {name: None if code in SURVIVED else code for name, code in codes.items()}
        file.write_text(json.dumps(known))


def tried(part: str, *, minutes: int, children: int, only: list[str]) -> None:
    """Let the tester work in the copy; when the time is out it stops, and what it has found stays."""
    folder = copied(part)
    forget_survivors(part)
    environment = {
        **os.environ,
        "CI": "true",  # Hypothesis then asks the same each time, and asks for no speed
        "PYTHONPATH": "",
        "SPELREGLER_HOME": str(folder / "home"),
    }
    command = [sys.executable, __file__, "--here", part, str(children), *only]
    working = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)
    try:
        working.wait(timeout=minutes * 60)
    except subprocess.TimeoutExpired:
        print(f"{part}: stopped after {minutes} minutes.", file=sys.stderr)
    finally:
        if working.poll() is None:
            os.killpg(working.pid, signal.SIGINT)
            working.wait(timeout=60)


def try_here(part: str, children: str, *only: str) -> None:
    """In the copy: mutmut with our choices, which it would otherwise read from a file."""
    import libcst
    from mutmut.__main__ import cli
    from mutmut.configuration import ProcessIsolation, config
    from mutmut.mutation import mutators

    every_string = mutators.operator_string

    def codes_only(node: libcst.BaseString) -> Iterable[libcst.BaseString]:
        if isinstance(node, libcst.SimpleString) and CODE.fullmatch(node.raw_value):
            yield from every_string(node)

    mutators.mutation_operators[:] = [
        (kind, codes_only if operator is every_string else operator) for kind, operator in mutators.mutation_operators
    ]
    chosen = config()
    chosen.also_copy = [Path(name) for name in ("src", "tests", "conftest.py", "pyproject.toml")]
    chosen.only_mutate = list(PARTS[part].changed)
    chosen.do_not_mutate = ["*/tests/*"]
    chosen.pytest_add_cli_args = ["-p", "no:cacheprovider"]
    chosen.pytest_add_cli_args_test_selection = list(PARTS[part].tests)
    chosen.process_isolation = ProcessIsolation.FORKSERVER  # the tests of properties may run once in a process only
    cli(["run", "--max-children", children, *only])


def answers(part: str) -> dict[str, dict[str, str]]:
    """For each room the mutants that were made, and what became of each."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in results(part):
        codes = json.loads(file.read_text())["exit_code_by_key"]
        inside = file.relative_to(WORK / part / "mutants" / "src" / "spelregler").parts
        room = "/".join(inside[:2] if len(inside) > 2 else inside[:1])
        for name, code in codes.items():
            found[room][name] = "not tried" if code is None else SURVIVED.get(code, "killed")
    return {room: told for room, told in found.items() if told}


def report(parts: list[str], *, survivors: bool) -> None:
    """The share killed in each room, of those that were tried."""
    kinds = ("killed", "survived", "no test", "not tried")
    print(f"{'part':8} {'room':22} {'mutants':>8}", *(f"{kind:>10}" for kind in kinds), f"{'share':>8}")
    for part in parts:
        for room, told in answers(part).items():
            count = Counter(told.values())
            seen = len(told) - count["not tried"]
            share = f"{100 * count['killed'] / seen:.1f} %" if seen else "–"
            print(f"{part:8} {room:22} {len(told):8}", *(f"{count[kind]:10}" for kind in kinds), f"{share:>8}")
            if survivors:
                print(*(f"    {name}: {what}" for name, what in told.items() if what in SURVIVED.values()), sep="\n")


def main() -> None:
    """Try the parts that are named, or all, and tell what came of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", help=", ".join(PARTS))
    asked.add_argument("--minutes", type=int, default=60, help="the most that a part may take")
    asked.add_argument("--children", type=int, default=os.cpu_count() or 1, help="how many are tried at a time")
    asked.add_argument("--only", action="append", default=[], help="names of mutants, with * for any")
    asked.add_argument("--survivors", action="store_true", help="name those that no test noticed")
    asked.add_argument("--here", nargs="+", help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.here:
        try_here(*chosen.here)
        return
    parts = chosen.parts or list(PARTS)
    if wrong := set(parts) - set(PARTS):
        asked.error(f"no such part: {', '.join(sorted(wrong))}")
    for part in parts:
        tried(part, minutes=chosen.minutes, children=chosen.children, only=chosen.only)
    report(parts, survivors=chosen.survivors)


if __name__ == "__main__":
    main()
