"""A long list is read page by page, and no address leads outside it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.ui.page import Pager, page_asked, year_asked


@given(number=st.integers(-5, 300), total=st.integers(0, 2_000), most=st.integers(1, 60))
def test_the_pages_hold_every_row_once_and_a_page_outside_is_the_nearest(number: int, total: int, most: int) -> None:
    pager = Pager.of(number, total=total, most=most)
    every = [Pager.of(page, total=total, most=most).start for page in range(1, pager.pages + 1)]
    assert every == list(range(0, max(total, 1), most))
    assert pager.number == min(max(number, 1), pager.pages)
    assert pager.start == every[pager.number - 1]


def test_the_addresses_keep_what_was_asked_for() -> None:
    pager = Pager.of(2, total=100, most=30, address="/mal/agare/", visa="utan", grupp="")
    asked = [parse_qs(urlsplit(url).query) for url in (pager.previous_url, pager.next_url)]
    assert asked == [{"visa": ["utan"], "sida": ["1"]}, {"visa": ["utan"], "sida": ["3"]}]


def test_there_is_nothing_before_the_first_page_nor_after_the_last() -> None:
    only = Pager.of(1, total=0, most=25)
    assert (only.pages, only.previous_url, only.next_url) == (1, "", "")


@pytest.mark.parametrize(("text", "page"), [("7", 7), ("", 1), ("0", 1), ("-3", 1), ("²", 1), ("x", 1), ("9" * 40, 1)])
def test_an_address_that_names_no_page_means_the_first(text: str, page: int) -> None:
    assert page_asked(text) == page


@pytest.mark.parametrize(
    ("text", "year"), [("2025", 2025), ("", 2026), ("2024", 2026), ("1e9", 2026), ("٢٠٢٥", 2026), ("9" * 40, 2026)]
)
def test_an_address_that_names_no_year_of_the_page_means_the_default(text: str, year: int) -> None:
    assert year_asked(text, [2025, 2026, 2027], 2026) == year
