"""Charts are drawn from figures, stay inside their field, and never draw what is not known."""

from spelregler.ui.charts import draw_bullet, draw_spark


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
