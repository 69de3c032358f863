#!/bin/sh
# csvw 4.1.1 (CSV on the Web: a table of text with a description of its columns).
#
# A good guess: a column of amounts written the Swedish way, 1 234,50, can be described by its two signs and a pattern.
#
# The specification: Model for Tabular Data and Metadata on the Web, section 6.4.2: a pattern is written with the
# decimalChar and the groupChar that the column states, and implementations MUST recognise such patterns.
#
# What it does: the two signs alone work. With a pattern in the same signs each amount is refused, those with a comma
# alone too. With a pattern in a point and a comma instead, one that has no thousands is read, and is written with a
# space where its comma was: 234 50.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q csvw==4.1.1
"$folder/venv/bin/python" -W ignore - <<'PY'
import sys

from csvw.metadata import Datatype

SIGNS = {"decimalChar": ",", "groupChar": " "}
FORMATS = {
    "signs alone": SIGNS,
    "# ##0,00 as the standard says": {"pattern": "# ##0,00", **SIGNS},
    "#0,00 with a comma only": {"pattern": "#0,00", "decimalChar": ","},
    "#,##0.00 in other signs": {"pattern": "#,##0.00", **SIGNS},
}
AMOUNTS = ("1 234,50", "234,50")


def there_and_back(form: dict[str, str], text: str) -> str:
    try:
        kind = Datatype.fromvalue({"base": "decimal", "format": form})
        value = kind.read(text)
        return f"{value}, written {kind.formatted(value)}"
    except ValueError:
        return "refused"


seen = {name: [there_and_back(form, text) for text in AMOUNTS] for name, form in FORMATS.items()}
for name, said in seen.items():
    print(f"{name}: " + "; ".join(f"{text} is {each}" for text, each in zip(AMOUNTS, said, strict=True)))
as_told = seen == {
    "signs alone": ["1234.50, written 1 234,50", "234.50, written 234,50"],
    "# ##0,00 as the standard says": ["refused", "refused"],
    "#0,00 with a comma only": ["refused", "refused"],
    "#,##0.00 in other signs": ["refused", "234.50, written 234 50"],
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
