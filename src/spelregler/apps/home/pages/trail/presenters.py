"""What the trail tells the person whom it is about: who read or changed what is theirs, and what they did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.home.pages.trail.acts import ACTS
from spelregler.domain.roles import Resource, Role
from spelregler.platform.audit.queries import PAGE, Acts, acts_by, readings_of
from spelregler.ui.page import Pager

READ = "audit_log:read"
BY_ME = "av-mig"


@dataclass(frozen=True)
class Row:
    """One act in words."""

    at: datetime
    who: str
    did: str
    subject: str


@dataclass(frozen=True)
class Trail:
    """One page of the two lists, and the way to the other."""

    is_by_me: bool
    rows: tuple[Row, ...]
    pager: Pager
    other_url: str


def matter(acting_role: ActingRole) -> Resource:
    """The trail of the one who asks: everyone may see who read what concerns themselves, where the rules say so."""
    me = acting_role.person_code
    return Resource(kind="trail", id=me or "none", department=acting_role.department or None, owner_person=me or None)


def address(acting_role: ActingRole) -> str:
    """Where the trail is, for a role that will not be refused there."""
    return reverse("home:my_trail") if may(acting_role, READ, matter(acting_role)) else ""


def my_trail(acting_role: ActingRole, *, which: str, page: int) -> Trail:
    """What concerns the person, or with `av-mig` what the person did; fifty a page."""
    by_me = which == BY_ME
    ask: Callable[..., Acts] = acts_by if by_me else readings_of
    found = ask(person=acting_role.person_code, page=page)
    here = reverse("home:my_trail")
    rows = [
        Row(
            at=localtime(each.at),
            who=f"{each.actor}, {role_in_words(each.role, acting_role)}",
            did=str(ACTS.get(each.act, each.act)),
            subject=each.subject,
        )
        for each in found.rows
    ]
    pager = Pager.of(found.number, total=found.total, most=PAGE, address=here, vad=BY_ME if by_me else "")
    return Trail(is_by_me=by_me, rows=tuple(rows), pager=pager, other_url=here if by_me else f"{here}?vad={BY_ME}")


def lead(*, by_me: bool) -> str:
    """What the list is, and what it is not."""
    if by_me:
        return _("What you have done here, in each of your roles. The trail cannot be changed, by you or by anyone.")
    return _("Who has read or changed what is registered about you, in which role and when.")


def others() -> dict[str, str]:
    """What a row calls those who wear no role, by its own word for them."""
    return {
        "system": _("the system"),
        "systemförvaltare": _("whoever runs the system"),
        "konto": _("holder of an account"),
        "ej inloggad": _("not signed in"),
    }


def role_in_words(text: str, acting_role: ActingRole) -> str:
    """The role as it was worn: in Swedish with its title, in English by its kind."""
    code, _space, title = text.partition(" ")
    if code not in set(Role):
        return others().get(text, text)
    return acting_role.say(title or Role(code).label.sv, Role(code).label.en)
