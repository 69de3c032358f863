"""Every picture stays inside its field, tells what it shows in words, and never draws what is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.money import Money
from spelregler.ui.pictures import (
    BarPart,
    Bullet,
    BurnLine,
    BurnMonth,
    FrameBar,
    Knot,
    Level,
    Picture,
    bullets,
    burn,
    frame,
    thread,
)
from spelregler.ui.pictures.picture import COLOURS, INK, MUTE, PAPER, SPREAD, THREAD, TRACK, UNLETTERED

tkr = Money.from_tkr
SVG = "{http://www.w3.org/2000/svg}"
amounts = st.one_of(st.none(), st.integers(-(10**17), 10**17).map(Money))
months = st.lists(st.tuples(amounts, amounts, amounts, amounts), max_size=12).map(
    lambda rows: [
        BurnMonth(month=place, frame=Money(place * 100_000), outcome=outcome, forecast=forecast, low=low, high=high)
        for place, (outcome, forecast, low, high) in enumerate(rows, start=1)
    ]
)
figures = st.one_of(
    st.none(), st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)
)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200)


def drawn(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg)


def of(picture: Picture, kind: str, name: str) -> list[ElementTree.Element]:
    return [each for each in drawn(picture).iter(f"{SVG}{kind}") if name in (each.get("class") or "").split()]


def places(picture: Picture) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for each in drawn(picture).iter():
        number = {name: float(value) for name, value in each.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
        for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
            if x in number:
                found.append((number[x], number[y]))
        if each.tag == f"{SVG}rect":
            assert number["width"] >= 0
            assert number["height"] >= 0
            found.append((number["x"] + number["width"], number["y"] + number["height"]))
        for point in each.get("points", "").split():
            x, y = point.split(",")
            found.append((float(x), float(y)))
    return found


def assert_inside(picture: Picture) -> None:
    _x, _y, width, height = map(float, drawn(picture).get("viewBox", "").split())
    for x, y in places(picture):
        assert 0 <= x <= width + 0.1
        assert 0 <= y <= height + 0.1


class TestEveryPicture:
    @given(months)
    def test_a_burn_stays_inside_whatever_the_figures(self, year: list[BurnMonth]) -> None:
        assert_inside(burn(BurnLine(label="År", months=year), "sv"))

    @given(st.lists(st.tuples(figures, figures, words), max_size=5))
    def test_bullets_stay_inside_whatever_the_figures(
        self, rows: list[tuple[Decimal | None, Decimal | None, str]]
    ) -> None:
        measures = [Bullet(label=label, value=value, target=target, unit="%") for value, target, label in rows]
        assert_inside(bullets(measures, title="Mått", language="sv"))

    @given(st.integers(-(10**15), 10**17), amounts, amounts, amounts, amounts, st.lists(st.integers(0, 10**15)), words)
    def test_a_frame_stays_inside_whatever_the_figures(
        self,
        whole: int,
        outcome: Money | None,
        forecast: Money | None,
        low: Money | None,
        high: Money | None,
        parts: list[int],
        label: str,
    ) -> None:
        bar = FrameBar(
            label=label,
            frame=Money(whole),
            outcome=outcome,
            forecast=forecast,
            forecast_low=low,
            forecast_high=high,
            parts=[BarPart(label=label, frame=Money(each)) for each in parts],
        )
        assert_inside(frame(bar, "sv"))

    @given(st.lists(st.lists(words, max_size=7), max_size=6))
    def test_a_thread_stays_inside_whatever_the_words(self, found: list[list[str]]) -> None:
        levels = [Level(name="Nivå", knots=[Knot(label=each, whose=each) for each in knots]) for knots in found]
        assert_inside(thread(levels, title="Tråd", language="sv"))

    def test_carries_no_inline_style_and_no_script(self) -> None:
        picture = bullets([Bullet(label="<b>&", value=Decimal(1), target=None)], title='"<', language="sv")
        assert "style=" not in picture.svg
        assert "<b>" not in picture.svg
        assert drawn(picture).get("aria-label", "").startswith('"<. <b>&: 1')

    def test_lettering_has_enough_contrast_on_paper(self) -> None:
        for colour in (INK, MUTE, *COLOURS.values()):
            assert _contrast(colour, PAPER) >= 4.5
        for colour in UNLETTERED:
            assert _contrast(colour, PAPER) >= 3


class TestBurn:
    def test_the_outcome_stops_where_the_ledger_stops(self) -> None:
        year = [BurnMonth(month=m, frame=tkr(m), outcome=tkr(m) if m <= 3 else None) for m in range(1, 13)]
        picture = burn(BurnLine(label="", months=year), "sv")
        (outcome,) = of(picture, "polyline", "p-outcome")
        assert len(outcome.get("points", "").split()) == 3
        assert of(picture, "polyline", "p-forecast") == []
        assert picture.rows[0][0] == "januari"
        assert picture.rows[3][2] == "–"

    def test_a_month_without_a_ledger_is_a_gap(self) -> None:
        known = {1, 2, 5, 6}
        year = [BurnMonth(month=m, frame=tkr(m), outcome=tkr(m) if m in known else None) for m in range(1, 13)]
        picture = burn(BurnLine(label="", months=year), "sv")
        assert len(of(picture, "polyline", "p-outcome")) == 2
        assert len(of(picture, "circle", "p-dot")) == 4

    def test_one_month_alone_is_a_dot(self) -> None:
        picture = burn(BurnLine(label="", months=[BurnMonth(month=1, frame=tkr(1), outcome=tkr(1))]), "sv")
        assert of(picture, "polyline", "p-outcome") == []
        assert len(of(picture, "circle", "p-dot")) == 1

    def test_the_forecast_goes_on_from_the_last_outcome_with_its_band(self) -> None:
        year = [BurnMonth(month=1, frame=tkr(1), outcome=tkr(1)), BurnMonth(month=2, frame=tkr(2), forecast=tkr(3))]
        picture = burn(BurnLine(label="", months=year, forecast_low=tkr(2), forecast_high=tkr(4)), "en")
        (outcome,) = of(picture, "circle", "p-dot")
        (coming,) = of(picture, "polyline", "p-forecast")
        assert coming.get("points", "").split()[0] == f"{outcome.get('cx')},{outcome.get('cy')}"
        assert len(of(picture, "polygon", "p-band")[0].get("points", "").split()) == 3
        assert "with the range 2 tkr to 4 tkr" in picture.text.replace("\N{NO-BREAK SPACE}", " ")
        assert len(picture.header) == 6

    def test_a_forecast_of_exactly_zero_is_drawn(self) -> None:
        year = [BurnMonth(month=1, frame=tkr(1), outcome=tkr(1)), BurnMonth(month=2, frame=tkr(2), forecast=tkr(0))]
        assert len(of(burn(BurnLine(label="", months=year), "sv"), "polyline", "p-forecast")) == 1

    def test_what_the_manager_expects_stands_beside_what_is_computed(self) -> None:
        year = [BurnMonth(month=1, frame=tkr(1), outcome=tkr(1)), BurnMonth(month=12, frame=tkr(9), forecast=tkr(8))]
        picture = burn(BurnLine(label="", months=year, own=tkr(20)), "en")
        assert len(of(picture, "circle", "p-own")) == 2
        assert_inside(picture)
        assert "The computed forecast is 8 tkr. The own judgement is 20 tkr." in picture.text.replace("\xa0", " ")

    def test_the_band_has_an_edge_that_is_seen(self) -> None:
        year = [BurnMonth(month=1, frame=tkr(1), outcome=tkr(1))]
        year += [BurnMonth(month=12, frame=tkr(9), forecast=tkr(8), low=tkr(7), high=tkr(9))]
        for band in of(burn(BurnLine(label="", months=year), "sv"), "polygon", "p-band"):
            assert _contrast(band.get("stroke", ""), PAPER) >= 3

    def test_an_empty_year_says_so(self) -> None:
        assert burn(BurnLine(label="", months=[]), "sv").text == "Inga månader att visa."


SCHOOLS = [BarPart(label="Utbildningsnämnden", frame=tkr(60)), BarPart(label="Kultur", frame=tkr(4))]
YEAR = FrameBar(
    label="Ramen",
    frame=tkr(100),
    outcome=tkr(80),
    outcome_label="Utfall t.o.m. oktober",
    forecast=tkr(110),
    forecast_low=tkr(104),
    forecast_high=tkr(112),
    parts=[*SCHOOLS, BarPart(label="Vård", frame=tkr(30))],
)


def lettered(picture: Picture) -> list[str]:
    """What is written in the picture, with usual spaces."""
    return [(each.text or "").replace("\xa0", " ") for each in drawn(picture).iter(f"{SVG}text")]


class TestFrame:
    def test_frame_outcome_forecast_range_and_what_is_left_are_drawn_and_written(self) -> None:
        picture = frame(YEAR, "sv")
        assert "Ram 100 tkr" in lettered(picture)
        assert "Utfall t.o.m. oktober 80 tkr" in lettered(picture)
        assert "Prognos 110 · intervall 104–112 tkr" in lettered(picture)
        assert "10 tkr över ramen" in lettered(picture)
        for kind, name in (("rect", "p-fill"), ("rect", "p-over"), ("polygon", "p-band"), ("circle", "p-breach")):
            assert len(of(picture, kind, name)) == 1
        assert len(of(picture, "line", "p-range")) == 2
        low, high = (float(each.get("x1", "")) for each in of(picture, "line", "p-range"))
        (dot,) = of(picture, "circle", "p-breach")
        assert low < float(dot.get("cx", "")) < high

    def test_the_words_and_the_table_tell_the_same(self) -> None:
        picture = frame(YEAR, "sv")
        said = picture.text.replace("\xa0", " ")
        assert "Prognosen är 110 tkr, intervall 104–112 tkr: 10 tkr över ramen." in said
        assert "Utbildningsnämnden 60 tkr; Kultur 4 tkr; Vård 30 tkr" in said
        assert "Ej fördelat 6 tkr" in said
        assert [row[0] for row in picture.rows] == [
            "1 Utbildningsnämnden", "2 Kultur", "3 Vård", "Ej fördelat", "Helheten",
        ]  # fmt: skip
        assert picture.rows[-1][1:] == ["100", "80", "110", "104", "112", "−10"]

    def test_each_part_lies_inside_the_frame_with_its_name_or_the_number_of_its_row(self) -> None:
        picture = frame(YEAR, "sv")
        assert "1 Utbildningsnämnden" in lettered(picture)
        assert "2" in lettered(picture)
        assert "3 Vård" in lettered(picture)
        titles = [(each.text or "").replace("\xa0", " ") for each in drawn(picture).iter(f"{SVG}title")]
        assert titles[1:] == ["1 Utbildningsnämnden 60 tkr", "2 Kultur 4 tkr", "3 Vård 30 tkr", "Ej fördelat 6 tkr"]
        (end,) = {float(each.get("x1", "")) for each in of(picture, "line", "p-frame")[:1]}
        (rest,) = of(picture, "rect", "p-rest")
        assert rest.get("stroke-dasharray")
        assert float(rest.get("x", "")) + float(rest.get("width", "")) <= end

    def test_a_forecast_inside_the_frame_is_told_as_what_is_left(self) -> None:
        bar = FrameBar(label="", frame=tkr(100), outcome=tkr(50), forecast=tkr(95))
        picture = frame(bar, "en")
        assert of(picture, "rect", "p-over") == []
        assert of(picture, "polygon", "p-band") == []
        assert "5 tkr left" in lettered(picture)
        assert (bar.left, bar.unspent) == (tkr(5), tkr(50))

    def test_what_is_not_known_is_not_drawn(self) -> None:
        picture = frame(FrameBar(label="", frame=tkr(0)), "sv")
        assert of(picture, "rect", "p-fill") == of(picture, "rect", "p-end") == []
        assert "Prognos" not in picture.text

    def test_names_have_enough_contrast_on_their_parts(self) -> None:
        for ground in (TRACK, SPREAD):
            assert _contrast(INK, ground) >= 4.5


class TestBullets:
    def test_a_missing_value_is_told_and_not_drawn(self) -> None:
        picture = bullets([Bullet(label="Andel", value=None, target=Decimal(5))], title="", language="sv")
        assert of(picture, "rect", "p-fill") == []
        assert "utfall saknas" in picture.text

    def test_a_hidden_value_is_told_apart_from_a_missing_one(self) -> None:
        picture = bullets(
            [Bullet(label="Andel", value=None, target=None, hidden="dold, för få")], title="", language="sv"
        )
        assert "dold, för få" in picture.text
        assert picture.rows[0][1] == "dold, för få"
        assert "utfall saknas" not in picture.svg
        assert of(picture, "rect", "p-fill") == []

    def test_a_value_that_is_hidden_is_never_drawn(self) -> None:
        measure = Bullet(label="Andel", value=Decimal(3), target=None, hidden="dold, för få")
        assert of(bullets([measure], title="", language="sv"), "rect", "p-fill") == []

    def test_a_zero_is_a_value(self) -> None:
        picture = bullets([Bullet(label="Andel", value=Decimal(0), target=None)], title="", language="sv")
        assert len(of(picture, "rect", "p-fill")) == 1
        assert of(picture, "line", "p-target") == []
        assert picture.text == "Andel: 0, mål saknas."

    def test_the_state_stands_in_words_too(self) -> None:
        measure = Bullet(label="A", value=Decimal(1), target=Decimal(2), status="breach", status_text="inte nått")
        picture = bullets([measure], title="", language="sv")
        assert "inte nått" in [each.text for each in drawn(picture).iter(f"{SVG}text")]


class TestThread:
    def test_a_level_without_knots_breaks_the_thread(self) -> None:
        levels = [Level(name="Vision", knots=[Knot(label="v")]), Level(name="Åtgärder", knots=[])]
        picture = thread(levels, title="", language="sv")
        whole, broken = of(picture, "line", "p-thread")
        assert whole.get("stroke-dasharray") is None
        assert broken.get("stroke-dasharray")
        assert "bruten vid åtgärder" in picture.text

    def test_the_thread_is_not_in_the_red_of_a_breach(self) -> None:
        picture = thread([Level(name="Mål", knots=[Knot(label="m", status="breach")])], title="", language="sv")
        colours = {each.get("stroke") for each in of(picture, "line", "p-thread")}
        colours |= {each.get("fill") for each in of(picture, "circle", "p-knot")}
        assert colours == {THREAD}
        assert THREAD not in COLOURS.values()

    def test_the_chosen_goal_is_told_by_its_form_and_in_words(self) -> None:
        knots = [Knot(label="ett", chosen=True, status_text="nått"), Knot(label="annat")]
        picture = thread([Level(name="Mål", knots=knots)], title="", language="sv")
        one, other = (float(each.get("r", "")) for each in of(picture, "circle", "p-knot"))
        assert one > other
        assert len(of(picture, "circle", "p-hole")) == 1
        assert "det valda målet · nått" in lettered(picture)
        assert [row[-1] for row in picture.rows] == ["det valda målet, nått", "–"]

    def test_what_most_needs_eyes_has_room_before_the_rest(self) -> None:
        knots = [Knot(label=f"nått {n}", status="kept") for n in range(6)] + [Knot(label="sent", status="breach")]
        assert ">sent<" in thread([Level(name="Mål", knots=knots)], title="", language="sv").svg

    def test_the_table_holds_what_the_picture_has_no_room_for(self) -> None:
        picture = thread([Level(name="Mål", knots=[Knot(label=str(n)) for n in range(9)])], title="", language="sv")
        assert len(picture.rows) == 9
        assert "och 5 till, se tabellen" in picture.svg


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_forecast_beyond_its_range_says_so_and_the_range_has_a_line_of_its_own() -> None:
    bar = FrameBar(
        label="Ramar", frame=tkr(900), forecast=tkr(911), forecast_low=tkr(901), forecast_high=tkr(908), source="ledger"
    )
    inside = frame(replace(bar, forecast=tkr(905)), "sv")
    picture = frame(bar, "sv")
    assert "Prognosen är 911" in picture.text
    assert "över intervallet (beräknat intervall 901–908 tkr)" in picture.text.replace("\u00a0", " ")
    assert "beräknat" not in inside.text
    assert picture.svg.count("901–908") > 0
