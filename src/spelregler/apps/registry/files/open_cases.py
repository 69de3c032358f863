"""The open cases of a municipality that moves in, as a table: each keeps its number, and each row is judged by itself.

A row may also say no more than the last number that a body gave in a year, so that the series goes on after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.models.cases import LONGEST_GROUND, LONGEST_TITLE
from spelregler.apps.registry.operations import CaseRefused, bring_cases
from spelregler.apps.registry.queries.settings import pattern
from spelregler.domain.registry import LONGEST_NUMBER, read_number, written_number
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.exchange.sheets import Column, Form, Kind, Row, Table, write_table
from spelregler.platform.audit.operations import Who, lock_audit_chain
from spelregler.platform.tables import Brought, Told, bringing, read_bounded

MOST_ROWS = 5_000
CASE, LAST = "case", "last"
ROWS: Mapping[str, Bilingual] = {CASE: Words("case"), LAST: Words("last number given")}
POST_CODE = Words("the post's code, as the organisation has it")
COLUMNS = (
    Column("number", Words("Case number"), also=("diarienummer", "dnr"), needed=True, longest=LONGEST_NUMBER),
    Column("title", Words("What it is about"), also=("rubrik", "ärende"), lacking=True, longest=LONGEST_TITLE),
    Column("responsible", Words("The post"), also=("handläggare", "tjänst"), lacking=True, longest=60, help=POST_CODE),
    Column("opened_on", Words("Opened"), kind=Kind.DAY, also=("öppnat", "inkom", "datum"), lacking=True),
    Column("last_event_on", Words("Last event"), kind=Kind.DAY, also=("senaste händelse",), lacking=True),
    Column("title_ground", Words("The title is to be reviewed, by"), lacking=True, longest=LONGEST_GROUND),
    Column("row", Words("What the row is"), kind=Kind.CHOICE, choices=ROWS, lacking=True),
)


def template(*, form: Form, language: str) -> bytes:
    """The headings alone."""
    return write_table(COLUMNS, [], form=form, language=language, title="Diariet", is_explained=True)


@dataclass
class _Registry:
    """What the rows are judged against, and what those before have said."""

    pattern: str
    bodies: Mapping[str, Body]
    posts: Mapping[str, Post]
    known: dict[tuple[int, int, int], CaseFile]
    today: date
    cases: list[CaseFile] = field(default_factory=list)
    last: dict[tuple[Body, int], int] = field(default_factory=dict)

    def case(self, row: Row) -> Told | None:
        """The row's case among those that move in, or the series' last number; None where it is in already."""
        number, body, year, running = self._number(row)
        if row["row"] == LAST:
            self._given(body, year, running)
            named = Pair(body.name, body.name_en)
            words = Words("{body} {year}: the series goes on after {number}.", body=named, year=year, number=number)
            return Told(row.number, words)
        made = self._judged(row, number, body, year, running)
        self._given(body, year, running)
        held = self.known.get((body.pk, year, running))
        if held is not None and held.pk is not None and held.title == made.title and held.opened_on == made.opened_on:
            return None
        if held is not None:
            raise _refused(
                Words("{number} is given to another case, in the registry or in the file.", number=number),
                Words("Check the number. A case that is in is changed on its own page."),
                "number",
            )
        self.known[body.pk, year, running] = made
        self.cases.append(made)
        return Told(row.number, Pair(f"{number} {made.title}"))

    def _given(self, body: Body, year: int, running: int) -> None:
        self.last[body, year] = max(running, self.last.get((body, year), 0))

    def _number(self, row: Row) -> tuple[str, Body, int, int]:
        found = read_number(self.pattern, row["number"])
        if found is None:
            raise _refused(
                Words("{number} is not written in the pattern {pattern}.", number=row["number"], pattern=self.pattern),
                Words("Choose the pattern that the other system had, under Numbers and template, first."),
                "number",
            )
        code, year, running = found
        body = self.bodies.get(code)
        if body is None:
            raise _refused(
                Words("There is no body with the code {code}.", code=code),
                Words("Check the code against the organisation."),
                "number",
            )
        if year > self.today.year:
            raise _refused(Words("The year has not come yet."), Words("Check the number."), "number")
        return written_number(self.pattern, body=body.code, year=year, running=running), body, year, running

    def _judged(self, row: Row, number: str, body: Body, year: int, running: int) -> CaseFile:
        title, day, post = " ".join((row["title"] or "").split()), row["opened_on"], self._post(row)
        if not title:
            raise _refused(Words("A case needs a title."), Words("Write in a few words what it is about."), "title")
        if day is None or day > self.today or day < body.start or (body.end is not None and day >= body.end):
            raise _refused(
                Words("The day is missing, has not come yet, or the body did not exist then."),
                Words("Give the day on which the case was opened."),
                "opened_on",
            )
        event = row["last_event_on"] or day
        if not day <= event <= self.today:
            raise _refused(
                Words("The last event is before the case was opened, or has not come yet."),
                Words("Check the days."),
                "last_event_on",
            )
        return CaseFile(
            body=body,
            year=year,
            running=running,
            number=number,
            title=title,
            title_ground=(row["title_ground"] or "").strip(),
            responsible=post,
            opened_on=day,
            last_event_on=event,
        )

    def _post(self, row: Row) -> Post:
        code = (row["responsible"] or "").strip().lower()
        found = self.posts.get(code)
        if found is None or (found.closed_on is not None and found.closed_on <= self.today):
            raise _refused(
                Words("There is no open post with the code {code}.", code=code or "–"),
                Words("Check the code against the organisation's posts."),
                "responsible",
            )
        return found


def bring_open_cases(*, data: bytes, file_name: str, store: bool, today: date, who: Who) -> Brought:
    """Each row is an open case with the number that it has, or the last number given in a year; 5 000 at most.

    A number is given once: what is in already as the same case is passed over, so that a file may be brought again.
    Refuses, row by row, a number that is not in the pattern, of no body or another case's, a title, day or post that
    is missing, and a day that has not come. Refuses with `TableRefused` a file that is no such table, or too long.
    Four queries, however many rows, where it is only tried.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    with bringing(table, file_name=file_name, store=store) as brought:
        lock_audit_chain()
        known = _registry(table, today)
        for row in table.rows:
            _try(brought, table, row, known)
        if store and not brought.faults:
            bring_cases(cases=known.cases, last=known.last, who=who)
    return brought


def _registry(table: Table, today: date) -> _Registry:
    written = pattern()
    found = [each for row in table.rows if (each := read_number(written, row["number"]))]
    known = CaseFile.objects.filter(year__in={year for _, year, _ in found}, running__in={each for _, _, each in found})
    codes = {(row["responsible"] or "").strip().lower() for row in table.rows}
    return _Registry(
        pattern=written,
        bodies={each.code: each for each in Body.objects.all()},
        posts=Post.objects.in_bulk(codes, field_name="code"),
        known={(each.body_id, each.year, each.running): each for each in known},
        today=today,
    )


def _try(brought: Brought, table: Table, row: Row, registry: _Registry) -> None:
    """In the file's order, without a savepoint for each: nothing is written before every row is judged."""
    try:
        told = registry.case(row)
    except CaseRefused as refused:
        brought.faults.append(table.fault(row, refused.field, words=refused.words, todo=refused.way))
    else:
        if told is None:
            brought.same += 1
        else:
            brought.new.append(told)


def _refused(words: Bilingual, way: Bilingual, field: str) -> CaseRefused:
    return CaseRefused(words, way=way, field=field)
