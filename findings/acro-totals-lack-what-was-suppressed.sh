#!/bin/sh
# acro 1.0.2 (disclosure control for tables of counts) with pandas 2.3.3.
#
# A good guess: with suppression on, a small cell is hidden and the totals stay what they are (more cells being hidden
# where they would give it away), or the totals are hidden too.
#
# What it does: the hidden cell is counted as nothing in every total, the grand total too. The table has no mark on
# them, so 63 persons of last year become 60, and a change from one year to the next is told that was none. The means
# in the totals are those of fewer persons in the same way.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q acro==1.0.2 pandas==2.3.3
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import logging
import sys

import pandas as pd
from acro import ACRO

COUNTS = {("alfa", "2025"): 3, ("beta", "2025"): 20, ("gamma", "2025"): 40,
          ("alfa", "2026"): 13, ("beta", "2026"): 15, ("gamma", "2026"): 35}
people = pd.DataFrame([key for key, count in COUNTS.items() for _ in range(count)], columns=["unit", "year"])
given = pd.crosstab(people.unit, people.year, margins=True)
acro = ACRO(suppress=True)
logging.disable(logging.CRITICAL)
told = acro.crosstab(people.unit, people.year, margins=True)
print(told.to_string())
cells = [("alfa", "2025"), ("alfa", "All"), ("All", "2025"), ("All", "2026"), ("All", "All")]
seen = {cell: (int(given.loc[cell]), None if pd.isna(told.loc[cell]) else int(told.loc[cell])) for cell in cells}
for (unit, year), (true, shown) in seen.items():
    print(f"{unit} {year}: true {true}, told {shown}")
as_told = seen == {
    ("alfa", "2025"): (3, None), ("alfa", "All"): (16, 13), ("All", "2025"): (63, 60), ("All", "2026"): (63, 63),
    ("All", "All"): (126, 123),
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
