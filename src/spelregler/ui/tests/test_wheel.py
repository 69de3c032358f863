"""The year as a wheel: months by name, own days told from others by shape, today's hand, and the same in words."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from spelregler.ui.pictures import WheelDay, wheel
from spelregler.ui.pictures.wheel import MOST_ON_A_DAY
from spelregler.ui.tests.test_pictures import assert_inside, drawn, of

TODAY = date(2026, 11, 2)
DAYS = [
    WheelDay(day=date(2026, 4, 15), label="Årsredovisning", whose="kommunstyrelsen"),
    WheelDay(day=date(2026, 11, 30), label="Mål och budget", whose="fullmäktige", is_own=True),
    WheelDay(day=date(2026, 11, 30), label="Månadsuppföljning", whose="enhetschefen"),
]
AT = {"year": 2026, "today": TODAY, "title": "Kommunens år 2026", "language": "sv"}
some_days = st.lists(
    st.tuples(st.integers(0, 364), st.booleans()).map(
        lambda found: WheelDay(
            day=date(2026, 1, 1) + timedelta(days=found[0]), label="A" * 200, whose="B", is_own=found[1]
        )
    ),
    max_size=40,
)


def test_own_days_are_filled_and_others_open() -> None:
    shown = wheel(DAYS, **AT)
    assert [len(of(shown, "circle", name)) for name in ("p-own-day", "p-other-day")] == [1, 2]


def test_the_months_stand_by_name_and_this_one_is_heavier() -> None:
    texts = [each.text for each in drawn(wheel(DAYS, **AT)).iter() if each.tag.endswith("text")]
    assert texts[:12] == ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
    assert [each.text for each in of(wheel(DAYS, **AT), "text", "p-strong")] == ["nov", "2026"]


def test_the_hand_stands_on_today_and_in_no_other_year() -> None:
    (hand,) = of(wheel(DAYS, **AT), "line", "p-hand")
    assert float(hand.get("x2", "")) < 200
    assert float(hand.get("y2", "")) < 200
    assert of(wheel(DAYS, **{**AT, "today": date(2027, 1, 1)}), "line", "p-hand") == []


def test_the_words_say_how_many_are_mine_and_which_comes_next() -> None:
    said = wheel(DAYS, **AT).text
    assert said == ("3 tillfällen 2026, 1 av dem mina. Närmast för mig: Mål och budget, 30\u00a0november 2026.")


def test_whoever_can_have_none_is_told_of_all_alike() -> None:
    shown = wheel(DAYS, **AT, has_own=False)
    assert "mina" not in shown.text
    assert "Mina" not in " ".join(shown.header)


def test_the_table_says_the_same() -> None:
    assert [row[-1] for row in wheel(DAYS, **AT).rows] == ["annans", "min", "annans"]
    assert len(wheel(DAYS, **AT).header) == len(wheel(DAYS, **AT).rows[0])


@given(some_days)
def test_it_stays_in_its_field(days: list[WheelDay]) -> None:
    shown = wheel(days, **AT)
    assert_inside(shown)
    assert len(shown.rows) == len(days)
    crowded = wheel([DAYS[0]] * (MOST_ON_A_DAY + 3), **AT)
    assert len(of(crowded, "circle", "p-other-day")) == MOST_ON_A_DAY
