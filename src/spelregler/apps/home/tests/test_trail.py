"""Every act of the product has words, so that the person concerned need not read the product's own names."""

from __future__ import annotations

import re
from pathlib import Path

from spelregler.apps.home.pages.trail.acts import ACTS

SOURCE = Path(__file__).parents[3]


def test_every_act_has_words():
    files = [*SOURCE.glob("apps/**/*.py"), *SOURCE.glob("platform/**/*.py")]
    text = "".join(file.read_text(encoding="utf-8") for file in files if "tests" not in file.parts)
    acts = set(re.findall(r'\bact="([a-z-]+)"', text))
    assert len(acts) > 30
    assert acts <= set(ACTS)
