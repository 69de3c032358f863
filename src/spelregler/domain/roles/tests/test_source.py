"""The rule files as text: where a rule stands, what bounds a file has, and which rows a schema declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from spelregler.domain.roles import source
from spelregler.domain.words import Pair

RULE = 'permit (principal, action, resource) when { "a;b // no comment" == "c" };'


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", []),
        ("\n// only; a comment\n", []),
        ("a;", [(1, "a;")]),
        ("a;b;", [(1, "a;"), (1, "b;")]),
        ("a;\n\nb;\n", [(1, "a;"), (3, "b;")]),
        ("// about a;\n// and more\n  a // of a; too\n;\nb", [(3, "a // of a; too\n;"), (5, "b")]),
        (f"\n{RULE}\n{RULE}", [(2, RULE), (3, RULE)]),
        ('say("a \\"quoted; \\" word");', [(1, 'say("a \\"quoted; \\" word");')]),
    ],
)
def test_each_rule_is_cut_out_with_its_line(text: str, rules: list[tuple[int, str]]):
    assert [(chunk.line, chunk.text) for chunk in source.chunks(text)] == rules


def written(folder: Path, data: bytes, name: str) -> Path:
    (folder / name).write_bytes(data)
    return folder


def nested(levels: int, signs: str) -> str:
    return signs[0] * levels + signs[1] * levels


POLICY, SCHEMA = source.POLICY_FILE, source.SCHEMA_FILE


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (POLICY, b""),
        (POLICY, b" " * source.MOST_BYTES),
        (POLICY, b"x" * source.LONGEST_RULE),
        (SCHEMA, b"x" * (source.LONGEST_RULE + 1)),
        (POLICY, nested(source.MOST_LEVELS, "()").encode()),
        (POLICY, (nested(20, "()") + nested(20, "[]") + nested(20, "{}")).encode()),
        (POLICY, b'"' + nested(99, "([").encode() + b'"'),
        (POLICY, b"// " + nested(99, "([").encode()),
        (POLICY, nested(99, "<>").encode()),
        (SCHEMA, nested(source.MOST_LEVELS, "<>").encode()),
        (POLICY, (nested(15, "(x") + ";" + nested(16, "(x") + ";").encode()),
    ],
)
def test_a_file_within_its_bounds_is_read(tmp_path: Path, name: str, data: bytes):
    assert source.read(folder=written(tmp_path, data, name), name=name) == data.decode()


@pytest.mark.parametrize(
    ("name", "data", "line", "what"),
    [
        (POLICY, b" " * (source.MOST_BYTES + 1), 1, "larger than 1 MB"),
        (POLICY, b"x" * (source.LONGEST_RULE + 1), 1, "too long"),
        (POLICY, b"a;\n\n" + b"x" * (source.LONGEST_RULE + 1), 3, "too long"),
        (POLICY, b"a\nb\xff", 2, "not UTF-8"),
        (POLICY, b"\xff", 1, "not UTF-8"),
        (POLICY, nested(source.MOST_LEVELS + 1, "()").encode(), 1, "brackets"),
        (POLICY, nested(source.MOST_LEVELS + 1, "[]").encode(), 1, "brackets"),
        (POLICY, nested(source.MOST_LEVELS + 1, "{}").encode(), 1, "brackets"),
        (POLICY, (nested(16, "(x") + nested(16, "[x")).encode(), 1, "brackets"),
        (POLICY, b"a;\n(\n" + nested(source.MOST_LEVELS, "()").encode(), 3, "brackets"),
        (SCHEMA, nested(source.MOST_LEVELS + 1, "<>").encode(), 1, "brackets"),
        (SCHEMA, nested(source.MOST_LEVELS + 1, "{}").encode(), 1, "brackets"),
    ],
)
def test_a_file_beyond_them_is_refused_at_its_line(tmp_path: Path, name: str, data: bytes, line: int, what: str):
    with pytest.raises(source.Unfit) as refused:
        source.read(folder=written(tmp_path, data, name), name=name)
    assert (refused.value.name, refused.value.line) == (name, line)
    assert what in refused.value.words.en
    assert str(refused.value) == f"{name}, line {line}: {refused.value.words.en}"


def test_lines_may_end_as_on_windows(tmp_path: Path):
    assert source.read(folder=written(tmp_path, b"a;\r\nb;\r\n", POLICY), name=POLICY) == "a;\nb;\n"


def test_rows_are_told_in_the_schemas_order_with_labels_and_operations():
    schema = """
    action "matrix"; // action "commented"; action "commented:read";
    @sv("Ram // delad") @en("Frame")
    action "frame" in ["matrix", "deciding"];
    action "group" in ["matrix"];
    @since("1") @en("Office")
    action "office" in ["deciding"];
    action "office:read" in ["office"];
    action "frame:read" in ["frame"];
    action "frame:decide" in ["frame"];
    """
    assert source.rows(schema) == (
        source.Row("frame", Pair("Ram // delad", "Frame"), ("read", "decide"), in_matrix=True),
        source.Row("office", Pair("office", "Office"), ("read",), in_matrix=False, is_of_base=True),
    )


@pytest.mark.parametrize(
    ("scope", "actions"),
    [
        ("action", set()),
        ('action == Action::"a:read"', {"a:read"}),
        ('action in Action::"a"', {"a"}),
        ('action in [Action::"a:read", Action::"b:decide"]', {"a:read", "b:decide"}),
    ],
)
@pytest.mark.parametrize("effect", ["permit", "forbid"])
def test_a_rule_is_told_with_what_its_scope_names(scope: str, actions: set[str], effect: str):
    text = f'{effect} (principal, {scope}, resource);\n@id("named") @bound permit (principal, action, resource);'
    bodies = source.policies_by_position(text)
    first, second = (source.policy(position=position, body=body) for position, body in bodies.items())
    assert (first.id, first.forbids, first.actions) == ("policy0", effect == "forbid", actions)
    assert (second.id, second.annotations) == ("named", {"id": "named", "bound": ""})
    assert (first.file, first.text("id"), first.is_bound, second.is_bound) == (POLICY, "", False, False)


def test_more_than_ten_rules_keep_their_order():
    text = "".join(f'@id("r{n}") permit (principal, action, resource);' for n in range(12))
    told = [body["annotations"]["id"] for body in source.policies_by_position(text).values()]
    assert told == [f"r{n}" for n in range(12)]


@pytest.mark.parametrize(
    ("actions", "touches", "concerns"),
    [
        (set(), False, True),
        ({"frame"}, True, True),
        ({"frame:read"}, True, True),
        ({"frames:read"}, False, True),
        ({"plan:read"}, False, False),
        ({"plan"}, False, False),
        ({"plan:read", "frame:read"}, True, True),
        ({"deciding"}, False, True),
    ],
)
def test_a_rule_may_concern_a_row_that_it_names_or_a_group_of_any(actions: set[str], touches: bool, concerns: bool):
    rule = source.Policy("r", forbids=False, annotations={}, actions=frozenset(actions))
    assert rule.touches("frame") is touches
    assert rule.may_concern(other_rows={"plan"}) is concerns
