"""Which group is compared with: our own groups of the like first, and only the parts that have any."""

from __future__ import annotations

import pytest

from spelregler.apps.comparison.forms import GroupSearch
from spelregler.apps.comparison.queries.followed import GroupChoice

pytestmark = pytest.mark.once
OTHER, OWN = GroupChoice("G2", "Länet", is_own=False), GroupChoice("G1", "Liknande <kommuner>", is_own=True)


def test_the_groups_stand_in_two_parts_and_the_chosen_one_is_chosen() -> None:
    shown = str(GroupSearch({"grupp": "G1"}, groups=[OTHER, OWN])["grupp"])
    assert shown.count("<optgroup") == 2
    assert shown.index('value="G1" selected') < shown.index('value="G2"')
    assert "Liknande &lt;kommuner&gt;" in shown


def test_a_part_without_groups_is_not_there() -> None:
    assert str(GroupSearch({}, groups=[OTHER])["grupp"]).count("<optgroup") == 1
