"""From nothing to a municipality that runs: by commands, pages and three files, counted.

Nothing here reaches past what a municipality has: the program, the pages and the files.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from spelregler.apps.organisation.models import Appointment, Membership
from spelregler.apps.organisation.queries.role_assignments import MEMBER_ROLES, POST_ROLES
from spelregler.apps.policy.packages.in_force import adoption_on
from spelregler.apps.start.operations import accounts
from spelregler.apps.start.tests.conftest import WHO
from spelregler.cli import program
from spelregler.cli.tests import strandby
from spelregler.domain import reading
from spelregler.domain.roles import Role
from spelregler.platform.accounts.models import Account

HERE = "http://127.0.0.1:8000"
PASSWORD = "en lång mening om vattnet 7"
MOST_STEPS, MOST_FILES = 12, 3


class Steps:
    """What somebody does: each page that is filled in and each command is one step."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.files: list[str] = []

    def command(self, *words: str) -> str:
        """A command at the console."""
        self.done.append(f"spelregler {words[0]} {words[1]}")
        told = CliRunner().invoke(program, words)
        assert told.exit_code == 0, told.output
        return told.stdout

    def page(self, client: Client, address: str, **said: object) -> object:
        """A page that is filled in and sent."""
        self.done.append(address)
        answer = client.post(address, said)
        assert answer.status_code == 302, answer.content.decode()[-3000:]
        return answer


def choose_password(link: str) -> Client:
    """Open a one-time link and choose a password, as its holder does; and sign in."""
    client = Client()
    page = client.get(link.removeprefix(HERE))
    client.post(page.headers["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    return client


def sign_in(email: str) -> Client:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return client


@pytest.mark.once
@pytest.mark.django_db
def test_a_municipality_begins_by_commands_pages_and_three_files(tmp_path, settings, the_worker_works):
    settings.HOME = tmp_path
    steps = Steps()
    # Who begins, and whoever runs the system.
    link = steps.command(
        *("begin", "--code", "0481", "--name", "Strandby", "--start-day", "2026-01-01"),
        *("--admin-name", "Eva Ek", "--admin-email", "eva.ek@strandby.example"),
    ).strip()
    choose_password(link)
    steps.done.append("the password page")
    client = sign_in("eva.ek@strandby.example")
    steps.done.append("the sign-in page")

    # The organisation by file.
    file = tmp_path / "organisation.csv"
    file.write_bytes(strandby.organisation())
    steps.command("import", "organisation", str(file), "--apply")
    steps.files.append(file.name)

    # Everybody's account, from the addresses of the organisation, as the page's table has them.
    table = client.get(reverse("start:file_download", args=["konton", "csv"])).content
    bring(steps, client, "konton", table, the_worker_works)
    assert accounts.unused().count() > strandby.FEW
    made = client.post(reverse("start:letters")).headers["Location"]
    the_worker_works()
    assert b"".join(client.get(made).streaming_content).startswith(b"%PDF")
    steps.done.append(reverse("start:letters"))

    # The secretary opens the letter and enters the council's decision.
    opened(steps, "p-committee-secretary@strandby.example")
    secretary = sign_in("p-committee-secretary@strandby.example")
    said = {"body": "kf", "decided_on": "2026-02-23", "paragraph": "14", "start": "2026-02-23"}
    steps.page(secretary, f"{reverse('policy:adopt')}?paket=oxelosund", **said)

    # What was decided for the year.
    template = secretary.get(reverse("start:file_download", args=["ramar", "csv"])).content.decode("utf-8-sig")
    bring(steps, secretary, "ramar", strandby.frames(template), the_worker_works)

    today = reading.day(settings.SPELREGLER_TODAY)
    assert str(adoption_on(today)).startswith("oxelosund ")
    assert each_role_can_sign_in(today) == {str(role) for role in Role if role != Role.CI}
    words = client.get(reverse("start:checklist")).content.decode()
    assert words.count("allt är inne") == 4, words  # all but the second administrator, the vision and the goals
    assert len(steps.done) <= MOST_STEPS, steps.done
    assert len(steps.files) <= MOST_FILES, steps.files


def bring(steps: Steps, client: Client, kind: str, data: bytes, work) -> None:
    """A file is chosen, looked through and stored at its page: one page, one file."""
    steps.files.append(kind)
    file = SimpleUploadedFile(f"{kind}.csv", data)
    address = steps.page(client, reverse("start:file_try", args=[kind]), file=file).headers["Location"]
    work()
    words = client.get(address).content.decode()
    assert "Lagra det här" in words, re.sub(r"<[^>]+>", " ", words)[-3000:]
    stored = client.post(f"{address}lagra/").headers["Location"]
    work()
    assert "Filen är lagrad" in client.get(stored).content.decode()


def opened(steps: Steps, email: str) -> None:
    """A letter is opened and its link followed."""
    (link,) = accounts.links(accounts=Account.objects.filter(email=email), days=14, who=WHO)
    choose_password(link.url)
    steps.done.append("the password page of a letter")


def each_role_can_sign_in(today: date) -> set[str]:
    """One holder of each role follows a letter's link and signs in; the roles that are worn then."""
    found: dict[str, str] = {}
    seats = Membership.objects.on(today).select_related("person__account", "seat__body")
    for seat in seats:
        role = MEMBER_ROLES[seat.seat.body.kind][seat.function == Membership.Function.CHAIR]
        found.setdefault(role, seat.person.account.email)
    for held in Appointment.objects.on(today).select_related("person__account", "post"):
        found.setdefault(POST_ROLES[held.post.kind], held.person.account.email)
    found.pop("SYS")
    for email in found.values():
        account = Account.objects.get(email=email)
        if not account.has_usable_password():
            (link,) = accounts.links(accounts=[account], days=14, who=WHO)
            choose_password(link.url)
        page = sign_in(email).get("/").content.decode()
        assert account.name in page
    return set(found)
