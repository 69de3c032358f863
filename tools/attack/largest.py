"""Bring in the largest files that the readers take, and measure the most memory that any process ever held.

    python tools/attack/largest.py                   every case, at most an hour
    python tools/attack/largest.py ledger            those whose name has the word

A ledger at each of its bounds and at all of them at once is to keep a process within 300 MB, an organisation of 40 000
people in 2 500 units within 500 MB (`exchange/limits.py`). Each file is tried, and then stored, by the command in a
process of its own; the organisation also by its page, where the server's processes are measured. A file just past a
bound is refused in words, within the same memory.

Everything is local: a home of its own in the temporary folder, and a server on the loopback that it starts and ends.
"""

from __future__ import annotations

import base64
import itertools
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kills import Person, children_of, environment_of, run, wait_for, waited

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
LEDGER_MB, ORGANISATION_MB = 300, 500
UNITS, PEOPLE = 2_500, 40_000
LONGEST_SECONDS = 1_200
MONTHS = [f"2026{month:02}" for month in range(1, 13)]
PAGE = "/organisationen/fil/"
HR = """
from spelregler.cli.base import start_django
start_django()
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.platform.clock import today
held = {person.code: [each.role for each in role_assignments_of(person=person, as_of=today())]
        for person in Person.objects.filter(account__isnull=False)}
print(next(code for code, roles in held.items() if roles == ["HR"]))
"""
HEAD = (
    b'#FLAGGA 0\r\n#PROGRAM "x" 1\r\n#FORMAT PC8\r\n#GEN 20270101\r\n#SIETYP %d\r\n#FNAMN "Prov"\r\n'
    b'#RAR 0 20260101 20261231\r\n#DIM 1 "Ansvar"\r\n#DIM 2 "Verksamhet"\r\n'
)


def noise(chance: random.Random, length: int) -> bytes:
    """Text that packs badly."""
    return base64.b64encode(chance.randbytes(length))[:length]


