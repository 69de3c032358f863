"""Send every form that a role can reach with bad values in its fields, and count what the program answers.

    python tools/attack/forms.py                    every role, at most ten minutes
    python tools/attack/forms.py 120 SE CT          two minutes, two roles

A fault is an answer of 500: bad input is to be told at the field. Everything is local: a copy of a built demo (the
folder SPELREGLER_HOME, or `var`) in the temporary folder, asked by Django's own test client, without a server or a
network. Each answer is taken back before the next is asked for.
"""

from __future__ import annotations

import os
import re
import shutil
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
from urllib.parse import urljoin, urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src")]
ROLES = ("SE", "HR", "KC", "FC", "EC", "CT", "Np", "N", "KSp", "UN", "SO", "EM", "RE", "SYS", "CI")
MOST_SECONDS, PER_VIEW = 3_600, 2
ALONE = 4
"""How many of the bad values each field meets alone; the others it meets together with the rest of its form."""
BAD = (
    "", " ", "x" * 5_000, "a\x00b", "0001-01-01", "9999-12-31", "2026-02-30", "1e999", "-1", "NaN", "Infinity",
    "99999999999999999999999", "0,0000000001", "kf", "oxeloskolan", "../../etc", "<b>å</b>", "²",
)  # fmt: skip
LEAVES_ALONE = re.compile(r"^/(logga|roll|konto|account|identitet)|/sprak|/prova|/fil")
"""Signing in and out, one's own account, and files: other tools try those."""


@dataclass
class Form:
    """A form that sends something: where to, and what stands in its fields."""

    to: str
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
        elif tag == "form" and said.get("method", "").lower() == "post":
            self.form = Form(urljoin(self.address, said.get("action") or self.address))
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

    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds
        self.answers: Counter[int] = Counter()
        self.faults: dict[tuple[str, ...], str] = {}
        self.forms = 0

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
        before, sent = self.forms, sum(self.answers.values())
        for form in _forms(client, self):
            self.forms += 1
            for data in _variants(form):
                if self.is_over:
                    return
                self._send(client, name, form, *data)
        print(f"{name}: {self.forms - before} forms, {sum(self.answers.values()) - sent} answers", flush=True)

    def _send(self, client: Any, role: str, form: Form, name: str, value: str, data: dict[str, list[str]]) -> None:
        from django.db import transaction

        with transaction.atomic():
            answer = client.post(form.to, data)
            transaction.set_rollback(True)
        self.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            kind, fault, trace = answer.exc_info or (None, None, None)
            last = traceback.extract_tb(trace)[-1] if trace else None
            ours = [each for each in traceback.extract_tb(trace) if "spelregler" in each.filename] or [last]
            where = f"{Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours[-1] else ""
            key = (_view(form.to), name, getattr(kind, "__name__", ""), where)
            self.faults.setdefault(key, f"{role} {form.to} {name}={value[:30]!r}: {fault!s:.140}")


def _variants(form: Form) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    """The form with nothing in it, with each bad value in every field, and with some of them in one field at a time."""
    yield "", "", {}
    for value in BAD:
        yield "*", value, {name: [value] for name in form.fields}
    for number, name in enumerate(form.fields):
        for step in range(ALONE):
            value = BAD[(ALONE * number + step * 5) % len(BAD)]
            yield name, value, {**form.fields, name: [value]}


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
            shape = (_view(form.to), *sorted(form.fields))
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


def main(seconds: float = 600, *roles: str) -> int:
    """How many different faults were found; each is told once."""
    built = Path(os.environ.get("SPELREGLER_HOME", ROOT / "var"))
    if not any(built.glob("*.sqlite3")) and not any(built.glob("*.db")):
        print(f"There is no demo in {built}. Build one: spelregler demo --no-serve", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        home = shutil.copytree(built, Path(folder) / "home")
        os.environ |= {"SPELREGLER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded"}
        os.environ.pop("SPELREGLER_DATABASE_URL", None)
        import logging

        import django

        django.setup()
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        logging.disable(logging.CRITICAL)
        attack = Attack(min(seconds, MOST_SECONDS))
        for role in roles or ROLES:
            if attack.is_over:
                print(f"{role} and those after it: the time is out")
                break
            attack.role(role)
        told = ", ".join(f"{status}: {count}" for status, count in sorted(attack.answers.items()))
        print(f"{attack.forms} forms; answers {told}; {len(attack.faults)} faults")
        for fault, example in sorted(attack.faults.items()):
            print("  ", " ".join(fault), "|", example)
    return 1 if attack.faults else 0


if __name__ == "__main__":
    sys.exit(main(*[float(each) for each in sys.argv[1:2]], *sys.argv[2:]))
