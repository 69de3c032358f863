"""Who answers for what. A goal, an indicator or an open action has a post as its owner, and the post has a holder.

Whoever leaves a post leaves what it owns: it stands without an owner until somebody hands it on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import unit_matter
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.models import Action, Goal, Indicator, Target
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.organisation.access.actions import right_to_hand_on
from spelregler.apps.organisation.models import Appointment, Placement, Post
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import unit_places, units_inside
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace


@dataclass(frozen=True)
class PostHeld:
    """A post on the day: where it belongs, and who holds it, if anybody."""

    code: str
    title: str
    title_en: str
    unit: str
    department: str
    holder: str
    holder_code: str


@dataclass(frozen=True)
class Owned:
    """A goal, an indicator or an open action with its owner, and the matter that handing it on is."""

    kind: str
    code: str
    title: str
    title_en: str
    owner: PostHeld | None
    action: str
    matter: Resource

    @property
    def is_ownerless(self) -> bool:
        """No post is named, or nobody holds it."""
        return self.owner is None or not self.owner.holder


GOAL, INDICATOR, ACTION = "mal", "matt", "atgard"
EVERY, NONE = Q(), Q(pk__in=())
DECIDE_PLAN, DECIDE_UNIT = GoalAction.DECIDE_PLAN, GoalAction.DECIDE_UNIT


def right(acting_role: ActingRole, thing: Owned, *, left: Mapping[str, Resource]) -> tuple[str, Resource]:
    """The right by which the acting role hands the thing on, or else the one to be refused by."""
    post = thing.owner.code if thing.owner else ""
    return right_to_hand_on(acting_role, (thing.action, thing.matter), post=post, left=left)


def posts_held(*, as_of: date, which: Q = EVERY) -> dict[int, PostHeld]:
    """Every post, or some, with its place and holder on the day, by its key and in order of title. Three queries."""
    posts = Post.objects.filter(which)
    placed = Placement.objects.on(as_of).filter(unit__in=posts.values("unit"))
    places = dict(placed.values_list("unit", "department__code"))
    holding = Appointment.objects.on(as_of).filter(post__in=posts.values("pk"))
    holders = {post: held for post, *held in holding.values_list("post", "person__name", "person__code")}
    found = {}
    columns = ("pk", "code", "title", "title_en", "unit", "unit__code", "department__code")
    for pk, code, title, title_en, unit, unit_code, department in posts.order_by("title").values_list(*columns):
        name, person = holders.get(pk, ("", ""))
        found[pk] = PostHeld(
            code=code,
            title=title,
            title_en=title_en,
            unit=unit_code if unit in places else "",
            department=places.get(unit) or department or "",
            holder=name,
            holder_code=person,
        )
    return found


def posts_of_department(code: str, *, as_of: date) -> Q:
    """The posts of a department, and of the units that lie in it on the day."""
    return Q(department__code=code) | Q(unit__in=units_inside(code, as_of=as_of))


def takers(department: str | None, *, as_of: date, most: int) -> list[PostHeld]:
    """The posts that somebody holds, by title, in a department and its units, or anywhere; at most so many.

    Four queries.
    """
    near = posts_of_department(department, as_of=as_of) if department else EVERY
    found = posts_offered(near, as_of=as_of, most=most).posts
    return [post for post in found if department in (None, post.department)]


MOST_OFFERED = 150
"""So many posts are offered to choose among; of more, whoever chooses looks for one by words."""


@dataclass(frozen=True)
class Sought:
    """Which of many posts: those whose title, unit or holder has every word, and the one that is chosen already."""

    words: str = ""
    chosen: Q = NONE


ANY = Sought()


@dataclass(frozen=True)
class Offered:
    """Posts to choose among, and whether there are more than those."""

    posts: tuple[PostHeld, ...] = ()
    has_more: bool = False


def posts_offered(near: Q, *, as_of: date, sought: Sought = ANY, most: int | None = None) -> Offered:
    """The posts near that somebody holds, by title, at most so many of those that are sought. Four queries."""
    most = MOST_OFFERED if most is None else most
    held = Appointment.objects.on(as_of).filter(post=OuterRef("pk"))
    rows = Post.objects.filter(near, Exists(held))
    said = Q()
    for word in sought.words.split():
        in_words = Q(title__icontains=word) | Q(title_en__icontains=word) | Q(unit__name__icontains=word)
        said &= in_words | Q(Exists(held.filter(person__name__icontains=word)))
    first = list(rows.filter(said).order_by("title", "pk").values_list("pk", flat=True)[: most + 1])
    chosen = rows.filter(sought.chosen).values_list("pk", flat=True) if sought.chosen != NONE else ()
    found = posts_held(as_of=as_of, which=Q(pk__in={*first[:most], *chosen}))
    return Offered(tuple(found.values()), has_more=len(first) > most)


@dataclass(frozen=True)
class Things:
    """What has an owner, of which nothing is read yet: goals that hold, their indicators and open actions, by title."""

    goals: QuerySet[Goal]
    indicators: QuerySet[Indicator]
    actions: QuerySet[Action]

    @classmethod
    def on(cls, as_of: date) -> Things:
        """Those of the day."""
        goals = Goal.objects.on(as_of).filter(counting(as_of))
        used = Target.objects.filter(goal__in=goals.values("pk")).values("indicator")
        actions = Action.objects.filter(Q(done_on__isnull=True) | Q(done_on__gt=as_of), start__lte=as_of)
        actions = actions.exclude(unit__end__lte=as_of)  # what goes on, goes on in the unit that took over
        return cls(
            goals=goals.select_related("unit", "body").order_by("title", "pk"),
            indicators=Indicator.objects.filter(pk__in=used).order_by("title", "pk"),
            actions=actions.select_related("unit", "department").order_by("title", "pk"),
        )

    def narrowed(self, of_owner: Callable[[str], Q]) -> Things:
        """Those whose owner fits, who stands under one name in goals and indicators and another in actions."""
        return Things(
            self.goals.filter(of_owner(OWNER)),
            self.indicators.filter(of_owner(OWNER)),
            self.actions.filter(of_owner(RESPONSIBLE)),
        )

    def one(self, kind: str, code: str) -> Things:
        """The one with the kind and code, or none."""
        its = {each: Q(code=code) if each == kind else Q(pk__in=()) for each in (GOAL, INDICATOR, ACTION)}
        return Things(
            self.goals.filter(its[GOAL]), self.indicators.filter(its[INDICATOR]), self.actions.filter(its[ACTION])
        )

    def ownerless(self, *, as_of: date) -> Things:
        """Those that no post is named for, or that nobody holds the post of."""
        return self.narrowed(lambda owner: Q(**{owner: None}) | ~Q(Exists(_held(owner, as_of))))

    def kept(self, *, as_of: date) -> Things:
        """Those whose post somebody holds."""
        return self.narrowed(lambda owner: Q(Exists(_held(owner, as_of))))

    def of_person(self, code: str, *, as_of: date) -> Things:
        """Those whose post the person holds."""
        return self.narrowed(lambda owner: Q(Exists(_held(owner, as_of).filter(person__code=code))))

    @property
    def kinds(self) -> tuple[tuple[str, QuerySet[Any]], ...]:
        return (GOAL, self.goals), (INDICATOR, self.indicators), (ACTION, self.actions)

    def count(self) -> int:
        """How many there are. Three queries."""
        return sum(rows.count() for _kind, rows in self.kinds)


OWNER, RESPONSIBLE = "owner", "responsible"


def _held(owner: str, as_of: date) -> QuerySet[Appointment]:
    return Appointment.objects.on(as_of).filter(post=OuterRef(owner))


def owned(*some: Things, as_of: date, start: int = 0, most: int | None = None) -> list[Owned]:
    """The goals that hold, their indicators and the open actions, those without an owner first; or some of them, in
    their order, at most so many from a place in the list. The number of queries does not grow with them.
    """
    every = Things.on(as_of)
    parts = some or (every.ownerless(as_of=as_of), every.kept(as_of=as_of))
    rows = _page([each for part in parts for each in part.kinds], start=start, most=most)
    owners = {row.responsible_id if kind == ACTION else row.owner_id for kind, row in rows}
    held = posts_held(as_of=as_of, which=Q(pk__in=owners - {None}))
    units = {row.unit.code for kind, row in rows if kind != INDICATOR and row.unit}
    ground = _Ground.on(as_of, units | {each.unit for each in held.values() if each.unit})
    made: dict[str, Callable[..., Owned]] = {GOAL: _goal, INDICATOR: _indicator, ACTION: _action}
    return [made[kind](row, held, ground) for kind, row in rows]


def _page(parts: Sequence[tuple[str, QuerySet[Any]]], *, start: int, most: int | None) -> list[tuple[str, Any]]:
    """The rows of several lists after each other, from a place in them all; each with its kind."""
    if most is None:
        return [(kind, row) for kind, rows in parts for row in rows]
    found: list[tuple[str, Any]] = []
    for kind, rows in parts:
        count = rows.count()
        found += [(kind, row) for row in rows[start : start + most - len(found)]] if start < count else []
        start = max(start - count, 0)
        if len(found) == most:
            break
    return found


@dataclass(frozen=True)
class _Ground:
    """Where things belong on the day."""

    places: dict[str, UnitPlace]
    bodies: dict[str, str]

    @classmethod
    def on(cls, as_of: date, units: Collection[str]) -> _Ground:
        places = {place.code: place for place in unit_places(as_of=as_of, codes=units)}
        return cls(places, {each.code: each.body for each in departments(as_of=as_of)})

    def matter(self, *, unit: str, department: str) -> tuple[str, Resource]:
        """A unit's matter is its manager's. Where nobody manages it, and for a whole department, it is the head's."""
        place = self.places.get(unit)
        if place is None:
            body = self.bodies.get(department)
            return DECIDE_PLAN, Resource(kind="plan", id=department or "all", body=body, department=department or None)
        return DECIDE_UNIT, unit_matter(place, decided_at="unit" if place.manager else "department")


def _goal(row: Goal, held: dict[int, PostHeld], ground: _Ground) -> Owned:
    """A committee's goal is handed on by the head of its department, the council's by the executive board's head."""
    owner = held.get(row.owner_id) if row.owner_id else None
    of_body = next((code for code, body in ground.bodies.items() if row.body and body == row.body.code), "")
    department = of_body or (owner.department if owner else "")
    action, matter = ground.matter(unit=row.unit.code if row.unit else "", department=department)
    return Owned(GOAL, row.code, row.title, row.title_en, owner, action, matter)


def _indicator(row: Indicator, held: dict[int, PostHeld], ground: _Ground) -> Owned:
    owner = held.get(row.owner_id) if row.owner_id else None
    action, matter = ground.matter(unit=owner.unit if owner else "", department=owner.department if owner else "")
    return Owned(INDICATOR, row.code, row.title, row.title_en, owner, action, matter)


def _action(row: Action, held: dict[int, PostHeld], ground: _Ground) -> Owned:
    owner = held.get(row.responsible_id) if row.responsible_id else None
    action, matter = ground.matter(unit=row.unit.code if row.unit else "", department=row.department.code)
    return Owned(ACTION, row.code, row.title, row.title_en, owner, action, matter)
