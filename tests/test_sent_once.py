"""A form that is sent twice stores once, and both are answered the same (ADR 43)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

import spelregler
from spelregler.config import sending as middleware
from spelregler.platform import clock
from spelregler.platform.audit.queries import last_number
from spelregler.platform.sending import operations
from spelregler.platform.sending.models import Sending
from spelregler.ui.sending import FIELD
from tests import test_department_pages, test_money_pages
from tests.test_department_pages import UTB
from tests.test_money_pages import UNIT, number
from tests.test_plan_pages import HEADING, ROW
from tests.test_policy_room import VERSION
from tests.test_vision import ADOPT, DECISION

LINES = ("autonomy:lines", UNIT)
NEW_LINE = ("autonomy:set_line", UNIT)


def at(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


def tokens(client, address: str) -> list[str]:
    return re.findall(rf'name="{FIELD}" value="([\w-]+)"', client.get(address).content.decode())


def answer(response) -> tuple[int, str]:
    return response.status_code, response.headers.get("Location", "")


@pytest.fixture
def manager(wearing):
    return wearing("EC", unit=UNIT)


@pytest.fixture
def form(manager):
    """A form to add a line, as its page gave it."""
    return {"label": "Skogsdagar", "amount": "0", FIELD: tokens(manager, at(*LINES))[0]}


UNIT_FORM = {"name": "Strandskolan", "short_name": "", "first_day": "2026-11-02", "head_title": "Rektor"}
FORMS = {
    "departments": ("HR", {}, at("organisation:new_department"), "", test_department_pages.TestDepartment.NEW),
    "units": ("HR", {}, at("organisation:new_unit", UTB), "", UNIT_FORM),
    "vision": ("SE", {}, ADOPT, "", DECISION),
    "documents": ("SE", {}, at("policy:register_document"), "", VERSION),
    "budget": ("SE", {}, at("frames:carry", "kf"), "", {**test_money_pages.TestCarryingOver.FORM, "net:un": "120"}),
    "moves between units": (
        "FC",
        {"department": UTB},
        at("frames:moves_of", "un"),
        at("frames:move", "un"),
        test_money_pages.TestMovesBetweenUnits().form("300"),
    ),
    "values": (
        "CT",
        {},
        at("goals:periods"),
        at("goals:set_period"),
        {"period_start": "2026-01", "period_end": "2026-10", "act": "lock", "reason": "Klart"},
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_is_sent_twice_is_stored_once(wearing, name):
    role, where, page, target, said = FORMS[name]
    client, before = wearing(role, **where), last_number()
    said = said | {FIELD: tokens(client, page)[-1]}
    first = client.post(target or page, said)
    assert first.status_code == 302, first.content.decode()
    stored = last_number()
    assert stored > before
    assert answer(client.post(target or page, said)) == answer(first)
    assert last_number() == stored


def test_a_move_of_money_inside_a_unit_as_well(manager):
    said = {"from_line": number("Personal"), "to_line": number("Läromedel"), "amount": "100"}
    said[FIELD] = tokens(manager, at(*LINES))[0]
    first = manager.post(at("autonomy:move_money", UNIT), said)
    stored = last_number()
    assert answer(manager.post(at("autonomy:move_money", UNIT), said)) == answer(first)
    assert last_number() == stored


def test_a_file_begins_one_work(wearing, settings, tmp_path):
    settings.HOME = tmp_path
    client = wearing("CT")
    token, began = tokens(client, at("goals:plan_file"))[-1], DBTaskResult.objects.count()

    def send(content: str):
        file = SimpleUploadedFile("plan.csv", content.encode())
        return client.post(at("goals:plan_try"), {"file": file, FIELD: token})

    first = send(HEADING + ROW)
    assert answer(send(HEADING + ROW)) == answer(first)
    assert first.status_code == 302
    assert DBTaskResult.objects.count() == began + 1
    assert send(HEADING).status_code == 409


def test_every_form_of_a_page_has_a_token_of_its_own(manager):
    found = tokens(manager, at(*LINES))
    assert len(found) > 2
    assert len(set(found)) == len(found)


def test_two_tabs_are_two_sendings(manager, form):
    other = tokens(manager, at(*LINES))[0]
    before = last_number()
    manager.post(at(*NEW_LINE), form)
    one = last_number()
    manager.post(at(*NEW_LINE), {**form, "label": "Slöjd", FIELD: other})
    assert before < one < last_number()


def test_what_was_refused_may_be_sent_again(manager, form, monkeypatch):
    wrong = {**form, "amount": "ett tal"}
    assert manager.post(at(*NEW_LINE), wrong).status_code == 400
    assert manager.post(at(*NEW_LINE), wrong).status_code == 400
    assert not Sending.objects.exists()
    assert manager.post(at(*NEW_LINE), form).status_code == 302


def test_something_else_under_a_used_token_is_neither_stored_nor_dropped_in_silence(manager, form):
    manager.post(at(*NEW_LINE), form)
    stored = last_number()
    refused = manager.post(at(*NEW_LINE), {**form, "label": "Slöjd"})
    assert refused.status_code == 409
    assert "redan skickat" in refused.content.decode()
    assert last_number() == stored


def test_another_account_has_nothing_to_do_with_the_token(wearing, form):
    client = wearing("CT")
    Sending.objects.create(
        account="somebody", token=form[FIELD], digest="", request_id="", trail_number=0, begun_at=clock.now(),
        done_at=clock.now(),
    )  # fmt: skip
    said = {"period_start": "2026-01", "period_end": "2026-10", "act": "lock", "reason": "Klart", FIELD: form[FIELD]}
    before = last_number()
    assert client.post(at("goals:set_period"), said).status_code == 302
    assert last_number() > before


def test_without_a_token_it_is_served_as_it_comes(manager, form):
    del form[FIELD]
    for label in ("Skogsdagar", "Slöjd"):
        assert manager.post(at(*NEW_LINE), {**form, "label": label}).status_code == 302
    assert not Sending.objects.exists()


@pytest.mark.both
class TestAtTheSameMoment:
    """The first has begun and is not answered when the second comes."""

    @pytest.fixture
    def begun(self, manager, form, monkeypatch):
        """The first sending as it stands while its view works."""
        manager.post(at(*NEW_LINE), form)
        first = Sending.objects.get()
        Sending.objects.update(done_at=None)
        monkeypatch.setattr(middleware, "LONGEST_WAIT_SECONDS", 0.3)
        return first

    def test_the_second_waits_and_is_answered_as_the_first(self, manager, form, begun, monkeypatch):
        stored = last_number()
        ends = lambda _seconds: operations.end(begun, location=begun.location, now=clock.now())  # noqa: E731
        monkeypatch.setattr(middleware.time, "sleep", ends)
        assert answer(manager.post(at(*NEW_LINE), form)) == (302, at(*LINES))
        assert last_number() == stored

    def test_the_second_is_done_where_the_first_was_refused(self, manager, form, begun, monkeypatch):
        stored = last_number()
        monkeypatch.setattr(middleware.time, "sleep", lambda _seconds: operations.give_up(begun))
        assert manager.post(at(*NEW_LINE), form).status_code == 302
        assert last_number() > stored

    def test_the_second_is_told_of_what_is_stored_while_the_first_still_works(self, manager, form, begun):
        """Asking the rules after the write may take long, or the process died in between: it is stored all the same."""
        stored = last_number()
        again = manager.post(at(*NEW_LINE), form, headers={"referer": f"http://testserver{at(*LINES)}"})
        assert answer(again) == (302, at(*LINES))
        assert last_number() == stored
        assert manager.post(at(*NEW_LINE), {**form, "label": "Annat"}).status_code == 409

    def test_nobody_waits_for_ever_or_is_told_that_it_failed(self, manager, form, begun):
        Sending.objects.update(request_id="nothing of it is stored yet")
        stored = last_number()
        told = manager.post(at(*NEW_LINE), form)
        assert told.status_code == 409
        assert "håller fortfarande på" in told.content.decode()
        assert last_number() == stored


@pytest.mark.both
class TestADeadProcess:
    """The process died between the write and the answer, or before the write."""

    def test_what_it_stored_is_not_stored_again(self, manager, form):
        manager.post(at(*NEW_LINE), form)
        Sending.objects.update(done_at=None, location="", begun_at=clock.now() - timedelta(minutes=6))
        stored = last_number()
        again = manager.post(at(*NEW_LINE), form, headers={"referer": f"http://testserver{at(*LINES)}"})
        assert answer(again) == (302, at(*LINES))
        assert last_number() == stored

    def test_what_it_did_not_store_is_taken_over(self, manager, form):
        manager.post(at(*NEW_LINE), form)
        long_ago = clock.now() - timedelta(minutes=6)
        Sending.objects.update(done_at=None, request_id="died", begun_at=long_ago)
        stored = last_number()
        assert manager.post(at(*NEW_LINE), {**form, "label": "Slöjd"}).status_code == 302
        assert last_number() > stored


def test_what_is_stored_and_answered_as_a_fault_is_not_stored_again(manager, form, monkeypatch):
    """Whoever is told to try again and does so must not store it twice, whatever went wrong after the write."""

    def fails(*_asked):
        raise RuntimeError("after the write")

    manager.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("spelregler.apps.autonomy.pages.budget_lines.views._done", fails)
        assert manager.post(at(*NEW_LINE), form).status_code == 500
    stored = last_number()
    again = manager.post(at(*NEW_LINE), form, headers={"referer": f"http://testserver{at(*LINES)}"})
    assert answer(again) == (302, at(*LINES))
    assert last_number() == stored


def test_a_database_that_fails_when_the_sending_ends_is_no_fault_of_the_write(manager, form, monkeypatch):
    def fails(*_asked, **_more):
        raise OperationalError("the connection was lost")

    monkeypatch.setattr(operations, "end", fails)
    assert manager.post(at(*NEW_LINE), form).status_code == 302


def test_a_database_that_is_busy_says_so(manager, form, monkeypatch):
    def fails(**_asked):
        raise OperationalError("database is locked")

    stored = manager.post(at(*NEW_LINE), form)
    monkeypatch.setattr(operations, "begin", fails)
    answer = manager.post(at(*NEW_LINE), form)
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "skicka igen" in text
    assert "Inget av ditt är lagrat" not in text, "the first sending of it was stored"
    monkeypatch.undo()
    assert manager.post(at(*NEW_LINE), form).headers["Location"] == stored.headers["Location"]


def test_a_role_is_changed_as_often_as_anybody_likes(wearing):
    client = wearing("CT")
    for _time in range(2):
        client.post(at("home:language"), {"language": "en", FIELD: "x" * 24})
    assert not Sending.objects.exists()


@pytest.mark.both
def test_what_was_sent_is_forgotten_when_its_session_is_over(manager, form):
    manager.post(at(*NEW_LINE), form)
    now = clock.now()
    assert operations.forget_old(now=now, seconds=3600) == 0
    assert operations.forget_old(now=now + timedelta(hours=1, minutes=1), seconds=3600) == 1


@pytest.mark.once
def test_no_form_that_stores_is_without_it():
    """The token comes with csrf_token: a form without it would neither be safe nor be let in."""
    bare = [
        path.name
        for path in Path(spelregler.__file__).parent.rglob("*.html")
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text("utf-8"), re.S | re.I)
        if "{% csrf_token %}" not in form
    ]
    assert bare == []
