"""Cases in a list, as the acting role sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from spelregler.apps.acting import searching
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.registry.access.rights import MARKED, OPEN
from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.pages.words import title_of
from spelregler.apps.registry.queries.cases import case_by_number
from spelregler.apps.registry.registered import keys_of_body
from spelregler.platform.search.asking import Hit

KINDS = ("case_file", "record")


@dataclass(frozen=True)
class CaseRow:
    """A case in the list."""

    number: str
    title: str
    url: str
    body: str
    responsible: str
    opened_on: date
    is_open: bool
    is_slow: bool


def rows(cases: Iterable[CaseFile], acting_role: ActingRole, *, slow_since: date) -> list[CaseRow]:
    """Those that the role sees; a title that is to be reviewed is told as such."""
    seen = OPEN.let_through(acting_role, cases)
    marked = {each.pk for each in MARKED.let_through(acting_role, [each for each in seen if each.title_ground])}
    return [
        CaseRow(
            number=each.number,
            title=title_of(each, marked=each.pk in marked),
            url=reverse("registry:case", args=[each.pk]),
            body=acting_role.say(each.body.name, each.body.name_en),
            responsible=acting_role.say(each.responsible.title, each.responsible.title_en),
            opened_on=each.opened_on,
            is_open=each.closed_on is None or each.closed_on > acting_role.as_of,
            is_slow=(each.closed_on is None or each.closed_on > acting_role.as_of) and each.last_event_on < slow_since,
        )
        for each in seen
    ]


def exact(words: str, acting_role: ActingRole) -> str:
    """The address of the case that the words are the number of; empty for none."""
    found = case_by_number(words, as_of=acting_role.as_of) if words else None
    return reverse("registry:case", args=[found.pk]) if found else ""


def hits(words: str, acting_role: ActingRole, *, body: str = "") -> Sequence[Hit]:
    """The cases and records that the words are about, of a body where one is chosen; at most 100 of each kind.

    The house's search is asked about these two kinds alone. Two queries beside its own where a body is chosen.
    """
    found = searching.search(words, acting_role, only=KINDS)
    if not body:
        return found.hits
    of_body = keys_of_body(body, {kind: {each.key for each in found.of(kind)} for kind in KINDS})
    return [each for each in found.hits if each.key in of_body[each.kind]]
