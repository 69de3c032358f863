"""What is said of the rules, on the first page of those who may object to it and of those who audit."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Errand
from spelregler.apps.acting.overruled import address_of_overruling
from spelregler.apps.acting.rights import may
from spelregler.apps.evaluation.access.rights import Action, kept_from, matter_of
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.pages.words import address, assessed_by
from spelregler.apps.evaluation.queries import near
from spelregler.apps.evaluation.queries.history import overrulings_now
from spelregler.apps.evaluation.queries.places import WHOLE, AssessedAt, name_in_row, place_of_row
from spelregler.domain.roles import Role
from spelregler.platform.findings import titles
from spelregler.ui import formatting
from spelregler.ui.page import StateList, StateRow

PLACE, PLACE_OF_OBJECTING, PLACE_OF_ERRANDS = 1, 0, 5
MOST = 4
REPRESENTATIVES = frozenset({Role.UN, Role.SO})


def to_object_to(acting_role: ActingRole) -> StateList | None:
    """What was assessed lately where the representative may object; None for others, and where nothing was."""
    about = _area(acting_role) if acting_role.role in REPRESENTATIVES else None
    if about is None:
        return None
    rows = near.newest(about, as_of=acting_role.as_of, besides=kept_from(acting_role), limit=MOST)
    shown = [_row(each, acting_role, _("assessed %(day)s by %(who)s") % _when(each, acting_role)) for each in rows]
    title = _("Assessed lately, and open to objection")
    return StateList(title=title, url=reverse("evaluation:list"), rows=shown) if shown else None


def overruled(acting_role: ActingRole) -> StateList | None:
    """The computed answers that somebody has overruled, for the auditors alone; None where there is none."""
    if acting_role.role != Role.RE:
        return None
    rows = overrulings_now(as_of=acting_role.as_of, besides=kept_from(acting_role), limit=MOST)
    shown = [
        StateRow(
            label=_called(each, acting_role),
            url=address_of_overruling((each.clause, *place_of_row(each))),
            status=each.status,
            note=_("overruled %(day)s by %(who)s") % _when(each, acting_role),
        )
        for each in rows
    ]
    title = _("Answers that somebody has overruled")
    return StateList(title=title, url=f"{reverse('evaluation:list')}#overruled", rows=shown) if shown else None


def soon_too_old(acting_role: ActingRole) -> StateList | None:
    """Assessments whose time or evidence runs out or has, for the auditors alone; None where there is none."""
    if acting_role.role != Role.RE:
        return None
    found = near.soon_too_old(as_of=acting_role.as_of, besides=kept_from(acting_role), limit=MOST)
    shown = [
        _row(each, acting_role, (_("held to %(day)s") if until < acting_role.as_of else _("holds to %(day)s")) % day)
        for each, until in found
        for day in [{"day": formatting.short_date(until, acting_role.language, today=acting_role.as_of)}]
    ]
    title = _("Assessments and evidence that run out")
    return StateList(title=title, url=reverse("evaluation:list"), rows=shown) if shown else None


def reading_assessments(acting_role: ActingRole) -> Errand | None:
    """All that is assessed, for those who may object to some of it."""
    if acting_role.role not in REPRESENTATIVES or _area(acting_role) is None:
        return None
    return Errand(_("Read the assessments, and object where you see it otherwise"), reverse("evaluation:list"))


def reading_evaluations(acting_role: ActingRole) -> Errand | None:
    """The yearly evaluations and the account, for those who take part from beside, and those who audit."""
    if acting_role.role in REPRESENTATIVES:
        return Errand(_("See the yearly evaluations, and what the union has said"), reverse("evaluation:years"))
    if acting_role.role == Role.RE:
        return Errand(_("Read the yearly evaluations and the account to the council"), reverse("evaluation:years"))
    return None


def _area(acting_role: ActingRole) -> Q | None:
    """The places that the representative may object about, as the role rules say; None where there is none."""
    unit, department, body = acting_role.unit, acting_role.department, acting_role.body
    if may(acting_role, Action.OBJECT, matter_of(WHOLE)):
        return Q()
    whole = matter_of(AssessedAt("department", department, "", body, department))
    if department and may(acting_role, Action.OBJECT, whole):
        return near.in_department(department, as_of=acting_role.as_of)
    own = matter_of(AssessedAt("unit", unit, "", body, department))
    return Q(unit__code=unit) if unit and may(acting_role, Action.OBJECT, own) else None


def _row(row: Assessment, acting_role: ActingRole, note: str) -> StateRow:
    url = address(*place_of_row(row), row.clause)
    return StateRow(label=_called(row, acting_role), url=url, status=row.status, note=note)


def _called(row: Assessment, acting_role: ActingRole) -> str:
    named = titles(as_of=acting_role.as_of)
    title = named[row.clause].text(acting_role.language) if row.clause in named else row.clause
    return f"{name_in_row(row).text(acting_role.language)}: {title}"


def _when(row: Assessment, acting_role: ActingRole) -> dict[str, str]:
    day = formatting.short_date(row.assessed_on, acting_role.language, today=acting_role.as_of)
    return {"day": day, "who": assessed_by(row, acting_role.language)}
