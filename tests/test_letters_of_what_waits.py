"""Mail about what waits: to those who want it, where there is something, never the same twice in five days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.notices.models import MailChoice, Notice, ToldTask
from spelregler.apps.notices.operations import letters
from spelregler.apps.notices.operations.forgetting import forget, forget_told
from spelregler.apps.notices.queries import own_tasks
from spelregler.domain.notices import MailDays
from spelregler.platform import clock
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.mail.models import Letter
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
TUESDAY = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def mail_is_set_up(settings) -> None:
    settings.SPELREGLER_MAIL_FROM = "spelregler@kommunen.se"


@pytest.fixture
def head(wearing: Callable) -> Client:
    return wearing("FC", department="utbildningsforvaltningen")


def account_of(client: Client) -> Account:
    return Account.objects.get(pk=client.session["_auth_user_id"])


def choose(client: Client, days: str) -> None:
    assert client.post(reverse("notices:settings"), {"days": days}).status_code == 302


def to(client: Client) -> list[Letter]:
    return list(Letter.objects.filter(to=account_of(client).email, kind="what-waits").order_by("pk"))


def send(day=TODAY) -> int:
    return letters.send_letters(on=day, who=SYSTEM)


def test_the_letter_tells_what_is_late_first_with_the_last_day_and_a_link_and_no_facts(head: Client) -> None:
    assert send() == 1
    (letter,) = to(head)
    tasks = own_tasks(account_of(head), on=TODAY)
    late = next(each for each in tasks if each.last_day and each.last_day < TODAY)
    assert "FÖRSENAT\n\n" in letter.text
    assert late.title in letter.text
    assert late.url in letter.text
    assert letter.text.index(late.title) < letter.text.index("/att-gora/") < letter.text.index("/konto/paminnelser/")
    assert "försenat" in letter.subject
    assert not [each.why for each in tasks if each.why and each.why in letter.text]
    assert AuditRow.objects.order_by("pk").last().act == "send-mail"


def test_nobody_who_has_never_signed_in_and_nobody_who_chose_never_gets_a_letter(head: Client) -> None:
    assert list(letters.wanting(TODAY)) == [account_of(head)]
    choose(head, "never")
    assert send() == 0


def test_mondays_unless_every_day_is_chosen(head: Client) -> None:
    assert send(TUESDAY) == 0
    choose(head, "daily")
    assert send(TUESDAY) == 1
    assert MailChoice.objects.get().days == MailDays.DAILY


def test_the_same_is_told_again_after_five_days_and_not_before(head: Client) -> None:
    choose(head, "daily")
    days = [TODAY + timedelta(days=each) for each in range(6)]
    assert [send(TODAY), send(TODAY)] == [1, 0]
    title = next(
        each.title for each in own_tasks(account_of(head), on=TODAY) if each.last_day and each.last_day < TODAY
    )
    for day in days[1:]:
        send(day)
    told = [each.queued_at for each in to(head) if title in each.text]
    assert len(told) == 2
    assert Notice.objects.filter(letter=[each for each in to(head) if title in each.text][1]).get().told_on == days[5]


def test_a_letter_that_could_not_be_delivered_is_no_telling(head: Client) -> None:
    choose(head, "daily")
    send()
    Letter.objects.update(given_up_at=clock.now(), subject="", text="", html="")
    assert send(TUESDAY) == 1
    page = head.get(reverse("notices:settings")).content.decode()
    assert "kunde inte lämnas" in page
    assert "på väg" in page


def test_whose_duty_has_ended_is_told_nothing(head: Client) -> None:
    long_ago = TODAY.replace(year=1990)
    assert letters.send_letter(account=account_of(head), on=long_ago, who=SYSTEM) is False
    Account.objects.filter(pk=account_of(head).pk).update(is_active=False)
    assert send() == 0


def test_without_a_mail_server_nothing_is_offered_and_nothing_sent(head: Client, settings) -> None:
    settings.SPELREGLER_MAIL_FROM = ""
    assert send() == 0
    page = head.get(reverse("notices:settings")).content.decode()
    assert 'name="days"' not in page
    assert "har inte satt upp e-post" in page


def test_one_s_letters_are_one_s_own_to_see(head: Client, wearing: Callable) -> None:
    send()
    assert "Brev till dig" in head.get(reverse("notices:settings")).content.decode()
    assert "Brev till dig" not in wearing("EC", unit="oxeloskolan").get(reverse("notices:settings")).content.decode()


def test_a_choice_that_nobody_offered_stands_in_the_form(head: Client) -> None:
    answer = head.post(reverse("notices:settings"), {"days": "hourly"})
    assert answer.status_code == 400
    assert not MailChoice.objects.exists()


def test_one_fault_stops_nobody_else(head: Client, wearing: Callable, monkeypatch) -> None:
    wearing("EC", unit="oxeloskolan")
    first = letters.wanting(TODAY)[0]
    real = own_tasks

    def failing(account: Account, *, on):
        if account == first:
            raise RuntimeError("no")
        return real(account, on=on)

    monkeypatch.setattr(letters, "own_tasks", failing)
    asked = []
    monkeypatch.setattr(letters, "send_letter", _counted(letters.send_letter, asked))
    send()
    assert len(asked) == 2


def _counted(act: Callable, asked: list) -> Callable:
    def counting(**said):
        asked.append(said["account"])
        return act(**said)

    return counting


def test_what_was_told_is_forgotten_when_it_may_be_told_again_and_all_with_the_name(head: Client) -> None:
    send()
    assert forget_told(today=TODAY + timedelta(days=4)) == 0
    assert forget_told(today=TODAY + timedelta(days=5)) > 0
    assert not ToldTask.objects.exists()
    choose(head, "daily")
    forget(account_of(head).person, SYSTEM)
    assert not Notice.objects.exists()
    assert not MailChoice.objects.exists()
