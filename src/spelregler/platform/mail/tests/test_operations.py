"""Mail by SMTP to a real server on loopback: it goes with its act, is tried again, is given up, and is forgotten."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from spelregler.platform import clock
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.mail import delivery, queries
from spelregler.platform.mail.models import Letter
from spelregler.platform.mail.operations import LINES_KEPT, MailNotConfigured, forget_old, send

pytestmark = pytest.mark.django_db
SECRET = "https://kommun.example/konto/losenord/abc-123/"


def write(to="eva@strandby.example", **more):
    return send(
        to=to, kind="account-link", subject="Välkommen, Åsa", text=f"Välj lösenord: {SECRET}", who=SYSTEM, **more
    )


def hurry():
    """As if the letters' waits were over."""
    delivery.waiting().update(not_before=clock.now() - timedelta(seconds=1))
    DBTaskResult.objects.filter(status="READY").update(run_after=clock.now() - timedelta(seconds=1))


def test_a_letter_goes_when_its_act_is_stored_and_what_it_said_is_forgotten(
    server, the_worker_works, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write(html="<p>Välj lösenord</p>")
    assert not server.letters
    the_worker_works()
    [(to, message)] = server.letters
    assert (to, message["subject"]) == ("eva@strandby.example", "Välkommen, Åsa")
    assert message["auto-submitted"] == "auto-generated"
    assert SECRET in message.get_body(("plain",)).get_content()
    assert "<p>" in message.get_body(("html",)).get_content()
    letter.refresh_from_db()
    assert letter.sent_at
    assert (letter.subject, letter.text, letter.html) == ("", "", "")
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_the_trail_tells_that_a_letter_was_written_and_not_what_it_said(server):
    write()
    row = AuditRow.objects.get(act="send-mail")
    assert row.subject == "account-link eva@strandby.example"
    assert "abc-123" not in row.content


def test_an_act_that_is_undone_sends_nothing(server, the_worker_works):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    the_worker_works()
    assert not server.letters
    assert not Letter.objects.exists()


def test_a_hundred_letters_share_one_connection(server):
    for number in range(100):
        write(to=f"p{number}@strandby.example")
    assert delivery.deliver() == (100, 0)
    assert server.connections == 1
    assert len(server.letters) == 100


def test_a_server_that_is_down_is_asked_once_and_again_later(
    settings, server, the_worker_works, django_capture_on_commit_callbacks
):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]
        with django_capture_on_commit_callbacks(execute=True):
            write()
            write(to="bo@strandby.example")
        the_worker_works()
    letters = list(Letter.objects.all())
    assert [letter.tries for letter in letters] == [1, 1]
    assert all("refused" in letter.last_error for letter in letters)
    assert all(timedelta(seconds=50) < each.not_before - clock.now() <= delivery.WAITS[0] for each in letters)
    # The server comes back; the work that comes back is there already.
    settings.EMAIL_PORT = server.port
    hurry()
    the_worker_works()
    assert sorted(to for to, _ in server.letters) == ["bo@strandby.example", "eva@strandby.example"]


def test_a_server_that_stays_down_is_given_up_after_a_day(settings, server):
    server.answers = {"": "421 closed"}
    for number in range(3):
        write(to=f"p{number}@strandby.example")
    for _ in range(len(delivery.WAITS) + 1):
        hurry()
        assert delivery.deliver()[0] == 0
    assert not delivery.waiting().exists()
    assert set(Letter.objects.values_list("text", "tries")) == {("", len(delivery.WAITS) + 1)}
    assert sum(delivery.WAITS, timedelta()) < timedelta(days=1)
    assert queries.given_up(now=clock.now()) == 3


def test_an_address_that_does_not_exist_is_given_up_at_once_and_the_others_go(server):
    server.answers = {"RCPT x@strandby.example": "550 5.1.1 no such user"}
    write(to="x@strandby.example")
    write()
    assert delivery.deliver() == (1, 1)
    refused = Letter.objects.get(to="x@strandby.example")
    assert refused.given_up_at
    assert (refused.last_error, refused.text) == ("550 5.1.1 no such user", "")


def test_come_back_later_concerns_that_letter_alone(server):
    server.answers = {"RCPT x@strandby.example": "451 greylisted"}
    write(to="x@strandby.example")
    write()
    assert delivery.deliver() == (1, 1)
    server.answers = {}
    hurry()
    assert delivery.deliver() == (1, 0)


def test_a_letter_is_not_sent_before_its_time(server):
    write(not_before=clock.now() + timedelta(hours=1))
    assert delivery.deliver() == (0, 0)
    hurry()
    assert delivery.deliver() == (1, 0)


def test_a_letter_lent_to_one_worker_is_not_taken_by_another(server):
    letter = write()
    assert delivery._borrow(letter)
    assert not delivery._borrow(letter)
    assert delivery.deliver() == (0, 0)


def test_a_name_and_password_are_given_to_the_server(server, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "kommun", "hem/lig"
    write()
    assert delivery.deliver() == (1, 0)
    assert server.signed_in == ["kommun hem/lig"]


def test_nothing_is_offered_where_mail_is_not_set_up(settings):
    settings.SPELREGLER_MAIL_FROM = ""
    with pytest.raises(MailNotConfigured) as refusal:
        write()
    assert "SPELREGLER_MAIL_URL" in refusal.value.text("sv")


@pytest.mark.parametrize(("to", "subject"), [("not an address", "x"), ("a@b.se\nBcc: c@d.se", "x"), ("a@b.se", "x\ny")])
def test_a_header_cannot_be_smuggled_in(server, to, subject):
    with pytest.raises((ValueError, ValidationError)):
        send(to=to, kind="x", subject=subject, text="x", who=SYSTEM)


def test_the_line_of_a_sent_letter_is_forgotten_after_ninety_days(server):
    write()
    delivery.deliver()
    write()
    Letter.objects.update(queued_at=clock.now() - LINES_KEPT - timedelta(days=1))
    assert forget_old() == 1
    assert Letter.objects.get().sent_at is None
