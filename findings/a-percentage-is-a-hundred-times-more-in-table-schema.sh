#!/bin/sh
# frictionless 5.21.0 (Table Schema, of Data Packages) and csvw 4.1.1 (CSV on the Web): one column of percentages.
#
# A good guess: two standards that describe the columns of a file of text agree on what 85,5% is.
#
# The specifications: Table Schema 1.0, number: with bareNumber false what stands about the figures is taken away. Model
# for Tabular Data and Metadata on the Web, section 6.4.2: with a percent sign the number is divided by a hundred.
#
# What they do: both as their standard says. The same file is 85.5 by one description and 0.855 by the other, so a
# target and an outcome that were published with different descriptions are a hundredfold apart. Neither warns.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q frictionless==5.21.0 csvw==4.1.1
cd "$folder"
printf 'enhet;andel\nNorr;85,5%%\nSyd;100%%\n' > andel.csv
cat > andel.csv-metadata.json <<'JSON'
{"@context": "http://www.w3.org/ns/csvw", "url": "andel.csv", "dialect": {"delimiter": ";"},
 "tableSchema": {"columns": [
  {"name": "enhet", "titles": "enhet", "datatype": "string"},
  {"name": "andel", "titles": "andel", "datatype": {"base": "decimal", "format": {"decimalChar": ","}}}]}}
JSON
venv/bin/python - <<'PY'
import sys
import warnings

from csvw import Table
from frictionless import Dialect, Resource, Schema
from frictionless.formats import CsvControl

warnings.simplefilter("error")
schema = Schema.from_descriptor({"fields": [
    {"name": "enhet", "type": "string"},
    {"name": "andel", "type": "number", "decimalChar": ",", "bareNumber": False},
]})
resource = Resource(path="andel.csv", schema=schema, dialect=Dialect(controls=[CsvControl(delimiter=";")]))
seen = {
    "Table Schema": [str(row["andel"]) for row in resource.read_rows()],
    "CSV on the Web": [str(row["andel"]) for row in Table.from_file("andel.csv-metadata.json").iterdicts()],
}
for what, said in seen.items():
    print(f"{what}: 85,5% is {said[0]}, 100% is {said[1]}")
as_told = seen == {"Table Schema": ["85.5", "100"], "CSV on the Web": ["0.855", "1.00"]}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