def vouchers(heads: int, rows: int, sums: int, *, text: int, note: int) -> Iterator[bytes]:
    """So many vouchers with so many rows each, of as many different sums, with texts of random letters."""
    chance = random.Random(13)  # what to write, no secret
    keys = itertools.cycle(
        b'#TRANS %d {1 "e%d" 2 "v%d"} ' % (4000 + account, unit, unit % 40)
        for unit in range(-(-sums // (12 * 12)))
        for account in range(12)
    )
    yield HEAD % 4
    for number in range(heads):
        day = MONTHS[number * 12 // heads].encode() + b"15"
        lines = [b'#VER A %d %b "%b"\r\n{\r\n' % (number, day, noise(chance, text))]
        for row in range(rows):
            lines.append(next(keys) + b'%d.00 %b "%b"\r\n' % ((-1) ** row * 100, day, noise(chance, note)))
        yield b"".join([*lines, b"}\r\n"])


def balances(count: int, pairs: int, text: int = 1) -> Iterator[bytes]:
    """A file of SIE type 3: period balances, each of several objects."""
    yield HEAD % 3
    more = b" ".join(b"%d %b" % (3 + at, b"x" * text) for at in range(pairs - 1))
    for number in range(count):
        month = MONTHS[number % 12].encode()
        unit, account = number // 12 % 2_500, 4000 + number // (12 * 2_500)
        yield b"#PSALDO 0 %b %d {1 e%d %b} 100.00\r\n" % (month, account, unit, more)


def objects(count: int, text: int) -> Iterator[bytes]:
    """As many names as a file may have, with one voucher at the end."""
    yield HEAD % 4
    yield from (b'#OBJEKT 1 "e%d" "%b"\r\n' % (number, b"n" * text) for number in range(count))
    yield b'#VER A 1 20260115 "x"\r\n{\r\n#TRANS 4000 {1 "e1"} 1.00\r\n#TRANS 1930 {} -1.00\r\n}\r\n'


def long_codes(count: int, length: int, account: bytes = b"%b") -> Iterator[bytes]:
    """Accounts or objects as long as a line may be, each another: what is kept of them is no longer than a code is."""
    yield HEAD % 4
    yield b'#VER A 1 20260115 "x"\r\n{\r\n'
    for number in range(count):
        yield b"#TRANS %b {1 %b} 1.00\r\n" % (
            (b"4%0*d" % (length, number), b"e1") if account == b"%b" else (account, b"%0*d" % (length, number))
        )
    yield b"}\r\n"


def lists(count: int, pairs: int) -> Iterator[bytes]:
    """Rows whose object lists are all different, with many objects each."""
    yield HEAD % 4
    yield b'#VER A 1 20260115 "x"\r\n{\r\n'
    more = b" ".join(b"%d x" % (at % 7 + 3) for at in range(pairs))
    yield from (b"#TRANS 4000 {1 e%d 9 a%d %b} 1.00\r\n" % (number % 2_500, number, more) for number in range(count))
    yield b"}\r\n"


LEDGERS: dict[str, Callable[[], Iterable[bytes]]] = {
    "ledger: vouchers": lambda: vouchers(395_000, 2, 1_000, text=115, note=5),
    "ledger: sums": lambda: vouchers(2_000, 220, 385_000, text=5, note=5),
    "ledger: rows kept": lambda: vouchers(10_000, 100, 50_000, text=5, note=60),
    "ledger: all at once": lambda: vouchers(380_000, 2, 350_000, text=70, note=40),
    "ledger: balances": lambda: balances(380_000, 1),
    "ledger: balances, many objects": lambda: balances(380_000, 25),
    "ledger: names": lambda: objects(395_000, 130),
    "ledger: long accounts": lambda: long_codes(6_000, 60_000),
    "ledger: long objects": lambda: long_codes(6_000, 60_000, b"4000"),
    "ledger: object lists": lambda: lists(300_000, 40),
}


def main(only: str = "") -> int:
    """How many processes held more than they may."""
    over = 0
    with tempfile.TemporaryDirectory(prefix="spelregler-largest-") as folder:
        home, file = Path(folder) / "home", Path(folder)
        home.mkdir()
        _measured(home, "-m", "spelregler.manage", "migrate", "-v", "0")
        print(f"{'what':<34}{'file MB':>8}{'tried MB':>10}{'s':>6}{'stored MB':>11}{'s':>6}  ended", flush=True)
        for form in ("csv", "xlsx"):
            if only in f"organisation {form}":
                _written_organisation(file / f"organisation.{form}", form)
                over += _told(
                    home, f"organisation {form}", file / f"organisation.{form}", "organisation", ORGANISATION_MB
                )
        for name, pieces in LEDGERS.items():
            if only in name:
                with (file / "ledger.se").open("wb") as out:
                    out.writelines(pieces())
                over += _told(home, name, file / "ledger.se", "ledger", LEDGER_MB)
        if only in "organisation by its page":
            over += _by_page(Path(folder))
    print(f"processes over their bound: {over}")
    return over


def _told(home: Path, name: str, file: Path, kind: str, most: int) -> int:
    """A row: the file tried and stored; how many of the two held too much."""
    dimensions = ("--responsibility", "1") if kind == "ledger" else ()
    figures: list[tuple[int, float, int]] = []
    for apply in ((), ("--apply",)):
        figures.append(_measured(home, "-m", "spelregler", "import", kind, str(file), *dimensions, *apply))
    (tried, took, first), (stored, longer, second) = figures
    size = file.stat().st_size / 1024**2
    print(f"{name:<34}{size:>8.0f}{tried:>10}{took:>6.0f}{stored:>11}{longer:>6.0f}  {first}, {second}", flush=True)
    return (tried > most) + (stored > most)


def _measured(home: Path, *arguments: str) -> tuple[int, float, int]:
    """The most that a process held, in MB; how long it took, and how it ended."""
    began = time.monotonic()
    with (home.parent / "told").open("wb") as told:
        process = subprocess.Popen(
            ["timeout", str(LONGEST_SECONDS), sys.executable, *arguments],
            env=_environment(home),
            stdout=told,
            stderr=told,
        )
        _pid, status, used = os.wait4(process.pid, 0)
    ended = os.waitstatus_to_exitcode(status)
    if ended:
        print("   ", (home.parent / "told").read_text(errors="replace").strip()[-200:].replace("\n", " "))
    return used.ru_maxrss // 1024, time.monotonic() - began, ended


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPELREGLER_", "DJANGO_"))}
    return {**kept, "SPELREGLER_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}


def _written_organisation(file: Path, form: str, *, is_administration: bool = False) -> None:
    """In a process of its own, so that this one stays small: what a child holds is never less than its parent held.

    The administration of a town that has its bodies: what HR brings in.
    """
    write = f"""
import sys
from pathlib import Path
from bench.organisation_file import rows
from spelregler.exchange.organisation import COLUMNS, What
from spelregler.exchange.sheets import write_table
of_bodies = (What.MUNICIPALITY, What.BODY, What.SEAT) if {is_administration} else ()
found = (row for row in rows(units={UNITS}, people={PEOPLE}) if row["what"] not in of_bodies)
if {is_administration}:
    found = ({{**row, "belongs_to": "un"}} if row["what"] == What.DEPARTMENT else row for row in found)
Path(sys.argv[1]).write_bytes(write_table(COLUMNS, found, form=sys.argv[2]))
"""
    subprocess.run([sys.executable, "-c", write, str(file), form], env=_environment(file.parent), check=True)


def _by_page(folder: Path) -> int:
    """HR hands the organisation in, sees it tried, stores it: what each process of the server held at most."""
    environment = environment_of(folder / "demo")
    (folder / "demo").mkdir()
    run(environment, "-m", "spelregler", "demo", "--no-serve")
    code, file = run(environment, "-c", HR).split()[-1], folder / "administration.xlsx"
    _written_organisation(file, "xlsx", is_administration=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "spelregler", "serve", "--port", str(port)]
    held: dict[str, int] = {}
    over = threading.Event()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        watch = threading.Thread(target=_watched, args=(server.pid, held, over))
        watch.start()
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(f"{base}/halsa/arbete/")
            said = [_handed_in(Person(base, code, ""), file, over)]
        finally:
            over.set()
            watch.join()
            server.terminate()
            server.wait(60)
    print(f"organisation by its page: MB {held}, stored: {said}")
    return sum(most > ORGANISATION_MB for most in held.values()) + (said != ["stored"])


def _handed_in(person: Person, file: Path, over: threading.Event) -> str:
    """How far it came."""
    person.come_in()
    fields = person.hidden_of_upload(PAGE)
    begun = person.post(PAGE, {**fields, "on": "2026-11-02"}, files={"file": (file.name, file.read_bytes())})
    address = begun.headers.get("Location", "") if begun is not None else ""
    if not address:
        return "not taken"
    tried = waited(person, address, over)
    token = person.hidden(address, f"{address}lagra/")
    stored = person.post(f"{address}lagra/", token) if token is not None else None
    address = stored.headers.get("Location", "") if stored is not None else ""
    if not address:
        return "tried: " + tried[:200]
    told = waited(person, address, over)
    return "stored" if "lagrad" in told.lower() else told[:200]


def _watched(server: int, held: dict[str, int], over: threading.Event) -> None:
    while not over.is_set():
        for pid, kind in {server: "server", **children_of(server)}.items():
            try:
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            most = next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
            held[f"{kind} {pid}"] = max(held.get(f"{kind} {pid}", 0), most)
        over.wait(0.5)


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:2]) else 0)
