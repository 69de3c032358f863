"""Who has what by a body's delegation orders on a day, and who held which post then. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from spelregler.apps.delegation.models import DelegationOrder, OrderRow, PassingOn
from spelregler.apps.delegation.queries.orders import LEVEL_OF_KIND, Found
from spelregler.apps.organisation.models import (
    AlsoServes,
    Appointment,
    Body,
    Department,
    Membership,
    Person,
    Placement,
    Post,
)
from spelregler.apps.organisation.models.dated import open_on
from spelregler.apps.organisation.queries.departments import bodies_before
from spelregler.domain.delegation import LEVELS, Held, Level, could_be_passed_to, may_decide
from spelregler.domain.words import Bilingual, Pair

PRESIDIUM = (Membership.Function.CHAIR, Membership.Function.VICE_CHAIR)
OFFICIALS = (
    Post.Kind.CHIEF_EXECUTIVE,
    Post.Kind.DEPARTMENT_HEAD,
    Post.Kind.UNIT_MANAGER,
    Post.Kind.EMPLOYEE,
    Post.Kind.CONTROLLER,
    Post.Kind.HR,
    Post.Kind.COMMITTEE_SECRETARY,
)
"""Those who are employed to decide; representatives and administrators have nothing delegated."""
MOST_HOLDERS = 500


def bodies_of_posts(posts: Iterable[Post], *, on: date) -> dict[int, frozenset[str]]:
    """The bodies that each post works for on the day, by its key: through its department, or its unit's. Four
    queries."""
    wanted = list(posts)
    placed = Placement.objects.on(on).filter(unit__in={each.unit_id for each in wanted if each.unit_id})
    department_of = dict(placed.values_list("unit", "department"))
    own = {each.pk: each.department_id or department_of.get(each.unit_id or 0) for each in wanted}
    earlier, found = bodies_before(as_of=on), defaultdict[int, set[str]](set)
    departments = Department.objects.filter(pk__in={each for each in own.values() if each}).select_related("body")
    for each in departments:
        found[each.pk].add(earlier.get(each.pk, each.body).code)
    for department, body in (
        AlsoServes.objects.on(on).filter(department__in=found).values_list("department", "body__code")
    ):
        found[department].add(body)
    return {pk: frozenset(found.get(department or 0, ())) for pk, department in own.items()}


def holders_then(body: Body, post: Post | None, *, on: date) -> list[Person]:
    """Who held the post on the day, or sat in the body's presidium where no post is named; by name. One query."""
    if post is None:
        seats = Membership.objects.on(on).filter(seat__body=body, function__in=PRESIDIUM)
        return sorted({each.person for each in seats.select_related("person")}, key=lambda each: each.name)
    rows = Appointment.objects.on(on).filter(post=post).select_related("person")
    return sorted({each.person for each in rows}, key=lambda each: each.name)


@dataclass(frozen=True)
class Holding:
    """Somebody who holds or held a post, or sits or sat in the presidium (no post), until the last day where it
    ended."""

    post: Post | None
    person: Person
    end: date | None

    @property
    def value(self) -> str:
        """As a form sends it."""
        return f"{self.post.code if self.post else ''}:{self.person.code}"


def holdings_of(*, body: Body, as_of: date, posts: Collection[str] | None = None) -> list[Holding]:
    """Who holds or has held what the body can delegate to, by title and name; 500 at most. Two queries.

    A year back: what is older is registered by file. With `posts` those alone, and no presidium.
    """
    since = date(as_of.year - 1, 1, 1)
    recent = Q(end__isnull=True) | Q(end__gte=since)
    rows = Appointment.objects.filter(recent, start__lte=as_of, post__kind__in=OFFICIALS)
    rows = rows if posts is None else rows.filter(post__code__in=posts)
    found: dict[tuple[int | None, int], Holding] = {}
    for each in rows.select_related("post", "person").order_by("post__title", "person__name", "start")[:MOST_HOLDERS]:
        found[each.post_id, each.person_id] = Holding(each.post, each.person, each.end)
    if posts is None:
        seats = Membership.objects.filter(recent, start__lte=as_of, seat__body=body, function__in=PRESIDIUM)
        for seat in seats.select_related("person").order_by("person__name", "start"):
            found[None, seat.person_id] = Holding(None, seat.person, seat.end)
    return list(found.values())


