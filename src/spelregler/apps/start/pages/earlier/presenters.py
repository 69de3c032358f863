"""What held before the start day: what is in of it, and the forms and files that bring it in with its true days."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Plan, Vision
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.start.access.errands import Errand, is_mine, whose
from spelregler.domain.beginning import Facts, Share


@dataclass(frozen=True)
class Way:
    """A page or file that brings it in, or whose errand it is where that is not the reader's."""

    label: str
    url: str
    whose: str = ""


@dataclass(frozen=True)
class Section:
    """One kind of what was decided: how much of it is in, and the ways to bring in the rest."""

    title: str
    is_in: str
    ways: tuple[Way, ...]


def sections(facts: Facts, acting_role: ActingRole) -> list[Section]:
    """Every kind with what is in, in the order in which they rest on each other. A handful of counts."""

    def way(errand: Errand, label: str, url: str) -> Way:
        return Way(label, url, "" if is_mine(acting_role, errand) else whose(errand))

    today = acting_role.today
    day, year = facts.start_day or today, facts.year
    documents = DocumentVersion.objects.count()
    before = Decision.objects.filter(decided_on__lt=day).count()
    plans = Plan.objects.filter(year=year, reopened_on=None).count()
    vision = Vision.objects.on(today).first()
    return [
        Section(
            _("Terms of office"),
            _counted(facts.terms),
            (
                way(Errand.SEATS, _("A new term, all bodies at once"), reverse("organisation:new_term")),
                way(Errand.OPEN, _("The organisation"), reverse("organisation:overview")),
            ),
        ),
        Section(
            _("Policy documents"),
            ngettext("%(n)d version", "%(n)d versions", documents) % {"n": documents},
            (
                way(Errand.PACKAGE, _("Register a document"), reverse("policy:register_document")),
                way(Errand.PACKAGE, _("Adopt a policy package"), reverse("policy:adopt")),
            ),
        ),
        Section(
            _("Decisions"),
            ngettext("%(n)d from before the start day", "%(n)d from before the start day", before) % {"n": before},
            (
                way(Errand.SET_UP, _("Decisions from a file"), reverse("start:file", args=["beslut"])),
                way(Errand.OPEN, _("See the decisions"), reverse("decisions:list")),
            ),
        ),
        Section(
            _("Vision"),
            str(vision or _("none")),
            (way(Errand.COUNCIL, _("Enter the vision"), reverse("goals:adopt_vision")),),
        ),
        Section(
            _("Frames %(year)d") % {"year": year},
            _("bodies %(bodies)s, units %(units)s")
            % {
                "bodies": _counted(facts.committee_frames),
                "units": _counted(facts.unit_frames),
            },
            (
                way(Errand.SET_UP, _("Frames from a file"), reverse("start:file", args=["ramar"])),
                way(
                    Errand.COUNCIL,
                    _("The council's budget, page by page"),
                    reverse("frames:enter_budget", args=[year]),
                ),
            ),
        ),
        Section(
            _("Goals and plans %(year)d") % {"year": year},
            _("%(goals)s bodies with a decided goal, %(plans)d decided plans")
            % {"goals": _counted(facts.goals), "plans": plans},
            (
                way(Errand.GOALS, _("Goals and actions from a file"), reverse("goals:plan_file")),
                way(Errand.OPEN, _("The plans, owner by owner"), reverse("goals:chain")),
            ),
        ),
    ]


def _counted(share: Share) -> str:
    """How many have it, of how many where there are any yet."""
    return _("%(have)d of %(of)d") % {"have": share.have, "of": share.of} if share.of else "0"
