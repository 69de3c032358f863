"""Kill the server's own processes while people write and files come in, and count what is left half stored.

    python tools/attack/kills.py                     40 kills, at most 10 minutes, on SQLite
    python tools/attack/kills.py 200 60              200 kills, at most 60 minutes
    python tools/with_postgres.py python tools/attack/kills.py

It builds the demo in a folder of its own (on PostgreSQL: in the database that the address names, which must be empty),
serves it on the loopback, moves money and hands in files as the cast does, and strikes web processes and the worker
with SIGKILL: each time one to five writes have been begun since the last, and a moment later. It ends only processes
of the server that it started. A form whose answer was lost is sent once more at the end, when the server counts its
first sending for dead. What is counted then:

- a write that was answered as done and is not stored, as failed and is stored, or with a fault
- a write or a file that is stored twice, or in part
- works that nobody finished and nobody told of
- answers of the rules that are not true of what is stored, and whether the trail is whole
- kills that met too few writes: two for each are wanted
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

import requests
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
MOST_KILLS, MOST_MINUTES = 1_000, 120
UNIT, MANAGER = "oxeloskolan", "EC"
LINES = f"/enheter/{UNIT}/poster/"
MOVE = f"{LINES}flytta/"
MOST_WRITES, LONGEST_MOMENT, WRITES_A_KILL = 5, 0.8, 2
DEAD_AFTER = 5 * 60 + 5
"""So long the server waits before it takes over a form that somebody else began to store."""
DONE, FAILED, FAULT, UNKNOWN = "done", "failed", "fault", "unknown"
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
LOOK = """
import json, sys
from spelregler.cli.base import start_django
start_django()
from django_tasks_db.models import DBTaskResult
from spelregler.apps.frames.models import LineMove
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.verification import verify
from spelregler.config import damage
from django.db.models import Count
verdict = verify()
works = DBTaskResult.objects.all()
print(json.dumps({
    "moves": [[m.pk, m.amount_ore // 100_000] for m in LineMove.objects.order_by("pk")],
    "works": {str(w.id): [w.status, w.return_value, w.exception_class_path] for w in works if "bring" in w.task_path},
    "unfinished": [w.task_path for w in works if w.status in ("RUNNING", "READY") and "night" not in w.task_path],
    "rows": dict(AuditRow.objects.exclude(request_id="").values_list("request_id").annotate(n=Count("id"))),
    "whole": verdict.is_whole, "trail": verdict.rows, "lacks": [each.words.en for each in verdict.lacks],
    "flaws": [each.words.en for each in verdict.flaws], "pages": damage.faults(), "untrue": untrue(),
}))
"""
UNTRUE = """
def untrue():
    from spelregler.apps.policy.queries.untrue_answers import differing
    from spelregler.platform import clock
    return differing(as_of=clock.today())
"""
WHO = """
from spelregler.cli.base import start_django
start_django()
from datetime import date
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
for person in Person.objects.filter(account__isnull=False).order_by("pk"):
    for held in role_assignments_of(person=person, as_of=date(2026, 11, 2)):
        if held.role == %r and held.unit == %r:
            print(person.code, held.code)
            raise SystemExit
"""


class Person:
    """Someone of the cast at a browser: forms are read before they are sent, and a lost answer is unknown."""

    def __init__(self, base: str, code: str, role: str) -> None:
        self.base, self.code, self.role = base, code, role
        self.session = requests.Session()
        self.answers: Counter[str] = Counter()

    def get(self, path: str) -> requests.Response | None:
        try:
            answer = self.session.get(self.base + path, timeout=60)
        except requests.RequestException:
            self.answers["cut off"] += 1
            return None
        self.answers[str(answer.status_code)] += 1
        return answer

    def post(self, path: str, data: dict[str, str], **more: object) -> requests.Response | None:
        try:
            answer = self.session.post(self.base + path, data=data, timeout=60, allow_redirects=False, **more)  # type: ignore[arg-type]
        except requests.RequestException:
            self.answers["cut off"] += 1
            return None
        self.answers[str(answer.status_code)] += 1
        return answer

    def hidden(self, path: str, action: str) -> dict[str, str] | None:
        """The hidden fields of the form that goes to an address."""
        page = self.get(path)
        if page is None or page.status_code != 200:
            return None
        form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page.text, re.DOTALL)
        fields = [dict(ATTRIBUTE.findall(each)) for each in HIDDEN.findall(form[0])] if form else []
        return {each["name"]: each.get("value", "") for each in fields if "name" in each} if form else None

    def hidden_of_upload(self, path: str) -> dict[str, str]:
        """The hidden fields of the form of a page that takes a file."""
        page = self.get(path)
        form = re.search(r'<form[^>]*enctype="multipart/form-data".*?</form>', page.text if page else "", re.DOTALL)
        fields = [dict(ATTRIBUTE.findall(each)) for each in HIDDEN.findall(form[0])] if form else []
        return {each["name"]: each.get("value", "") for each in fields if "name" in each}

    def come_in(self) -> bool:
        page = self.get("/logga-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text) if page else None
        return bool(token and self.post("/logga-in/", {"csrfmiddlewaretoken": token[1], "cast": self.code}))


class Writes:
    """The writes that were begun, ended and lost; each move has a number of its own, which is its amount."""

    def __init__(self) -> None:
        self.lock, self.numbers = threading.Lock(), itertools.count(1)
        self.begun = self.ended = 0
        self.moves: dict[int, str] = {}
        self.lost: dict[int, dict[str, str]] = {}

    def send(self, person: Person, path: str, data: dict[str, str], **more: object) -> requests.Response | None:
        """A form that stores, counted from when it is sent until it is answered or its answer is lost."""
        with self.lock:
            self.begun += 1
        try:
            return person.post(path, data, **more)
        finally:
            with self.lock:
                self.ended += 1

    def move(self, person: Person, number: int, form: dict[str, str]) -> str:
        """One move of money, and what its answer says."""
        said = self.moves[number] = kind_of(self.send(person, MOVE, form))
        if said == UNKNOWN:
            self.lost[number] = form
        else:
            self.lost.pop(number, None)
        return said


def kind_of(answer: requests.Response | None) -> str:
    """What the answer says of the write. Whoever is told to wait, or of another sending, does not know yet."""
    if answer is None or answer.status_code in (409, 503):
        return UNKNOWN
    if answer.status_code >= 500:
        return FAULT
    is_led_on = answer.status_code in (200, 302, 303) and "logga-in" not in answer.headers.get("Location", "")
    return DONE if is_led_on else FAILED


def move_money(person: Person, over: threading.Event, writes: Writes) -> None:
    """One move after the other, each of an amount of its own, there and back again."""
    while not over.is_set():
        fields = person.hidden(LINES, MOVE)
        if fields is None:
            person.come_in()
            over.wait(0.5)
            continue
        number = next(writes.numbers)
        there = {"from_line": "1", "to_line": "2"} if number % 2 else {"from_line": "2", "to_line": "1"}
        writes.move(person, number, {**fields, **there, "amount": str(number)})


def send_again(person: Person, writes: Writes) -> Counter[str]:
    """Each form whose answer was lost, from the same page as then; what it is answered now."""
    told: Counter[str] = Counter()
    person.come_in()
    for number, form in list(writes.lost.items()):
        fresh = person.hidden(LINES, MOVE) or {}
        key = {name: fresh[name] for name in ("csrfmiddlewaretoken", "whose") if name in fresh}
        told[writes.move(person, number, {**form, **key})] += 1
    return told


def hand_in(person: Person, over: threading.Event, writes: Writes, told: dict[str, str]) -> None:
    """One file of values after the other: handed in, waited for, submitted, waited for."""
    number = 0
    while not over.is_set():
        number += 1
        sheet = person.get("/mal/varden/fil/varden.xlsx")
        fields = person.hidden("/mal/varden/fil/", "/mal/varden/fil/prova/")
        if sheet is None or sheet.status_code != 200 or fields is None:
            person.come_in()
            over.wait(0.5)
            continue
        file = {"file": ("varden.xlsx", filled(sheet.content, 1 + number % 90))}
        begun = writes.send(person, "/mal/varden/fil/prova/", fields, files=file)
        address = begun.headers.get("Location") if begun is not None else None
        if not address or not waited(person, address, over):
            continue
        token = person.hidden(address, f"{address}skicka/")
        stored = writes.send(person, f"{address}skicka/", token) if token is not None else None
        address = stored.headers.get("Location") if stored is not None else None
        if address:
            told[address.strip("/").split("/")[-1]] = waited(person, address, over)


def filled(data: bytes, value: int) -> bytes:
    """Every row of the table with the value."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    place = next(at for at, title in enumerate(titles) if str(title).lower() in ("värde", "value"))
    for row in sheet.iter_rows(min_row=2):
        if row[0].value is not None or row[1].value is not None:
            row[place].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def waited(person: Person, address: str, over: threading.Event) -> str:
    """What the page says when the work has ended; empty where nobody waits any longer."""
    while not over.is_set():
        page = person.get(address)
        if page is not None and page.status_code == 200 and 'hx-trigger="every 2s"' not in page.text:
            return page.text.split('id="work"', 1)[-1][:4_000]
        over.wait(1)
    return ""


def await_writes(writes: Writes, wanted: int) -> None:
    """So many writes have been begun since now; a server that nobody writes to has nothing to be struck at."""
    before, until = writes.begun, time.monotonic() + 60
    while writes.begun < before + wanted and time.monotonic() < until:
        time.sleep(0.02)


def children_of(pid: int) -> dict[int, str]:
    """The server's processes: those that serve, and the one that works."""
    found = {}
    for told in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in told.read_text().split():
            try:
                command = Path(f"/proc/{child}/cmdline").read_bytes().decode()
            except OSError:
                continue
            found[int(child)] = "worker" if "\0work\0" in command else "web"
    return found


def strike(server: int, chance: random.Random) -> str:
    """One of them is killed."""
    found = children_of(server)
    kinds = sorted(set(found.values()))
    if not kinds:
        return ""
    kind = chance.choice(kinds)
    pid = chance.choice(sorted(pid for pid, each in found.items() if each == kind))
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return ""
    return kind


def main(kills: int = 40, minutes: int = 10, seed: int = 13) -> int:
    """How many writes were told wrong or left half stored."""
    kills, minutes = min(kills, MOST_KILLS), min(minutes, MOST_MINUTES)
    chance = random.Random(seed)  # a moment to strike, no secret
    with tempfile.TemporaryDirectory(prefix="spelregler-kills-") as folder:
        environment = environment_of(Path(folder))
        run(environment, "-m", "spelregler", "demo", "--no-serve")
        code, role = run(environment, "-c", WHO % (MANAGER, UNIT)).split()
        before = json.loads(run(environment, "-c", UNTRUE + LOOK))
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        command = [sys.executable, "-m", "spelregler", "serve", "--port", str(port)]
        log = (Path(folder) / "log").open("wb")
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        base = f"http://127.0.0.1:{port}"
        over = threading.Event()
        writes = Writes()
        files: dict[str, str] = {}
        people = [Person(base, code, role) for _ in range(4)]
        hands = [threading.Thread(target=move_money, args=(each, over, writes)) for each in people[:2]]
        hands.append(threading.Thread(target=hand_in, args=(people[2], over, writes, files)))
        try:
            wait_for(f"{base}/halsa/arbete/")
            for hand in hands:
                hand.start()
            struck: Counter[str] = Counter()
            met = 0
            until = time.monotonic() + 60 * minutes
            while struck.total() < kills and time.monotonic() < until and server.poll() is None:
                wait_for(f"{base}/halsa/")  # nobody works at a server that is being begun again
                await_writes(writes, chance.randint(1, MOST_WRITES))
                time.sleep(chance.uniform(0, LONGEST_MOMENT))
                under_way = writes.begun - writes.ended
                if kind := strike(server.pid, chance):
                    struck[kind] += 1
                    met += under_way
            alive, begun = server.poll() is None, writes.begun
            time.sleep(30)  # nobody strikes any more: what was left is taken up
            over.set()
            for hand in hands:
                hand.join()
            time.sleep(DEAD_AFTER if writes.lost else 60)
            wait_for(f"{base}/halsa/arbete/")
            again = send_again(people[3], writes)
            time.sleep(20)
            began = time.monotonic()
            server.terminate()
            server.wait(60)
            stopped = time.monotonic() - began
        finally:
            over.set()
            server.kill()
            log.close()
        after = json.loads(run(environment, "-c", UNTRUE + LOOK))
        told = (Path(folder) / "log").read_text(errors="replace")
    print(f"killed: {dict(struck)}; the server lived: {alive}; it stopped in {stopped:.1f} s")
    print(
        f"writes begun while killing: {begun}, of them under way at a kill: {met}; lost and sent again: {dict(again)}"
    )
    answers = dict(sum((person.answers for person in people), Counter()))
    print(f"answers: {answers}; traces in the log: {told.count('Traceback')}")
    few = begun < WRITES_A_KILL * struck.total() or not struck
    if few:
        print(f"FAULT  {struck.total()} kills met {begun} writes")
    return few + judged(before, after, writes.moves, files)


def judged(before: dict, after: dict, moves: dict[int, str], files: dict[str, str]) -> int:
    """Each fault in a line; how many."""
    faults = []
    old = {pk for pk, _ in before["moves"]}
    stored = Counter(amount for pk, amount in after["moves"] if pk not in old)
    for number, said in moves.items():
        if (
            said == FAULT
            or stored[number] > 1
            or (said == DONE) > stored[number]
            or (said == FAILED and stored[number])
        ):
            faults.append(f"move {number} was {said}, and is stored {stored[number]} times")
    for work, (status, answer, why) in after["works"].items():
        rows = after["rows"].get(work.replace("-", ""), 0)
        is_stored = bool(answer and answer.get("stored"))
        shown = (answer or {}).get("shown") or {}
        wanted = shown.get("new", 0) + shown.get("changed", 0)
        if is_stored != bool(rows) and (rows or wanted):
            faults.append(f"file {work}: {status} {why}, answered stored={is_stored}, with {rows} rows in the trail")
        if is_stored and shown and rows < wanted:
            faults.append(f"file {work}: {wanted} values, {rows} rows in the trail")
    faults += [f"nobody finished {each}" for each in after["unfinished"]]
    faults += [f"untrue: {each}" for each in after["untrue"]] + after["flaws"] + after["pages"]
    print(f"moves: {dict(Counter(moves.values()))}, stored {stored.total()}")
    print(f"files: {dict(Counter(status for status, *_ in after['works'].values()))}, told on their pages {len(files)}")
    print(f"trail: {after['trail']} rows, whole: {after['whole']}; {after['lacks']}")
    for fault in faults:
        print(f"FAULT  {fault}")
    print(f"half stored or told wrong: {len(faults)}")
    return len(faults)


def wait_for(address: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            if requests.get(address, timeout=5).status_code == 200:
                return
        except requests.RequestException:
            pass
        time.sleep(0.3)
    raise SystemExit(f"{address} never answered")


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def environment_of(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPELREGLER_", "DJANGO_"))}
    if "SPELREGLER_DATABASE_URL" in os.environ:
        kept["SPELREGLER_DATABASE_URL"] = os.environ["SPELREGLER_DATABASE_URL"]
    return {**kept, "SPELREGLER_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "SPELREGLER_LANGUAGE": "en"}


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:4])) else 0)
