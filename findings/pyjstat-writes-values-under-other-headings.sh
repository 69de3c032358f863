#!/bin/sh
# pyjstat 2.4.0 (JSON-stat 2.0 from and to tables), with pandas 2.3.3.
#
# A good guess: a table in which each row says its region and its year is the same table in any order of its rows, so
# what is written from it and read back has the same value for each region and year.
#
# The specification: in JSON-stat 2.0 `value` is a cube in row-major order of the dimensions in `id` and of the
# categories in `index`; a cell's place is all that says what it is.
#
# What it does: the categories are listed in the order in which they first occur, the values in the order of the rows.
# A table that is not sorted is written without a word with its values under other regions and years.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q pyjstat==2.4.0 pandas==2.3.3
"$folder/venv/bin/python" -W ignore - <<'PY'
import sys

import pandas as pd
from pyjstat import pyjstat

SORTED = [("Norr", "2024", 10), ("Norr", "2025", 11), ("Syd", "2024", 20), ("Syd", "2025", 21)]
UNSORTED = [("Norr", "2024", 10), ("Syd", "2025", 21), ("Syd", "2024", 20), ("Norr", "2025", 11)]


def there_and_back(rows):
    frame = pd.DataFrame(rows, columns=["region", "year", "value"])
    text = pyjstat.Dataset.read(frame).write()
    back = pyjstat.Dataset.read(text).write("dataframe")
    return {(row.region, row.year): int(row.value) for row in back.itertuples()}


given = {(region, year): value for region, year, value in SORTED}
sorted_rows, unsorted_rows = there_and_back(SORTED), there_and_back(UNSORTED)
for key, value in given.items():
    print(f"{key[0]} {key[1]}: given {value}, back {sorted_rows[key]} if sorted, {unsorted_rows[key]} if not")
as_told = sorted_rows == given and unsorted_rows == {
    ("Norr", "2024"): 10, ("Norr", "2025"): 21, ("Syd", "2024"): 20, ("Syd", "2025"): 11
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
