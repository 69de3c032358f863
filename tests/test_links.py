"""No page leads to one that is not there: links are followed from page to page, three of each kind of page."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import resolve

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OF_EACH_KIND = 3
LINK = re.compile(r'href="(/[^"#?]*)')
# The help tells everybody of everybody's pages; its own tests follow its links.
FILES = re.compile(r"^/hjalp/|/(word|pdf|export)/$|/fil/|/mall/|^/static/|^/konto/")


def broken(client: Client) -> list[str]:
    """Where a link led nowhere, with the page it stood on."""
    waiting, seen, found = [("/", "")], {"/"}, []
    kinds: Counter[str] = Counter()
    while waiting:
        address, stood_on = waiting.pop(0)
        kinds[resolve(address).view_name] += 1
        if kinds[resolve(address).view_name] > OF_EACH_KIND:
            continue
        answer = client.get(address, follow=True)
        if answer.status_code >= 400:
            found.append(f"{stood_on} → {address}: {answer.status_code}")
        if answer.status_code != 200 or answer.streaming or "html" not in answer.headers["Content-Type"]:
            continue
        for link in LINK.findall(answer.content.decode()):
            if link not in seen and not FILES.search(link):
                seen.add(link)
                waiting.append((link, address))
    return found


@pytest.mark.parametrize("role", ["CI", "SE"])
def test_every_link_leads_somewhere(wearing, role):
    assert broken(wearing(role)) == []
