#!/bin/sh
# georeport 0.3.1 (a client of Open311 GeoReport v2, for complaints and other requests to a municipality).
#
# A good guess: the list of requests is a list, in XML as in JSON, however many there are.
#
# The specification: GeoReport v2, GET Service Requests: JSON is an array of requests; XML is service_requests with as
# many request in it as there are. XML is the format that each server must have.
#
# What it does: two requests in XML are a list. One is a dictionary, so whoever goes through "the list" goes through
# the names of its fields, and none at all raises. In JSON all three are lists.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q georeport==0.3.1
"$folder/venv/bin/python" - <<'PY'
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from georeport import GeoReport

FIELDS = {"status": "open", "service_code": "klagomal", "requested_datetime": "2026-11-30T10:00:00+01:00"}


class Town(BaseHTTPRequestHandler):
    count = 0

    def do_GET(self):
        rows = [{"service_request_id": str(each), **FIELDS} for each in range(self.count)]
        if self.path.startswith("/requests.json"):
            kind, body = "application/json", json.dumps(rows)
        else:
            told = "".join(
                "<request>" + "".join(f"<{name}>{value}</{name}>" for name, value in row.items()) + "</request>"
                for row in rows
            )
            kind, body = "text/xml", f'<?xml version="1.0"?><service_requests>{told}</service_requests>'
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Town)
threading.Thread(target=server.serve_forever, daemon=True).start()
seen = {}
for form in ("json", "xml"):
    client = GeoReport(f"http://127.0.0.1:{server.server_port}", output_format=form)
    for Town.count in range(3):
        try:
            answer = client.get_service_requests()
            seen[form, Town.count] = f"{type(answer).__name__} of {len(answer)}"
        except Exception as error:
            seen[form, Town.count] = type(error).__name__
        print(f"{form}, {Town.count} requests: {seen[form, Town.count]}")
as_told = seen == {
    ("json", 0): "list of 0", ("json", 1): "list of 1", ("json", 2): "list of 2",
    ("xml", 0): "TypeError", ("xml", 1): "dict of 4", ("xml", 2): "list of 2",
}
print("as told" if as_told else "it has changed")
sys.exit(not as_told)
PY
