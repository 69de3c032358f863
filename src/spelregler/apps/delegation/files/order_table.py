"""A delegation order as a table: fetched as it stands, and brought back whole as a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from spelregler.apps.delegation.models import OrderRow
from spelregler.apps.delegation.models.orders import CODE, CONDITIONS, LAW, REASON, TITLE
from spelregler.apps.organisation.models import Post
from spelregler.domain.delegation import LEVELS, MATTERS, Level, Matter, RowRefused, TypeOfDecision, refuse_row
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.sheets import Column, Fault, Form, Kind, Row, Table, write_table
from spelregler.platform.tables import LookedThrough, TableRefused, read_bounded

MOST_ROWS = 2_000
LEVEL_WORDS: Mapping[str, Bilingual] = {each.name.lower(): words for each, words in LEVELS.items()}
MATTER_WORDS: Mapping[str, Bilingual] = {str(each): words for each, words in MATTERS.items()}
LEVEL_ALSO = {
    "body": ("nämnden", "nämnd", "styrelsen", "styrelse", "organet"),
    "presidium": ("presidium",),
    "chief_executive": ("kommundirektör", "kommunchef", "kommunchefen"),
    "department_head": ("förvaltningschef",),
    "unit_manager": ("enhetschef",),
    "post": ("annan tjänst", "annan befattning"),
}
"""What an order of today writes for a level, without its article."""
MATTER_ALSO = {str(Matter.DELEGABLE): ("får delegeras", "delegeras")}
POST_CODE = Words("the post's code, as the organisation has it")
YES = {"yes": Words("yes"), "no": Words("no")}
LEVEL: dict[str, Any] = {"kind": Kind.CHOICE, "choices": LEVEL_WORDS, "also_chosen": LEVEL_ALSO}
COLUMNS = (
    Column("code", Words("Code"), also=("nr", "nummer", "punkt"), needed=True, longest=CODE),
    Column("title", Words("Type of decision"), also=("beslut",), needed=True, longest=TITLE),
    Column("law", Words("Law"), also=("lagrum",), lacking=True, longest=LAW),
    Column("level", Words("Who decides"), also=("delegat",), needed=True, **LEVEL),
    Column("lowest", Words("Lowest level allowed"), lacking=True, **LEVEL),
    Column("post", Words("The post"), also=("tjänst",), lacking=True, longest=60, help=POST_CODE),
    Column(
        "matter",
        Words("What it is about"),
        kind=Kind.CHOICE,
        choices=MATTER_WORDS,
        also_chosen=MATTER_ALSO,
        lacking=True,
    ),
    Column("conditions", Words("Conditions"), lacking=True, longest=CONDITIONS),
    Column("may_subdelegate", Words("May be passed on"), kind=Kind.CHOICE, choices=YES, lacking=True),
    Column("is_employer", Words("Employer matter"), kind=Kind.CHOICE, choices=YES, lacking=True),
    Column("reason", Words("Why it is kept higher"), lacking=True, longest=REASON),
)


OrderFile: TypeAlias = LookedThrough[TypeOfDecision]
"""The rows of an order that a table holds."""


def write_order(rows: Iterable[OrderRow], *, form: Form, language: str) -> bytes:
    """An order as a table that can be brought back; the headings alone where it has no rows."""
    return write_table(
        COLUMNS,
        [_written(each.fact) for each in rows],
        form=form,
        language=language,
        title="Delegation",
        is_explained=True,
    )


def _written(row: TypeOfDecision) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("code", "title", "law", "post", "conditions", "reason")},
        "level": row.level.name.lower(),
        "lowest": row.lowest.name.lower(),
        "matter": str(row.matter),
        "may_subdelegate": "yes" if row.may_subdelegate else "no",
        "is_employer": "yes" if row.is_employer else "no",
    }


def read_order(*, data: bytes, file_name: str) -> OrderFile:
    """Every row of the table, each tried by itself, and against the rows before it. One query.

    Without a lowest level the type lies as far out as it may. Refuses with `TableRefused` what is no such table, is
    empty or too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    if not table.rows and not table.faults_in_all:
        raise TableRefused(Words("The file has no rows."), way=Words("Write the types of decisions first."))
    posts = set(Post.objects.values_list("code", flat=True))
    faults, rows, seen = list(table.faults), list[TypeOfDecision](), set[str]()
    for row in table.rows:
        said = _said(row)
        fault = _fault(table, row, said, posts, seen)
        seen.add(said.code)
        if fault is None:
            rows.append(said)
        else:
            faults.append(fault)
    return OrderFile.of(table, rows=rows, faults=faults)


def _said(row: Row) -> TypeOfDecision:
    level = Level[row["level"].upper()] if row["level"] else Level.BODY
    return TypeOfDecision(
        code=(row["code"] or "").strip(),
        title=(row["title"] or "").strip(),
        law=row["law"] or "",
        level=level,
        lowest=Level[row["lowest"].upper()] if row["lowest"] else level,
        post=(row["post"] or "").strip().lower(),
        matter=Matter(row["matter"] or Matter.DELEGABLE),
        conditions=row["conditions"] or "",
        may_subdelegate=row["may_subdelegate"] == "yes",
        is_employer=row["is_employer"] == "yes",
        reason=row["reason"] or "",
    )


def _fault(table: Table, row: Row, said: TypeOfDecision, posts: set[str], seen: set[str]) -> Fault | None:
    if said.code in seen:
        words = Words("The type {code} stands in the version already.", code=said.code)
        return table.fault(row, "code", words=words, todo=Words("Give another code, or change that row."))
    if said.post and said.post not in posts:
        words = Words("There is no post with the code {code}.", code=said.post)
        return table.fault(row, "post", words=words, todo=Words("Check the code against the organisation's posts."))
    try:
        refuse_row(said)
    except RowRefused as refused:
        return table.fault(row, refused.field, words=refused.words, todo=refused.way)
    return None
