"""What may be done in the registry, the matter that it is asked about, and what of a case the acting role sees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.visibility import Door, Question, reading
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.apps.registry.models import CaseFile
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with cases, records, memos, and how the registry is set up."""

    REGISTER = "public_record:execute"
    READ = "case_file:read"
    READ_OPEN = "case_file:read_published"
    READ_MARKED = "marked_record:read"
    WRITE_MEMO = "officials_memo:prepare"
    SIGN_MEMO = "officials_memo:sign"
    SET_UP = "registry_settings:execute"
    ASK_FOR_CASE = "case_file:request"


NEW = Resource(kind="public_record", id="new", published=True)
"""A case or a record on its way into the registry, whichever body's."""
DISPOSAL = Resource(kind="public_record", id="disposal", subject="disposal", published=True)
"""A disposal plan, and the disposal by it, on their way from the minutes; one registry enters for every body."""
SETTINGS = Resource(kind="registry_settings", id="settings")


def case_matter(case: CaseFile) -> Resource:
    """The case: its body, and where the post that answers for it lies. Wants `body` and `responsible__department`."""
    post = case.responsible
    return Resource(
        kind="case_file",
        id=str(case.pk),
        body=case.body.code,
        department=post.department.code if post.department else None,
        unit=post.unit.code if post.unit else None,
        addressee_role=POST_ROLES[Post.Kind(post.kind)],
        published=True,
    )


def asked_for(body: str) -> Resource:
    """A case of the body that somebody who leads asks the registrar for."""
    return Resource(kind="case_file", id="asked", body=body)


def _whole(case: CaseFile) -> Question:
    return Action.READ, case_matter(case)


def _marked(case: CaseFile) -> Question:
    return Action.READ_MARKED, case_matter(case)


OPEN = Door[CaseFile](asks=lambda case: reading("case_file", case_matter(case)))
"""What everybody reads: number, title, state and the register of records."""
WHOLE = Door[CaseFile](asks=_whole)
"""Parties, senders, receivers and files."""
MARKED = Door[CaseFile](asks=_marked)
"""What is marked to be reviewed before it is disclosed."""


@dataclass(frozen=True)
class Seeing:
    """What of a case the acting role sees, and may do with it today."""

    whole: bool
    marked: bool
    register: bool
    write_memo: bool
    sign_memo: bool


def seeing(acting_role: ActingRole, case: CaseFile) -> Seeing:
    """As the rules say; nothing but reading in a picture of an earlier day."""
    matter, is_now = case_matter(case), acting_role.as_of == acting_role.today
    return Seeing(
        whole=may(acting_role, Action.READ, matter),
        marked=may(acting_role, Action.READ_MARKED, matter),
        register=is_now and may(acting_role, Action.REGISTER, matter),
        write_memo=is_now and may(acting_role, Action.WRITE_MEMO, matter),
        sign_memo=is_now and may(acting_role, Action.SIGN_MEMO, matter),
    )
