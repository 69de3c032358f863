#!/bin/sh
# python-stdnum 2.2 (checks of identity numbers; Swedish personal and organisation numbers).
#
# A good guess: the two can be told apart, for an organisation's number never has a month in its third and fourth
# digit: what is valid as an organisation's number is no person's, and any person's number is a valid personal number.
#
# What it does: a personal number is a valid organisation number too, for only the check digit is looked at. A
# coordination number (for persons who are not registered here, the day plus 60) is a valid organisation number and no
# valid personal number. A register of suppliers, sole traders among them, cannot be sorted by the two answers. The
# two numbers of persons are those that the Swedish tax authority hands out for tests; nobody has them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q python-stdnum==2.2
"$folder/venv/bin/python" - <<'PY'
import sys

from stdnum.se import orgnr, personnummer

NUMBERS = {"an authority's": "2021005489", "a person's": "189001019802", "a coordination number": "197010632391"}
NUMBERS = {what: number[-10:] for what, number in NUMBERS.items()}
seen = {
    what: (orgnr.is_valid(number), personnummer.is_valid(f"{number[:6]}-{number[6:]}"))
    for what, number in NUMBERS.items()
}
for what, (organisation, person) in seen.items():
    print(f"{what}: organisation {organisation}, person {person}")
as_told = seen == {
    "an authority's": (True, False),
    "a person's": (True, True),
    "a coordination number": (True, False),
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
