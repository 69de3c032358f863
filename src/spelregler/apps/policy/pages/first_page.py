"""How the rules that bind the role are followed, on its first page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.apps.policy.pages.policy.presenters import document_rows
from spelregler.apps.policy.queries.year import occasions_of
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.roles import ELECTED, Role
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.platform.findings import UNITS_OF, URGENCY, Place, Wanted, clauses, moved_occasions, titles
from spelregler.ui import formatting
from spelregler.ui.page import StatCard, StateList, StateRow

PLACE, PLACE_OF_LISTS, PLACE_OF_BROKEN = 3, 2, 0
MOST_CHAPTERS, MOST_BROKEN = 6, 5


def card(acting_role: ActingRole) -> StatCard | None:
    """How the rules that bind the role are followed: where it answers, and in the municipality as a whole.

    None for a resident, who is bound by none: how each is followed stands by the policy.
    """
    if acting_role.role == Role.CI:
        return None
    bound, own = _binding(acting_role), _own_places(acting_role)
    wanted = Wanted(clauses=bound or None, places=own or None)
    mine = seen_answers(acting_role).tallies(wanted)
    if not mine:
        return None
    broken = sum(each.count for each in mine if each.status == "breach")
    unknown = sum(each.count for each in mine if each.status == "not_assessed")
    status, words = "kept", _("none broken")
    if broken:
        status, words = "breach", _("see which")
    elif unknown:
        status, words = "not_assessed", _("none known to be broken")
    whole = sum(each.count for each in mine if each.scope_kind == MUNICIPALITY.kind)
    note = (
        _("%(n)d answers to the rules that bind you, %(whole)d of them for the whole municipality")
        if bound
        else _("%(n)d answers")
    )
    return StatCard(
        title=_("The rules"),
        value=_("%(broken)d broken · %(unknown)d not assessed") % {"broken": broken, "unknown": unknown},
        status=status,
        status_text=words,
        note=note % {"n": sum(each.count for each in mine), "whole": whole},
        url=reverse("policy:documents"),
    )


def chapters(acting_role: ActingRole) -> StateList | None:
    """The chapters whose rules most need eyes, with the way from each rule to its records; for the auditors alone."""
    if acting_role.role != Role.RE:
        return None
    package = package_or_none(acting_role.as_of)
    if package is None:
        return None
    rows = document_rows(package, {}, seen_answers(acting_role).tallies(), acting_role)
    every = [(chapter, chapter.tally[0]) for row in rows for chapter in row.chapters if chapter.tally]
    ordered = sorted(every, key=lambda each: URGENCY.index(each[1][0]))
    return StateList(
        title=_("From the rule to its records"),
        url=reverse("policy:documents"),
        rows=[
            StateRow(label=chapter.title, url=chapter.url, status=status, status_text=words)
            for chapter, (status, words) in ordered[:MOST_CHAPTERS]
        ],
        note=_("the chapters that most need eyes"),
    )


def broken_longest(acting_role: ActingRole) -> StateList | None:
    """The rules that have been broken the longest, each at its place; for the auditors alone."""
    if acting_role.role != Role.RE:
        return None
    day, language = acting_role.as_of, acting_role.language
    found = seen_answers(acting_role).oldest(Wanted(statuses=("breach",)), limit=MOST_BROKEN)
    named = titles(as_of=day)
    rows = [
        StateRow(
            label=f"{each.scope_name}: {named[each.clause].text(language)}",
            url=reverse("policy:clause", args=[each.clause]),
            status=each.status,
            note=_("since %(day)s") % {"day": formatting.short_date(each.since, language, today=day)}
            if each.since
            else "",
        )
        for each in found
        if each.clause in named
    ]
    return StateList(title=_("Broken the longest"), url=reverse("policy:documents"), rows=rows) if rows else None


def decisions_to_come(acting_role: ActingRole) -> StateList | None:
    """What the elected decide in the next months by the municipality's year, so that it is cooperated on before
    (MR-56); for those who represent the employees.
    """
    if acting_role.role not in {Role.UN, Role.SO}:
        return None
    package = package_or_none(acting_role.as_of)
    if package is None:
        return None
    found = occasions_of(
        {str(role) for role in ELECTED},
        package,
        as_of=acting_role.as_of,
        moves=moved_occasions(as_of=acting_role.as_of),
    )
    if not found:
        return None
    return StateList(
        title=_("Decided soon, to be cooperated on before"),
        url=reverse("policy:year"),
        rows=[
            StateRow(
                label=acting_role.say(each.event.name_sv, each.event.name_en),
                url=f"{reverse('policy:year')}?ar={each.on.year}#manad-{each.on.month}",
                status="",
                note=_("%(who)s, last day %(day)s")
                % {
                    "who": owner_called(each.event.owner).text(acting_role.language).capitalize(),
                    "day": formatting.short_date(each.on, acting_role.language, today=acting_role.as_of),
                },
            )
            for each in found[:MOST_CHAPTERS]
        ],
    )


def _binding(acting_role: ActingRole) -> set[str]:
    """The clauses that bind the role; a presidium is bound as its body too."""
    codes = {acting_role.role, acting_role.role.removesuffix("p")}
    return {clause for code in codes for clause in clauses(as_of=acting_role.as_of, who=code)}


def _own_places(acting_role: ActingRole) -> set[Place]:
    """What the role answers for and the whole municipality; empty for a role of the whole.

    What nobody knows about the whole is unknown to each of those it binds.
    """
    kind, scope = acting_role.place
    if not scope:
        return set()
    inside: set[Place] = {(UNITS_OF, scope)} if kind == "department" else set()
    return {(kind, scope), (MUNICIPALITY.kind, ""), *inside}
