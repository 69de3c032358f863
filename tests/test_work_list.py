"""What waits for a role: tasks in plain words that lead to where they are done; for leaders, all that is late."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import resolve, reverse

from spelregler.apps.acting import work_list
from spelregler.apps.decisions.models import Assignment
from spelregler.apps.goals.models import ReportedValue
from spelregler.domain.work_list import When
from tests.conftest import TODAY
from tests.test_goals_counted import everybody

pytestmark = pytest.mark.django_db
OTHERS = {"vems": "andras"}


def shown(client: Client, **asked: str) -> str:
    return re.sub(r"\s+", " ", client.get(reverse("home:tasks"), asked).content.decode())


def test_a_unit_manager_is_led_straight_to_the_values_and_told_how_long_they_take(wearing: Callable) -> None:
    client = wearing("EC", unit="oxeloskolan")
    page = shown(client)
    line = re.search(r'<a href="([^"]+)">Rapportera 8 mått för januari–oktober 2026</a>.*?</li>', page)
    assert line
    assert "ca 2 tim" in line[0]
    assert "om 29 dagar" in page[: line.start()].rpartition("<li")[2], "30 days after the period, by the rule"
    address, _, part = line[1].replace("&amp;", "&").partition("#")
    assert f'id="{part}"' in client.get(address).content.decode()


def test_an_assignment_stands_by_its_last_day_and_is_gone_once_it_is_reported_back(wearing: Callable) -> None:
    client = wearing("FC", department="utbildningsforvaltningen")
    assignment = Assignment.objects.get(addressee__department__code="utbildningsforvaltningen", reported_on=None)
    page = shown(client)
    assert page.index("Försenat") < page.index(f"Återrapportera: {assignment.text}") < page.index("Senare")
    assert reverse("decisions:assignment", args=[assignment.pk]) in page
    Assignment.objects.filter(pk=assignment.pk).update(reported_on=TODAY, result="Klart.", reported_by="Någon")
    assert f"Återrapportera: {assignment.text}" not in shown(client)


def test_values_are_approved_by_the_head_and_never_by_whoever_sent_them(wearing: Callable) -> None:
    unit = next(role for role in everybody() if (role.role, role.unit) == ("EC", "oxeloskolan"))
    head = next(role for role in everybody() if (role.role, role.department) == ("FC", "utbildningsforvaltningen"))
    manager = wearing("EC", unit="oxeloskolan")
    report = manager.get(reverse("goals:report")).content.decode()
    key = re.findall(r'name="([^"]+):value"', report)[0]
    manager.post(reverse("goals:report"), {f"{key}:value": "71", "act": "submit"})
    assert ReportedValue.objects.filter(state="submitted").exists()
    titles = {each.role: [task.title for task in work_list.tasks(each)] for each in (unit, head)}
    assert "Godkänn 1 mått för januari–oktober 2026" in titles["FC"]
    assert not [title for title in titles["EC"] if title.startswith("Godkänn")]


def test_every_task_of_the_cast_leads_to_a_page_that_the_role_may_open(wearing: Callable) -> None:
    walked = 0
    for role in everybody():
        found = [*work_list.tasks(role), *work_list.late_tasks_of_others(role)]
        client = wearing(role.role, unit=role.unit, body=role.body, department=role.department) if found else None
        addresses = {task.url.partition("#")[0] for task in found}
        for address in {resolve(each.partition("?")[0]).view_name: each for each in addresses}.values():
            assert client is not None
            assert client.get(address).status_code == 200, (role.role, address)
            walked += 1
    assert walked > 40


def test_nothing_is_a_rules_own_text_where_the_rule_asks_for_an_act(wearing: Callable) -> None:
    """What a clause says is said where its room has no words for what is done about it; of those there is none left."""
    for role in everybody():
        for task in work_list.tasks(role):
            if not task.title.startswith(("Återrapportera", "Bedöm")):
                assert " ska " not in task.title, (role.role, task)


def test_late_is_the_day_after_the_last_day_and_what_has_none_is_put_right_or_undated(wearing: Callable) -> None:
    for role in everybody():
        for task in work_list.tasks(role):
            assert (task.when(TODAY) is When.LATE) == (task.last_day is not None and task.last_day < TODAY)
            assert (task.when(TODAY) is When.BROKEN) == (task.last_day is None and task.is_broken)


def test_those_who_lead_see_what_is_late_with_who_is_to_do_it(wearing: Callable) -> None:
    page = shown(wearing("KC"), **OTHERS)
    assert "Allt som är försenat" in page
    assert "Görs av enhetschefen" in page
    assert "Dalgångens förskola: besluta enhetens plan" in page


def test_a_head_is_told_of_the_own_department_and_no_other(wearing: Callable) -> None:
    page = shown(wearing("FC", department="utbildningsforvaltningen"), **OTHERS)
    assert "Oxelöskolan" in page
    assert "Björntorp" not in page


@pytest.mark.parametrize("role", ["EC", "EM", "CI", "UN"])
def test_whoever_leads_nobody_is_not_told_what_others_are_late_with(wearing: Callable, role: str) -> None:
    page = shown(wearing(role), **OTHERS)
    assert "Görs av" not in page
    assert "Allt som är försenat" not in page


def test_nothing_waits_for_a_resident(wearing: Callable) -> None:
    assert "Inget väntar på dig" in shown(wearing("CI"))
    home = wearing("CI").get("/").content.decode()
    assert "Väntas av mig" not in home
    assert "Om du vill säga något" in home
    assert "Målen 2026" in home


def test_the_first_page_shows_the_first_tasks_and_leads_to_the_rest(wearing: Callable) -> None:
    home = wearing("EC", unit="oxeloskolan").get("/").content.decode()
    assert home.count('<span class="w">') == 6
    assert f'href="{reverse("home:tasks")}"' in home


def test_a_page_that_is_not_there_is_the_last_one(wearing: Callable) -> None:
    assert wearing("KC").get(reverse("home:tasks"), {"sida": "99", **OTHERS}).status_code == 200


def test_a_rule_that_is_broken_tells_its_own_last_day_and_else_what_is_lacking(wearing: Callable) -> None:
    """MR-30 has a clock and says it; how many goals are met (MR-41) has none, and is no lateness."""
    page = shown(wearing("EC", unit="oxeloskolan"))
    late, broken = page.index('id="late"'), page.index('id="broken"')
    assert late < page.index("Rapportera det som saknas, och svara på det som inte nåddes") < broken
    assert broken < page.index("mål nås inte") < page.index("Se över målen som inte nås")
    assert "en regel bryts" not in page


def test_who_takes_part_in_an_occasion_of_the_year_is_told_by_when_and_who_sees_to_it(wearing: Callable) -> None:
    page = shown(wearing("KC"))
    line = page[page.index("Medverka: avstämning med politisk ledning") :]
    assert "Nämndens presidium ser till att det sker" in line[: line.index("</li>")]
    assert "Medverka: avstämning" not in shown(wearing("EC", unit="oxeloskolan")), "who takes no part"
