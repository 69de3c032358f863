"""Every page answers every role, in both languages, and refuses whom it should refuse."""

from __future__ import annotations

import pytest
from django.urls import reverse

ROLES = ("CI", "Np", "KF", "KC", "FC", "EC", "EM", "CT", "UN", "RE")
PAGES = (
    ("home:home", ()),
    ("policy:documents", ()),
    ("policy:document", ("MR",)),
    ("policy:document", ("CP",)),
    ("policy:clause", ("MR-48",)),
    ("policy:clause", ("CP-45",)),
    ("policy:roles", ()),
    ("goals:tree", ()),
    ("frames:overview", ()),
    ("frames:committee", ("un",)),
    ("autonomy:field", ()),
    ("autonomy:unit", ("oxeloskolan",)),
    ("decisions:list", ()),
    ("home:search", ()),
    ("home:log_in", ()),
    ("home:accessibility", ()),
)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_every_role_can_read_every_open_page(wearing, role, name, arguments):
    response = wearing(role).get(reverse(name, args=arguments))
    assert response.status_code == 200
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_english_is_as_complete(wearing, name, arguments):
    client = wearing("CI")
    client.cookies["django_language"] = "en"
    text = client.get(reverse(name, args=arguments)).content.decode()
    assert '<html lang="en"' in text
    assert "Vad gäller här?" not in text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("autonomy:unit", ("finns-inte",)), ("policy:clause", ("MR-99",)), ("frames:committee", ("finns-inte",))],
)
def test_what_does_not_exist_is_said_with_a_way_on(wearing, name, arguments):
    assert wearing("CI").get(reverse(name, args=arguments)).status_code == 404


def test_a_page_can_be_seen_as_of_an_earlier_day(wearing):
    response = wearing("CI").get(reverse("autonomy:field") + "?per=2026-09-01")
    assert response.status_code == 200
    assert "1 september 2026" in response.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("role", ["CI", "Np", "EC"])
@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_no_page_asks_the_database_row_by_row(wearing, django_assert_max_num_queries, role, name, arguments):
    """The demo has 39 units and 76 goals; a query per row of anything would pass sixty."""
    client = wearing(role)
    with django_assert_max_num_queries(60):
        client.get(reverse(name, args=arguments))
