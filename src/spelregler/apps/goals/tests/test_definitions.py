"""What an indicator means is another edit than its value: dated, with a reason, by somebody who does not report it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spelregler.apps.goals import operations
from spelregler.apps.goals.models import DefinitionChange
from spelregler.apps.goals.operations import Definition, rewording
from spelregler.apps.goals.pages.goal import presenters
from spelregler.apps.goals.queries import goal_detail
from spelregler.apps.goals.queries.reporting import definers_of
from spelregler.apps.goals.queries.thread import goal_tree
from spelregler.apps.goals.tests.small_town import NOW, WHO
from spelregler.domain.goals.attainment import DEFAULT_SCALE

MEANING = Definition("Andel", "%", "higher", formula="nöjda / svarande")
BEFORE = date(2026, 6, 1)


def redefine(town, definition=MEANING, **more):
    return operations.define_indicator(
        indicator=town.indicator, definition=definition, on=more.pop("on", NOW), who=more.pop("who", WHO), **more
    )


class TestADefinition:
    def test_is_dated_from_the_first_day(self, town):
        made = operations.new_indicator(definition=replace(MEANING, title="Nöjda elever"), on=NOW, who=WHO)
        (row,) = made.definitions.all()
        assert (made.code, row.changed_on, row.changes["formula"]) == ("nojda-elever", NOW, ["", "nöjda / svarande"])

    def test_changes_freely_before_anything_is_measured(self, town):
        redefine(town)
        assert not DefinitionChange.objects.get().breaks_series

    def test_changes_only_with_a_reason_once_there_are_values(self, town):
        town.aim(town.municipal, "80")
        town.measure("66")
        with pytest.raises(operations.DefinitionRefused, match="inte utan skäl"):
            redefine(town)
        redefine(town, reason="Ny enkät")
        row = DefinitionChange.objects.get()
        assert (row.reason, row.breaks_series) == ("Ny enkät", True)

    def test_is_worded_better_without_a_reason_and_without_a_break(self, town):
        town.aim(town.municipal, "80")
        town.measure("66")
        redefine(town, replace(MEANING, title="Andel nöjda", formula=""))
        assert not DefinitionChange.objects.get().breaks_series

    def test_that_is_the_same_leaves_no_trace(self, town):
        redefine(town)
        redefine(town)
        assert DefinitionChange.objects.count() == 1

    def test_is_not_changed_by_a_file_once_there_are_values_since_a_file_has_no_reason(self, town):
        town.aim(town.municipal, "80")
        town.measure("66")
        with pytest.raises(operations.DefinitionRefused, match="inte utan skäl"):
            rewording.change_indicator(indicator=town.indicator, to={"source": "SCB"}, on=NOW, who=WHO)


class TestTheSeries:
    def test_shows_where_the_definition_changed_and_why(self, town):
        town.aim(town.municipal, "80")
        town.measure("60", months=(1, 4), on=date(2026, 5, 10))
        redefine(town, on=BEFORE, reason="Ny enkät")
        town.measure("70", months=(1, 8))
        detail = goal_detail.goal_detail(code="kommunmal", as_of=NOW)
        (series,) = detail.series
        assert [(each.on, each.reason) for each in series.breaks] == [(BEFORE, "Ny enkät")]
        (goal,) = [each for each in goal_tree(year=NOW.year, as_of=NOW).goals if each.code == "kommunmal"]
        (row,) = presenters.indicator_rows(goal, DEFAULT_SCALE, "sv", {series.code: series})
        assert row.broken_days == {date(2026, 9, 1): BEFORE}

    def test_says_nothing_of_what_came_later(self, town):
        town.aim(town.municipal, "80")
        town.measure("60", months=(1, 4), on=date(2026, 5, 10))
        redefine(town, reason="Ny enkät")
        (series,) = goal_detail.goal_detail(code="kommunmal", as_of=BEFORE).series
        assert series.breaks == ()


def test_whoever_changed_what_it_means_is_known_and_whoever_only_reworded_it_is_not(town):
    redefine(town, who=replace(WHO, person="eva"))
    redefine(town, replace(MEANING, minutes=30), who=replace(WHO, person="bo"))
    assert definers_of(as_of=NOW) == {town.indicator.pk: frozenset({"eva"})}
