"""Hands for the story: somebody in a role opens a page, fills in its form as it stands and sends it.

A form is read from the page, so a field that the page does not offer cannot be sent. Every act is counted and noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.cli import program
from spelregler.domain import reading
from spelregler.platform.tests.worker import let_the_worker_work


class Fields(dict[str, Any]):
    """What stands in a form, and how it is sent."""

    def __init__(self, method: str) -> None:
        super().__init__()
        self.method = method


class _Forms(HTMLParser):
    """The forms of a page: where each is sent, and the values that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._select: str | None = None
        self._text: str | None = None
        self.buttons: list[tuple[int, str, str]] = []
        self.offered: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.forms.append((given.get("action", "").partition("#")[0], Fields(given.get("method", "get").lower())))
        elif not self.forms:
            return
        elif tag == "input" and name and given.get("type") in ("checkbox", "radio"):
            self._fields.setdefault(name, None)
            self.offered.setdefault(name, []).append(given.get("value", "on"))
            if any(key == "checked" for key, _ in attrs):
                self._fields[name] = given.get("value", "on")
        elif tag == "input" and name:
            self._fields[name] = given.get("value", "")
        elif tag == "select" and name:
            self._select = name
            self._fields.setdefault(name, None)
        elif tag == "option" and self._select:
            if self._fields[self._select] is None or any(key == "selected" for key, _ in attrs):
                self._fields[self._select] = given.get("value", "")
        elif tag == "textarea" and name:
            self._text = name
            self._fields[name] = ""
        elif tag == "button" and name and self.forms:
            self.buttons.append((len(self.forms) - 1, name, given.get("value", "")))

    @property
    def _fields(self) -> Fields:
        return self.forms[-1][1]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._text:
            self._fields[self._text] += data.lstrip("\n")


SHELL = ("/roll/", "/sprak/", "/logga-ut/", "/sok/")
"""Where the forms round the page itself are sent."""


class Town:
    """The day it is, who is at the keyboard, and what has been done."""

    def __init__(self, settings: Any, today: date) -> None:
        self._settings = settings
        self.pages: list[str] = []
        self.commands: list[str] = []
        self.files: list[str] = []
        self.day = today

    @property
    def day(self) -> date:
        """The town's today."""
        return reading.day(self._settings.SPELREGLER_TODAY)

    @day.setter
    def day(self, value: date) -> None:
        self._settings.SPELREGLER_TODAY = value.isoformat()

    def command(self, *words: str, file: bytes | None = None) -> str:
        """Run the program; what it said. The word that is a file's name stands for a file with the bytes."""
        with TemporaryDirectory() as folder:
            given = list(words)
            if file is not None:
                place = next(n for n, word in enumerate(words) if word.endswith((".csv", ".xlsx", ".se")))
                given[place] = str(Path(folder) / words[place])
                Path(given[place]).write_bytes(file)
                self.files.append(words[place])
            told = CliRunner().invoke(program, given)
        assert told.exit_code == 0, told.output + str(told.exception)
        self.commands.append(" ".join(words))
        return told.output

    def night(self) -> None:
        """What the worker does by itself when the day has passed."""
        let_the_worker_work()

    def as_(self, role: str, *, person: str = "", unit: str = "", body: str = "", department: str = "") -> Hands:
        """Somebody with an account who holds the role today, wearing it."""
        people = Person.objects.filter(account__isnull=False).order_by("code")
        for each in people.filter(code=person) if person else people:
            for role_assignment in role_assignments_of(person=each, as_of=self.day):
                fits = (not unit or role_assignment.unit == unit) and (not body or role_assignment.body == body)
                if (
                    role_assignment.role == role
                    and fits
                    and (not department or role_assignment.department == department)
                ):
                    client = Client()
                    client.force_login(each.account)
                    session = client.session
                    session["worn-hat"] = role_assignment.code
                    session.save()
                    return Hands(self, client)
        raise AssertionError(f"nobody with an account is {role} {unit}{body}{department} on {self.day}")


