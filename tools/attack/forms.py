"""Send every form that a role can reach with bad values in its fields, and count what the program answers.

    python tools/attack/forms.py                               every role, at most ten minutes
    python tools/attack/forms.py 120 SE CT                     two minutes, two roles
    python tools/attack/forms.py 3600 --forms 20000            until so many forms are sent
    python tools/with_postgres.py python tools/attack/forms.py 3600 --forms 20000

A fault is an answer of 500, a page behind a stored form that answers 500, or rules that cannot be asked of what was
stored: bad input is to be told at the field. Each form is sent with every bad value at once and with some of them in a
field at a time; where more are asked for, with values changed at random.

Everything is local: a copy of a built demo (the folder SPELREGLER_HOME, or `var`) in the temporary folder, or on
PostgreSQL a demo built in the database that the address names, which must be empty. It is asked by Django's own test
client, without a server or a network. Each answer is taken back before the next is asked for.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urljoin, urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src")]
ROLES = ("SE", "HR", "KC", "FC", "EC", "CT", "Np", "N", "KSp", "UN", "SO", "EM", "RE", "SYS", "CI")
MOST_SECONDS, PER_VIEW = 3 * 3_600, 2
ALONE, ASKED = 4, 3
"""How many of the bad values each field meets alone; the others it meets together with the rest of its form. Of what
is stored through a form, so many are looked at further: the rules are asked, and the page that follows is read."""
BAD = (
    "", " ", "x" * 5_000, "a\x00b", "0001-01-01", "9999-12-31", "2026-02-30", "1e999", "-1", "NaN", "Infinity",
    "99999999999999999999999", "0,0000000001", "kf", "oxeloskolan", "../../etc", "<b>å</b>", "²",
)  # fmt: skip
ODD = (
    *BAD, "9" * 5_000, "9223372036854775807", "-9223372036854775808", "2147483648", "1_000", "1e2", "1.200", "1 200,5",
    "−1", "٣", "0", "-0", "00", "+1", ".", ",", "%", "%s", "{{ 7 }}", "'", '"', "\\", "\r\n", "\t", "null", "True",
    "on", "2026-13", "2026-1-1", "20260101", "31/12/2026", "2026-01-01T00:00", "10000-01-01", "\u202e", "\u200b",
    "\ufeff", "😀", "a,b;c", "é\u0301", "http://[", "//", "a@b", "-", "1;2", "None", "undefined", "\x1b", "\x7f",
)  # fmt: skip
LEAVES_ALONE = re.compile(r"^/(logga|roll|konto|account|identitet)|/sprak|/prova|/fil")
"""Signing in and out, one's own account, and files: other tools try those."""


@dataclass
class Form:
    """A form: where to, and what stands in its fields. One that only asks (`get`) is a form as well."""

    to: str
    sends: bool = True
    fields: dict[str, list[str]] = field(default_factory=dict)
    has_file: bool = False


class Page(HTMLParser):
    """The links and the sending forms of a page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.links, self.forms = address, list[str](), list[Form]()
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link, a form, or a field in it."""
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(urlsplit(urljoin(self.address, said.get("href", ""))).path)
        elif tag == "form":
            sends = said.get("method", "").lower() == "post"
            self.form = Form(urljoin(self.address, said.get("action") or self.address), sends)
            self.forms.append(self.form)
        elif self.form is not None and tag in ("input", "textarea", "select", "button"):
            self._field(tag, said)
        elif self.form is not None and tag == "option" and self.select:
            held = self.form.fields[self.select]
            if "selected" in said or not held:
                held[:] = [said.get("value", "")]

    def _field(self, tag: str, said: dict[str, str]) -> None:
        name, kind = said.get("name", ""), said.get("type", "")
        assert self.form is not None
        self.form.has_file |= kind == "file"
        if not name or name == "csrfmiddlewaretoken" or kind in ("file", "submit"):
            return
        held = self.form.fields.setdefault(name, [])
        if tag == "select":
            self.select = name
        elif kind not in ("radio", "checkbox") or "checked" in said or (kind == "radio" and not held):
            held[:] = [*([] if kind == "radio" else held), said.get("value", "1")]

    def handle_endtag(self, tag: str) -> None:
        """The end of a form or of its choices."""
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""


