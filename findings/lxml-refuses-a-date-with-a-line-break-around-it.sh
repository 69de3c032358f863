#!/bin/sh
# lxml 6.1.3 (libxml2 2.14.6) and xmlschema 4.3.2: blanks around a value, as a plan (StratML) or a package (METS) has
# them when its XML is indented.
#
# A good guess: both judge an indented value alike, and blanks around a date matter as little as around a number.
#
# The specification: whiteSpace is collapse for every built-in type but string and normalizedString, and cannot be
# changed (XML Schema Part 2, section 4.3.6), so blanks around a value are taken away before it is judged.
#
# What it does: lxml takes them away from numbers, truth values, names and addresses, and refuses the document for the
# same blanks around a date, a time or a length of time. xmlschema takes them all.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q lxml==6.1.3 xmlschema==4.3.2
"$folder/venv/bin/python" - <<'PY'
import sys

import xmlschema
from lxml import etree

VALUES = {
    "decimal": "1.5", "integer": "5", "boolean": "true", "double": "1.5", "anyURI": "urn:prov", "language": "sv",
    "ID": "a", "date": "2026-11-30", "dateTime": "2026-11-30T10:00:00", "time": "10:00:00", "gYear": "2026",
    "gYearMonth": "2026-11", "duration": "P1Y",
}
DATES = {"date", "dateTime", "time", "gYear", "gYearMonth", "duration"}
SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xs:%s"/></xs:schema>'

refused = {"lxml": set(), "xmlschema": set()}
for kind, value in VALUES.items():
    by_lxml, by_xmlschema = etree.XMLSchema(etree.fromstring(SCHEMA % kind)), xmlschema.XMLSchema(SCHEMA % kind)
    tight, indented = f"<a>{value}</a>", f"<a>\n  {value}\n</a>"
    assert by_lxml.validate(etree.fromstring(tight)) and by_xmlschema.is_valid(tight), kind
    if not by_lxml.validate(etree.fromstring(indented)):
        refused["lxml"].add(kind)
    if not by_xmlschema.is_valid(indented):
        refused["xmlschema"].add(kind)
print("libxml2", ".".join(map(str, etree.LIBXML_VERSION)))
for who, kinds in refused.items():
    print(f"{who} refuses when indented: {', '.join(sorted(kinds)) or 'none'}")
as_told = refused == {"lxml": DATES, "xmlschema": set()}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
