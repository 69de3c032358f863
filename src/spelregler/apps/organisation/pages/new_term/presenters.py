"""Bodies before an election is entered, and what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.models import Body, Membership, Seat, Term
from spelregler.apps.organisation.operations.new_term import Elected
from spelregler.apps.organisation.pages.new_term.forms import BodyToElect
from spelregler.apps.organisation.queries import bodies as queries
from spelregler.domain.period import ONE_DAY, add_months

YEARS = 4
WORDS = {Membership.Function.CHAIR: "ordförande", Membership.Function.VICE_CHAIR: "vice ordförande"}


def bodies_to_elect(acting_role: ActingRole) -> tuple[list[BodyToElect], date, date]:
    """Every body with its members as lines, and the days of the next term: after the one that ends first.

    The minutes may be entered after the old term has ended: whoever sat on its last day then stands there. Nobody is
    due who has been elected to begin when the term ends, or later.
    """
    bodies = queries.bodies(as_of=acting_role.today, ahead=True)
    terms = {each.body_id: each for each in Term.objects.filter(start__lte=acting_role.today).order_by("start")}
    latest = dict(Membership.objects.order_by().values_list("seat__body").annotate(Max("start")))
    due = {body: term.end for body, term in terms.items() if term.end and latest.get(body, date.min) < term.end}
    first = min((due[each.pk] for each in bodies if each.pk in due), default=acting_role.today)
    seated = _seated(acting_role.today, {body: end - ONE_DAY for body, end in due.items() if end <= acting_role.today})
    found = [
        _body(each, terms.get(each.pk), seated.get(each.pk, []), due.get(each.pk) == first, acting_role)
        for each in bodies
    ]
    return found, first, add_months(first, 12 * YEARS) - ONE_DAY


def _seated(today: date, last_days: Mapping[int, date]) -> dict[int, list[Membership]]:
    """Who sits in each body today, or sat on the last day of a term that has ended with none after it; one query."""
    held = Q(pk__in=Membership.objects.on(today).exclude(seat__body__in=last_days))
    for day in {*last_days.values()}:
        of = [body for body, last in last_days.items() if last == day]
        held |= Q(pk__in=Membership.objects.on(day).filter(seat__body__in=of))
    found: dict[int, list[Membership]] = {}
    for each in Membership.objects.filter(held).select_related("seat", "person").order_by("seat__number"):
        found.setdefault(each.seat.body_id, []).append(each)
    return found


def _body(
    body: Body, term: Term | None, seated: Sequence[Membership], is_due: bool, acting_role: ActingRole
) -> BodyToElect:
    names = Counter(each.person.name for each in seated)
    members = [each for each in seated if not each.seat.is_substitute]
    substitutes = sorted((each for each in seated if each.seat.is_substitute), key=lambda each: each.order)
    ends = term.end if term else None
    return BodyToElect(
        body=body,
        name=acting_role.say(body.name, body.name_en),
        members="\n".join(_line(each, names) for each in members),
        substitutes="\n".join(_line(each, names) for each in substitutes),
        term_ends=ends - ONE_DAY if ends else None,
        is_due=is_due,
    )


def _line(each: Membership, names: Counter[str]) -> str:
    function = WORDS.get(Membership.Function(each.function), "")
    code = f" ({each.person.code})" if names[each.person.name] > 1 else ""
    return f"{each.person.name}{code}{f', {function}' if function else ''}"


@dataclass(frozen=True)
class Change:
    """What an election would change in a body."""

    name: str
    stay: tuple[str, ...]
    new: tuple[str, ...]
    leave: tuple[str, ...]
    to_enter: tuple[str, ...]
    vacant: int
    chair: str


def changes(elected: Sequence[Elected], first_day: date, acting_role: ActingRole) -> list[Change]:
    """Who stays, who comes and who leaves, body by body: against today, or the day before a term already begun."""
    before = min(acting_role.today, first_day - ONE_DAY)
    seats = Counter(Seat.objects.filter(closed_on__isnull=True).values_list("body", flat=True))
    now: dict[int, dict[str, str]] = {}
    for each in Membership.objects.on(before).select_related("seat", "person").order_by("person__name"):
        now.setdefault(each.seat.body_id, {})[each.person.code] = each.person.name
    return [_change(each, now.get(each.body.pk, {}), seats[each.body.pk], acting_role) for each in elected]


def _change(each: Elected, now: dict[str, str], seats: int, acting_role: ActingRole) -> Change:
    sits = [*each.members, *each.substitutes]
    codes = {one.person.code for one in sits if one.person}
    return Change(
        name=acting_role.say(each.body.name, each.body.name_en),
        stay=tuple(one.name for one in sits if one.person and one.person.code in now),
        new=tuple(one.name for one in sits if not (one.person and one.person.code in now)),
        leave=tuple(name for code, name in now.items() if code not in codes),
        to_enter=tuple(one.name for one in sits if one.person is None),
        vacant=seats - len(sits),
        chair=next((one.name for one in each.members if one.function == Membership.Function.CHAIR), ""),
    )
