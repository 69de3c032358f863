"""Attack what is hidden of small numbers: towns and histories at random, published in any order, corrected in pieces.

    python tools/attack/disclosure.py [--seconds 600] [--seed 1] [--cells 120] [--gap 60]

For each history every hidden small number's interval is computed after the last step, and after one step at random, by
linear programming over all that was ever shown. Then tables of at most sixty cells are compared with the smallest safe
set that a solver finds. Prints counts; exit code 1 where anything was pinned, narrower than the package allows, or more
than a fifth above the smallest. Bounded in time, no network, no database.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from spelregler.domain.tests.disclosure_attack import (
    Attack,
    Step,
    Story,
    any_atoms,
    any_story,
    any_town,
    fewest_hidden,
    tell,
)


def attack(seed: int, cells: int, counts: Counter[str]) -> None:
    """One history, told and attacked."""
    random = Random(seed)
    story = any_story(random, most_cells=cells)
    told = tell(story)
    counts["histories"] += 1
    counts["with corrections"] += len(story.editions) > 1
    counts["of shares"] += story.parts is not None
    counts["steps"] += len(story.steps)
    counts["figures"] += len(told[-1].figures)
    counts["hidden"] += sum(not each.is_shown for each in told[-1].figures)
    for state in {len(told) - 1, random.randrange(len(told))}:
        for found in Attack(story, told[state]).intervals():
            counts["intervals"] += 1
            counts["pinned"] += found.is_pinned
            counts["narrower than allowed"] += found.is_narrow
            if found.is_pinned or found.is_narrow:
                print(f"seed {seed}, step {state}: {found}", file=sys.stderr)


def compare(seed: int, counts: Counter[str]) -> None:
    """One table published at once, beside the smallest safe set."""
    random = Random(seed)
    town = any_town(random, most_cells=60)
    atoms = any_atoms(town, random)
    (told,) = tell(Story(town, [atoms], None, [Step(0, tuple(town.cells))]))
    hidden, fewest = sum(not each.is_shown for each in told.figures), fewest_hidden(town, atoms)
    if fewest is None:
        counts["tables that the solver gave up"] += 1
        return
    counts["tables compared"] += 1
    counts["hidden in them"] += hidden
    counts["fewest possible"] += fewest
    if hidden > fewest * 1.2:
        counts["more than a fifth above"] += 1
        print(f"seed {seed}: {hidden} hidden, {fewest} would do", file=sys.stderr)


def main() -> int:
    """Attack for so long, compare so many."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=int, default=600)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--cells", type=int, default=120)
    asked.add_argument("--gap", type=int, default=60)
    said = asked.parse_args()
    counts: Counter[str] = Counter({"pinned": 0, "narrower than allowed": 0, "more than a fifth above": 0})
    for seed in range(said.seed, said.seed + said.gap):
        compare(seed, counts)
    began, seed = time.monotonic(), said.seed
    while time.monotonic() - began < said.seconds:
        attack(seed, said.cells, counts)
        seed += 1
    for name, count in counts.items():
        print(f"{name}: {count}")
    return 1 if counts["pinned"] or counts["narrower than allowed"] or counts["more than a fifth above"] else 0


if __name__ == "__main__":
    sys.exit(main())
