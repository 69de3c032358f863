"""The page of owners, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.goals.pages.ownership.forms import HandOnForm
from spelregler.apps.goals.queries.ownership import GOAL, INDICATOR, Owned, Things, owned, right, takers
from spelregler.apps.organisation.queries.leavings import posts_being_left
from spelregler.domain.roles import Resource
from spelregler.platform import memory
from spelregler.ui.page import Pager


@dataclass(frozen=True)
class OwnerRow:
    """An indicator or an action, whose it is, and to whom the reader may hand it on."""

    kind: str
    code: str
    title: str
    what: str
    owner: str
    holder: str
    is_ownerless: bool
    form: HandOnForm | None


@dataclass(frozen=True)
class OwnerPage:
    """One page of the list, with how many nobody answers for."""

    which: str
    ownerless: int
    mine: int
    rows: list[OwnerRow]
    pager: Pager


ROWS = 25
MOST_TAKERS = 60


def owner_page(
    seen: Things,
    acting_role: ActingRole,
    *,
    which: str,
    page: int,
    typed: HandOnForm | None = None,
) -> OwnerPage:
    """All, those without an owner (`utan`) or the reader's own (`mina`), twenty-five a page."""
    as_of, me = acting_role.as_of, acting_role.person_code
    nobodys, kept, mine = seen.ownerless(as_of=as_of), seen.kept(as_of=as_of), seen.of_person(me, as_of=as_of)
    ownerless, own = nobodys.count(), mine.count() if me else 0
    shown, total = {"utan": ([nobodys], ownerless), "mina": ([mine], own)}.get(which) or (
        [nobodys, kept],
        ownerless + kept.count(),
    )
    pager = Pager.of(page, total=total, most=ROWS, address=reverse("goals:owners"), visa=which)
    left = posts_being_left(as_of=acting_role.today)
    rows = owned(*shown, as_of=as_of, start=pager.start, most=ROWS) if total else []
    return OwnerPage(
        which=which,
        ownerless=ownerless,
        mine=own,
        rows=[_owner_row(each, acting_role, left, typed) for each in rows],
        pager=pager,
    )


def _owner_row(
    each: Owned,
    acting_role: ActingRole,
    left: Mapping[str, Resource],
    typed: HandOnForm | None,
) -> OwnerRow:
    may_hand_on = acting_role.as_of == acting_role.today and may(acting_role, *right(acting_role, each, left=left))
    takers = taker_choices(each, acting_role) if may_hand_on else []
    title = acting_role.say(each.title, each.title_en)
    form = HandOnForm(kind=each.kind, code=each.code, title=title, takers=takers) if takers else None
    if typed is not None and (typed["kind"].value(), typed["code"].value()) == (each.kind, each.code):
        form = typed
    owner = each.owner
    return OwnerRow(
        kind=each.kind,
        code=each.code,
        title=title,
        what={GOAL: _("goal"), INDICATOR: _("indicator")}.get(each.kind, _("action")),
        owner=acting_role.say(owner.title, owner.title_en) if owner else "",
        holder=owner.holder if owner else "",
        is_ownerless=each.is_ownerless,
        form=form,
    )


def taker_choices(each: Owned, acting_role: ActingRole) -> list[tuple[str, str]]:
    """The posts near the thing that somebody holds: to whom it may be handed on."""
    department, today = each.matter.department, acting_role.today
    near = memory.once(("takers", department, today), lambda: takers(department, as_of=today, most=MOST_TAKERS))
    return [(post.code, f"{acting_role.say(post.title, post.title_en)} ({post.holder})") for post in near]
