"""A session that ends while a form is filled in: said so, and what was typed is there for the same account only."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.frames.models import BudgetLine
from spelregler.platform import clock
from spelregler.platform.sending.kept import forget_kept
from spelregler.platform.sending.models import KeptForm
from tests.test_money_pages import UNIT

LINES, SEND = reverse("autonomy:lines", args=[UNIT]), reverse("autonomy:set_line", args=[UNIT])
TYPED = {"label": "Skogsdagar <i höst>", "amount": "0"}


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


@pytest.fixture
def manager(wearing):
    return wearing("EC", unit=UNIT)


@pytest.fixture
def typed(manager):
    """The form as its page gave it, filled in."""
    fields = hidden(manager.get(LINES).content.decode())
    return {**TYPED, "sending": fields["sending"], "whose": fields["whose"]}


def kept_address(answer) -> str:
    found = re.search(r"next=([^\"&]+)", html.unescape(answer.content.decode()))
    assert found is not None
    return found[1].replace("%2F", "/")


@pytest.mark.both
def test_it_is_said_and_what_was_typed_comes_back_after_signing_in(manager, typed, wearing):
    gone = Client().post(SEND, typed)
    assert gone.status_code == 401
    assert "Du har loggats ut" in gone.content.decode()
    assert not BudgetLine.objects.filter(label__startswith="Skogsdagar").exists()
    address = kept_address(gone)
    page = manager.get(address).content.decode()
    assert "Skogsdagar &lt;i höst&gt;" in page
    assert f'action="{SEND}"' in page
    again = hidden(page.split(f'action="{SEND}"')[1].split("</form>")[0])
    assert manager.post(SEND, again).status_code == 302
    assert BudgetLine.objects.filter(label=TYPED["label"]).exists()
    assert manager.get(address).status_code == 404


@pytest.mark.both
def test_what_was_stored_before_the_session_ended_is_told_as_stored(manager, typed):
    first = manager.post(SEND, typed)
    gone = Client().post(SEND, typed)
    assert gone.status_code == 401
    assert "lagras inte en gång till" in gone.content.decode()
    assert "inget är lagrat" not in gone.content.decode()
    assert kept_address(gone) == first["Location"]
    assert not KeptForm.objects.exists()


@pytest.mark.both
def test_what_is_kept_is_stored_once_however_often_it_is_sent(manager, typed):
    address = kept_address(Client().post(SEND, typed))
    pages = [manager.get(address).content.decode() for _tab in range(2)]
    for page in pages:
        again = hidden(page.split(f'action="{SEND}"')[1].split("</form>")[0])
        assert again["sending"] == typed["sending"]
        assert manager.post(SEND, again).status_code == 302
    assert BudgetLine.objects.filter(label=TYPED["label"]).count() == 1


@pytest.mark.both
def test_what_is_refused_when_it_is_sent_again_is_still_kept(manager, typed):
    address = kept_address(Client().post(SEND, {**typed, "amount": "mycket"}))
    page = manager.get(address).content.decode()
    again = hidden(page.split(f'action="{SEND}"')[1].split("</form>")[0])
    assert manager.post(SEND, again).status_code == 400
    assert manager.get(address).status_code == 200


def test_nobody_else_is_given_it_and_it_cannot_be_read_in_the_database(manager, typed, wearing):
    address = kept_address(Client().post(SEND, typed))
    assert wearing("HR").get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert "Skogsdagar" not in KeptForm.objects.get().sealed


def test_a_mark_that_is_not_ours_keeps_nothing(typed):
    for mark in ("", "1", typed["whose"] + "x"):
        assert Client().post(SEND, {**typed, "whose": mark}).status_code in (403, 404)
    assert not KeptForm.objects.exists()


def test_what_is_too_much_is_not_kept_and_that_is_said(typed):
    answer = Client().post(SEND, {**typed, "label": "x" * 210_000})
    assert "kopiera det innan du loggar in" in answer.content.decode()
    assert not KeptForm.objects.exists()


@pytest.mark.both
def test_it_is_thrown_away_at_the_press_of_a_button_and_after_a_day(manager, typed):
    address = kept_address(Client().post(SEND, typed))
    manager.post(f"{address}kasta/")
    assert not KeptForm.objects.exists()
    Client().post(SEND, typed)
    assert forget_kept(now=clock.now()) == 0
    assert forget_kept(now=clock.now() + timedelta(days=1)) == 1


@pytest.mark.both
def test_an_account_has_five_kept_at_most(typed):
    for _each in range(7):
        Client().post(SEND, typed)
    assert KeptForm.objects.count() == 5


def test_no_password_is_ever_kept(manager):
    page = manager.get(reverse("account_change_password"))
    answer = Client().post(reverse("account_change_password"), hidden(page.content.decode()) | {"password1": "x"})
    assert answer.status_code == 302
    assert not KeptForm.objects.exists()
