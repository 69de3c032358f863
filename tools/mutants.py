"""Change the rules one detail at a time, and count the changes that no test notices.

    python tools/mutants.py                     150 mutants of every part, at most an hour each
    python tools/mutants.py judges --minutes 20 --survivors
    python tools/mutants.py access --sample 0   every mutant
    python tools/mutants.py judges --only 'spelregler.domain.goals*' --sample 0

A mutant is one function with one detail changed (`<` for `<=`, a number one larger, an argument left out). It is killed
when a test of its part fails. A sentence is left as it is, for readers judge sentences; codes are changed.

What is tried is a sample: every n-th mutant in the order of the code, so that each function has its share, from a
place that the seed decides. A mutant is tried on the tests that reach it until one fails: the tests of its own room
first, and of a test with many cases one case before the next; past `--seconds` it has survived. So the share told is
the least that it can be. What the tests in the rooms leave is tried on those of the pages, in the demo municipality.

The work is done in copies under artefacts/mutants. There the times of the tests are kept, which the first run takes,
and the killed: a second run tries the new and the survivors.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "artefacts" / "mutants"
CODE = re.compile(r"([\w.:/%-]*\w)?")
"""What a program reads: a role, a clause, a key. What has a space in it or ends with a stop is a sentence."""
KINDS = ("killed", "not tried", "survived", "no test")
SAID = {0: "survived", 5: "no test", 33: "no test"}
"""What the tester's codes mean. Every other is a kill: a test failed, or never came to an end."""


@dataclass(frozen=True)
class Part:
    """Which functions are changed, and which tests are to notice: suites that each have a database of their own."""

    changed: tuple[str, ...]
    suites: tuple[tuple[str, ...], ...]


DOMAIN = "src/spelregler/domain"
JUDGING = (
    *("decisions", "effects", "introductions", "new_employees", "term_training", "organisation", "policy", "counting"),
    *("assessment", "tenure", "findings", "leavers", "period"),
)
HIDING = ("suppression", "disclosure")
QUICK = ("-m", "not postgres and not long")
IN_THE_ROOMS = ("src/spelregler/apps", "--ignore=src/spelregler/apps/help", *QUICK)
ON_THE_PAGES = tuple(
    f"tests/test_{name}.py"
    for name in (
        *("body_pages", "committee_forecast", "comparison_pages", "corrections", "decided_budget", "decided_plans"),
        *("decision_pages", "department_pages", "doors", "file_cases", "file_pages", "findings", "forecast_pages"),
        *("goal_forms", "goal_work", "indicators", "job_assignments", "leavers_page", "live_clauses", "living_owners"),
        *("money_pages", "open_signal", "organisation_file", "organisation_pages", "plan_pages", "planning"),
        *("reviews", "roll_over", "structure", "term_pages", "true_answers", "unit_changes", "values_by_file"),
    )
)
WHOLE_PACKAGES = tuple(f"{DOMAIN}/roles/tests/test_{name}.py" for name in ("floor", "rules", "role_codes"))
OF_ROOMS = (IN_THE_ROOMS, (*ON_THE_PAGES, *QUICK))
PARTS = {
    "judges": Part(
        changed=(
            f"{DOMAIN}/autonomy/*",
            f"{DOMAIN}/goals/*",
            f"{DOMAIN}/frames/*",
            *(f"{DOMAIN}/{name}.py" for name in JUDGING),
        ),
        suites=(
            (
                f"{DOMAIN}/tests",
                *(f"--ignore={DOMAIN}/tests/test_{name}.py" for name in ("disclosure", "reading", "words")),
            ),
        ),
    ),
    "hidden": Part(
        changed=tuple(f"{DOMAIN}/{name}.py" for name in HIDING),
        suites=((*(f"{DOMAIN}/tests/test_{name}.py" for name in HIDING), "-k", "not two_seconds"),),
    ),
    "roles": Part(
        changed=(f"{DOMAIN}/roles/*",),
        suites=(
            (f"{DOMAIN}/roles/tests", *(f"--ignore={name}" for name in WHOLE_PACKAGES)),
            WHOLE_PACKAGES,
        ),
    ),
    "access": Part(changed=("src/spelregler/apps/*/access*",), suites=OF_ROOMS),
    "checks": Part(changed=("src/spelregler/apps/*/checks*",), suites=OF_ROOMS),
}


