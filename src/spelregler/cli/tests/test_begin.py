"""The beginning at the console: nothing asked twice, nobody given a password, and a way back in."""

import pytest
from click.testing import CliRunner

from spelregler.apps.organisation.models import Appointment, Municipality
from spelregler.cli import program
from spelregler.config.doctor import examine
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.django_db
BEGIN = ["begin", "--code", "0481", "--name", "Strandby", "--start-day", "2027-01-01"]
EVA = ["--admin-name", "Eva Ek", "--admin-email", "eva.ek@kommun.example"]


def run(*words):
    return CliRunner().invoke(program, words)


def administrators_line():
    return next(each for each in examine() if "Systemförvaltare" in each.what.sv)


def test_where_nobody_can_answer_it_names_the_options_that_are_missing():
    told = run("begin", "--code", "0481")
    assert told.exit_code == 2
    assert "--name, --start-day" in told.stderr
    assert not Municipality.objects.exists()


def test_a_municipality_begins_and_the_link_alone_is_on_standard_output(client):
    told = run(*BEGIN, *EVA)
    assert told.exit_code == 0, told.output
    (link,) = told.stdout.split()
    assert link.startswith("http://127.0.0.1:8000/konto/losenord/valj/")
    assert not Account.objects.get().has_usable_password()
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert 'type="password"' in page.content.decode()


def test_run_again_it_doubles_nothing_and_tells_what_is_missing():
    run(*BEGIN, *EVA)
    told = run(*BEGIN, "--admin-name", "Bo", "--admin-email", "bo@kommun.example")
    assert told.exit_code == 0
    assert told.stdout == ""
    assert "Strandby" in told.stderr
    assert "saknas: Kommunfullmäktige" in told.stderr
    assert (Municipality.objects.count(), Account.objects.count(), Appointment.objects.count()) == (1, 1, 1)


def test_another_municipalitys_code_on_a_home_in_use_is_refused():
    run(*BEGIN, *EVA)
    told = run("begin", "--code", "0482", "--name", "Flen", "--start-day", "2027-01-01")
    assert told.exit_code == 2
    assert "Här finns redan Strandby (0481), inte 0482" in told.stderr


def test_a_wrong_code_is_refused_in_words():
    told = run("begin", "--code", "x", "--name", "Strandby", "--start-day", "2027-01-01", *EVA)
    assert told.exit_code == 2
    assert "kommunkod" in told.stderr
    assert not Account.objects.exists()


def test_one_alone_is_warned_of_and_the_console_lets_another_in():
    run(*BEGIN, *EVA)
    assert (administrators_line().ok, administrators_line().warns) == (True, True)
    told = run("account", "administrator", "bo@kommun.example", "Bo By")
    assert told.exit_code == 0, told.output
    assert "/konto/losenord/valj/" in told.stdout
    assert AuditRow.objects.filter(act="give-password-address", subject="bo@kommun.example").count() == 1
    assert administrators_line().warns is False


def test_with_none_left_it_is_a_fault_and_the_same_person_gets_back_in():
    run(*BEGIN, *EVA)
    Account.objects.update(is_active=False)
    assert administrators_line().ok is False
    assert run("account", "administrator", "eva.ek@kommun.example", "Eva Ek").exit_code == 0
    assert Account.objects.get().is_active
