"""What has been held with unions, as a table: each row is tried by recording it, and all are stored or none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from spelregler.apps.delegation.models.union import SUBJECT, UNION
from spelregler.apps.delegation.operations import (
    HeldWithUnion,
    UnionRecordRefused,
    bodies_that_delegate,
    record_union,
)
from spelregler.apps.delegation.queries.delegates import Delegates, holders_then
from spelregler.apps.organisation.models import Body, Department, Person, Post
from spelregler.domain.union_records import KINDS
from spelregler.domain.words import Pair, Words
from spelregler.exchange.sheets import Column, Form, Kind, Row, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.tables import Brought, Told, bringing, read_bounded

MOST_ROWS = 500
DEPARTMENT_CODE = Words("the department's code; empty for the whole municipality")
POST_CODE = Words("the code of the post that spoke for the employer, as the organisation has it")
PERSON_CODE = Words("the person's code; empty for whoever held the post that day")
COLUMNS = (
    Column("department", Words("Department"), longest=60, lacking=True, help=DEPARTMENT_CODE),
    Column("held_on", Words("Day"), kind=Kind.DAY, needed=True),
    Column("kind", Words("What was held"), kind=Kind.CHOICE, choices=KINDS, needed=True),
    Column("union", Words("Union"), longest=UNION, needed=True),
    Column("subject", Words("About what"), longest=SUBJECT, needed=True),
    Column("post", Words("The employer's party"), longest=60, needed=True, help=POST_CODE),
    Column("person", Words("Person"), longest=60, lacking=True, help=PERSON_CODE),
)


def template(*, form: Form, language: str) -> bytes:
    """The headings, with what each holds."""
    return write_table(COLUMNS, [], form=form, language=language, title="Fack", is_explained=True)


def bring_union(*, data: bytes, file_name: str, places: Collection[str], store: bool, today: date, who: Who) -> Brought:
    """Each row is a record, recorded as by hand; 500 at most.

    `places` are the codes of the departments that the role records for, the empty one for the whole municipality.
    Refuses, row by row, what `record_union` refuses, an unknown department, post or person, a post that several held,
    and another's department. Refuses with `TableRefused` a file that is no such table, or too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    departments = {each.code: each for each in Department.objects.on(today).select_related("body")}
    posts = Post.objects.in_bulk({row["post"].lower() for row in table.rows}, field_name="code")
    people = Person.objects.in_bulk({row["person"].lower() for row in table.rows if row["person"]}, field_name="code")
    orders: dict[str, list[Delegates]] = {}
    with bringing(table, file_name=file_name, store=store) as brought:
        for row in table.rows:
            code = row["department"] or ""
            try:
                with transaction.atomic():
                    if code not in places:
                        raise _refused(
                            Words("There is no department {code} that you record for.", code=code), "department"
                        )
                    if code not in orders:
                        orders[code] = [Delegates.of(each) for each in bodies_that_delegate(departments.get(code))]
                    said = _said(row, departments.get(code), posts, people)
                    made = record_union(said=said, today=today, who=who, known=orders[code])
            except DomainError as refused:
                column = "post" if refused.field == "holder" else refused.field or "subject"
                brought.faults.append(table.fault(row, column, words=refused.words, todo=refused.way))
            else:
                brought.new.append(Told(row.number, Pair(f"{made.held_on} {made} ({made.person.name})")))
    return brought


def _said(row: Row, department: Department | None, posts: dict[str, Post], people: dict[str, Person]) -> HeldWithUnion:
    post = posts.get(row["post"].lower())
    if post is None:
        raise _refused(Words("There is no post with the code {code}.", code=row["post"]), "post")
    held = holders_then(Body(), post, on=row["held_on"])
    person = people.get(row["person"].lower()) if row["person"] else held[0] if len(held) == 1 else None
    if person is None and row["person"]:
        raise _refused(Words("There is no person with the code {code}.", code=row["person"]), "person")
    if person is None:
        raise _refused(Words("{count} held the post that day.", count=len(held)), "person")
    return HeldWithUnion(row["kind"], row["held_on"], row["union"], row["subject"], post, person, department)


def _refused(words: Words, field: str) -> UnionRecordRefused:
    return UnionRecordRefused(words, way=Words("Check the code against the organisation."), field=field)
