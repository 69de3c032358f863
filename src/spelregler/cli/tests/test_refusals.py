"""Each command refuses in both languages: what is wrong and the next step, exit code 2 and nothing among the data."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from spelregler.cli import program
from spelregler.cli.tests.test_every_command import ENDLESS, EVERY

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ACCOUNT = ("inget konto med adressen ingen@kommun.example", "no account with the address ingen@kommun.example")
COLUMNS = ("Det saknas kolumner", "Columns are missing")
NO_FILE = ("går inte att läsa eller skriva", "cannot be read or written")
NO_SIE = ("det är ingen SIE-fil", "no SIE file")
NO_COPY = ("ingen säkerhetskopia från Spelregler", "no backup of Spelregler")
NO_NUMBER = ("Nummer 12 finns inte", "There is no number 12")
NO_XML = ("ingen välformad XML", "no well-formed XML")
NO_TOWN = ("Ingen kommun är inlagd", "No municipality is entered")
NO_ARCHIVE = ("inget arkiv från Spelregler", "no archive of Spelregler")
REFUSED = {
    "account add ny@kommun.example Ny --person finns-inte": ("ingen person med koden", "no person with the code"),
    "account administrator inte-en-adress Eva": ("giltig e-postadress", "valid email address"),
    "account close ingen@kommun.example": ACCOUNT,
    "account drop-steps ingen@kommun.example": ACCOUNT,
    "account export --out saknas/konton.xlsx": NO_FILE,
    "account give ingen@kommun.example --person eva-ek": ACCOUNT,
    "account import fel.csv": COLUMNS,
    "account password ingen@kommun.example": ACCOUNT,
    "account reopen ingen@kommun.example": ACCOUNT,
    "archive bring fel.csv": NO_ARCHIVE,
    "archive check fel.csv": NO_ARCHIVE,
    "archive export --out saknas/policyarkiv.zip": NO_FILE,
    "audit accept --reason strömavbrott": ("Spåret är helt", "The trail is whole"),
    "audit export --from 2026-01-01 --to 2027-01-01 --out saknas/spar.jsonl": (
        "Det går inte att skriva",
        "cannot be written",
    ),
    "audit verify --checkpoint fel.csv": ("Kontrollvärdet går inte att läsa", "The checkpoint cannot be read"),
    "backup saknas/mapp": ("Mappen saknas finns inte", "The folder saknas does not exist"),
    "begin --code 0481 --name X --start-day 2040-01-01 --admin-name Eva --admin-email eva@kommun.example": (
        "mer än ett år fram",
        "more than a year ahead",
    ),
    "evaluate --as-of 2026-11-02": ("Inget policypaket gäller", "No policy package is in force"),
    "export decisions --out saknas/beslut.xlsx": NO_FILE,
    "export frames --year 2027 --out saknas/ramar.xlsx": NO_FILE,
    "export organisation --out saknas/kommunen.xlsx": NO_FILE,
    "export plan --out saknas/plan.xlsx": NO_FILE,
    "export stratml --part 2 --out plan.xml": ("minst ett mål", "at least one goal"),
    "export values --out saknas/values.xlsx": NO_FILE,
    "identity give scim rektorer ec-1 --decision un 2026-09-01 44": ("organet un", "the body un"),
    "identity revoke Entra": ("ingen giltig nyckel", "no valid key"),
    "identity stop 3": ("rad 3", "row 3"),
    "identity token ' '": ("En nyckel har ett eget namn", "A key has a name of its own"),
    "import commitments fel.csv --unit kr": COLUMNS,
    "import decisions fel.csv": COLUMNS,
    "import frames fel.csv": COLUMNS,
    "import ledger fel.csv": ("vad tabellens kolumner heter", "what the table's columns are called"),
    "import organisation fel.csv": COLUMNS,
    "import plan fel.csv": COLUMNS,
    "import scb fel.csv --indicator skatt --column tax_rate": ("ingen kolumn för region", "no column for the region"),
    "import stratml fel.csv": NO_XML,
    "import values fel.csv": COLUMNS,
    "kolada follow N00945 --better higher": NO_TOWN,
    "kolada search gymnasiet": NO_TOWN,
    "kolada sync --due": NO_TOWN,
    "kolada unfollow N00945": ("N00945 följs inte", "N00945 is not followed"),
    "mail test eva@kommun.example": ("E-post är inte inställd", "Mail is not set up"),
    "mend ledger 12 --apply": NO_NUMBER,
    "mend move 12 --apply": NO_NUMBER,
    "mend unit-move 12 --apply": NO_NUMBER,
    "policy adopt oxelosund --body kf --date 2026-12-14 --paragraph 112": ("inte fullmäktige", "not the council"),
    "policy copy finns-inte strandby": ("finns-inte finns inte", "finns-inte does not exist"),
    "restore fel.csv": NO_COPY,
    "restore-into fel.csv": NO_COPY,
    "sie check fel.csv": NO_SIE,
    "sie convert fel.csv ut.SE --type 3": NO_SIE,
    "stratml convert fel.csv ut.xml --part 2": NO_XML,
}
"""A command line that is refused in a town where nothing is entered, and the words of the refusal in each language."""
NOTHING_TO_REFUSE = {
    "account close-leavers",
    "audit retention",
    "audit trim",
    "doctor",
    "identity groups",
    "mail list",
    "people anonymise",
    "policy diff",
    "policy validate",
    "probe",
    "roles matrix",
    "signals open",
    "upgrade",
}
"""They tell how things are, or do what is due, which may be nothing."""


def run(line: str, language: str):
    return CliRunner().invoke(program, shlex.split(line), env={"SPELREGLER_LANGUAGE": language})


def command_of(line: str) -> str:
    return next(name for name in sorted(EVERY, key=len, reverse=True) if f"{line} ".startswith(f"{name} "))


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch, settings):
    settings.HOME, settings.SPELREGLER_KOLADA_URL = tmp_path, "http://127.0.0.1:9/"
    settings.SPELREGLER_MAIL_URL = ""
    monkeypatch.chdir(tmp_path)
    Path("fel.csv").write_text("Nyckel;Annat\n1;2\n")


def test_every_command_is_refused_here_or_has_nothing_to_refuse():
    assert set(EVERY) - ENDLESS - NOTHING_TO_REFUSE == {command_of(line) for line in REFUSED}


@pytest.mark.parametrize("line", sorted(REFUSED))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_says_what_is_wrong_in_the_language_of_whoever_sits_there(line, language):
    ran = run(line, language)
    own, other = REFUSED[line] if language == "sv" else REFUSED[line][::-1]
    assert (ran.exit_code, ran.exception.__class__) == (2, SystemExit), ran.output
    assert own in ran.stderr
    assert other not in ran.stderr
    assert ran.stdout in ("", "[]\n")


def test_nobody_is_made_anonymous_without_a_rule_and_that_is_said_in_both_languages():
    assert run("people anonymise --apply", "sv").stderr == "Ingen regel är beslutad, så ingen görs anonym.\n"
    assert run("people anonymise --apply", "en").stderr == "No rule is decided: nobody is made anonymous.\n"


def test_a_key_s_name_is_its_own_also_after_it_is_revoked():
    assert run("identity token Entra", "sv").exit_code == 0
    assert run("identity revoke Entra", "sv").exit_code == 0
    again = run("identity token Entra", "en")
    assert again.exit_code == 2
    assert "no other key has or has had" in again.stderr
    assert again.stdout == ""
