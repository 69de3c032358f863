"""Who may bring in, and take out, what part of the organisation by file; and whose rows nobody brings in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import actor_of, may, must
from spelregler.apps.organisation.access.actions import ADMINISTRATION, BODIES, WHOLE, Action
from spelregler.apps.organisation.files.plan import Draft, State
from spelregler.apps.organisation.files.town import Town
from spelregler.apps.organisation.models import Appointment, Post
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.domain.roles import Resource
from spelregler.domain.words import Words
from spelregler.exchange.organisation import WORDS, What
from spelregler.platform import access

THE_BODIES = frozenset({What.BODY, What.TERM, What.SEAT, What.PERSON})
THE_ADMINISTRATION = frozenset(
    {
        What.DEPARTMENT,
        What.UNIT,
        What.PLACEMENT,
        What.POST,
        What.PERSON,
        What.APPOINTMENT,
        What.EMPLOYMENT,
    }
)


def part_of(acting_role: ActingRole) -> frozenset[What]:
    """The kinds of rows that are the acting role's: all, those of the bodies, those of the administration, or none."""
    if may(acting_role, Action.KEEP_STRUCTURE, WHOLE):
        return frozenset(What)
    bodies = THE_BODIES if may(acting_role, Action.KEEP_STRUCTURE, BODIES) else frozenset()
    return bodies | (THE_ADMINISTRATION if may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION) else frozenset())


def must_bring(acting_role: ActingRole) -> frozenset[What]:
    """The role's part; whoever has none is refused with the rule and the right way."""
    part = part_of(acting_role)
    if not part:
        must(acting_role, Action.KEEP_STRUCTURE, WHOLE)
    return part


def people_of(town: Town, part: frozenset[What]) -> frozenset[str]:
    """The people of a part: who sits or has sat, and who is or was employed or holds a post."""
    seated = {each.person.code for each in town.memberships} if What.SEAT in part else set()
    if What.EMPLOYMENT not in part:
        return frozenset(seated)
    return frozenset(seated | _working(town))


def _working(town: Town) -> set[str]:
    """Those who are stored with a post or an employment."""
    posts = {each.person.code for each in town.appointments if each.pk}
    return posts | {each.person.code for each in town.employments if each.pk}


def asker(acting_role: ActingRole) -> Callable[[Draft], None]:
    """Asks the role rules about what a file would change; what the role may not is a fault in its row."""

    def ask(draft: Draft) -> None:
        part = part_of(acting_role)
        _foreign_rows(draft, part)
        _own_appointments(draft, acting_role)
        if part != frozenset(What):
            _foreign_people(draft, part)
            _administrators(draft)
            _appointments(draft, acting_role)

    return ask


def _foreign_rows(draft: Draft, part: frozenset[What]) -> None:
    for what, rows in draft.rows.items():
        if what not in part and rows:
            draft.refuse(
                rows[0],
                "what",
                words=Words(
                    "rows for {words} are no part of your share; in the file: {rows_count} (CP-6).",
                    rows_count=len(rows),
                    words=WORDS[what],
                ),
                way=Words("Remove them. The secretary enters bodies and seats, HR departments and employees."),
            )


def _foreign_people(draft: Draft, part: frozenset[What]) -> None:
    """A person's name and address are kept by the part that the person belongs to: the address opens an account."""
    seated = {each.person.code for each in draft.town.memberships if each.pk}
    working = _working(draft.town)
    others = working if What.SEAT in part else seated - working
    changed = {each.row for each in draft.changes if each.what == What.PERSON and each.state == State.CHANGED}
    for row in draft.rows[What.PERSON]:
        if row.number in changed and row["code"] in others:
            draft.refuse(
                row,
                "code",
                words=Words(
                    "{row} belongs to the other part of the organisation, and is changed there (CP-6).", row=row["code"]
                ),
                way=Words("Leave the row as it is stored, or remove it."),
            )


def _administrators(draft: Draft) -> None:
    """Who runs the system is entered by whoever does already: a part never widens itself."""
    running = {each.person.code for each in draft.town.appointments if each.post.kind == Post.Kind.ADMINISTRATOR}
    changed = {each.row: each.what for each in draft.changes}
    for what in (What.POST, What.APPOINTMENT, What.PERSON):
        for row in draft.rows[what]:
            post = draft.town.posts.get(row["code"] if what == What.POST else row["belongs_to"])
            runs = row["code"] in running if what == What.PERSON else post and post.kind == Post.Kind.ADMINISTRATOR
            if runs and row.number in changed:
                draft.refuse(
                    row,
                    "code" if what != What.APPOINTMENT else "belongs_to",
                    words=Words("who runs the system is entered by somebody who runs it (MR-34)."),
                    way=Words("Remove the row and ask somebody who runs the system."),
                )


def _written(draft: Draft) -> Iterator[Appointment]:
    for each in (*draft.made[What.APPOINTMENT], *draft.changed):
        if isinstance(each.row, Appointment):
            yield each.row


def _own_appointments(draft: Draft, acting_role: ActingRole) -> None:
    """Nobody appoints themselves, by file or otherwise (MR-49)."""
    for each in _written(draft):
        if acting_role.person_code and each.person.code == acting_role.person_code:
            draft.refuse(
                draft.origin.get(id(each)),
                "person",
                words=Words("nobody appoints themselves (MR-49)."),
                way=Words("Remove the row and ask the manager above the post, or HR, to enter it."),
            )


def _appointments(draft: Draft, acting_role: ActingRole) -> None:
    """Each appointment is asked about as its page would ask."""
    rows = list(_written(draft))
    questions = [(Action.REGISTER_APPOINTMENT.value, _matter(draft, each)) for each in rows]
    for each, allowed in zip(
        rows, access.ask_many(actor=actor_of(acting_role), questions=questions, today=acting_role.today), strict=True
    ):
        if not allowed and each.person.code != acting_role.person_code:
            draft.refuse(
                draft.origin.get(id(each)),
                "belongs_to",
                words=Words("the role does not enter who holds this post (CP-6)."),
                way=Words("Remove the row and ask the manager above the post."),
            )


def _matter(draft: Draft, row: Appointment) -> Resource:
    place = draft.town.place_of(row)
    return Resource(
        kind="appointment",
        id=row.post.code,
        body=place.body or None,
        department=place.department or None,
        unit=row.post.unit.code if row.post.unit else None,
        concerns_role=POST_ROLES[row.post.kind],
        concerned=frozenset({row.person.code}),
    )
