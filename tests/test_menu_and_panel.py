"""What stands round every page: the role's menu, the way back, and rules that say what they rest on and who acts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.once


def side(page: str) -> str:
    """The menu beside the page."""
    found = re.search(r'<nav class="side".*?</nav>', page, re.S)
    assert found
    return found[0]


def labels(part: str) -> list[str]:
    return [re.sub(r"<[^>]+>|\xad", "", each).strip() for each in re.findall(r"<a .*?</a>", part, re.S)]


def shown(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def mark(page: str, clause: str) -> str:
    """A rule in the panel."""
    return next(
        each for each in re.findall(r'<li class="rule">.*?</li>', page, re.S) if f"<span>{clause}</span>" in each
    )


@pytest.mark.parametrize(
    ("role", "own", "more"),
    [
        ("Np", "nämnden", "Organisationen"),
        ("FC", "", "Vem får göra vad"),
        ("EC", "", "Jämförelse"),
        ("CI", None, "Policyn"),
    ],
)
def test_each_role_has_its_own_menu(wearing: Callable[..., Client], role: str, own: str | None, more: str) -> None:
    menu = side(shown(wearing(role), "/"))
    sight, _summary, rest = menu.partition("<details")
    assert ('class="own"' in sight) is (own is not None)
    if own:
        assert own in labels(sight)[0].lower()
    assert more in labels(rest)
    assert more not in labels(sight)
    assert "Uppföljning" in labels(menu)


def test_the_own_place_leads_to_its_page_and_is_the_one_shown_there(wearing: Callable[..., Client]) -> None:
    head = wearing("EC")
    address = re.search(r'class="own"><a href="([^"]+)"', side(shown(head, "/")))
    assert address
    assert address[1].startswith("/enheter/")
    there = side(shown(head, address[1]))
    assert there.count('aria-current="page"') == 1
    assert f'<a href="{address[1]}" aria-current="page"' in there


def test_the_way_back_to_a_list_keeps_its_filters(wearing: Callable[..., Client]) -> None:
    reader = wearing("CI")
    came = {"Referer": "http://testserver/regel/MR-42/?sida=2"}
    assert 'href="/uppfoljning/?per=2026-10-01"' in shown(
        reader, "/uppfoljning/un/", Referer="http://testserver/uppfoljning/?per=2026-10-01"
    )
    assert '<a href="/uppfoljning/">' in shown(reader, "/uppfoljning/un/", **came)
    assert '<a href="/uppfoljning/">' in shown(
        reader, "/uppfoljning/un/", Referer="https://elsewhere.example/uppfoljning/?per=2026-10-01"
    )


def test_a_rule_says_what_it_rests_on_and_whose_turn_it_is(wearing: Callable[..., Client]) -> None:
    answered = mark(shown(wearing("Np", body="un"), "/uppfoljning/un/"), "MR-19")
    assert ">Politiken ska prioritera om när läget ändras</a>" in answered
    assert '<a href="/ramar/prognoser/un/">Prognoserna</a>' in answered
    assert re.search(r'<b>Nämnden</b>: <a href="[^"]+">Besluta vad som görs åt prognosen</a>', answered)

    outside = mark(shown(wearing("EC"), "/uppfoljning/un/"), "MR-19")
    assert "<b>Nämnden</b>: Besluta vad som görs åt prognosen" in outside


def test_on_a_page_of_no_place_the_state_is_named_by_its_body(wearing: Callable[..., Client]) -> None:
    assert "Utbildningsnämnden: " in mark(shown(wearing("Np", body="un"), "/uppfoljning/"), "MR-19")


def test_every_committee_stands_in_the_follow_up_the_own_first(wearing: Callable[..., Client]) -> None:
    page = shown(wearing("Np", body="un"), "/uppfoljning/")
    assert re.findall(r'<h2><a href="/uppfoljning/(\w+)/"', page)[0] == "un"
    assert re.findall(r'<h2><a href="/uppfoljning/(\w+)/"', shown(wearing("CI"), "/uppfoljning/"))[0] == "kf"