@dataclass(frozen=True)
class Extent:
    """How much is tried: how many mutants (0 is all), from which place, and for how long each."""

    sample: int
    seed: int
    seconds: int


@dataclass(frozen=True)
class Work:
    """One suite at work on a part. Parts with the same suites share the copy, so that the tests are timed once."""

    part: str
    nth: int

    @property
    def tests(self) -> tuple[str, ...]:
        return PARTS[self.part].suites[self.nth]

    @property
    def shared_by(self) -> list[str]:
        return [name for name, each in PARTS.items() if each.suites == PARTS[self.part].suites]

    @property
    def folder(self) -> Path:
        return WORK / "-".join([*self.shared_by, str(self.nth + 1)])

    def results(self) -> Iterator[tuple[str, Path]]:
        """The changed files of the part, each with the file in which the tester keeps what became of its mutants."""
        made = self.folder / "mutants"
        for file in sorted((made / "src").rglob("*.py.meta")):
            name = file.relative_to(made).as_posix().removesuffix(".meta")
            if any(fnmatch.fnmatch(name, pattern) for pattern in PARTS[self.part].changed):
                yield name, file

    def codes(self) -> dict[str, int | None]:
        """What became of each mutant, as the tester says it."""
        return {name: code for _, file in self.results() for name, code in read(file)["exit_code_by_key"].items()}


def works(part: str) -> list[Work]:
    """The suites of a part, in the order in which they are asked."""
    return [Work(part, nth) for nth in range(len(PARTS[part].suites))]


