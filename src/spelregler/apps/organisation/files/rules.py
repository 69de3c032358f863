"""What holds between rows, judged on the organisation as it would be before anything is stored, with row and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models

from spelregler.apps.organisation.files.plan import Draft
from spelregler.apps.organisation.models import Appointment, Membership, Placement, Post
from spelregler.apps.organisation.operations.refusals import REFUSALS
from spelregler.domain.period import ONE_DAY
from spelregler.domain.tenure import Tenure, Two, second_chairs, second_departments
from spelregler.domain.words import Words
from spelregler.exchange.organisation import What
from spelregler.exchange.sheets import Row

Held = Appointment | Membership | Placement
"""What somebody or something has for a time."""
HEADS = (Post.Kind.DEPARTMENT_HEAD, Post.Kind.CHIEF_EXECUTIVE)


class Outlook:
    """The organisation as it would be: what is stored, with what the file changes in it."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.town = draft, draft.town
        self.to: dict[int, dict[str, Any]] = defaultdict(dict)
        for each in draft.changed:
            self.to[id(each.row)] |= each.to

    def get(self, row: models.Model, name: str) -> Any:
        """A field as it would be; what it holds is for the field."""
        changed = self.to.get(id(row))
        return changed[name] if changed and name in changed else getattr(row, name)

    def meet(self, one: Held, other: Held) -> bool:
        """Whether both would hold on some day."""
        return _before(one.start, self.get(other, "end")) and _before(other.start, self.get(one, "end"))

    def touched(self, *rows: models.Model) -> bool:
        """Whether the file writes any of them: what stood there before is nobody's fault in this file."""
        return any(id(row) in self.draft.touched for row in rows)

    def row_of(self, *rows: models.Model) -> Row | None:
        """The file's row to put right: of one that is written, else of any."""
        told = sorted(rows, key=lambda row: id(row) not in self.draft.touched)
        return next((found for row in told if (found := self.draft.origin.get(id(row)))), None)


def _before(start: date, end: date | None) -> bool:
    return end is None or start < end


def judge(draft: Draft) -> None:
    """Every rule is asked; each says which row and cell to put right."""
    outlook = Outlook(draft)
    for rule in (_merges, _places, _posts, _chairs, _heads, _parties, _outliving):
        rule(outlook)


def _merges(outlook: Outlook) -> None:
    """A unit goes into another one, after a last day."""
    draft = outlook.draft
    for row in draft.rows[What.UNIT]:
        if row["merged_into"] and row["merged_into"] == row["code"]:
            draft.refuse(
                row,
                "merged_into",
                words=Words("a unit cannot be merged into itself."),
                way=Words("Write the code of the unit that takes over."),
            )
        elif row["merged_into"] and not row["last_day"]:
            draft.refuse(
                row,
                "last_day",
                words=Words("a unit that is merged into another needs a last day."),
                way=Words("Fill in the day before the merge."),
            )


def _places(outlook: Outlook) -> None:
    """Units are a tree inside a department: nobody is above itself, and a unit and its parent are in one department."""
    draft, town = outlook.draft, outlook.town
    last = {code: rows[-1] for code, rows in town.placements.items() if rows}
    told = {row["code"] for row in draft.rows[What.PLACEMENT]}
    for code, placed in last.items():
        row = outlook.row_of(placed) or draft.number.get((What.UNIT, code))
        parent = outlook.get(placed, "parent")
        if code in told and code not in draft.moved and (unit := draft.number.get((What.UNIT, code))) is not None:
            department = outlook.get(placed, "department")
            above = parent.code if parent else ""
            if (unit["belongs_to"], unit["parent"] or "") != (department.code, above):
                draft.refuse(
                    unit,
                    "belongs_to",
                    words=Words(
                        "the row tells another place than the unit's last placement, {department}.",
                        department=department,
                    ),
                    way=Words("Let the unit's own row tell the last place."),
                )
        if parent is None or row is None:
            continue
        if code in _above(parent.code, last, outlook):
            draft.refuse(
                row,
                "parent",
                words=Words("{unit} would be placed under itself.", unit=placed.unit),
                way=Words("Choose a unit further up, or empty the cell."),
            )
        elif (over := last.get(parent.code)) is not None and outlook.touched(placed, over):
            _refuse_apart(outlook, placed, over, row)


def _above(code: str, last: dict[str, Placement], outlook: Outlook) -> list[str]:
    """The unit and every one above it, up to the first that comes again."""
    found: list[str] = []
    while code not in found:
        found.append(code)
        placed = last.get(code)
        parent = outlook.get(placed, "parent") if placed is not None else None
        if parent is None:
            break
        code = parent.code
    return found


def _refuse_apart(outlook: Outlook, placed: Placement, over: Placement, row: Row) -> None:
    one, other = outlook.get(placed, "department"), outlook.get(over, "department")
    if one is not other and outlook.meet(placed, over):
        outlook.draft.refuse(
            row,
            "parent",
            words=Words(
                "{unit} belongs to {one}, but {within} above it belongs to {other}.",
                unit=placed.unit,
                one=one,
                within=over.unit,
                other=other,
            ),
            way=Words("Let both belong to the same department; move the units below in the same file."),
        )


