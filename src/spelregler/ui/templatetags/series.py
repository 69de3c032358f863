"""The tag of a series beside others: `{% load series %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from spelregler.ui.series import SeriesChart, draw_series

register = template.Library()


@register.inclusion_tag("ui/components/series_chart.html")
def series_chart(chart: SeriesChart) -> dict[str, Any]:
    """Our line beside the middle and the spread of others; the figures stand in the page's own table."""
    return {"chart": chart, "drawing": draw_series(chart, get_language() or "sv")}
