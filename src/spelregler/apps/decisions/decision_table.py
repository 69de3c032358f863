"""Minuted decisions as a table, out and in: what was decided before the installation began, with its true days."""

from __future__ import annotations

from datetime import date
from functools import partial

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import DecisionRefused, record_decision
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Pair, Words
from spelregler.exchange.sheets import Column, Form, Kind, Row, read_table, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.tables import Brought, Told, bringing, readable, try_row

KINDS: dict[str, Words] = {
    Decision.Kind.GOALS: Words("goals"),
    Decision.Kind.FRAMES: Words("frames"),
    Decision.Kind.MEASURES: Words("measures"),
    Decision.Kind.REPRIORITISATION: Words("reprioritisation"),
    Decision.Kind.ACCEPT_WITH_REASON: Words("accepts with reason"),
    Decision.Kind.POLICY: Words("policy"),
    Decision.Kind.EVALUATION: Words("evaluation"),
    Decision.Kind.OPEN_ASSIGNMENTS: Words("open assignments"),
    Decision.Kind.OTHER: Words("other"),
}
SAID: dict[str, Words] = {"yes": Words("yes"), "no": Words("no")}
COLUMNS = (
    Column("body", Words("Body"), also=("organets kod",), needed=True, longest=20),
    Column("decided_on", Words("Date"), kind=Kind.DAY, also=("beslutsdatum",), needed=True),
    Column("paragraph", Words("Paragraph"), also=("§", "par"), needed=True, longest=12),
    Column("title", Words("Heading"), needed=True, longest=200),
    Column("text", Words("Text"), also=("beslut", "beslutstext"), needed=True, longest=20_000),
    Column("kind", Words("Kind"), kind=Kind.CHOICE, lacking=True, choices=KINDS),
    Column("touches_staff", Words("Touches the staff"), kind=Kind.CHOICE, lacking=True, choices=SAID),
)


def import_decisions(*, data: bytes, file_name: str, store: bool, today: date, who: Who) -> Brought:
    """Each row is a decision as the minutes have it: body, day, § and text. One that is in already is told.

    Refuses, row by row, a body that is not there, a day that has not come, and another text under a § that is taken:
    what the minutes say is never written over. Refuses with `TableRefused` a file that is no such table.
    """
    with readable(file_name):
        table = read_table(data, file_name=file_name, columns=COLUMNS)
    bodies = {body.code: body for body in Body.objects.all()}
    with bringing(table, file_name=file_name, store=store) as brought:
        for row in table.rows:
            body = bodies.get(row["body"].lower())
            column = "body" if body is None else "paragraph"
            act = partial(_record, row, body, bodies, today=today, who=who)
            try_row(brought, table, row, column=column, act=act)
    return brought


def _record(row: Row, body: Body | None, bodies: dict[str, Body], *, today: date, who: Who) -> Told | None:
    if body is None:
        raise DecisionRefused(
            Words("there is no body with the code “{row}”.", row=row["body"]),
            way=Words("Write one of the codes {bodies}.", bodies=", ".join(sorted(bodies)))
            if bodies
            else Words("Enter the organisation first."),
        )
    day: date = row["decided_on"]
    if day > today:
        raise DecisionRefused(
            Words("the decision is of {day}, a day that has not come.", day=day),
            way=Words("Check the date in the minutes."),
        )
    paragraph = row["paragraph"].removeprefix("§").strip()
    held = Decision.objects.filter(body=body, decided_on=day, paragraph=paragraph).first()
    if held is not None and (held.title, held.text) == (row["title"], row["text"]):
        return None
    said = {name: row[name] for name in ("title", "text")}
    kind, staff = row["kind"] or Decision.Kind.OTHER, row["touches_staff"]
    staff = None if not staff else staff == "yes"
    made = record_decision(
        body=body, decided_on=day, paragraph=paragraph, kind=kind, touches_staff=staff, who=who, **said
    )
    return Told(row.number, Pair(f"{made}: {made.title}"))


def export_decisions(*, form: Form, language: str, today: date) -> bytes:
    """What is registered, with the columns that the import reads; the headings alone where nothing is."""
    known = Decision.objects.filter(decided_on__lte=today).select_related("body").order_by("decided_on", "pk")
    rows = [
        {
            "body": each.body.code,
            "decided_on": each.decided_on,
            "paragraph": each.paragraph,
            "title": each.title,
            "text": each.text,
            "kind": each.kind,
            "touches_staff": None if each.touches_staff is None else "yes" if each.touches_staff else "no",
        }
        for each in known
    ]
    return write_table(COLUMNS, rows, form=form, language=language, title=Words("Decisions").text(language))
