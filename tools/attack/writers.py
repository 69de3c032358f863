"""Many people store at the same moment, and everybody sends each form twice at once. Nothing may be stored and told
that it was not, nothing stored twice, and afterwards every answer of the rules is true.

    python tools/attack/writers.py                                          20 writers, 5 forms each, on an SQLite file
    python tools/with_postgres.py python tools/attack/writers.py 20 5       the same on PostgreSQL

It builds the demo in a folder of its own, serves it on the loopback address, and ends only what it started. An SQLite
file or an empty PostgreSQL database is needed, never one that somebody uses.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from kills import LINES, MOVE

ROOT = Path(__file__).resolve().parents[2]
MOST_WRITERS, MOST_TURNS = 50, 50
LONGEST_SECONDS, LONGEST_ANSWER = 600, 120
COME_BACK = 503
"""What somebody is told who has waited too long for a turn. Sent again, the form is stored once all the same."""
LOST = 599
"""No answer within the time that a client waits; nobody was told anything."""
PERIODS = "/mal/perioder/"
LOOK = """
import json, time, django
django.setup()
from collections import Counter
from spelregler.apps.frames.models import LineMove
from spelregler.apps.goals.models import PeriodOpening
from spelregler.apps.policy.findings import turns
from spelregler.apps.policy.queries.untrue_answers import differing
from spelregler.platform import clock
from spelregler.platform.audit.verification import verify
for _second in range(60):
    if not turns.is_recounting():
        break
    time.sleep(1)
untrue = differing(as_of=clock.today())
marks = list(LineMove.objects.filter(reason__startswith="writers ").values_list("reason", flat=True))
marks += list(PeriodOpening.objects.filter(reason__startswith="writers ").values_list("reason", flat=True))
print(json.dumps({"stored": Counter(marks), "untrue": untrue, "recounting": turns.is_recounting(),
                  "whole": verify().is_whole}))
