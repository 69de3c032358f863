"""No command ends in a trace: not on a home without a database, not on one that is behind, not on an empty town."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from spelregler.cli import program
from spelregler.cli.tests.homes import program_on, put_back_a_step
from spelregler.config import upgrading
from spelregler.config.upgrading import Standing

WITHOUT_DATABASE = {"sie check", "sie convert", "stratml convert", "policy validate", "policy diff", "roles matrix"} | {
    "doctor",
    "backup",
    "restore",
    "restore-into",
    "archive check",
    "upgrade",
    "probe",
}
"""These say what they have to say whatever the database is like; the last ones are about what it is like."""
ENDLESS = {"serve", "work", "demo"}
ORDERS = 'Id;Ansvar;Månad;Belopp\n1;"Åäö";2026-01;1\n'


def commands(group: click.Group = program, before: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Every command with the arguments of its own example."""
    found: dict[str, list[str]] = {}
    for name, each in group.commands.items():
        path = (*before, name)
        if isinstance(each, click.Group):
            found.update(commands(each, path))
        else:
            example = re.sub(r"^Example: spelregler ", "", each.epilog or "")
            found[" ".join(path)] = shlex.split(example)
    return found


EVERY = commands()
FILES = {".xlsx", ".csv", ".xml", ".SE", ".json", ".gz", ".zip"}


@pytest.fixture
def run(tmp_path, monkeypatch) -> Callable[[str], Result]:
    """A command as its own example says, in a folder where the files that it names exist."""
    monkeypatch.chdir(tmp_path)

    def ran(name: str) -> Result:
        arguments = EVERY[name]
        for word in arguments:
            if Path(word).suffix in FILES and "--out" not in arguments:
                Path(word).write_text(ORDERS)
        if name == "policy validate":
            Path(arguments[2]).mkdir(parents=True)
        return CliRunner().invoke(program, arguments)

    return ran


def test_each_command_shows_an_example_of_itself():
    assert [name for name, example in EVERY.items() if " ".join(example[: len(name.split())]) != name] == []


@pytest.mark.parametrize("name", sorted(set(EVERY) - WITHOUT_DATABASE))
def test_no_command_touches_a_database_that_is_behind_and_each_says_what_to_run(name, run, monkeypatch):
    # Without the mark of pytest-django a question to the database is an error, so this also shows that none is asked.
    behind = Standing(is_new=False, pending=("goals.0099_more",), unknown=())
    monkeypatch.setattr(upgrading, "standing", lambda: behind)
    monkeypatch.setattr(upgrading, "is_automatic", lambda: False)
    ran = run(name)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == "Databasen är 1 steg efter den här versionen. Kör spelregler upgrade.\n"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(EVERY) - ENDLESS))
def test_no_command_ends_in_a_trace_in_a_town_where_nothing_is_entered(name, run, tmp_path, settings):
    settings.HOME, settings.SPELREGLER_KOLADA_URL = tmp_path, "http://127.0.0.1:9/"
    ran = run(name)
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    assert ran.exit_code in (0, 1, 2)
    assert ran.exit_code == 0 or ran.output.strip()


@pytest.mark.once
def test_a_home_without_a_database_gets_one_and_one_that_is_behind_is_upgraded(tmp_path):
    told = program_on(tmp_path, "doctor")
    assert "FEL    Databasen är på denna version.  Kör spelregler serve, som uppgraderar." in told.stdout
    assert "Traceback" not in told.stderr
    told = program_on(tmp_path, "export", "plan", "--out", str(tmp_path / "plan.xlsx"))
    assert (told.returncode, (tmp_path / "plan.xlsx").exists()) == (0, True), told.stderr
    assert "ok     Databasen är på denna version." in program_on(tmp_path, "doctor").stdout
    put_back_a_step(tmp_path)
    told = program_on(tmp_path, "mail", "list")
    assert (told.returncode, told.stderr) == (0, "")
    assert len(list((tmp_path / "backups").iterdir())) == 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("SPELREGLER_DATABASE_URL", "postgresql://x@127.0.0.1:9/x", "Databasen svarar inte"),
        ("SPELREGLER_KOLADA_DAYS", "often", "Inställningarna går inte att använda"),
        ("SPELREGLER_SECRET_KEY_FILE", "/nowhere", "Inställningarna går inte att använda"),
    ],
)
def test_what_the_environment_has_wrong_is_said_in_words(tmp_path, variable, value, words):
    told = program_on(tmp_path, "evaluate", **{variable: value})
    assert told.returncode == 2
    assert words in told.stderr
    assert "Traceback" not in told.stderr
