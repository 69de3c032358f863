"""Charts are drawn from figures, stay inside their field, and never draw what is not known."""

from spelregler.domain.money import Money
from spelregler.ui.charts import (
    BarPart,
    FrameBar,
    draw_bullet,
    draw_frame_bar,
    draw_spark,
)

tkr = Money.from_tkr


class TestFrameBar:
    def test_an_overrun_is_drawn_beyond_the_frame(self) -> None:
        drawing = draw_frame_bar(FrameBar(label="", frame=tkr(100), outcome=tkr(80), forecast=tkr(110)))
        assert drawing.overrun is not None
        assert drawing.forecast is not None
        assert drawing.overrun.x == drawing.frame_x
        assert drawing.frame_label.anchor == "end"

    def test_a_forecast_inside_the_frame_has_no_overrun(self) -> None:
        bar = FrameBar(label="", frame=tkr(100), outcome=tkr(50), forecast=tkr(95))
        assert draw_frame_bar(bar).overrun is None
        assert bar.left == tkr(5)
        assert bar.unspent == tkr(50)

    def test_nothing_known_draws_nothing(self) -> None:
        drawing = draw_frame_bar(FrameBar(label="", frame=tkr(0)))
        assert drawing.outcome is None
        assert drawing.forecast is None
        assert drawing.frame_x == "0.00%"

    def test_the_parts_are_drawn_inside_the_whole_one_after_another(self) -> None:
        parts = [BarPart(label="a", frame=tkr(40)), BarPart(label="b", frame=tkr(50))]
        bar = FrameBar(label="", frame=tkr(100), parts=parts)
        first, second = draw_frame_bar(bar).parts
        assert (first.x, second.x) == ("0.00%", first.width)
        assert bar.undistributed == tkr(10)

    def test_positions_never_carry_a_decimal_comma(self) -> None:
        drawing = draw_frame_bar(FrameBar(label="", frame=tkr(99), outcome=tkr(31)))
        assert drawing.outcome is not None
        assert "," not in drawing.outcome.width

    def test_an_income_below_zero_stays_inside_the_bar(self) -> None:
        drawing = draw_frame_bar(FrameBar(label="", frame=tkr(100), outcome=tkr(-5)))
        assert drawing.outcome is not None
        assert drawing.outcome.width == "0.00%"


class TestSmallCharts:
    def test_a_missing_value_is_not_a_zero(self) -> None:
        assert draw_bullet(None, 5) is None
        assert draw_spark([None, None]) is None

    def test_a_gap_breaks_the_line(self) -> None:
        drawing = draw_spark([1, 2, None, 4, 5])
        assert drawing is not None
        assert len(drawing.lines) == 2

    def test_a_bullet_without_target_has_no_target_line(self) -> None:
        drawing = draw_bullet("53.8", None)
        assert drawing is not None
        assert drawing.target == ""
