#!/bin/sh
# eark-validator 1.1.3 (the reference validator of the archive packages that e-archives take in, E-ARK CSIP).
#
# A good guess: a validator that is installed with its schemas and Schematron rules inside can print its help, and be
# imported, on a machine without a way out to the net, as the machines of archives often are.
#
# What it does: vocabularies are fetched by HTTPS while its modules are imported. Without an answer neither the help
# nor the import comes about; the error is that of the connection and names no option that would do without.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q eark-validator==1.1.3 pydantic==2.14.4
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import socket
import sys
from urllib.error import URLError

asked: list[int] = []


def nobody(host, port, *_more, **_named):
    """A machine without a way out: no name is found."""
    asked.append(port)
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


socket.getaddrinfo = nobody
try:
    import eark_validator.cli.app  # noqa: F401
except URLError as error:
    said = f"import refused: {error.reason}"
else:
    said = "imported"
print(f"{said}; connections asked for: {len(asked)}, to port {sorted(set(asked))}")
as_told = said.startswith("import refused") and asked[:1] == [443]
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
