#!/bin/sh
# snowballstemmer 3.1.1, with and without PyStemmer 2.2.0.3 beside it: the stems of Swedish words, for searching.
#
# A good guess: the version of the library that is pinned decides the stems, so an index that was written by it is found
# by it. (Its documentation says that PyStemmer is used where it is installed, and should give the same results.)
#
# What it does: it steps aside for PyStemmer of any version, and with it for the rules of that version. Snowball 3 takes
# the -et of a neuter in its definite form, Snowball 2 leaves it. So whoever installs another package that brings an
# older PyStemmer searches by other stems than those in the index: "beslutet" no longer finds "beslut".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q snowballstemmer==3.1.1
cat > "$folder/stems.py" <<'PY'
from importlib.metadata import version

import snowballstemmer

words = "beslut beslutet mål målet råd rådet möte mötet nämnderna".split()
print(version("snowballstemmer"), *snowballstemmer.stemmer("swedish").stemWords(words))
PY
cat > "$folder/expected" <<'TXT'
3.1.1 beslut beslut mål mål råd råd möt möt nämnd
3.1.1 beslut beslutet mål målet råd rådet möt mötet nämnd
TXT
"$folder/venv/bin/python" "$folder/stems.py" > "$folder/seen"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q PyStemmer==2.2.0.3
"$folder/venv/bin/python" "$folder/stems.py" >> "$folder/seen"
cat "$folder/seen"
if cmp -s "$folder/expected" "$folder/seen"; then echo "as told"; else echo "it has changed"; exit 1; fi
