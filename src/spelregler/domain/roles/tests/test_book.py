"""What a package gets from the base that it stands on, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from spelregler.domain.roles.book import Base, BookError, common_names, floor_of, matters_of, principles_of, read_book

SCHEMA = """
entity Role in [Role];
entity Actor in [Role] { person: String };
entity Matter { published: Bool };
action "matrix";
action "frame" in ["matrix"];
action "frame:decide" in ["frame"] appliesTo { principal: [Actor], resource: [Matter] };
action "plan" in ["matrix"];
action "plan:decide" in ["plan"] appliesTo { principal: [Actor], resource: [Matter] };
"""
CAME = """
@since("1")
action "office" in ["matrix"];
action "office:decide" in ["office"] appliesTo { principal: [Actor], resource: [Matter] };
"""


def rule(name: str, rests: str = "", *, action: str = "frame:decide", effect: str = "permit") -> str:
    return f'@id("{name}") {rests}\n{effect} (principal in Role::"KF", action in Action::"{action}", resource);\n'


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "roles.cedarschema").write_text(SCHEMA + CAME, encoding="utf-8")
    common = rule("frames", '@principle("money")') + rule("offices", '@principle("rooms")', action="office:decide")
    (folder / "common.cedar").write_text(common, encoding="utf-8")
    (folder / "floor.cedar").write_text(rule("never", '@principle("parties")', effect="forbid"), encoding="utf-8")
    return folder


def package(folder: Path, rules: str, schema: str = "") -> Path:
    (folder / "town").mkdir()
    (folder / "town" / "roles.cedar").write_text(rules, encoding="utf-8")
    if schema:
        (folder / "town" / "roles.cedarschema").write_text(schema, encoding="utf-8")
    return folder / "town"


def test_a_version_is_told_by_its_names(base: Path):
    assert common_names(base) == {"frames", "offices"}
    assert matters_of(base) == {"frame", "plan", "office"}
    assert {name: rule.forbids for name, rule in floor_of(base).items()} == {"never": True}


@pytest.mark.parametrize(
    ("without", "needed"),
    [
        (frozenset(), {"money", "rooms", "parties"}),
        (frozenset({"frames"}), {"rooms", "parties"}),
        (frozenset({"frames", "offices"}), {"parties"}),
    ],
)
def test_the_principles_of_what_is_left_out_are_not_needed(base: Path, without: frozenset[str], needed: set[str]):
    assert principles_of(base, without=without) == needed


def test_the_packages_own_stand_first_then_the_common_then_the_floor(tmp_path: Path, base: Path):
    book = read_book(package(tmp_path, rule("own")), Base(base, {"money": "MR-18", "parties": "MR-24"}))
    assert list(book.rules) == ["own", "frames", "offices", "never"]
    cited = {name: each.told.text("clause") for name, each in book.rules.items()}
    assert cited == {"own": "", "frames": "MR-18", "offices": "", "never": "MR-24"}
    assert {name: each.told.file for name, each in book.rules.items()} == {
        "own": "roles.cedar",
        "frames": "common.cedar",
        "offices": "common.cedar",
        "never": "floor.cedar",
    }


def test_a_rule_of_the_same_name_holds_instead_of_a_common_one_and_above_the_floor(tmp_path: Path, base: Path):
    own = rule("frames", action="plan:decide") + rule("never", effect="forbid", action="plan:decide")
    book = read_book(package(tmp_path, own), Base(base, {"parties": "MR-24"}))
    assert list(book.rules) == ["frames", "never", "offices", "floor:never"]
    assert book.rules["frames"].told.actions == {"plan:decide"}
    assert book.rules["floor:never"].told.id == "floor:never"
    assert book.rules["floor:never"].told.text("clause") == "MR-24"


def test_what_is_left_out_is_gone_the_floor_never(tmp_path: Path, base: Path):
    book = read_book(package(tmp_path, ""), Base(base, leaves_out=frozenset({"offices", "plan", "never"})))
    assert list(book.rules) == ["frames", "never"]
    assert [row.name for row in book.rows] == ["frame", "office"]


def test_an_older_package_gets_the_rows_that_came_with_the_base_and_their_rules_only(tmp_path: Path, base: Path):
    book = read_book(package(tmp_path, rule("own"), SCHEMA.replace('"plan', '"theirs')), Base(base))
    assert [row.name for row in book.rows] == ["frame", "theirs", "office"]
    assert list(book.rules) == ["own", "offices", "never"]
    assert {each["uid"]["id"] for each in book.actions} == {
        *("matrix", "frame", "frame:decide", "theirs", "theirs:decide", "office", "office:decide"),
    }


def test_without_a_base_the_folder_holds_everything(tmp_path: Path):
    book = read_book(package(tmp_path, rule("own"), SCHEMA), None)
    assert list(book.rules) == ["own"]
    assert [row.name for row in book.rows] == ["frame", "plan"]
    assert book.schema == SCHEMA


def test_two_rules_with_one_name_are_refused_by_the_packages_name(tmp_path: Path, base: Path):
    with pytest.raises(BookError, match=r"^town: two rules have the same @id$"):
        read_book(package(tmp_path, rule("own") * 2), Base(base))


@pytest.mark.parametrize(
    ("forbids_of", "left"),
    [
        (frozenset(), {"own", "frames", "offices"}),
        (frozenset({"floor.cedar"}), {"own", "frames", "offices", "never"}),
        (frozenset({"roles.cedar"}), {"own", "mine", "frames", "offices"}),
    ],
)
def test_a_book_is_asked_with_the_forbids_of_some_files_only(
    tmp_path: Path, base: Path, forbids_of: frozenset[str], left: set[str]
):
    book = read_book(package(tmp_path, rule("own") + rule("mine", effect="forbid")), Base(base))
    assert set(book.only(forbids_of=forbids_of).rules) == left
