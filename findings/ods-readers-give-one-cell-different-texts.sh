#!/bin/sh
# python-calamine 0.9.1, pyexcel-ods3 0.6.1 and pandas 2.3.3 with odfpy 1.4.1: one spreadsheet in OpenDocument (.ods).
#
# A good guess: three readers give the same text for a cell of text, and a time is read whatever its length.
#
# The specification: OpenDocument 1.3 part 3: text:line-break and text:tab stand for a line break and a tab (6.1.4 and
# 6.1.5); where a cell has office:string-value, that is its value and the text in it is what is shown; a time value is
# a duration of XML Schema, so 36 hours are one.
#
# What they do: calamine and pandas drop the break and the tab, and pandas also the boundary of two paragraphs (which is
# what a line break typed in a cell is saved as), so two words become one. pyexcel-ods3 and pandas give the text that is
# shown, so a code loses its zero; calamine gives the value. A sum of hours over a day is a text for calamine, a length
# of time for pyexcel-ods3, and pandas refuses the whole file for it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q \
    python-calamine==0.9.1 pyexcel-ods3==0.6.1 pandas==2.3.3 odfpy==1.4.1
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import sys
import zipfile

import pandas as pd
import pyexcel_ods3
import python_calamine

O = "urn:oasis:names:tc:opendocument:xmlns:"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = f"""<office:document-content xmlns:office="{O}office:1.0" xmlns:text="{O}text:1.0" xmlns:table="{O}table:1.0"
 office:version="1.3"><office:body><office:spreadsheet><table:table table:name="T"><table:table-column/>%s</table:table>
 </office:spreadsheet></office:body></office:document-content>"""
MANIFEST = f"""<manifest:manifest xmlns:manifest="{O}manifest:1.0" manifest:version="1.3">
 <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{KIND}"/>
 <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
ROW = "<table:table-row><table:table-cell office:value-type=%s</table:table-cell></table:table-row>"
TEXTS = {
    "line break": '"string"><text:p>Norra<text:line-break/>enheten</text:p>',
    "tab": '"string"><text:p>KS<text:tab/>113</text:p>',
    "two paragraphs": '"string"><text:p>Norra</text:p><text:p>enheten</text:p>',
    "code": '"string" office:string-value="0481"><text:p>481</text:p>',
}
HOURS = {"36 h 30 min": '"time" office:time-value="PT36H30M00S"><text:p>36:30</text:p>'}


def save(path, cells):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", KIND)
        file.writestr("META-INF/manifest.xml", MANIFEST)
        file.writestr("content.xml", CONTENT % "".join(ROW % cell for cell in cells.values()))


def by_calamine(path):
    return [row[0] for row in python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]


def by_pyexcel(path):
    return [row[0] for row in pyexcel_ods3.get_data(path)["T"]]


def by_pandas(path):
    return list(pd.read_excel(path, engine="odf", header=None, dtype=object)[0])


def read(how, path):
    try:
        return [str(each) for each in how(path)]
    except Exception as error:
        return [type(error).__name__]


save("texts.ods", TEXTS)
save("hours.ods", HOURS)
seen = {}
for how in (by_calamine, by_pyexcel, by_pandas):
    seen[how.__name__] = read(how, "texts.ods") + read(how, "hours.ods")
    print(how.__name__, dict(zip([*TEXTS, *HOURS], seen[how.__name__], strict=True)))
as_told = seen == {
    "by_calamine": ["Norraenheten", "KS113", "Norra\nenheten", "0481", "PT36H30M00S"],
    "by_pyexcel": ["Norra\nenheten", "KS\t113", "Norra\nenheten", "481", "1 day, 12:30:00"],
    "by_pandas": ["Norraenheten", "KS113", "Norraenheten", "481", "DateParseError"],
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
