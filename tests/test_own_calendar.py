"""One's own dates in one's own calendar: by a secret address that can be changed and taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.notices.models import CalendarAddress
from spelregler.apps.notices.queries import own_tasks
from spelregler.domain.notices import worth_telling
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"/min-kalender/[-\w]{43}\.ics")


def account_of(client: Client) -> Account:
    return Account.objects.get(pk=client.session["_auth_user_id"])


def made(client: Client) -> str:
    page = client.post(reverse("notices:give_address")).content.decode()
    found = ADDRESS.search(page)
    assert found
    return found[0]


def long_ago() -> None:
    CalendarAddress.objects.update(fetched_at=None)


def test_every_task_with_a_last_day_stands_on_that_day_with_a_link(wearing: Callable) -> None:
    head = wearing("FC", department="utbildningsforvaltningen")
    answer = Client().get(made(head))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")
    events = icalendar.Calendar.from_ical(answer.content).events
    dated = [task for task in own_tasks(account_of(head), on=TODAY) if task.last_day]
    assert {(str(each["summary"]), each.start) for each in events} == {(task.title, task.last_day) for task in dated}
    assert len(events) == len(dated) > 1
    assert all(each["url"].startswith("http://") for each in events)
    assert len({each["uid"] for each in events}) == len(events)


@pytest.mark.parametrize(
    ("role", "place", "titles"),
    [
        ("N", {"body": "un"}, ["Läs handlingarna och kom till sammanträdet: Utbildningsnämnden"]),
        (
            "FC",
            {"department": "utbildningsforvaltningen"},
            ["Svara på frågan:", "Gör kontrollen:", "Åtgärda avvikelsen:", "Skriv rapporten:", "Återrapportera:"],
        ),
        ("EC", {"unit": "oxeloskolan"}, ["Skriv rapporten:"]),
    ],
)
def test_every_rooms_dates_reach_the_calendar_and_the_letter(wearing: Callable, role, place, titles) -> None:
    """Meetings to come to, reports, controls, deviations, questions and assignments, each by its day."""
    client = wearing(role, **place)
    events = icalendar.Calendar.from_ical(Client().get(made(client)).content).events
    days = {title: [each.start for each in events if str(each["summary"]).startswith(title)] for title in titles}
    assert all(days.values()), days
    tasks = own_tasks(account_of(client), on=TODAY)
    for title in titles:
        one = next(each for each in tasks if each.title.startswith(title) and each.last_day)
        assert one in worth_telling(tasks, on=max(TODAY, one.last_day - one.lead)).tasks, title


def test_the_same_dates_are_the_same_file(wearing: Callable) -> None:
    address = made(wearing("FC", department="utbildningsforvaltningen"))
    first = Client().get(address).content
    long_ago()
    assert Client().get(address).content == first


def test_the_facts_behind_a_task_are_not_in_the_calendar(wearing: Callable) -> None:
    head = wearing("FC", department="utbildningsforvaltningen")
    text = str([dict(each) for each in icalendar.Calendar.from_ical(Client().get(made(head)).content).events])
    facts = [task.why for task in own_tasks(account_of(head), on=TODAY) if task.last_day and task.why]
    assert facts
    assert not [fact for fact in facts if fact in text]


def test_a_new_address_closes_the_earlier_and_one_taken_away_opens_nothing(wearing: Callable) -> None:
    client = wearing("EC", unit="oxeloskolan")
    first, second = made(client), made(client)
    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]
    long_ago()
    client.post(reverse("notices:withdraw_address"))
    assert Client().get(second).status_code == 404
    acts = AuditRow.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts)[-3:] == ["give-calendar-address"] * 2 + ["withdraw-calendar-address"]


def test_the_key_is_kept_nowhere_and_shown_once(wearing: Callable) -> None:
    client = wearing("EC", unit="oxeloskolan")
    address = made(client)
    key = address.removeprefix("/min-kalender/").removesuffix(".ics")
    assert key not in str(list(CalendarAddress.objects.values())) + str(list(AuditRow.objects.values("content")))
    assert CalendarAddress.objects.get().digest not in str(list(AuditRow.objects.values("content")))
    assert not ADDRESS.search(client.get(reverse("notices:settings")).content.decode())


def test_a_closed_account_and_an_ended_duty_give_no_dates(wearing: Callable) -> None:
    client = wearing("FC", department="utbildningsforvaltningen")
    address, account = made(client), account_of(client)
    assert own_tasks(account, on=TODAY)
    assert own_tasks(account, on=TODAY - timedelta(days=40 * 365)) == []
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_who_asks_too_often_waits(wearing: Callable) -> None:
    address = made(wearing("EC", unit="oxeloskolan"))
    answers = [Client().get(address) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 429]
    assert answers[1].headers["Retry-After"] == "10"


def test_nobody_has_notices_without_an_account(wearing: Callable) -> None:
    for name in ("settings", "give_address", "withdraw_address"):
        address = reverse(f"notices:{name}")
        for answer in (wearing("CI").get(address), wearing("CI").post(address)):
            assert answer.status_code == 302
    assert not CalendarAddress.objects.exists()
    assert Client().get("/min-kalender/" + "a" * 43 + ".ics").status_code == 404


def test_the_page_is_reached_from_the_work_list_and_the_account(wearing: Callable) -> None:
    client = wearing("EC", unit="oxeloskolan")
    for page in ("home:tasks", "identity_account"):
        assert f'href="{reverse("notices:settings")}"' in client.get(reverse(page)).content.decode()