"""


class NoRedirect(HTTPRedirectHandler):
    """What a post is answered is looked at as it is."""

    def redirect_request(self, *_asked: object) -> None:
        return None


class Writer:
    """One person in one browser."""

    def __init__(self, base: str, cast: str = "") -> None:
        self.base = base
        self.opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()), NoRedirect())
        if cast:
            self.post("/logga-in/", {**self.hidden("/logga-in/", "cast")[0], "cast": cast})

    def ask(self, address: str, data: bytes | None = None) -> tuple[int, str]:
        """The status and the text."""
        request = Request(self.base + address, data=data, headers={"Referer": self.base + address})
        try:
            with self.opener.open(request, timeout=LONGEST_ANSWER) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except HTTPError as answer:
            return answer.code, answer.read().decode(errors="replace")
        except OSError:
            return LOST, ""

    def post(self, address: str, said: dict[str, str]) -> int:
        """The status."""
        return self.ask(address, urlencode(said).encode())[0]

    def hidden(self, address: str, action: str = "") -> list[dict[str, str]]:
        """The hidden fields of each form of a page that leads to the address, with the choices of its selects."""
        text = self.ask(address)[1]
        found = []
        for form in re.findall(r"<form[^>]*>.*?</form>", text, re.S):
            if action in form and 'method="post"' in form:
                fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
                selects = re.findall(r'<select name="(\w+)".*?</select>', form, re.S)
                chosen = [_chosen(form, name) for name in selects]
                found.append({name: unescape(value) for name, value in [*fields, *chosen]})
        return found

    def form(self, address: str, action: str) -> list[dict[str, str]]:
        """The same, however long the server asks one to wait."""
        until = time.monotonic() + LONGEST_ANSWER
        while not (found := self.hidden(address, action)) and time.monotonic() < until:
            time.sleep(1)
        return found


def _chosen(form: str, name: str) -> tuple[str, str]:
    """The choice that a select shows: the one marked as chosen, else its first."""
    options = form.partition(f'<select name="{name}"')[2].partition("</select>")[0]
    found = re.search(r'<option value="([^"]*)" selected', options) or re.search(r'<option value="([^"]*)"', options)
    return name, found[1] if found else ""


def main(writers: int = 20, turns: int = 5) -> int:
    """How many sendings were told wrong, stored twice, or left an answer untrue."""
    writers, turns = min(writers, MOST_WRITERS), min(turns, MOST_TURNS)
    with tempfile.TemporaryDirectory(prefix="spelregler-writers-") as folder:
        environment = _environment(Path(folder))
        _run(environment, "-m", "spelregler", "demo", "--no-serve")
        with _served(environment) as base:
            began = time.monotonic()
            told = _attack(base, writers, turns, until=began + LONGEST_SECONDS)
            took = time.monotonic() - began
            seen = json.loads(_run(environment, "-c", LOOK))
    return _judge(told, seen, where=_engine(environment), took=took)


def _attack(base: str, writers: int, turns: int, *, until: float) -> dict[str, list[int]]:
    """What each form, by its mark, was answered both times that it was sent."""
    cast = re.findall(r'name="cast" value="([^"]+)"', Writer(base).ask("/logga-in/")[1])
    manager = next(each for each in cast if Writer(base, each).hidden(LINES, MOVE))
    controller = next(each for each in cast if Writer(base, each).hidden(PERIODS, "andra"))
    told: dict[str, list[int]] = {}
    together = threading.Barrier(writers)

    def write(number: int) -> None:
        one = Writer(base, controller if number % 4 == 0 else manager)
        together.wait(timeout=LONGEST_ANSWER)
        for turn in range(turns):
            if time.monotonic() < until:
                mark = f"writers {number} {turn}"
                told[mark] = _twice(one, mark, is_controller=number % 4 == 0, turn=turn)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def _twice(one: Writer, mark: str, *, is_controller: bool, turn: int) -> list[int]:
    if is_controller:
        address = f"{PERIODS}andra/"
        act = {"period_start": "2026-01", "period_end": "2026-10", "act": "open" if turn % 2 else "lock"}
        said = {**one.form(PERIODS, "andra")[-1], **act, "reason": mark}
    else:
        address = MOVE
        said = {**one.form(LINES, MOVE)[0], "amount": "1", "reason": mark}
    answers: list[int] = []
    both = [threading.Thread(target=lambda: answers.append(one.post(address, said))) for _time in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    return answers


def _is_fault(status: int) -> bool:
    return status >= 500 and status not in (COME_BACK, LOST)


def _judge(told: dict[str, list[int]], seen: dict[str, dict[str, int]], *, where: str, took: float) -> int:
    stored = seen["stored"]
    unsaid = [mark for mark in stored if min(told.get(mark, [500])) >= 400]
    faults = [mark for mark, answers in told.items() if mark in stored and any(map(_is_fault, answers))]
    again = [mark for mark, answers in told.items() if mark in stored and COME_BACK in answers]
    missing = [mark for mark, answers in told.items() if mark not in stored and min(answers) < 400]
    doubled = [mark for mark, count in stored.items() if count > 1]
    statuses = Counter(status for answers in told.values() for status in answers)
    print(f"{where}: {len(told)} forms sent twice each in {took:.0f} s, answered {dict(sorted(statuses.items()))}")
    print(f"stored {len(stored)}, stored but 500: {len(faults)}, stored and never told: {len(unsaid)}")
    print(f"stored, and one of the two sendings told to come back: {len(again)}")
    print(f"told but not stored: {len(missing)}, stored twice: {len(doubled)}")
    print(f"untrue answers of the rules: {len(seen['untrue'])}, still recounting: {seen['recounting']}")
    print(f"the trail is whole: {seen['whole']}")
    wrong = len(unsaid) + len(faults) + len(missing) + len(doubled) + len(seen["untrue"])
    return wrong + (not stored) + bool(seen["recounting"]) + (not seen["whole"])


@contextlib.contextmanager
def _served(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "spelregler", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=30)


def _await(port: int) -> None:
    for _try in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def _run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def _engine(environment: dict[str, str]) -> str:
    return "PostgreSQL" if "SPELREGLER_DATABASE_URL" in environment else "SQLite"


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPELREGLER_", "DJANGO_"))}
    database = os.environ.get("SPELREGLER_DATABASE_URL", "")
    return {
        **kept,
        **({"SPELREGLER_DATABASE_URL": database} if database else {}),
        "SPELREGLER_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded",
        "PYTHONPATH": str(ROOT / "src"),
    }


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:3])) else 0)