def _posts(outlook: Outlook) -> None:
    """A department has one post that heads it, and such a post is the department's own (CP-6)."""
    draft, town = outlook.draft, outlook.town
    heads: dict[int, Post] = {}
    for post in town.posts.values():
        if outlook.get(post, "kind") != Post.Kind.DEPARTMENT_HEAD:
            continue
        department = outlook.get(post, "department")
        row = outlook.row_of(post)
        if department is None:
            if outlook.touched(post):
                draft.refuse(
                    row,
                    "belongs_to",
                    words=Words("the post of a department head belongs to a department."),
                    way=Words("Write the code of the department."),
                )
            continue
        other = heads.setdefault(id(department), post)
        if other is not post and outlook.touched(post, other):
            draft.refuse(
                outlook.row_of(post, other),
                "belongs_to",
                words=Words(
                    "{department} already has the post {other} that heads it (CP-6).",
                    department=department,
                    other=other.code,
                ),
                way=Words("Use that post, or make this one another type."),
            )


def _chairs(outlook: Outlook) -> None:
    """A body has one chair at a time."""
    chairs = (
        Tenure(each.person.code, id(each.seat), each.seat.body.code, each.start, outlook.get(each, "end"), ref=each)
        for each in outlook.town.memberships
        if outlook.get(each, "function") == Membership.Function.CHAIR
    )
    for one, other in _written(outlook, second_chairs(chairs)):
        outlook.draft.refuse(
            outlook.row_of(one, other),
            "type",
            words=Words(
                "{body} would have two chairs at once, {person} and {other}.",
                body=other.seat.body,
                person=other.person,
                other=one.person,
            ),
            way=Words("Give the former chair a last day, or make one of them a member."),
        )


def _heads(outlook: Outlook) -> None:
    """A head answers for the whole of one department; beside it goes only acting in another, for a time (CP-6)."""
    heads = (
        Tenure(
            each.person.code,
            each.post.code,
            each.post.department,
            each.start,
            outlook.get(each, "end"),
            outlook.get(each, "is_acting"),
            ref=each,
        )
        for each in outlook.town.appointments
        if each.post.kind == Post.Kind.DEPARTMENT_HEAD
    )
    for one, other in _written(outlook, second_departments(heads)):
        outlook.draft.refuse(
            outlook.row_of(one, other),
            "person",
            words=Words(
                "{person} would head two departments at once, {post} and {other_post} (CP-6).",
                person=one.person,
                post=other.post,
                other_post=one.post,
            ),
            way=Words("Make one of them acting, give the first a last day, or choose somebody else."),
        )


def _parties(outlook: Outlook) -> None:
    """A leading official is never a member of the body that the office answers to or works for (MR-34; 4 kap. KL)."""
    town = outlook.town
    seats: dict[str, list[Membership]] = defaultdict(list)
    for each in town.memberships:
        seats[each.person.code].append(each)
    for desk in town.appointments:
        if desk.post.kind not in HEADS or desk.person.code not in seats:
            continue
        bodies = _answers_to(desk.post, outlook)
        for seat in seats[desk.person.code]:
            own = seat.seat.body.code in bodies
            if own and outlook.touched(desk, seat) and outlook.meet(desk, seat):
                row = outlook.row_of(seat, desk)
                refusal = REFUSALS["organisation_leading_official_not_member"]
                outlook.draft.refuse_as(row, "person", refusal)


def _answers_to(post: Post, outlook: Outlook) -> set[str]:
    if post.kind == Post.Kind.CHIEF_EXECUTIVE:
        bodies = outlook.town.bodies.values()
        return {each.code for each in bodies if outlook.get(each, "kind") == "executive_board"}
    department = outlook.get(post, "department")
    if department is None:
        return set()
    served = outlook.town.serves.get(department.code, ())
    return {outlook.get(department, "body").code, *(each.body.code for each in served if each.end is None)}


def _written(outlook: Outlook, pairs: Iterable[Two]) -> Iterator[tuple[Any, Any]]:
    """The rows of each pair of which the file writes either."""
    return ((one.ref, other.ref) for one, other in pairs if outlook.touched(one.ref, other.ref))


def _outliving(outlook: Outlook) -> None:
    """Nothing goes on in what has ended."""
    town = outlook.town
    placed = (each for rows in town.placements.values() for each in rows)
    _inside(outlook, "body", town.departments.values())
    _inside(outlook, "body", town.terms)
    _inside(outlook, "department", placed)
    _inside(outlook, "unit", town.employments)


def _inside(outlook: Outlook, name: str, rows: Iterable[models.Model]) -> None:
    for each in rows:
        around = outlook.get(each, name)
        last, end = outlook.get(around, "end"), outlook.get(each, "end")
        if last is None or (end is not None and end <= last) or not outlook.touched(each, around):
            continue
        outlook.draft.refuse(
            outlook.row_of(each, around),
            "last_day",
            words=Words("{around} ends on {last}, but {each} goes on.", around=around, last=last - ONE_DAY, each=each),
            way=Words("Give both a last day, or let what belongs there belong to something else from that day."),
        )
