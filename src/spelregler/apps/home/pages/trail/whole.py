"""The trail of an organisation, for those whom the matrix gives it to (row "Audit log"): who did what, in which role.

The door is the role rules, asked about every place that there is; a row is shown when its place is let through. The
changed values are not shown here: whoever needs them asks for an export, which is itself a matter for the registry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Errand
from spelregler.apps.acting.rights import actor_of, may
from spelregler.apps.home.pages.trail.acts import ACTS
from spelregler.apps.home.pages.trail.forms import TrailSearch
from spelregler.apps.home.pages.trail.presenters import READ, others, role_in_words
from spelregler.apps.organisation.queries.trail_places import known_places
from spelregler.domain import reading
from spelregler.domain.roles import Resource, Role
from spelregler.domain.words import Words
from spelregler.platform import access
from spelregler.platform.audit.places import TrailPlace
from spelregler.platform.audit.queries import PlacedAct, Sought, Stretch, acts_in
from spelregler.platform.errors import Refused

PLACE = 6
"""Among the errands of a first page."""


@dataclass(frozen=True)
class TrailLine:
    """One act in words."""

    at: datetime
    who: str
    role: str
    did: str
    subject: str
    place: str


@dataclass(frozen=True)
class WholeTrail:
    """A stretch of the trail with the filters that are set, and the ways to older rows and back to the latest."""

    rows: tuple[TrailLine, ...]
    search: TrailSearch
    older_url: str
    latest_url: str
    is_filtered: bool


def matter_of(place: TrailPlace) -> Resource:
    """A stretch of the trail as the rules see it."""
    return Resource(kind="trail", id="rows", body=place.body or None, department=place.department or None)


def own_matter(acting_role: ActingRole) -> Resource:
    """The trail of the place where the acting role belongs."""
    return matter_of(acting_role.who.place)


def address(acting_role: ActingRole) -> str:
    """Where the trail of the organisation is, for a role that will not be refused there."""
    return reverse("home:trail") if may(acting_role, READ, own_matter(acting_role)) else ""


def following(acting_role: ActingRole) -> Errand | None:
    """Who did what, for the auditors, whose errand it is; others who read the trail find it at the page's foot."""
    url = address(acting_role) if acting_role.role == Role.RE else ""
    return Errand(_("Follow who did what, in the trail"), url) if url else None


def door(acting_role: ActingRole, known: Mapping[TrailPlace, str]) -> frozenset[TrailPlace] | None:
    """The places whose rows the acting role may read; None when that is every place there is.

    Refuses with `Refused`, in words of its own: what the rules say of the action is of the trail about oneself.
    """
    if not may(acting_role, READ, own_matter(acting_role)):
        refusal = Refused(
            Words("Who did what is read in the roles that lead or audit the work."),
            way=Words("Ask the municipality's registry for what you want to know."),
        )
        refusal.action = READ
        raise refusal
    places = list(known)
    questions = [(READ, matter_of(each)) for each in places]
    answers = access.ask_many(actor=actor_of(acting_role), questions=questions, today=acting_role.today)
    return None if all(answers) else frozenset(each for each, yes in zip(places, answers, strict=True) if yes)


def whole_trail(acting_role: ActingRole, asked: Mapping[str, str]) -> WholeTrail:
    """What was done in the places that the role may read, latest first, by the filters in the address."""
    known = known_places()
    allowed = door(acting_role, known)
    open_places = {each: name for each, name in known.items() if name and (allowed is None or each in allowed)}
    places = [(_key(each), name) for each, name in open_places.items()]
    search = TrailSearch(asked, roles=_roles(acting_role), acts=_acts(), places=places)
    said = search.all_said
    chosen = [each for each in open_places if said.get("del") == _key(each)]
    before = _number(asked.get("fore", ""))
    nothing = Stretch(rows=(), older=None)
    found = nothing if search.errors else acts_in(places=chosen or allowed, sought=_sought(search), before=before)
    return WholeTrail(
        rows=tuple(_line(each, known, acting_role) for each in found.rows),
        search=search,
        older_url=_address(said, fore=str(found.older)) if found.older else "",
        latest_url=_address(said) if asked.get("fore") else "",
        is_filtered=any(said.values()),
    )


def _sought(search: TrailSearch) -> Sought:
    said, days = search.all_said, search.cleaned_data
    return Sought(
        actor=said["vem"],
        role=said["roll"],
        act=said["gjorde"],
        subject=said["vad"],
        first_day=days["fran"],
        last_day=days["till"],
    )


def _key(place: TrailPlace) -> str:
    return f"{place.body}.{place.department}"


def _number(text: str) -> int | None:
    return reading.read_or(reading.identity, text, None)


def _address(said: Mapping[str, str], **more: str) -> str:
    query = urlencode({name: value for name, value in {**said, **more}.items() if value})
    return f"{reverse('home:trail')}?{query}" if query else reverse("home:trail")


def _line(act: PlacedAct, known: Mapping[TrailPlace, str], acting_role: ActingRole) -> TrailLine:
    return TrailLine(
        at=localtime(act.at),
        who=act.actor or _("nobody is named"),
        role=role_in_words(act.role, acting_role),
        did=str(ACTS.get(act.act, act.act)),
        subject=act.subject,
        place=known.get(act.place, act.place.department or act.place.body) or _("The whole municipality"),
    )


def _roles(acting_role: ActingRole) -> list[tuple[str, str]]:
    named = {role.value: role.label.text(acting_role.language) for role in Role}
    return list({**named, **others()}.items())


def _acts() -> list[tuple[str, str]]:
    return sorted(((name, str(text)) for name, text in ACTS.items()), key=lambda each: each[1].casefold())
