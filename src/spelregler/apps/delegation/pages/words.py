"""What the pages of this room say in one way."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.delegation.access.rights import may_register
from spelregler.apps.delegation.models import OrderRow
from spelregler.apps.delegation.queries.delegates import own_holdings
from spelregler.apps.organisation.models import Body
from spelregler.domain.delegation import LEVELS, Index, Level
from spelregler.ui.page import Page

MODULES = ("DEL",)
HERE = "delegation:start"


def body_name(acting_role: ActingRole, body: Body) -> str:
    """What the body is called."""
    return acting_role.say(body.name, body.name_en)


def delegate(acting_role: ActingRole, row: OrderRow) -> str:
    """Who has the decision: the one post, or whoever stands at the level."""
    if row.post is not None:
        return acting_role.say(row.post.title, row.post.title_en)
    return LEVELS[Level(row.level)].text(acting_role.language)


def index_words(index: Index) -> str:
    """How far out the decisions lie, in a sentence."""
    if index.per_cent is None:
        return _("Nothing in the order may be delegated.")
    said = {"out": index.furthest_out, "all": index.delegable, "share": index.per_cent}
    return _("%(out)d of %(all)d types that may be delegated lie as far out as they may (%(share)d %%).") % said


def may_pass_on(acting_role: ActingRole, body: Body) -> bool:
    """Whoever keeps the register enters for all; whoever holds a post that the body delegates to, for that post."""
    own = own_holdings(
        body=body, person=acting_role.person_code, assignment=acting_role.role_assignment.code, on=acting_role.today
    )
    return may_register(acting_role, body.code) or any(each.post for each in own)


def body_page(
    request: Request,
    body: Body,
    title: str,
    *,
    lead: str = "",
    below: Sequence[tuple[str, str]] = (),
    can_travel: bool = True,
    path: str = "",
) -> Page:
    """A page of a body's delegation: below the room's first page."""
    name = body_name(request.acting_role, body)
    order = reverse("delegation:order", args=[body.code])
    crumbs = [(_("Delegation"), reverse(HERE)), (name, order if below or title else ""), *below]
    return page_shell(
        request,
        title=f"{title or _('Delegation order')}: {name}",
        lead=lead,
        crumbs=[*crumbs, (title, "")] if title else crumbs,
        current=HERE,
        modules=MODULES,
        scope_kind="committee",
        scope=body.code,
        can_travel=can_travel,
        path=path,
    )
