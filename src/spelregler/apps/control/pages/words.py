"""What the pages of this room say in one way."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body
from spelregler.platform.findings import parameters
from spelregler.ui import formatting
from spelregler.ui.page import Page

HERE = "control:start"
MODULES = ("CTRL",)
HIGH = 9
"""P24, where the package in force does not say."""


def high_from(acting_role: ActingRole) -> int:
    """From which value a risk needs a control (P24)."""
    said = str(parameters("P24", as_of=acting_role.as_of).get("value", HIGH))
    return int(said) if said.isdigit() else HIGH


def taken(decision: Decision | None, *, by: date) -> Decision | None:
    """The decision, where the body had taken it by the day."""
    return decision if decision is not None and decision.decided_on <= by else None


def decided_words(decision: Decision, language: str) -> str:
    """The day and the paragraph of a decision."""
    day = formatting.long_date(decision.decided_on, language)
    return _("%(day)s, § %(paragraph)s") % {"day": day, "paragraph": decision.paragraph}


def title_of(body: str, year: int) -> str:
    """What a plan is called."""
    return _("Internal control %(year)d: %(body)s") % {"year": year, "body": body}


def plan_page(
    request: Request, body: Body, year: int, title: str = "", *, lead: str = "", can_travel: bool = True
) -> Page:
    """A page of a body's internal control in a year."""
    name = request.acting_role.say(body.name, body.name_en)
    here, plan = title_of(name, year), reverse("control:plan", args=[year, body.code])
    below = [(here, plan), (title, "")] if title else [(here, "")]
    return page_shell(
        request,
        title=title or here,
        lead=lead,
        crumbs=[(_("Internal control"), reverse(HERE)), *below],
        current=HERE,
        modules=MODULES,
        scope_kind="committee",
        scope=body.code,
        can_travel=can_travel,
    )
