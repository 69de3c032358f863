"""A form that is not ours is refused on our own page, in the reader's language, with the next step."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_form_without_our_mark_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)
    without_cookie = client.post("/konto/logga-in/", {"login": "a", "password": "b"})
    client.get("/konto/logga-in/")
    with_cookie = client.post("/konto/logga-in/", {"login": "a", "password": "b"})
    assert [each.status_code for each in (without_cookie, with_cookie)] == [403, 403]
    assert "Tillåt kakor" in without_cookie.content.decode()
    assert "Gå tillbaka, kopiera det du skrev" in with_cookie.content.decode()
    assert '<html lang="sv"' in with_cookie.content.decode()
