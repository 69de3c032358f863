"""Pictures that look the same on the page, in Word and in PDF: figures in, one `Picture` out.

Pure functions, no Django. Each picture carries its own text alternative and the table that it was drawn from.
"""

from spelregler.ui.pictures.bullet import Bullet, bullets
from spelregler.ui.pictures.burn import BurnLine, BurnMonth, burn
from spelregler.ui.pictures.frame import BarPart, FrameBar, frame
from spelregler.ui.pictures.over_years import Year, YearLine, over_years
from spelregler.ui.pictures.picture import Picture, Svg
from spelregler.ui.pictures.standings import Standing, standings
from spelregler.ui.pictures.strip import month_scale, row_strip, strip
from spelregler.ui.pictures.thread import Knot, Level, thread
from spelregler.ui.pictures.wheel import WheelDay, wheel

__all__ = [
    "BarPart",
    "Bullet",
    "BurnLine",
    "BurnMonth",
    "FrameBar",
    "Knot",
    "Level",
    "Picture",
    "Standing",
    "Svg",
    "WheelDay",
    "Year",
    "YearLine",
    "bullets",
    "burn",
    "frame",
    "month_scale",
    "over_years",
    "row_strip",
    "standings",
    "strip",
    "thread",
    "wheel",
]
