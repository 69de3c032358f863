"""How a row is hashed: repeatable by another program, and no two rows alike."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest

from spelregler.platform.audit.chain import FIELDS, START, canonical, moment, row_hash

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
TOLD = [1, AT, "r", "Åsa", "asa", "7", "EC", "act", 'säger "hej"', "goals.goal:1", "", "{}"]
ROW = [*TOLD, "un", "uf", START]
PLACELESS = [*TOLD, None, None, START]


def test_the_documented_recipe_gives_the_same_hash():
    text = (
        '["spelregler-audit-3",1,"2026-11-02T08:00:00.000000Z","r","Åsa","asa","7","EC","act",'
        '"säger \\"hej\\"","goals.goal:1","","{}","un","uf","' + START + '"]'
    )
    assert row_hash(ROW) == hashlib.sha256(text.encode()).hexdigest()


def test_a_row_from_before_rows_knew_their_place_keeps_its_hash():
    text = (
        '["spelregler-audit-2",1,"2026-11-02T08:00:00.000000Z","r","Åsa","asa","7","EC","act",'
        '"säger \\"hej\\"","goals.goal:1","","{}","' + START + '"]'
    )
    assert row_hash(PLACELESS) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("body", [None, "", b"", 0, "un"])
@pytest.mark.parametrize("department", [None, "", b"", 0, "uf"])
def test_no_place_can_be_given_taken_or_changed_unseen(body, department):
    for row, own in ((ROW, ("un", "uf")), (PLACELESS, (None, None)), ([*TOLD, "", "", START], ("", ""))):
        if (body, department) == own and type(body) is type(own[0]) and type(department) is type(own[1]):
            continue
        assert row_hash([*TOLD, body, department, START]) != row_hash(row)


@pytest.mark.parametrize("place", range(len(FIELDS)))
def test_every_field_is_covered(place):
    other = [*ROW]
    other[place] = AT + timedelta(microseconds=1) if place == 1 else 2 if place == 0 else "x"
    assert row_hash(other) != row_hash(ROW)


def test_the_same_moment_is_written_the_same_in_every_zone():
    assert moment(AT.astimezone(timezone(timedelta(hours=1)))) == moment(AT) == "2026-11-02T08:00:00.000000Z"


def test_content_keeps_no_empty_part_and_one_order():
    assert canonical({"details": {"b": 1, "a": AT.date()}, "before": {}}) == '{"details":{"a":"2026-11-02","b":1}}'
