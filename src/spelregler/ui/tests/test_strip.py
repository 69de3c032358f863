"""A rule's year as a strip: each answer by height, shape and word; a day without an answer is a dotted line."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from spelregler.domain.findings import Status
from spelregler.domain.rule_year import Stretch
from spelregler.ui import formatting
from spelregler.ui.pictures import month_scale, row_strip, strip
from spelregler.ui.pictures.strip import HEIGHTS
from spelregler.ui.tests.test_pictures import assert_inside, drawn, of

START, TURN, LATER, END = date(2025, 11, 3), date(2026, 1, 31), date(2026, 6, 1), date(2026, 11, 3)
YEAR = [Stretch("", START, TURN), Stretch("kept", TURN, LATER), Stretch("breach", LATER, END)]


def test_every_status_has_its_height() -> None:
    assert set(HEIGHTS) == {str(each) for each in Status}


def test_the_year_stands_in_words_the_latest_first_with_what_is_not_stored() -> None:
    said = strip(YEAR, title="Regelns år", language="sv").text
    assert said == (
        "Bryts sedan 1\u00a0juni 2026. Dessförinnan: följs 31\u00a0januari 2026\u201331\u00a0maj 2026; "
        "inget svar lagrat 3\u00a0november 2025\u201330\u00a0januari 2026."
    )
    assert "broken since" in strip(YEAR, title="The year", language="en").text.lower()


def test_the_table_says_the_same() -> None:
    rows = strip(YEAR, title="Regelns år", language="sv").rows
    assert [row[2] for row in rows] == ["bryts", "följs", "inget svar lagrat"]
    assert rows[0][:2] == ["1\u00a0juni 2026", "2\u00a0november 2026"]


@pytest.mark.parametrize("status", [*HEIGHTS])
def test_a_status_is_told_by_its_word_over_its_stretch(status: str) -> None:
    picture = strip([Stretch(status, START, END)], title="Regelns år", language="sv")
    assert formatting.status_word(status, "sv") in [each.text for each in of(picture, "text", "p-mute")]
    assert_inside(picture)


def test_a_breach_has_a_square_what_is_kept_a_dot_and_what_to_see_to_a_triangle() -> None:
    shapes = {"breach": "rect", "kept": "circle", "attention": "polygon"}
    for status, kind in shapes.items():
        picture = strip([Stretch(status, START, END)], title="Regelns år", language="sv")
        assert len(of(picture, kind, "p-paper")) == 1


def test_days_without_an_answer_are_dotted_and_have_no_bar() -> None:
    picture = strip(YEAR[:1], title="Regelns år", language="sv")
    (line,) = of(picture, "line", "p-unknown")
    assert line.get("stroke-dasharray")
    assert not [each for each in drawn(picture).iter() if each.tag.endswith("rect")]


def test_a_row_tells_its_rule_and_its_year_to_who_does_not_see_it() -> None:
    root = ElementTree.fromstring(row_strip(YEAR, name="MR-42", language="sv"))
    assert root.get("role") == "img"
    assert (root.get("aria-label") or "").startswith("MR-42: bryts sedan 1\u00a0juni 2026.")


def test_a_day_long_stretch_is_still_drawn() -> None:
    year = [Stretch("kept", START, date(2026, 11, 2)), Stretch("breach", date(2026, 11, 2), END)]
    assert_inside(strip(year, title="Regelns år", language="sv"))
    assert "p-breach" in row_strip(year, name="MR-6", language="sv")


def test_the_months_stand_over_the_rows() -> None:
    root = ElementTree.fromstring(month_scale(START, END, "sv"))
    assert "".join(each.text or "" for each in root) == "NDJFMAMJJASO"
