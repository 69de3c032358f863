#!/bin/sh
# pyaxis 0.4.3 (the reader of PC-Axis tables, the form in which statistical offices hand out municipal figures), pandas 3.1.1.
#
# A good guess: a long text that goes on in quotation marks on the next line is one text, for the form lets no line be
# longer than 256 characters; so a table with such a name of a region is read as the same table with the name on one line.
#
# What it does: each pair of quotation marks becomes a value of its own. A title comes out as two; with a region's name
# there is one region too many, and the table, which is right, is refused for its number of figures.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q pyaxis==0.4.3 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import contextlib
import io
import sys
from pathlib import Path

from pyaxis import pyaxis

TABLE = """CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGE="sv";
TITLE={title};
STUB="region";
HEADING="year";
VALUES("region")={first},"Other parts";
VALUES("year")="2024","2025";
DATA=
1 2
3 4;
"""
WHOLE, TWO_LINES = '"The town with what lies around it"', '"The town with "\n"what lies around it"'


def told(title: str, first: str) -> str:
    path = Path("table.px")
    path.write_text(TABLE.format(title=title, first=first), encoding="ascii")
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            read = pyaxis.parse(uri=str(path.resolve()), encoding="ascii")
        except ValueError as error:
            return f"refused: {error}"
    return f"title {read['METADATA']['TITLE']}, figures {read['DATA']['DATA'].tolist()}"


seen = {
    "on one line": told(WHOLE, WHOLE),
    "the title on two": told(TWO_LINES, WHOLE),
    "a region on two": told(WHOLE, TWO_LINES),
}
for what, said in seen.items():
    print(f"{what}: {said}")
figures = "figures ['1', '2', '3', '4']"
as_told = (
    seen["on one line"] == f"title ['The town with what lies around it'], {figures}"
    and seen["the title on two"] == f"title ['The town with', 'what lies around it'], {figures}"
    and seen["a region on two"].startswith("refused: ")
    and "(4)" in seen["a region on two"]
    and "(6)" in seen["a region on two"]
)
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
