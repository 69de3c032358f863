"""Which posts are to decide by their task, as a table: each row is tried by entering it, all are stored or none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from spelregler.apps.delegation.models.orders import CODE
from spelregler.apps.delegation.models.tasks import TASK
from spelregler.apps.delegation.operations import TaskRefused, say_task
from spelregler.apps.delegation.queries.delegates import delegate_posts
from spelregler.apps.delegation.queries.tasks import departments_of_posts
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Pair, Words
from spelregler.exchange.sheets import Column, Form, Kind, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.tables import Brought, Told, bringing, read_bounded

MOST_ROWS = 500
POST_CODE = Words("the post's code, as the organisation has it")
BODY_CODE = Words("the body's code, where the task needs one type of decision; else empty")
TYPE_CODE = Words("the type's code in that body's order; empty where any delegation will do")
COLUMNS = (
    Column("post", Words("The post"), also=("tjänst",), longest=60, needed=True, help=POST_CODE),
    Column("task", Words("What the post decides by its task"), also=("uppgift",), longest=TASK, needed=True),
    Column("body", Words("Body"), longest=60, lacking=True, help=BODY_CODE),
    Column("code", Words("Type of decision"), longest=CODE, lacking=True, help=TYPE_CODE),
    Column("start", Words("Holds from"), kind=Kind.DAY, needed=True),
)


def template(*, form: Form, language: str) -> bytes:
    """The headings, with what each holds."""
    return write_table(COLUMNS, [], form=form, language=language, title="Uppgifter", is_explained=True)


def bring_tasks(*, data: bytes, file_name: str, places: Collection[str], store: bool, today: date, who: Who) -> Brought:
    """Each row is a task of a post, entered as by hand; 500 at most.

    `places` are the codes of the departments whose posts the role may enter for, the empty one for posts outside them.
    Refuses, row by row, what `say_task` refuses, an unknown post or body, and another's post. Refuses with
    `TableRefused` a file that is no such table, or too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    posts = {each.code: each for each in delegate_posts(as_of=today)}
    bodies = Body.objects.in_bulk({row["body"].lower() for row in table.rows if row["body"]}, field_name="code")
    lies_in = departments_of_posts(posts.values(), as_of=today)
    with bringing(table, file_name=file_name, store=store) as brought:
        for row in table.rows:
            post, body = posts.get(row["post"].lower()), bodies.get((row["body"] or "").lower())
            try:
                with transaction.atomic():
                    if post is None or (row["body"] and body is None):
                        name = "body" if post else "post"
                        raise _refused(Words("There is nothing with the code {code}.", code=row[name]), name)
                    if lies_in[post.pk] not in places:
                        raise _refused(Words("Somebody else enters for that post."), "post")
                    task = {"post": post, "task": row["task"], "body": body, "code": row["code"] or ""}
                    made = say_task(**task, start=row["start"], today=today, who=who)
            except DomainError as refused:
                brought.faults.append(table.fault(row, refused.field or "task", words=refused.words, todo=refused.way))
            else:
                brought.new.append(Told(row.number, Pair(str(made))))
    return brought


def _refused(words: Words, field: str) -> TaskRefused:
    return TaskRefused(words, way=Words("Check the code against the organisation."), field=field)
