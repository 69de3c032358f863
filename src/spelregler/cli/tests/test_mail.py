"""`spelregler mail` and what doctor says of letters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from spelregler.cli import program
from spelregler.config.doctor import examine
from spelregler.platform import clock
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.mail import delivery
from spelregler.platform.mail.models import Letter
from spelregler.platform.mail.operations import send
from spelregler.platform.mail.tests.server import as_set_up, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server() as running:
        as_set_up(settings, running)
        yield running


def write():
    return send(to="eva@strandby.example", kind="account-link", subject="Välkommen", text="Hej", who=SYSTEM)


def test_the_command_sends_at_once_and_frees_what_waited(server, settings, monkeypatch):
    server.answers = {"RCPT": "550 no"}
    write()
    Letter.objects.update(last_error="421 closed", not_before=clock.now() + timedelta(hours=6))
    ran = CliRunner().invoke(program, ["mail", "test", "bo@strandby.example"])
    assert ran.exit_code == 2
    assert "550 no" in ran.stderr
    server.answers = {}
    ran = CliRunner().invoke(program, ["mail", "test", "bo@strandby.example"])
    assert (ran.exit_code, len(server.letters)) == (0, 1), ran.stderr
    assert "1 väntande brev" in ran.stderr
    assert delivery.deliver() == (1, 0)


def test_a_letter_that_waits_for_the_server_is_told_by_doctor(server):
    server.answers = {"EHLO": "421 closed", "HELO": "421 closed"}
    write()
    delivery.deliver()
    assert not any("väntar på e-postservern" in each.what.sv and not each.ok for each in examine())
    Letter.objects.update(queued_at=clock.now() - timedelta(hours=2))
    assert any("1 brev väntar" in each.what.sv and not each.ok for each in examine())


def test_a_letter_that_was_given_up_is_told_by_doctor_and_the_list(server):
    server.answers = {"RCPT": "550 no such user"}
    write()
    delivery.deliver()
    [row] = [each for each in examine() if "gick inte att skicka" in each.what.sv]
    assert not row.ok
    ran = CliRunner().invoke(program, ["mail", "list"])
    assert ran.exit_code == 1
    assert "550 no such user" in ran.stdout