def read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def copied(work: Work) -> None:
    """What git knows, in a folder of its own; what is unchanged keeps its time, and what is gone goes there too."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (work.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, work.folder / name)
    for copy in (work.folder, work.folder / "mutants"):
        for file in [each for kind in ("*.py", "*.py.meta") for each in (copy / "src").rglob(kind)]:
            if not (ROOT / file.relative_to(copy).as_posix().removesuffix(".meta")).is_file():
                file.unlink()


def sampled(names: list[str], extent: Extent) -> list[str]:
    """Every n-th, from a place that the seed decides. All where no number is said."""
    if not 0 < extent.sample < len(names):
        return names
    step, begin = len(names) / extent.sample, random.Random(extent.seed).random()
    return [names[int((begin + n) * step)] for n in range(extent.sample)]


def chosen(part: str, extent: Extent, only: Iterable[str]) -> dict[str, str]:
    """The mutants that are tried, each with the room that it is of."""
    rooms: dict[str, str] = {}
    for name, file in works(part)[0].results():
        inside = Path(name).parts[2:]
        room = "/".join(inside[:2] if len(inside) > 2 else inside[:1])
        rooms |= dict.fromkeys(read(file)["exit_code_by_key"], room)
    asked = list(only) or ["*"]
    named = [name for name in rooms if any(fnmatch.fnmatch(name, pattern) for pattern in asked)]
    return {name: rooms[name] for name in sampled(named, extent)}


def became(part: str) -> dict[str, str]:
    """What became of each mutant in all suites: killed by one of them, else survived, else reached by no test."""
    told: dict[str, str] = {}
    every = list(works(part)[0].codes())
    for work in works(part):
        codes = work.codes()
        for name in every:
            code = codes.get(name)
            what = "not tried" if code is None else SAID.get(code, "killed")
            told[name] = min(what, told.get(name, what), key=KINDS.index)
    return told


def forget_survivors(work: Work) -> None:
    """A test that has come since may notice them."""
    for _, file in work.results():
        known = read(file)
        codes = known["exit_code_by_key"]
        known["exit_code_by_key"] = {name: None if code in SAID else code for name, code in codes.items()}
        file.write_text(json.dumps(known))


def tried(work: Work, *, until: float, children: int, extent: Extent, only: list[str]) -> None:
    """Let the tester work in the copy; when the time is out it stops, and what it has found stays."""
    copied(work)
    forget_survivors(work)
    environment = {
        **os.environ,
        "CI": "true",  # Hypothesis then asks the same each time, and asks for no speed
        "PYTHONPATH": "",
        "SPELREGLER_HOME": str(work.folder / "home"),
    }
    numbers = [str(each) for each in (work.nth, children, extent.sample, extent.seed, extent.seconds)]
    command = [sys.executable, __file__, "--here", work.part, *numbers, *only]
    log = work.folder / "log"
    with log.open("w") as told:
        working = subprocess.Popen(
            command, cwd=work.folder, env=environment, start_new_session=True, stdout=told, stderr=subprocess.STDOUT
        )
        try:
            if working.wait(timeout=max(until - time.monotonic(), 1)):
                print(f"{work.part}: the tester gave up; {log.relative_to(ROOT)} says why.", file=sys.stderr)
        except subprocess.TimeoutExpired:
            print(f"{work.part}: the time is out.", file=sys.stderr)
        finally:
            if working.poll() is None:
                os.killpg(working.pid, signal.SIGTERM)
                working.wait(timeout=60)


def try_here(part: str, nth: str, children: str, sample: str, seed: str, seconds: str, *only: str) -> None:
    """In the copy: mutmut with our choices, which it would otherwise read from a file or not ask for."""
    import libcst
    from hypothesis.internal.conjecture.engine import ConjectureRunner
    from mutmut import __main__ as mutmut
    from mutmut.configuration import ProcessIsolation, config
    from mutmut.mutation import mutators
    from mutmut.runners.harness import PytestRunner
    from mutmut.state import state
    from mutmut.workers.isolation import ForkServerRunner

    work, extent = Work(part, int(nth)), Extent(int(sample), int(seed), int(seconds))
    every_string = mutators.operator_string

    def codes_only(node: libcst.BaseString) -> Iterable[libcst.BaseString]:
        if isinstance(node, libcst.SimpleString) and CODE.fullmatch(node.raw_value):
            yield from every_string(node)

    mutators.mutation_operators[:] = [
        (kind, codes_only if operator is every_string else operator) for kind, operator in mutators.mutation_operators
    ]

    every_mutant = mutmut.collect_source_file_mutation_data

    def of_the_sample(**asked: Any) -> Any:
        found, files = every_mutant(**asked)
        names, told = chosen(part, extent, only), became(part)
        found = [each for each in found if each[1] in names and told[each[1]] != "killed"]
        random.Random(extent.seed).shuffle(found)  # so that a run cut short has tried a fair part
        return found, files

    mutmut.collect_source_file_mutation_data = of_the_sample
    mutmut.estimated_worst_case_time = lambda name: 0

    hand_over = ForkServerRunner.submit

    def the_telling_first(self: Any, name: str, tests: list[str], limit: int, estimate: float) -> None:
        hand_over(self, name, telling(name, tests, state().duration_by_test, extent.seconds), limit, estimate)

    ForkServerRunner.submit = the_telling_first
    # What the tests are timed with has passed; a test that has come since is timed before it is counted.
    ForkServerRunner.run_clean_tests = lambda self, tests: 0

    look_at_tests = PytestRunner.warm_up

    def made_ready(self: Any) -> None:
        look_at_tests(self)
        # That a property fails is enough: the smallest example of it is not looked for.
        ConjectureRunner.shrink_interesting_examples = lambda self: None
        if PARTS[part].suites == OF_ROOMS:
            keep_a_database(demo=work.nth > 0)

    PytestRunner.warm_up = made_ready

    said = config()
    said.also_copy = [Path(name) for name in ("src", "tests", "docs", "conftest.py", "pyproject.toml")]
    said.only_mutate = [pattern for name in work.shared_by for pattern in PARTS[name].changed]
    said.do_not_mutate = ["*/tests/*"]
    said.pytest_add_cli_args = ["-p", "no:cacheprovider"]
    said.pytest_add_cli_args_test_selection = list(work.tests)
    said.process_isolation = ProcessIsolation.FORKSERVER  # the tests of properties may run once in a process only
    mutmut.cli(["run", "--max-children", children])


def telling(mutant: str, tests: Iterable[str], seconds: dict[str, float], most: float) -> list[str]:
    """The tests to ask about a mutant, the most telling first: of its room, then case by case, then the quickest."""
    room = "/".join(mutant.split(".")[:3])
    cases: Counter[str] = Counter()
    order: dict[str, tuple[bool, int, float]] = {}
    for test in sorted(tests, key=lambda each: (seconds[each], each)):
        name = test.partition("[")[0]
        cases[name] += 1
        order[test] = (f"{room}/" not in test, cases[name], seconds[test])
    asked: list[str] = []
    for test in sorted(order, key=order.__getitem__):
        if most < seconds[test]:
            break
        most -= seconds[test]
        asked.append(test)
    return asked


def keep_a_database(*, demo: bool) -> None:
    """Make what the tests' database is a copy of before the processes part, so that none makes its own."""
    from spelregler.demo.tests.built import bare_home, built_home

    _ = built_home() if demo else bare_home()


