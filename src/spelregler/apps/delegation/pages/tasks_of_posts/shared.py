"""For which departments' posts a role enters tasks."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.rights import must
from spelregler.apps.delegation.access.rights import Action, may_say_task, task_matter
from spelregler.apps.delegation.queries.delegates import delegate_posts
from spelregler.apps.delegation.queries.tasks import departments_of_posts
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.queries.departments import departments


def places(request: Request) -> list[str]:
    """The departments whose posts the role enters for, the empty code for posts outside them."""
    acting_role = request.acting_role
    codes = ["", *(each.code for each in departments(as_of=acting_role.today))]
    return [code for code in codes if may_say_task(acting_role, code)]


def must_enter(request: Request) -> list[str]:
    """The same, refused with the rule where there are none."""
    found = places(request)
    if not found:
        must(request.acting_role, Action.SAY_TASK, task_matter(request.acting_role.department))
    return found


def own_posts(request: Request) -> list[Post]:
    """The posts that the role may enter for; refused where it enters for none."""
    own, day = must_enter(request), request.acting_role.today
    posts = delegate_posts(as_of=day)
    lies_in = departments_of_posts(posts, as_of=day)
    return [each for each in posts if lies_in[each.pk] in own]
