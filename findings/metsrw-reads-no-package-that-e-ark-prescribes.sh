#!/bin/sh
# metsrw 0.7.0 (reads and writes METS for archives), on the METS file of an E-ARK package (FGS Paketstruktur 2.0).
#
# A good guess: a library for the METS files of archives reads the METS file of the package that archives prescribe.
#
# The specifications: METS leaves the value of structMap/@TYPE free. E-ARK CSIP 2.1.0 requires PHYSICAL in capitals
# (CSIP81, section 5.3.6), and asks for no TYPE of a div.
#
# What it does: it looks for "physical" in small letters, which is what it writes itself, and says of CSIP's that there
# is no physical structure map. In small letters it falls over the divs without a TYPE instead.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q metsrw==0.7.0 lxml==6.1.3
"$folder/venv/bin/python" - <<'PY'
import sys

import metsrw

PACKAGE = """<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:csip="https://DILCIS.eu/XML/METS/CSIPExtensionMETS" OBJID="protokoll-2026" TYPE="Other"
    csip:OTHERTYPE="Protokoll" csip:CONTENTINFORMATIONTYPE="MIXED"
    PROFILE="https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml">
  <metsHdr CREATEDATE="2026-11-30T10:00:00+01:00" csip:OAISPACKAGETYPE="SIP">
    <agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE">
      <name>Prov</name><note csip:NOTETYPE="SOFTWARE VERSION">1</note>
    </agent>
  </metsHdr>
  <fileSec ID="filer">
    <fileGrp ID="dokumentation" USE="Documentation">
      <file ID="f1" MIMETYPE="application/pdf" SIZE="5" CREATED="2026-11-30T10:00:00+01:00" CHECKSUMTYPE="SHA-256"
          CHECKSUM="2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824">
        <FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="documentation/protokoll.pdf"/>
      </file>
    </fileGrp>
  </fileSec>
  <structMap ID="karta" TYPE="%s" LABEL="CSIP">
    <div ID="paket" LABEL="protokoll-2026">
      <div ID="mapp" LABEL="Documentation"><fptr FILEID="dokumentation"/></div>
    </div>
  </structMap>
</mets>"""


def read(kind: str) -> str:
    try:
        document = metsrw.METSDocument.fromstring((PACKAGE % kind).encode())
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"{len(document.all_files())} entries"


own = metsrw.METSDocument()
own.append_file(metsrw.FSEntry.dir("documentation", []))
written = own.serialize().find("{http://www.loc.gov/METS/}structMap").get("TYPE")
seen = {
    "as E-ARK prescribes": read("PHYSICAL"),
    "in small letters": read("physical"),
    "its own TYPE": written,
}
for what, said in seen.items():
    print(f"{what}: {said}")
as_told = seen == {
    "as E-ARK prescribes": "ParseError: No physical structMap found.",
    "in small letters": "AttributeError: 'NoneType' object has no attribute 'lower'",
    "its own TYPE": "physical",
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