@dataclass
class Delegates:
    """A body's entered orders with their rows, for asking about many decisions in few queries."""

    body: Body
    orders: list[DelegationOrder]
    rows: dict[int, dict[str, OrderRow]]
    bodies: dict[tuple[int, date], frozenset[str]] = field(default_factory=dict)
    passed: list[PassingOn] = field(default_factory=list)

    @classmethod
    def of(cls, body: Body) -> Delegates:
        """All versions that are entered, the latest first, and what is passed on by them. Three queries."""
        orders = list(DelegationOrder.objects.filter(body=body, entered_on__isnull=False).order_by("-start", "-pk"))
        rows: dict[int, dict[str, OrderRow]] = defaultdict(dict)
        for row in OrderRow.objects.filter(order__in=orders).select_related("post"):
            rows[row.order_id][row.code] = row
        passed = PassingOn.objects.filter(body=body).select_related("giver", "taker").order_by("start", "pk")
        return cls(body, orders, rows, passed=list(passed))

    def order_on(self, day: date) -> DelegationOrder | None:
        """The order that held on the day."""
        return next((each for each in self.orders if each.start <= day), None)

    def row_of(self, code: str, *, on: date) -> OrderRow | None:
        """The type of decision in the order that held on the day."""
        order = self.order_on(on)
        return self.rows[order.pk].get(code.strip()) if order else None

    @property
    def is_board(self) -> bool:
        """What the executive board delegates reaches every department."""
        return self.body.kind == Body.Kind.EXECUTIVE_BOARD

    def is_delegate(self, row: OrderRow, post: Post | None, *, on: date) -> bool:
        """Whether the row gives the decision to the post, or to the presidium where none is named."""
        if post is None:
            return row.level == Level.PRESIDIUM and row.fact.is_delegable
        return self._asked(may_decide, row, post, on)

    def could_have_it(self, row: OrderRow, post: Post | None, *, on: date) -> bool:
        """Whether the delegate may have passed it on to the post."""
        if post is None or post.kind not in OFFICIALS:
            return False
        return self._asked(could_be_passed_to, row, post, on)

    def _asked(self, judge: Callable[..., bool], row: OrderRow, post: Post, on: date) -> bool:
        """A post that would not have it even of a body that reaches every department need not be placed to be told."""
        code, fact, held = (
            self.body.code,
            row.fact,
            Held(post.code, LEVEL_OF_KIND.get(Post.Kind(post.kind), Level.POST)),
        )
        if self.is_board or not judge(fact, held, body=code, is_board=True):
            return judge(fact, held, body=code, is_board=self.is_board)
        return judge(fact, replace(held, bodies=self._bodies(post, on)), body=code, is_board=False)

    def has_it_passed_on(self, row: OrderRow, post: Post | None, *, on: date) -> bool:
        """Whether the decision is passed on to the post on the day, step by step from whoever has it by the row."""
        return self.passed_by(row, post, on=on) is not None

    def passed_by(
        self, row: OrderRow, post: Post | None, *, on: date, besides: frozenset[int] = frozenset()
    ) -> PassingOn | None:
        """The last step of the chain to the post, each of which holds on the day and is let by the row."""
        if not self.could_have_it(row, post, on=on):
            return None
        for each in self.passed:
            holds = each.start <= on and (each.end is None or on < each.end)
            if not holds or each.code != row.code or post is None or each.taker_id != post.pk or each.pk in besides:
                continue
            seen = besides | {each.pk}
            if self.is_delegate(row, each.giver, on=on) or self.passed_by(row, each.giver, on=on, besides=seen):
                return each
        return None

    def delegate_words(self, row: OrderRow) -> Bilingual:
        """Whom the row gives the decision to."""
        return Pair(row.post.title, row.post.title_en) if row.post else LEVELS[Level(row.level)]

    def place(self, posts: Iterable[Post], *, on: date) -> None:
        """The bodies of many posts at once, so that each is not asked about by itself. Four queries."""
        self.bodies |= {(pk, on): found for pk, found in bodies_of_posts(posts, on=on).items()}

    def _bodies(self, post: Post, on: date) -> frozenset[str]:
        if (post.pk, on) not in self.bodies:
            self.bodies[post.pk, on] = bodies_of_posts([post], on=on)[post.pk]
        return self.bodies[post.pk, on]


def holders_of_posts(posts: Iterable[Post], *, on: date) -> dict[int, frozenset[str]]:
    """Who holds some posts on the day, by the post's key, each person by their code. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Appointment.objects.on(on).filter(post__in={each.pk for each in posts})
    for post, person in rows.values_list("post", "person__code"):
        found[post].add(person)
    return {post: frozenset(people) for post, people in found.items()}


def could_be_passed_to_own(person: str, assignment: str, found: Iterable[Found], *, on: date) -> set[int]:
    """The keys of the rows that could have been passed on to the post that somebody acts in. Five queries at most."""
    kind, _sep, key = assignment.partition("-")
    passable = [each for each in found if each.row.may_subdelegate]
    if kind != "post" or not key.isdigit() or not passable:
        return set()
    own = Appointment.objects.on(on).filter(pk=int(key), person__code=person, post__kind__in=OFFICIALS)
    appointment = own.select_related("post").first()
    if appointment is None:
        return set()
    post = appointment.post
    held = Held(post.code, LEVEL_OF_KIND.get(Post.Kind(post.kind), Level.POST), bodies_of_posts([post], on=on)[post.pk])
    return {
        each.row.pk
        for each in passable
        if could_be_passed_to(
            each.row.fact, held, body=each.body.code, is_board=each.body.kind == Body.Kind.EXECUTIVE_BOARD
        )
    }


def delegate_posts(*, as_of: date) -> list[Post]:
    """The posts on the day that something can be delegated to, by title; 500 at most. One query."""
    rows = Post.objects.filter(open_on(as_of), kind__in=OFFICIALS)
    return list(rows.order_by("title", "code")[:MOST_HOLDERS])


def own_holdings(*, body: Body, person: str, assignment: str, on: date) -> list[Holding]:
    """What somebody acts in as a delegate: the one post, or the seat in the body's presidium. Two queries at most."""
    kind, _sep, key = assignment.partition("-")
    if not person or not key.isdigit():
        return []
    if kind == "post":
        rows = Appointment.objects.on(on).filter(pk=int(key), person__code=person, post__kind__in=OFFICIALS)
        return [Holding(each.post, each.person, each.end) for each in rows.select_related("post", "person")]
    seats = Membership.objects.on(on).filter(pk=int(key), person__code=person, seat__body=body, function__in=PRESIDIUM)
    return [Holding(None, each.person, each.end) for each in seats.select_related("person")]
