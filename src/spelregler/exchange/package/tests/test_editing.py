"""A value is exchanged where it stands, and the rest of the file is as it was."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.words import Pair
from spelregler.exchange.package import read_package
from spelregler.exchange.package.differences import differences
from spelregler.exchange.package.editing import NoSuchPlace, added, edited, removed

PACKAGES = Path(__file__).parents[3] / "policies"

FILE = """\
# Gränserna.
parameters:
  - id: P01  # den första
    title: {sv: "Tid", en: "Time"}
    value: 30   # dagar
    source: {sv: 'eget val', en: own choice}
    invented: true
  - id: P07
    values: {notice: -1.0, floor: 150}
    who: [KF, KS]
"""


def test_a_figure_is_exchanged_and_the_rest_stays():
    new = edited(FILE, {("parameters", "P01", "value"): 45})
    assert new == FILE.replace("value: 30 ", "value: 45 ")


def test_several_at_once_in_any_order():
    changes = {
        ("parameters", "P07", "values", "notice"): Decimal("-1.5"),
        ("parameters", "P01", "source"): {"sv": 'KF § 4 "tid"', "en": "no"},
        ("parameters", "P01", "invented"): False,
        ("parameters", "P07", "who"): ("KC",),
    }
    told = yaml.safe_load(edited(FILE, changes))["parameters"]
    assert told[0]["source"] == {"sv": 'KF § 4 "tid"', "en": "no"}
    assert told[0]["invented"] is False
    assert (told[1]["values"], told[1]["who"]) == ({"notice": -1.5, "floor": 150}, ["KC"])


def test_a_key_that_the_row_lacks_is_written_first_in_it():
    new = edited(FILE, {("parameters", "P07", "title"): {"sv": "Avvikelse", "en": "Deviation"}})
    assert '  - title: {sv: "Avvikelse", en: "Deviation"}\n    id: P07\n' in new
    assert yaml.safe_load(new)["parameters"][1]["id"] == "P07"


@pytest.mark.parametrize("place", ["parameters P99 value", "nothing P01", "parameters P01 value x"])
def test_a_place_that_is_not_there_is_told(place):
    with pytest.raises(NoSuchPlace):
        edited(FILE, {tuple(place.split()): 1})


def test_line_ends_of_another_system_stay():
    assert edited(FILE.replace("\n", "\r\n"), {("parameters", "P01", "value"): 45}).count("\r\n") == FILE.count("\n")


def test_the_mark_that_some_editors_write_first_stays():
    new = edited("\ufeff" + FILE, {("parameters", "P01", "value"): 45})
    assert new == "\ufeff" + FILE.replace("value: 30 ", "value: 45 ")


@pytest.mark.parametrize("other", ["\u2028", "\u2029", "\x85"])
def test_a_text_with_another_kind_of_line_end_does_not_move_what_stands_after_it(other):
    text = FILE.replace("Tid", f"Tid{other}och dag")
    new = edited(text, {("parameters", "P01", "value"): 45})
    assert new == text.replace("value: 30 ", "value: 45 ")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=80))
def test_any_text_reads_back_as_it_was_written(text):
    new = edited(FILE, {("parameters", "P01", "title", "sv"): text})
    assert yaml.safe_load(new)["parameters"][0]["title"] == {"sv": text, "en": "Time"}


def changed(folder: Path, file: str, changes: dict) -> None:
    path = folder / file
    path.write_text(edited(path.read_text(encoding="utf-8"), changes), encoding="utf-8")


@pytest.mark.parametrize("name", ["oxelosund", "liten"])
def test_every_rule_and_limit_of_what_ships_can_be_changed_and_is_told_as_a_difference(tmp_path, name):
    folder = Path(shutil.copytree(PACKAGES / name, tmp_path / name))
    before = read_package(folder)
    assert not differences(before, before)
    new = {"sv": "Provrubrik", "en": "A title to try"}
    changed(folder, "policy.yaml", {("clauses", each.id, "title"): new for each in before.clauses})
    figures = {each.id: each for each in before.parameters.values() if isinstance(each.values.get("value"), int)}
    changed(folder, "parameters.yaml", {("parameters", key, "value"): 7_777 for key in figures})
    after = read_package(folder)
    found = differences(before, after)
    assert [each.clause.id for each in found.changed] == [each.id for each in before.clauses]
    assert {part for each in found.changed for part, _was, _is in each.parts} == {"title"}
    assert all(now == Pair(**new) for each in found.changed for _part, _was, now in each.parts)
    assert {each.limit.id: (each.before, each.after) for each in found.limits} == {
        key: (each.values["value"], 7_777) for key, each in figures.items()
    }
    assert (found.new, found.gone) == ((), ())


def test_rules_and_limits_that_only_one_has_are_told():
    small, large = (read_package(PACKAGES / name) for name in ("liten", "oxelosund"))
    found = differences(small, large)
    assert {each.id for each in found.new} == {each.id for each in large.clauses} - {each.id for each in small.clauses}
    assert {each.id for each in found.gone} == {each.id for each in small.clauses} - {each.id for each in large.clauses}
    assert {each.limit.id for each in found.limits if each.before is None} == set(large.parameters) - set(
        small.parameters
    )


ROW = {"id": "P02", "title": {"sv": "Frist", "en": "Time limit"}, "value": 5, "who": ("KF",), "names": {}}
BLOCKS = """\
clauses:
  - id: A-1
    parameters:
      days: P01  # en gräns
    # om nästa
  - id: A-2
    who: [EC]

