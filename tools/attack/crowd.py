"""Hold many connections at once, and count what they are told: a page, or to come back. Nothing else is right.

    python tools/attack/crowd.py                     400 clients for 20 seconds, on SQLite
    python tools/attack/crowd.py 200 20
    python tools/with_postgres.py python tools/attack/crowd.py 200 20

It builds the demo in a folder of its own, serves it on the loopback and asks for pages and documents as residents do.
At the end: how many answers of each kind, the slowest probe, the memory of each process, and on PostgreSQL the most
connections that were open at once.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from kills import children_of, environment_of, run, wait_for

MOST_CLIENTS, MOST_SECONDS = 1_000, 300
PAGES = (
    "/",
    "/mal/",
    "/ramar/",
    "/policyn/",
    "/uppfoljning/un/",
    "/uppfoljning/un/pdf/",
    "/beslut/",
    "/tillganglighet/",
)
RIGHT = {200, 202, 302, 429, 503}
LARGEST = 300
COUNT = """
from spelregler.cli.base import start_django
start_django()
from django.db import connection
cursor = connection.cursor()
cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
print(cursor.fetchone()[0])
"""


def client(port: int, number: int, over: threading.Event, told: Counter[str]) -> None:
    """One connection, kept, and one page after the other."""
    server = HTTPConnection("127.0.0.1", port, timeout=60)
    while not over.is_set():
        number += 1
        try:
            server.request("GET", PAGES[number % len(PAGES)])
            answer = server.getresponse()
            answer.read()
            told[str(answer.status)] += 1
            if answer.status == 503:
                told["503 without Retry-After"] += not answer.headers["Retry-After"]
                over.wait(1)
        except (OSError, HTTPException) as error:
            told[type(error).__name__] += 1
            server.close()


def main(clients: int = 400, seconds: int = 20) -> int:
    """How many answers were neither a page nor to come back."""
    clients, seconds = min(clients, MOST_CLIENTS), min(seconds, MOST_SECONDS)
    with tempfile.TemporaryDirectory(prefix="spelregler-crowd-") as folder:
        environment = environment_of(Path(folder))
        run(environment, "-m", "spelregler", "demo", "--no-serve")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        command = [sys.executable, "-m", "spelregler", "serve", "--port", str(port)]
        log = (Path(folder) / "log").open("wb")
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/halsa/arbete/")
            told: Counter[str] = Counter()
            over = threading.Event()
            threads = [threading.Thread(target=client, args=(port, each, over, told)) for each in range(clients)]
            for thread in threads:
                thread.start()
            slowest, most, until = 0.0, 0, time.monotonic() + seconds
            while time.monotonic() < until:
                began = time.monotonic()
                wait_for(f"http://127.0.0.1:{port}/halsa/")
                slowest = max(slowest, time.monotonic() - began)
                if "SPELREGLER_DATABASE_URL" in os.environ:
                    most = max(most, int(run(environment, "-c", COUNT)) - 1)
                time.sleep(1)
            memory = [resident(pid) for pid in (server.pid, *children_of(server.pid))]
            over.set()
            for thread in threads:
                thread.join()
        finally:
            server.terminate()
            server.wait(60)
            log.close()
    told = +told
    wrong = sum(count for what, count in told.items() if not what.isdecimal() or int(what) not in RIGHT)
    print(f"{clients} clients, {seconds} s: {dict(told)}; slowest probe {slowest:.1f} s; MB: {memory}")
    if most:
        print(f"connections to the database: at most {most}")
    wrong += sum(each > LARGEST for each in memory)
    print(f"wrong: {wrong}")
    return wrong


def resident(pid: int) -> int:
    """MB in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:3])) else 0)
