#!/bin/sh
# icalendar 7.3.2 (writes and reads iCalendar) and vobject 0.9.9 (reads it): what a calendar is called.
#
# A good guess: the property that the library has for a calendar's name (NAME, RFC 7986) is escaped like its
# description, and is read by others as it was given. Committees have commas in their names.
#
# The specifications: NAME is TEXT (RFC 7986 section 5.1). In TEXT a comma, a semicolon and a backslash are escaped
# (RFC 5545 section 3.3.11).
#
# What it does: the description is escaped, the name is not, so vobject reads the name as far as the first comma. The
# other way round, a name that is escaped as the standard says is read with its backslashes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q icalendar==7.3.2 vobject==0.9.9
"$folder/venv/bin/python" - <<'PY'
import sys

import icalendar
import vobject

NAME = "Kultur-, fritids- och skolnämnden"
ESCAPED = r"Kultur-\, fritids- och skolnämnden"

written = icalendar.Calendar.new(name=NAME, description=NAME).to_ical().decode()
lines = dict(line.split(":", 1) for line in written.splitlines())
other = vobject.readOne(written)
valid = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//prov//SV\r\nNAME:{ESCAPED}\r\nEND:VCALENDAR\r\n"
seen = {
    "written description": lines["DESCRIPTION"],
    "written name": lines["NAME"],
    "vobject reads the description": other.description.value,
    "vobject reads the name": other.contents["name"][0].value,
    "icalendar reads an escaped name": str(icalendar.Calendar.from_ical(valid).calendar_name),
    "vobject reads an escaped name": vobject.readOne(valid).contents["name"][0].value,
}
for what, said in seen.items():
    print(f"{what}: {said}")
as_told = seen == {
    "written description": ESCAPED,
    "written name": NAME,
    "vobject reads the description": NAME,
    "vobject reads the name": "Kultur-",
    "icalendar reads an escaped name": ESCAPED,
    "vobject reads an escaped name": NAME,
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