def report(parts: list[str], extent: Extent, *, only: list[str], survivors: bool) -> None:
    """The share killed in each room, of those that were tried."""
    print(f"{'part':8} {'room':22} {'mutants':>8}", *(f"{kind:>10}" for kind in KINDS), f"{'share':>8}")
    for part in parts:
        said, rooms = became(part), defaultdict[str, dict[str, str]](dict)
        for name, room in chosen(part, extent, only).items():
            rooms[room][name] = said[name]
        whole = {name: what for told in rooms.values() for name, what in told.items()}
        for room, told in [*rooms.items(), ("all", whole)]:
            count = Counter(told.values())
            seen = len(told) - count["not tried"]
            share = f"{100 * count['killed'] / seen:.1f} %" if seen else "–"
            print(f"{part:8} {room:22} {len(told):8}", *(f"{count[kind]:10}" for kind in KINDS), f"{share:>8}")
        if survivors:
            print(*(f"    {name}: {what}" for name, what in whole.items() if what in SAID.values()), sep="\n")


def main() -> None:
    """Try the parts that are named, or all, and tell what came of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", help=", ".join(PARTS))
    asked.add_argument("--minutes", type=int, default=60, help="the most that a part may take")
    asked.add_argument("--sample", type=int, default=150, help="how many are tried of a part; 0 is all")
    asked.add_argument("--seed", type=int, default=1, help="which sample")
    asked.add_argument("--seconds", type=int, default=30, help="the most that the tests of one mutant may take")
    asked.add_argument("--children", type=int, default=os.cpu_count() or 1, help="how many are tried at a time")
    asked.add_argument("--only", action="append", default=[], help="names of mutants, with * for any")
    asked.add_argument("--survivors", action="store_true", help="name those that no test noticed")
    asked.add_argument("--here", nargs="+", help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.here:
        try_here(*said.here)
        return
    parts = said.parts or list(PARTS)
    if wrong := set(parts) - set(PARTS):
        asked.error(f"no such part: {', '.join(sorted(wrong))}")
    extent = Extent(said.sample, said.seed, said.seconds)
    for part in parts:
        until = time.monotonic() + said.minutes * 60
        for work in works(part):
            tried(work, until=until, children=said.children, extent=extent, only=said.only)
    report(parts, extent, only=said.only, survivors=said.survivors)


if __name__ == "__main__":
    main()
