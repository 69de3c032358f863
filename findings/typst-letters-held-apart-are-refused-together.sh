#!/bin/sh
# typst 0.15.2 (the typesetter, as a Python package), PDF/UA-1, its own embedded typefaces only.
#
# A good guess: where a digit alone and a mark alone can each be set, the two after each other can be set too; so a
# program that asks about each character of a text once knows whether the text can be set.
#
# What it does: a letter and the marks that follow it are set from one typeface. Where none holds both, the standard
# that refuses missing glyphs refuses the document, and the error names the letter, which can be set by itself.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q typst==0.15.2
"$folder/venv/bin/python" - <<'PY'
import sys

import typst

SOURCE = b'#set document(title: "-")\n#sys.inputs.text'


def refusal(text: str) -> str:
    try:
        typst.compile(
            SOURCE, format="pdf", sys_inputs={"text": text}, pdf_standards=["ua-1"], ignore_system_fonts=True
        )
    except typst.TypstError as error:
        return str(error)
    return ""


DIGIT, MARK, LETTER = "0", "\u064b", "\u0627"
seen = {"digit": refusal(DIGIT), "mark": refusal(MARK), "digit and mark": refusal(DIGIT + MARK),
        "letter of its own script and mark": refusal(LETTER + MARK)}
for what, said in seen.items():
    print(f"{what}: {said or 'set'}")
as_told = (
    not seen["digit"]
    and not seen["mark"]
    and not seen["letter of its own script and mark"]
    and 'the text `"0"` could not be displayed' in seen["digit and mark"]
)
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