class Hands:
    """One person in one role at the pages."""

    def __init__(self, town: Town, client: Client) -> None:
        self.town, self.client = town, client

    def see(self, address: str) -> str:
        """The page's text; it has to be there."""
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code, plain(answer.content.decode())[:600])
        return str(answer.content.decode())

    def refused(self, address: str, **typed: Any) -> None:
        """The role may not: 403 with the rule, whatever is typed."""
        assert self.client.post(address, typed).status_code == 403, address

    def fill(self, page: str, to: str = "", *, file: tuple[str, bytes] | None = None, **typed: Any) -> str:
        """Open the page, fill in its form (the one sent `to` an address that ends so) and send it; the page after.

        A field that the form does not have is a fault: a person could not have filled it in.
        """
        action, fields = self._form(page, to)
        for name in typed:
            assert name in fields, f"{page}: the form has no {name}; it has {sorted(fields)}"
        data = {name: value for name, value in (fields | typed).items() if value is not None}
        if file is not None:
            field = next(iter([name for name in fields if "fil" in name] or ["file"]))
            data[field] = SimpleUploadedFile(*file)
            self.town.files.append(file[0])
        send = self.client.post if fields.method == "post" else self.client.get
        answer = send(action or page, data, follow=True)
        text = answer.content.decode()
        assert answer.status_code == 200, (page, answer.status_code, plain(text)[:1500])
        self.text = text
        faults = re.findall(r'class="[^"]*(?:ds-validation-message|errors)[^"]*"[^>]*>(.*?)<', text, re.S)
        assert not [each for each in faults if each.strip()], (page, plain(text)[:2500])
        self.town.pages.append(action or page)
        self.at, self.text = answer.request["PATH_INFO"], str(text)
        # What cannot be undone is looked at once more, and done.
        return self.go_on(look="done") if "data-look" in self.text else self.text

    def go_on(self, **typed: Any) -> str:
        """Fill in the form of the page just shown, after having looked at it, and send it; the page after."""
        reader = _Forms()
        reader.feed(self.text)
        forms = [(n, *form) for n, form in enumerate(reader.forms) if not form[0].startswith(SHELL)]
        number, action, fields = next(form for form in forms if form[2].method == "post")
        assert set(typed) - {"look"} <= set(fields), (sorted(typed), sorted(fields))
        pressed = next(((name, value) for n, name, value in reader.buttons if n == number), ("", ""))
        data = {key: given for key, given in (fields | typed | dict([pressed])).items() if given is not None}
        where = f"{self.at}{action}" if action.startswith("?") else action or self.at
        answer = self.client.post(where, data, follow=True)
        self.at, self.text = answer.request["PATH_INFO"], answer.content.decode()
        assert answer.status_code == 200, (self.at, answer.status_code, plain(self.text)[:2500])
        self.town.pages.append(where)
        return self.text

    def form(self, page: str, to: str = "") -> dict[str, Any]:
        """The fields of the page's form with what stands in them."""
        return self._form(page, to)[1]

    def offered(self, page: str, name: str) -> list[str]:
        """What the boxes of a name on the page stand for."""
        reader = _Forms()
        reader.feed(self.see(page))
        return reader.offered[name]

    def offered_in(self, name: str) -> list[str]:
        """The same on the page just shown."""
        reader = _Forms()
        reader.feed(self.text)
        return reader.offered.get(name, [])

    def forms(self, page: str) -> list[tuple[str, Fields]]:
        """Every form of the page itself."""
        reader = _Forms()
        reader.feed(self.see(page))
        return [form for form in reader.forms if not form[0].startswith(SHELL)]

    def forms_in(self) -> list[tuple[str, Fields]]:
        """Every form of the page just shown."""
        reader = _Forms()
        reader.feed(self.text)
        return [form for form in reader.forms if not form[0].startswith(SHELL)]

    def bring(self, page: str, name: str, data: bytes) -> str:
        """Bring a file, wait while it is looked through, look, store it, and wait again; the page at the end."""
        self.fill(page, file=(name, data))
        self.town.night()
        self.fill(self.at)
        self.town.night()
        return self.see(self.at)

    def _form(self, page: str, to: str) -> tuple[str, Fields]:
        reader = _Forms()
        reader.feed(self.see(page))
        own = [form for form in reader.forms if not form[0].startswith(SHELL) and "csrf" in str(form[1])] or [
            form for form in reader.forms if not form[0].startswith(SHELL)
        ]
        found = [form for form in own if form[0].endswith(to)] if to else own
        assert found, f"{page} has no form{' to ' + to if to else ''}; it has {[form[0] for form in own]}"
        return found[0]


def plain(html: str) -> str:
    """The words of a page."""
    main = html.partition("<main")[2].partition("</main>")[0] or html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).strip()


Act = Callable[[Town], None]
