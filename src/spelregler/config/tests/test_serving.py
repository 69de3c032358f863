"""The server: who may begin, who is started anew, and who is told to come back."""

from __future__ import annotations

import socket
from threading import Event

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from spelregler.config import crowding, serving
from spelregler.config.crowding import TurnsMiddleware

pytestmark = pytest.mark.once


class Fake:
    """A web server whose processes die, or that is told to stop."""

    def __init__(self, *, is_told: bool) -> None:
        self.interrupt_signal, self.main_loop_interrupt = is_told, Event()

    def serve(self) -> None:
        if not self.interrupt_signal:
            raise SystemExit(1)


def test_a_port_where_somebody_answers_is_refused_in_words():
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(serving.PortTaken, match="svarar redan"):
            serving.must_be_free("127.0.0.1", port)
    serving.must_be_free("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_refused_in_words():
    with pytest.raises(serving.PortTaken, match="lyssna"):
        serving.must_be_free("192.0.2.1", 8000)


def test_a_server_that_gives_up_is_begun_again_after_longer_and_longer(monkeypatch):
    pauses = []
    monkeypatch.setattr(Event, "wait", lambda self, seconds=None: pauses.append(seconds))
    servers = iter([*[Fake(is_told=False) for _ in range(7)], Fake(is_told=True)])
    serving.keep_serving(lambda: next(servers))
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_whoever_has_lived_long_is_started_at_once(monkeypatch):
    now = 0.0
    monkeypatch.setattr(serving, "monotonic", lambda: now)
    pauses = serving.Pauses()
    assert [pauses.after_death() for _ in range(3)] == [1, 2, 4]
    pauses.begin()
    now = serving.STEADY + 1.0
    assert pauses.after_death() == 1


@pytest.mark.django_db
def test_whoever_comes_when_all_are_busy_is_told_to_come_back_and_nothing_was_begun(settings, monkeypatch):
    settings.SPELREGLER_THREADS = 1
    monkeypatch.setattr("spelregler.platform.bounds.PATIENCE", 0.0)
    asked = []

    def answer(request):
        asked.append(request.path)
        return HttpResponse(crowded(request) if request.path == "/first/" else "")

    def crowded(request):
        """Four more come meanwhile; none waits, since nobody has patience."""
        answers = [middleware(RequestFactory().post("/next/")) for _ in range(4)]
        assert {each.status_code for each in answers} == {503}
        assert {each.headers["Retry-After"] for each in answers} == {"10"}
        assert "inget är lagrat" in answers[0].content.decode()
        return ""

    middleware = TurnsMiddleware(answer)
    middleware.turns._patience = 0.0
    assert middleware(RequestFactory().get("/first/")).status_code == 200
    assert asked == ["/first/"]
    assert middleware(RequestFactory().get("/then/")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("too many clients"), 503, "Databasen svarar inte"),
        (ZeroDivisionError(), 500, "gick fel hos oss"),
    ],
)
def test_a_database_that_is_away_passes_and_a_fault_of_ours_has_a_number(monkeypatch, error, status, words):
    def broken(request):
        raise error

    monkeypatch.setattr("spelregler.config.middleware.acting_role_of", broken)
    answer = Client(raise_request_exception=False).get("/tillganglighet/")
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert answer.headers.get("Retry-After") == ("10" if status == 503 else None)
    if status == 500:
        assert answer.headers["X-Request-ID"] in answer.content.decode()


def test_the_page_of_a_full_house_needs_no_database():
    assert crowding.crowded().status_code == 503


def test_what_follows_the_question_mark_of_an_address_goes_on_to_the_database(settings):
    from spelregler.config.settings.base import database

    told = database("postgresql://me:p%40ss@db.example:5433/name?sslmode=require&sslrootcert=/etc/ca.pem")
    assert told["OPTIONS"] == {"sslmode": "require", "sslrootcert": "/etc/ca.pem"}
    assert (told["HOST"], told["PORT"], told["PASSWORD"]) == ("db.example", "5433", "p@ss")
    told = database("postgresql://me@/name?host=/run/postgresql&port=5433")
    assert (told["HOST"], told["PORT"], told["OPTIONS"]) == ("/run/postgresql", "5433", {})
