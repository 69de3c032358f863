"""How the rules that bind the role are followed, on its first page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import seen_answers
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.roles import Role
from spelregler.platform.findings import UNITS_OF, Place, Wanted, clauses
from spelregler.ui.page import StatCard

PLACE = 3


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
