"""Many delegated decisions as a table: each row is tried by registering it, and all of it is stored or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from django.db import transaction

from spelregler.apps.delegation.models.decided import REFERENCE, SUBJECT
from spelregler.apps.delegation.operations import DecidedRefused, DecidedSaid, record_delegated
from spelregler.apps.delegation.queries.delegates import Delegates, holders_then
from spelregler.apps.organisation.models import Body, Person, Post
from spelregler.domain.vouchers import read_vouchers
from spelregler.domain.words import Pair, Words
from spelregler.exchange.sheets import Column, Form, Kind, Row, Table, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.tables import Brought, Told, bringing, read_bounded

MOST_ROWS = 500
YES = {"yes": Words("yes"), "no": Words("no")}
PERSON, VOUCHERS = ("person", "beslutsfattare"), ("verifikation", "ver")
POST_CODE = Words("the post's code, as the organisation has it; empty where the presidium decided")
PERSON_CODE = Words("the person's code; empty for whoever held the post that day")
AS_IN_LEDGER = Words("series and number as in the ledger, with commas between: D 1042, D 1043")
COLUMNS = (
    Column("code", Words("Type of decision"), also=("typ", "delegationspunkt", "kod"), needed=True, longest=20),
    Column("decided_on", Words("Day of decision"), kind=Kind.DAY, also=("beslutsdatum", "datum"), needed=True),
    Column("post", Words("The post"), also=("tjänst",), lacking=True, longest=60, help=POST_CODE),
    Column("person", Words("Decided by"), also=PERSON, lacking=True, longest=60, help=PERSON_CODE),
    Column("subject", Words("What was decided"), also=("avser",), needed=True, longest=SUBJECT),
    Column("reference", Words("Case number"), also=("diarienummer", "dnr"), lacking=True, longest=REFERENCE),
    Column("is_open", Words("Everybody may read the subject"), kind=Kind.CHOICE, choices=YES, lacking=True),
    Column("vouchers", Words("Vouchers"), also=VOUCHERS, lacking=True, longest=300, help=AS_IN_LEDGER),
)
FIELDS = {"holder": "post"}
"""The column of what the operation calls otherwise."""


def template(*, form: Form, language: str) -> bytes:
    """The headings alone."""
    return write_table(COLUMNS, [], form=form, language=language, title="Delegation", is_explained=True)


def bring_decided(*, data: bytes, file_name: str, body: Body, store: bool, today: date, role: str, who: Who) -> Brought:
    """Each row is a decision by delegation, registered as by hand; 500 at most.

    Without a person it is whoever held the post that day. Refuses, row by row, what `record_delegated` refuses, an
    unknown post or person, and a post that several held. Refuses with `TableRefused` a file that is no such table, or
    too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    posts = Post.objects.in_bulk({row["post"].lower() for row in table.rows if row["post"]}, field_name="code")
    people = Person.objects.in_bulk({row["person"].lower() for row in table.rows if row["person"]}, field_name="code")
    known = Delegates.of(body)
    with bringing(table, file_name=file_name, store=store) as brought:
        for row in table.rows:
            act = partial(_record, row, known, posts, people, today=today, role=role, who=who)
            _try(brought, table, row, act)
    return brought


def _try(brought: Brought, table: Table, row: Row, act: Callable[[], Told]) -> None:
    """Registered, or a fault in the column that the refusal names."""
    try:
        with transaction.atomic():
            brought.new.append(act())
    except DomainError as refused:
        column = FIELDS.get(refused.field, refused.field) or "code"
        brought.faults.append(table.fault(row, column, words=refused.words, todo=refused.way))


def _record(
    row: Row,
    known: Delegates,
    posts: Mapping[str, Post],
    people: Mapping[str, Person],
    *,
    today: date,
    role: str,
    who: Who,
) -> Told:
    post = posts.get((row["post"] or "").lower())
    if row["post"] and post is None:
        raise _unknown(Words("There is no post with the code {code}.", code=row["post"]), "post")
    said = DecidedSaid(
        code=row["code"],
        post=post,
        person=_person(row, known.body, post, people),
        decided_on=row["decided_on"],
        subject=row["subject"],
        reference=row["reference"] or "",
        is_open=row["is_open"] == "yes",
        vouchers=read_vouchers(row["vouchers"] or "", year=row["decided_on"].year),
    )
    made = record_delegated(body=known.body, said=said, today=today, role=role, who=who, known=known)
    return Told(row.number, Pair(f"{made.decided_on} {made.row.code}: {made.subject} ({made.person.name})"))


def _person(row: Row, body: Body, post: Post | None, people: Mapping[str, Person]) -> Person:
    if row["person"]:
        found = people.get(row["person"].lower())
        if found is None:
            raise _unknown(Words("There is no person with the code {code}.", code=row["person"]), "person")
        return found
    held = holders_then(body, post, on=row["decided_on"])
    if len(held) != 1:
        raise DecidedRefused(
            Words("{count} held the post that day.", count=len(held)),
            way=Words("Write the code of the person who decided."),
            field="person",
        )
    return held[0]


def _unknown(words: Words, field: str) -> DecidedRefused:
    return DecidedRefused(words, way=Words("Check the code against the organisation."), field=field)