class Attack:
    """One run: what was sent, what was answered, and each fault once."""

    def __init__(self, seconds: float, forms: int = 0, seed: int = 13) -> None:
        self.ends, self.wanted = time.monotonic() + seconds, forms
        self.answers: Counter[int] = Counter()
        self.faults: dict[tuple[str, ...], str] = {}
        self.met: list[tuple[Any, str, Form]] = []
        self.sent = self.stored = 0
        self.looked: Counter[tuple[str, ...]] = Counter()
        self.chance = random.Random(seed)  # what to send, no secret

    @property
    def is_over(self) -> bool:
        """The time is out."""
        return time.monotonic() > self.ends

    def role(self, name: str) -> None:
        """Every form that somebody in the role meets."""
        client = _wearing(name)
        if client is None:
            print(f"{name}: nobody wears it")
            return
        before, sent, stored = len(self.met), self.sent, self.stored
        for form in _forms(client, self):
            self.met.append((client, name, form))
            for data in _variants(form):
                if self.is_over:
                    break
                self._send(client, name, form, *data)
        told = f"{len(self.met) - before} different, sent {self.sent - sent} times, {self.stored - stored} stored"
        print(f"{name}: {told}, {len(self.faults)} faults so far", flush=True)

    def more(self) -> None:
        """Until as many are sent as was asked for, any of the forms with values changed at random."""
        values = [value for _client, _role, form in self.met for held in form.fields.values() for value in held]
        while self.met and self.sent < self.wanted and not self.is_over:
            client, role, form = self.chance.choice(self.met)
            self._send(client, role, form, *_at_random(form, values, self.chance))

    def _send(self, client: Any, role: str, form: Form, name: str, value: str, data: dict[str, list[str]]) -> None:
        from django.db import transaction

        self.sent += 1
        what = (role, name, value)
        with transaction.atomic():
            with mock.patch("spelregler.config.middleware.ask_again") as to_ask:
                answer = client.post(form.to, data) if form.sends else client.get(form.to, data)
            self._noted(answer, form.to, *what)
            if form.sends and 300 <= answer.status_code < 400:
                self.stored += 1
                self.looked[place := (role, _view(form.to), name)] += 1
                if self.looked[place] <= ASKED:
                    self._behind(client, form.to, answer.headers["Location"], to_ask.call_args, *what)
            transaction.set_rollback(True)

    def _behind(self, client: Any, address: str, leads_to: str, to_ask: Any, *what: str) -> None:
        """The rules that a write touched, asked as the product asks them, and the page that is shown next."""
        from spelregler.apps.policy.findings import recounting, turns

        if to_ask is not None:
            recounting.ask_again(*to_ask.args, **to_ask.kwargs)
        if turns.is_recounting():
            role, name, value = what
            key = (_view(address), name, "the rules cannot be asked")
            self.faults.setdefault(key, f"{role} {address} {name}={value[:30]!r}")
        self._noted(client.get(urljoin(address, leads_to)), address, *what)

    def _noted(self, answer: Any, address: str, role: str, name: str, value: str) -> None:
        self.answers[answer.status_code] += 1
        if answer.status_code >= 500 and answer.status_code != 503:
            kind, fault, trace = answer.exc_info or (None, None, None)
            last = traceback.extract_tb(trace)[-1] if trace else None
            ours = [each for each in traceback.extract_tb(trace) if "spelregler" in each.filename] or [last]
            where = f"{Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours[-1] else ""
            key = (_view(address), name, getattr(kind, "__name__", ""), where)
            asked = answer.request["REQUEST_METHOD"] + " " + answer.request["PATH_INFO"]
            self.faults.setdefault(key, f"{role} {address} {name}={value[:30]!r}: {asked}: {fault!s:.140}")


def _variants(form: Form) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    """The form with nothing in it, with each bad value in every field, and with some of them in one field at a time."""
    yield "", "", {}
    for value in BAD:
        yield "*", value, {name: [value] for name in form.fields}
    for number, name in enumerate(form.fields):
        for step in range(ALONE):
            value = BAD[(ALONE * number + step * 5) % len(BAD)]
            yield name, value, {**form.fields, name: [value]}


