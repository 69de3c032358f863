"""A Kolada server on loopback: replays documents over real HTTP, with the quirks that the real one has.

Paging by next_url, 400 above 25 ids, 429 with Retry-After, nulls, deleted rows, and only what changed since a day.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

SHARED = Path(__file__).parents[5] / ".." / "shared" / "data" / "kolada"
MOST_IDS = 25


def real(name: str) -> list[dict[str, Any]]:
    return json.loads((SHARED / name).read_bytes())["values"]


@dataclass
class Replay:
    """What the server holds, and how it behaves."""

    kpi: list[dict[str, Any]] = field(default_factory=list)
    municipality: list[dict[str, Any]] = field(default_factory=list)
    municipality_groups: list[dict[str, Any]] = field(default_factory=list)
    data: list[dict[str, Any]] = field(default_factory=list)
    page: int = 5000
    prefix: str = "/v3/"
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    """Answers to give first: (status, headers)."""
    down_after: int | None = None
    """The server breaks the line after this many answers."""
    asked: list[str] = field(default_factory=list)
    broken: bytes = b""
    url: str = ""

    @classmethod
    def of_real_documents(cls) -> Replay:
        data = [each for name in ("data_n00945", "data_grp_data", "data_kld_data") for each in real(f"{name}.json")]
        wanted = {each["kpi"] for each in data}
        kpis = real("kpi.json")
        return cls(
            kpi=[each for each in kpis if each["id"] in wanted] + kpis[:300],
            municipality=real("municipality.json"),
            municipality_groups=real("municipality_groups_0481.json"),
            data=list({(each["kpi"], each["municipality"], each["period"]): each for each in data}.values()),
        )

    def change(self, kpi: str, place: str, year: int, *, on: str, **to: Any) -> None:
        """From a day on a value is another, or is deleted."""
        self.data = deepcopy(self.data)
        (row,) = [
            each for each in self.data if (each["kpi"], each["municipality"], each["period"]) == (kpi, place, year)
        ]
        row["values"][0].update(to)
        row["changed"] = on

    def answer(self, path: str, query: dict[str, list[str]]) -> tuple[int, list[dict[str, Any]]]:
        parts = path.split("/")
        if parts[0] != "data":
            return (
                (200, getattr(self, parts[0]))
                if parts[0] in ("kpi", "municipality", "municipality_groups")
                else (404, [])
            )
        named = dict(zip(parts[1::2], parts[2::2], strict=False))
        wanted = {name: set(ids.split(",")) for name, ids in named.items()}
        if any(len(ids) > MOST_IDS for ids in wanted.values()):
            return 400, []
        since = query.get("from_date", [""])[0]
        rows = [
            {name: value for name, value in each.items() if name != "changed"}
            for each in self.data
            if each["kpi"] in wanted["kpi"]
            and each["municipality"] in wanted["municipality"]
            and each.get("changed", "2026-01-01") >= since
        ]
        return 200, rows

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of the server, as long as it runs."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            self.url = f"http://127.0.0.1:{server.server_address[1]}"
            yield self.url + self.prefix
        finally:
            server.shutdown()
            server.server_close()


def handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:  # the name that http.server asks for
            replay.asked.append(self.path)
            if replay.down_after is not None and len(replay.asked) > replay.down_after:
                self.close_connection = True
                return
            if replay.refusals:
                status, headers = replay.refusals.pop(0)
                self.reply(status, b'{"detail":"not now"}', headers)
                return
            split = urlsplit(self.path)
            if not split.path.startswith(replay.prefix):
                self.reply(404, b'{"detail":"Not Found"}')
                return
            query = parse_qs(split.query)
            status, rows = replay.answer(split.path.removeprefix(replay.prefix), query)
            self.reply(status, replay.broken or json.dumps(self.paged(split.path, query, rows)).encode())

        def paged(self, path: str, query: dict[str, list[str]], rows: list[dict[str, Any]]) -> dict[str, Any]:
            number, size = int(query.get("page", ["1"])[0]), min(int(query.get("per_page", ["5000"])[0]), replay.page)
            some = rows[(number - 1) * size : number * size]
            more = number * size < len(rows)
            asked = {name: values[0] for name, values in query.items() if name != "page"}
            following = f"{replay.url}{path}?{urlencode(asked | {'page': number + 1})}" if more else None
            return {"values": some, "count": len(some), "next_url": following, "previous_url": None}

        def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def made_up(years: range = range(2016, 2026)) -> Replay:
    """Invented figures for an invented catalogue, so that the rules are tested where the real documents are not.

    Nine municipalities, of which 0481 is our own; one key figure where lower is better, with a gap and a null.
    """
    places = [{"id": f"048{number}", "title": f"Påhittad {number}", "type": "K"} for number in range(9)]
    places[1]["title"] = "Oxelösund"
    places += [{"id": "0000", "title": "Riket", "type": "L"}, {"id": "0004", "title": "Region Påhitt", "type": "L"}]
    members = [{"member_id": each["id"], "member_title": each["title"]} for each in places[2:6]]
    data = []
    for number, place in enumerate(places):
        for year in years:
            value: float | None = 10 + number - (year - 2016) * (0.5 if place["id"] == "0481" else 0.1)
            if place["id"] == "0481" and year == 2020:
                continue  # a gap
            if place["id"] == "0481" and year == 2018:
                value = None
            status = "Missing" if value is None else ""
            figure = {"gender": "T", "count": 1, "status": status, "value": value, "isdeleted": False}
            data.append({"kpi": "N00090", "municipality": place["id"], "period": year, "values": [figure]})
    return Replay(
        kpi=[kpi("N00090", "Påhittad sjukfrånvaro, andel (%)"), kpi("U00001", "Påhittat antal", "Frivilligt påhitt")],
        municipality=places,
        municipality_groups=[
            {"id": "G37495", "title": "Liknande kommuner, övergripande, Oxelösund, 2025", "members": members},
            {"id": "G1", "title": "En grupp utan oss, Nyköping, 2025", "members": members[:1]},
        ],
        data=data,
    )


def kpi(kolada_id: str, title: str, description: str = "") -> dict[str, Any]:
    return {
        "id": kolada_id,
        "title": title,
        "description": description,
        "is_divided_by_gender": False,
        "municipality_type": "K",
        "auspice": "E",
        "operating_area": "Påhitt",
        "perspective": None,
        "prel_publication_date": "2026-04-01",
        "publication_date": "2026-12-01",
        "publ_period": "2025",
        "has_ou_data": False,
    }
