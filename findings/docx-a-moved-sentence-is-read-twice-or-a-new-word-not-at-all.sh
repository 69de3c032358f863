#!/bin/sh
# python-docx 1.2.0, mammoth 1.13.0, docx2python 3.7.1 and docx2txt 0.9: one Word file with changes that are tracked, as
# a proposal for a decision has them on its way through a committee.
#
# A good guess: the readers give the text as it stands with the changes, or as it stood before them.
#
# The specification: ECMA-376 Part 1, sections 17.13.5.14 (del) and 17.13.5.18 (ins): what was taken away and what was
# put in; 17.13.5.22 (moveFrom) and 17.13.5.25 (moveTo): a passage that was moved stands in the file in both places.
#
# What they do: python-docx gives neither the old nor the new: the word put in and the sentence moved are both gone, so
# the committee decides nothing. docx2python and docx2txt leave out what was taken away, but read a moved sentence in
# both places: the grant is given twice. Only mammoth reads what stands there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q \
    python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1 docx2txt==0.9
cd "$folder"
venv/bin/python - <<'PY'
import re
import sys

import docx
import docx2python
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BY = 'w:author="A" w:date="2026-11-30T09:00:00Z"'
BODY = f"""<w:body {nsdecls("w")}>
<w:p><w:r><w:t xml:space="preserve">Nämnden </w:t></w:r>
  <w:del w:id="1" {BY}><w:r><w:delText>avslår</w:delText></w:r></w:del>
  <w:ins w:id="2" {BY}><w:r><w:t>bifaller</w:t></w:r></w:ins>
  <w:r><w:t xml:space="preserve"> ansökan.</w:t></w:r></w:p>
<w:p><w:moveFromRangeStart w:id="3" {BY} w:name="m1"/>
  <w:moveFrom w:id="4" {BY}><w:r><w:t xml:space="preserve">Anslaget är 100. </w:t></w:r></w:moveFrom>
  <w:moveFromRangeEnd w:id="3"/><w:r><w:t>Beslutet gäller.</w:t></w:r></w:p>
<w:p><w:moveToRangeStart w:id="5" {BY} w:name="m1"/>
  <w:moveTo w:id="6" {BY}><w:r><w:t>Anslaget är 100.</w:t></w:r></w:moveTo>
  <w:moveToRangeEnd w:id="5"/></w:p>
<w:sectPr/></w:body>"""
document = docx.Document()
document.element.replace(document.element.body, parse_xml(BODY))
document.save("beslut.docx")


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


with open("beslut.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value
seen = {
    "python-docx": one_line("\n".join(each.text for each in docx.Document("beslut.docx").paragraphs)),
    "mammoth": one_line(by_mammoth),
    "docx2python": one_line(docx2python.docx2python("beslut.docx").text),
    "docx2txt": one_line(docx2txt.process("beslut.docx")),
}
for who, said in seen.items():
    print(f"{who}: {said}")
TWICE = "Nämnden bifaller ansökan. Anslaget är 100. Beslutet gäller. Anslaget är 100."
as_told = seen == {
    "python-docx": "Nämnden ansökan. Beslutet gäller.",
    "mammoth": "Nämnden bifaller ansökan. Beslutet gäller. Anslaget är 100.",
    "docx2python": TWICE,
    "docx2txt": TWICE,
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
