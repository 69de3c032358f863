"""A started server with two workers: its first page, the same page by one and by ten at once, and many PDFs.

python -m bench.server 45
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any

from bench.pages import BARE, clients, home_of

HERE, WORKERS, AT_ONCE = "127.0.0.1", 2, 10
REQUESTS, PDFS = 400, 50
OWNER, REPORTS = "FC", "/uppfoljning/"
TICKS = os.sysconf("SC_CLK_TCK")


def asked(port: int, path: str, cookies: str = "") -> tuple[int, bytes]:
    """One page over a connection of its own."""
    connection = HTTPConnection(HERE, port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookies} if cookies else {})
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


@contextmanager
def started() -> Iterator[tuple[int, int, float]]:
    """The server's port and process, and seconds until its first page."""
    with socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    told = [sys.executable, "-m", "spelregler", "serve", "--port", f"{port}", "--workers", f"{WORKERS}"]
    begun = time.perf_counter()
    server = subprocess.Popen(told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while server.poll() is None:
            with suppress(OSError):
                if asked(port, "/")[0] == 200:
                    break
            time.sleep(0.02)
        yield port, server.pid, time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait()


def family(pid: int) -> list[int]:
    """A process and all that it has started."""
    parents = {int(each.parent.name): int(each.read_text().rpartition(")")[2].split()[1]) for each in _stats()}
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def _stats() -> Iterator[Path]:
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            each.read_text()
            yield each


def spent(pid: int) -> float:
    """Seconds of processor time of a server and its workers."""
    fields = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in family(pid)]
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS


def resident(pid: int) -> dict[str, int]:
    """MB that the largest of the processes that answer pages holds, and the one that does long work."""
    found = {"web MB": 0, "worker MB": 0}
    for each in family(pid):
        place = Path(f"/proc/{each}")
        is_worker = b"work" in (place / "cmdline").read_bytes().split(b"\0")
        held = int((place / "statm").read_text().split()[1]) * resource.getpagesize() // 2**20
        name = "worker MB" if is_worker else "web MB"
        found[name] = max(found[name], held)
    return found


def load(port: int, path: str, connections: int) -> list[float]:
    """Milliseconds of each request, with so many clients that each ask as soon as they are answered."""
    times: list[float] = []

    def client() -> None:
        for _ in range(REQUESTS // connections):
            begun = time.perf_counter()
            status, _body = asked(port, path)
            times.append((time.perf_counter() - begun) * 1000)
            if status != 200:
                raise SystemExit(f"{path} answered {status}")

    threads = [Thread(target=client) for _ in range(connections)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return times


def measured(units: int) -> list[dict[str, Any]]:
    """The server's lines."""
    home_of(units)
    from spelregler.platform.documents import FOLDER

    own = clients()[OWNER]
    cookies = "; ".join(f"{name}={each.value}" for name, each in own.cookies.items())
    rows: list[dict[str, Any]] = []
    with started() as (port, pid, first):
        what = f"first page after start, {units} units"
        rows.append({"what": what, "seconds": first, "processor ms": spent(pid) * 1000, **resident(pid)})
        for path in (BARE, "/"):
            load(port, path, 2 * WORKERS)
            each = {}
            for connections in (1, AT_ONCE):
                before, times = spent(pid), load(port, path, connections)
                cuts = statistics.quantiles(times, n=100)
                each[connections] = (spent(pid) - before) / len(times) * 1000
                row = {"what": f"{path}, {connections} at once", "p50 ms": cuts[49], "p99 ms": cuts[98]}
                rows.append({**row, "p99 of p50": cuts[98] / cuts[49], "processor ms": each[connections]})
            rows[-1]["of one at a time"] = each[AT_ONCE] / each[1]
        rows.append(_papers(port, pid, cookies, own, FOLDER))
    return rows


def _papers(port: int, pid: int, cookies: str, own: Any, folder: str) -> dict[str, Any]:
    """So many PDFs of what a head of a department may see."""
    links = re.findall(r'href="([^"]*/pdf/[^"]*)"', own.get(f"{REPORTS}un/").content.decode())
    before, begun = spent(pid), time.perf_counter()
    for number in range(PDFS):
        for kept in (Path(os.environ["SPELREGLER_HOME"]) / folder).glob("*"):
            kept.unlink()  # so that each is made
        path, until = links[number % len(links)], time.monotonic() + 60
        while (found := asked(port, path, cookies))[0] == 202 and time.monotonic() < until:
            time.sleep(0.1)
        if found[0] != 200 or not found[1].startswith(b"%PDF"):
            raise SystemExit(f"a PDF answered {found[0]}")
    took, seconds = spent(pid) - before, time.perf_counter() - begun
    what = f"{PDFS} PDFs"
    return {"what": what, "seconds": seconds, "processor ms": took / PDFS * 1000, **resident(pid)}


if __name__ == "__main__":
    from bench.measuring import table

    table(measured(int(sys.argv[1])))
