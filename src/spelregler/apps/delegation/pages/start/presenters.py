"""May I decide this, and how each body has delegated, as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.delegation.access.rights import Action, row_matter
from spelregler.apps.delegation.models import DelegationOrder
from spelregler.apps.delegation.pages.words import body_name, delegate, index_words
from spelregler.apps.delegation.queries.delegates import could_be_passed_to_own, holders_of_posts
from spelregler.apps.delegation.queries.orders import Found, facts_of, versions
from spelregler.apps.delegation.queries.passing import passed_on_to
from spelregler.apps.delegation.queries.register import Waits
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.posts import post_acted_by
from spelregler.domain.delegation import Index, Matter, index_of


@dataclass(frozen=True)
class AnswerRow:
    """A type of decision, whether the reader may decide it, who may, and on which terms."""

    title: str
    status: str
    word: str
    who: str
    terms: str
    law: str
    body: str
    body_code: str
    code: str


def answers(acting_role: ActingRole, found: Sequence[Found]) -> list[AnswerRow]:
    """Each type that was found; a resident is told who decides, and nothing of themselves."""
    day = acting_role.as_of
    holders = holders_of_posts([each.row.post for each in found if each.row.post], on=day)
    own = could_be_passed_to_own(acting_role.person_code, acting_role.role_assignment.code, found, on=day)
    post = post_acted_by(acting_role.role_assignment.code) if own else None
    passed = passed_on_to(post, [each for each in found if each.row.pk in own], on=day) if post else set()
    rows = []
    for each in found:
        status, word = "", ""
        people = holders.get(each.row.post_id or 0, frozenset())
        if may(acting_role, Action.DECIDE, row_matter(each.row, each.body, holders=people)):
            status, word = "kept", _("Yes, you may")
        elif each.row.pk in passed:
            status, word = "kept", _("Yes, it is passed on to you")
        elif each.row.pk in own:
            status, word = "attention", _("Only if it has been passed on to you")
        elif acting_role.person_code:
            status, word = "not_applicable", _("No")
        rows.append(
            AnswerRow(
                title=each.row.title,
                status=status,
                word=word,
                who=delegate(acting_role, each.row),
                terms=_terms(each),
                law=each.row.law,
                body=body_name(acting_role, each.body),
                body_code=each.body.code,
                code=each.row.code,
            )
        )
    order = list(_FIRST)
    return sorted(rows, key=lambda each: (order.index(each.status), each.body_code != acting_role.body))


_FIRST = ("kept", "attention", "not_applicable", "")
"""What one may decide stands first."""


def _terms(found: Found) -> str:
    row = found.row
    said = [row.conditions] if row.conditions else []
    if row.matter != Matter.DELEGABLE:
        said.append(_("The law keeps it with the body (KL 6 kap. 38 §)."))
    elif row.may_subdelegate:
        said.append(_("May be passed on."))
    return " ".join(said)


def _share(index: Index | None) -> str:
    if index is None or not index.delegable:
        return "–"
    return _("%(n)s of %(all)s") % {"n": index.furthest_out, "all": index.delegable}


@dataclass(frozen=True)
class BodyRow:
    """A body: its order in force, how far out its decisions lie, and what it has not been told of."""

    code: str
    name: str
    order: DelegationOrder | None
    index: str
    share: str
    waits: int


def body_rows(acting_role: ActingRole, bodies: Sequence[Body], waits: Sequence[Waits]) -> list[BodyRow]:
    """Each committee and the board, by name. Two queries."""
    held = versions(as_of=acting_role.as_of)
    now = {code: found[0] for code, found in held.items()}
    rows, counted = facts_of(now.values()), {each.body: each.count for each in waits}
    found = []
    for body in bodies:
        order = now.get(body.code)
        index = index_of(rows[order.pk]) if order else None
        found.append(
            BodyRow(
                code=body.code,
                name=body_name(acting_role, body),
                order=order,
                index=index_words(index) if index else "",
                share=_share(index),
                waits=counted.get(body.code, 0),
            )
        )
    return found