def _at_random(form: Form, values: list[str], chance: random.Random) -> tuple[str, str, dict[str, list[str]]]:
    """The form with one to three fields changed: odd, another form's, damaged, sent twice, or not sent."""
    data, name, value = dict(form.fields), "", ""
    for name in chance.sample(sorted(data), min(len(data), chance.choice((1, 1, 2, 3)))):
        held = (data[name] or [""])[0]
        match chance.randrange(6):
            case 0 | 1:
                value = chance.choice(ODD)
            case 2:
                value = chance.choice(values)
            case 3:
                at = chance.randint(0, len(held))
                value = held[:at] + chance.choice(ODD)[:40] + held[at + chance.randrange(3) :]
            case 4:
                data[name] = [*data[name], chance.choice(ODD)]
                continue
            case _:
                del data[name]
                continue
        data[name] = [value]
    return name, value, data


def _forms(client: Any, attack: Attack) -> Iterator[Form]:
    seen, visits, known = {"/"}, Counter[str](), set[tuple[str, ...]]()
    waiting = ["/"]
    while waiting and not attack.is_over:
        address = waiting.pop(0)
        answer = client.get(address)
        attack.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            attack.faults.setdefault((_view(address), "GET"), address)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = Page(address)
        page.feed(answer.content.decode())
        for form in page.forms:
            shape = (_view(form.to), str(form.sends), *sorted(form.fields))
            if shape not in known and not form.has_file and not LEAVES_ALONE.search(form.to):
                known.add(shape)
                yield form
        for link in page.links:
            view = _view(link)
            if view and link not in seen and visits[view] < PER_VIEW and not LEAVES_ALONE.search(link):
                seen.add(link)
                visits[view] += 1
                waiting.append(link)


def _view(address: str) -> str:
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def _wearing(role: str) -> Any:
    from django.test import Client

    from spelregler.apps.organisation.models import Person
    from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
    from spelregler.platform.clock import today

    client = Client(raise_request_exception=False)
    if role == "CI":
        return client
    for person in Person.objects.filter(account__isnull=False).order_by("pk"):
        for role_assignment in role_assignments_of(person=person, as_of=today()):
            if role_assignment.role == role:
                client.force_login(person.account)
                session = client.session
                session["worn-hat"] = role_assignment.code
                session.save()
                return client
    return None


def main(*words: str) -> int:
    """How many different faults were found; each is told once."""
    reads = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reads.add_argument("seconds", type=float, nargs="?", default=600)
    reads.add_argument("roles", nargs="*", default=[])
    reads.add_argument("--forms", type=int, default=0)
    reads.add_argument("--seed", type=int, default=13)
    asked = reads.parse_intermixed_args(words)
    with tempfile.TemporaryDirectory() as folder:
        if not _begun(Path(folder) / "home"):
            return 2
        attack = Attack(min(asked.seconds, MOST_SECONDS), asked.forms, asked.seed)
        signal.signal(signal.SIGTERM, lambda *_told: setattr(attack, "ends", 0))  # what was counted so far is told
        for role in asked.roles or ROLES:
            if attack.is_over:
                print(f"{role} and those after it: the time is out")
                break
            attack.role(role)
        attack.more()
    told = ", ".join(f"{status}: {count}" for status, count in sorted(attack.answers.items()))
    print(f"{attack.sent} forms sent, {attack.stored} stored; answers {told}; {len(attack.faults)} faults")
    for fault, example in sorted(attack.faults.items()):
        print("  ", " ".join(fault), "|", example)
    return 1 if attack.faults else 0


def _begun(home: Path) -> bool:
    """Django over a demo of our own; nothing that somebody uses is written to."""
    os.environ |= {"SPELREGLER_LANGUAGE": "en", "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded"}
    built = Path(os.environ.get("SPELREGLER_HOME", ROOT / "var"))
    os.environ["SPELREGLER_HOME"] = str(home)
    if "SPELREGLER_DATABASE_URL" in os.environ:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        subprocess.run([sys.executable, "-m", "spelregler", "demo", "--no-serve"], env=environment, check=True)
    elif any(built.glob("*.sqlite3")):
        shutil.copytree(built, home)
    else:
        print(f"There is no demo in {built}. Build one: spelregler demo --no-serve", file=sys.stderr)
        return False
    import logging

    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    _let_somebody_run_the_system()
    gc.freeze()
    logging.disable(logging.CRITICAL)
    return True


def _let_somebody_run_the_system() -> None:
    """The demo has nobody who wears SYS, and its forms are to be met too."""
    from spelregler.apps.start.operations.beginning import make_administrator
    from spelregler.platform import clock
    from spelregler.platform.audit.operations import SYSTEM

    make_administrator(email="attack@prov.example", name="Prov Attack", today=clock.today(), who=SYSTEM)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
