#!/bin/sh
# node-ical 0.26.1 with rrule-temporal 1.6.0 (npm), and icalendar 7.3.2 with recurring-ical-events 3.8.2 (Python): a
# feed in which a thing comes back at the end of a month or of a quarter.
#
# A good guess: two readers of one feed show the same days.
#
# The specification: a rule may come to a day that is not (30 February); such an instance MUST be ignored and MUST NOT
# be counted (RFC 5545 section 3.3.10).
#
# What they do: recurring-ical-events leaves the months out that are too short. node-ical takes their last day instead,
# and stays on that day of the month afterwards: from 31 January it goes to the 28th of each month, and from 31 March by
# quarters to 30 December, which is no end of a quarter. With BYMONTHDAY=31 both follow the standard.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q icalendar==7.3.2 recurring-ical-events==3.8.2
npm --prefix "$folder" install --silent --no-audit --no-fund --ignore-scripts \
    node-ical@0.26.1 rrule-temporal@1.6.0
cd "$folder"
feed() {
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//prov//SV BEGIN:VEVENT UID:1@prov.example \
        DTSTAMP:20260101T000000Z "DTSTART;VALUE=DATE:$2" "RRULE:$3" SUMMARY:Bokslut END:VEVENT END:VCALENDAR > "$1.ics"
}
feed monthly 20260131 'FREQ=MONTHLY;COUNT=4'
feed quarterly 20260331 'FREQ=MONTHLY;INTERVAL=3;COUNT=4'
feed yearly 20240229 'FREQ=YEARLY;COUNT=2'
feed spelt-out 20260131 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4'
cat > days.cjs <<'JS'
const ical = require("node-ical");
for (const name of ["monthly", "quarterly", "yearly", "spelt-out"]) {
  const event = Object.values(ical.sync.parseFile(`${name}.ics`)).find((each) => each.type === "VEVENT");
  const days = event.rrule.all((day, place) => place < 9);
  console.log("node-ical", name, ...days.map((day) => day.toISOString().slice(0, 10)));
}
JS
cat > days.py <<'PY'
from pathlib import Path

import icalendar
import recurring_ical_events

for name in ("monthly", "quarterly", "yearly", "spelt-out"):
    calendar = icalendar.Calendar.from_ical(Path(f"{name}.ics").read_bytes())
    found = recurring_ical_events.of(calendar).between((2024, 1, 1), (2040, 1, 1))
    print("recurring-ical-events", name, *sorted(str(each["DTSTART"].dt) for each in found))
PY
cat > expected <<'TXT'
recurring-ical-events monthly 2026-01-31 2026-03-31 2026-05-31 2026-07-31
recurring-ical-events quarterly 2026-03-31 2026-12-31 2027-03-31 2027-12-31
recurring-ical-events yearly 2024-02-29 2028-02-29
recurring-ical-events spelt-out 2026-01-31 2026-03-31 2026-05-31 2026-07-31
node-ical monthly 2026-01-31 2026-02-28 2026-03-28 2026-04-28
node-ical quarterly 2026-03-31 2026-06-30 2026-09-30 2026-12-30
node-ical yearly 2024-02-29 2025-02-28
node-ical spelt-out 2026-01-31 2026-03-31 2026-05-31 2026-07-31
TXT
venv/bin/python days.py > seen
TZ=UTC node days.cjs >> seen
cat seen
if cmp -s expected seen; then echo "as told"; else echo "it has changed"; exit 1; fi
