"""What somebody answers for is handed on to another post."""

from __future__ import annotations

from datetime import date

from spelregler.apps.goals.models import Action, Goal, Indicator
from spelregler.apps.goals.queries.ownership import GOAL, INDICATOR
from spelregler.apps.organisation.models import Appointment, Post
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class HandoverRefused(DomainError):
    """What is handed on goes to somebody who is there to take it."""

    code = "handover-refused"


def hand_on(*, kind: str, code: str, to: str, on: date, who: Who) -> None:
    """A goal, an indicator or an action gets another post as its owner; somebody holds that post on the day (MR-30).

    Refuses with `HandoverRefused` a post that is not there or that nobody holds.
    """
    post = Post.objects.filter(code=to).first()
    if post is None or not Appointment.objects.on(on).filter(post=post).exists():
        raise HandoverRefused(
            Words("Nobody holds that post today."),
            field="to",
            way=Words("Choose a post that somebody holds."),
        )
    row: Goal | Indicator | Action
    if kind == GOAL:
        row = Goal.objects.get(code=code)
        row.owner = post
    elif kind == INDICATOR:
        row = Indicator.objects.get(code=code)
        row.owner = post
    else:
        row = Action.objects.get(code=code)
        row.responsible = post
    store(row, act="hand-on", who=who, details={"to": post.code})
