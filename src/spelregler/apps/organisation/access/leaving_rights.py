"""Who may see, and lead, that somebody leaves: whoever may fill all the posts that are left."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.organisation.access.actions import may_fill
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries import leavings, posts_now


def posts_left_by(request: Request, found: Person) -> list[str]:
    """The posts that the leaving is about: those left, or before it begins those held."""
    under_way = leavings.open_leaving(found)
    return leavings.posts_left(under_way) if under_way else leavings.posts_of(found, as_of=request.acting_role.today)


def may_see_leaving(request: Request, found: Person) -> bool:
    matters = [
        each.matter for each in posts_now.posts(as_of=request.acting_role.today, codes=posts_left_by(request, found))
    ]
    return bool(matters) and all(may_fill(request.acting_role, matter) for matter in matters)