# slut
other: 1
"""


@pytest.mark.parametrize("text", [FILE, "\ufeff" + FILE, FILE.rstrip("\n"), FILE.replace("\n", "\r\n")])
def test_a_row_is_added_after_another_and_taken_out_again(text):
    with_it = added(text, after=("parameters", "P01"), row=ROW)
    told = yaml.safe_load(with_it)["parameters"]
    assert [each["id"] for each in told] == ["P01", "P02", "P07"]
    assert (told[1]["title"]["en"], told[1]["value"], told[1]["who"], told[1]["names"]) == ("Time limit", 5, ["KF"], {})
    assert removed(with_it, ("parameters", "P02")) == text


def test_the_last_row_is_followed_by_another_and_what_stands_below_stays():
    with_it = added(BLOCKS, after=("clauses", "A-2"), row={"id": "A-3", "kind": "M"})
    assert with_it == BLOCKS.replace("who: [EC]\n", 'who: [EC]\n  - id: "A-3"\n    kind: "M"\n')
    assert removed(BLOCKS, ("clauses", "A-1")) == BLOCKS.replace(
        "  - id: A-1\n    parameters:\n      days: P01  # en gräns\n", ""
    )


def test_values_on_lines_of_their_own_are_exchanged_and_the_next_row_stays():
    new = yaml.safe_load(edited(BLOCKS, {("clauses", "A-1", "parameters"): {"months": 12}}))
    assert new["clauses"] == [{"id": "A-1", "parameters": {"months": 12}}, {"id": "A-2", "who": ["EC"]}]


def test_a_row_in_a_list_on_one_line_is_not_changed():
    for text in ("parameters: [{id: P01}]", FILE):
        with pytest.raises(NoSuchPlace):
            added(text, after=("parameters", "P01" if text != FILE else "P99"), row=ROW)


@pytest.mark.parametrize("package", sorted(each.parent.name for each in PACKAGES.glob("*/policy.yaml")))
def test_a_rule_can_be_added_after_each_chapter_of_what_ships_and_taken_out(package):
    path = PACKAGES / package / "policy.yaml"
    text = path.read_text("utf-8")
    last = {(each.document, each.section): each.id for each in read_package(path.parent).clauses}
    for after in list(last.values())[:3] + list(last.values())[-1:]:
        with_it = added(text, after=("clauses", after), row=ROW)
        assert removed(with_it, ("clauses", "P02")) == text
