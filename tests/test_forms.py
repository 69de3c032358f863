"""Every form goes the one way: sent, read by its class, and answered in the same form with what was typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import spelregler

pytestmark = pytest.mark.once
HOUSE = Path(spelregler.__file__).parent
GROUND = HOUSE / "platform" / "forms.py"


def found(pattern: str, *, ending: str = "py", besides: tuple[Path, ...] = ()) -> list[str]:
    """Each line of the house that has it, with where it stands."""
    return [
        f"{path.relative_to(HOUSE)}:{number}"
        for path in sorted(HOUSE.rglob(f"*.{ending}"))
        if "tests" not in path.parts and path not in besides
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_a_form_that_was_sent_empty_was_sent() -> None:
    """`form_page.sent` says so; whatever is empty is nothing to Python."""
    assert found(r"request\.POST (or|if request\.POST)\b") == []


def test_what_may_be_chosen_is_told_by_offer() -> None:
    assert found(r"\.choices = ", besides=(GROUND,)) == []
