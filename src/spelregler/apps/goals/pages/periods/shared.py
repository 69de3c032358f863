"""Opening or locking a period, as the pages that have the form do it."""

from __future__ import annotations

from django.contrib import messages
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.pages.periods.forms import PeriodForm
from spelregler.apps.goals.queries import corrections, lookups, reporting


def period_is_set(request: Request, form: PeriodForm) -> bool:
    """Whether the period was opened or locked; whoever may not do so for the department is refused by the rules."""
    acting_role = request.acting_role
    must(acting_role, reporting.OPEN, corrections.scope(form.department_named, as_of=acting_role.today))
    is_set = form.carried_out(
        lambda _said: operations.set_period(
            **form.period,
            department=lookups.department_by_code(code=form.department_code, as_of=acting_role.today),
            on=acting_role.today,
            who=acting_role.who,
        )
    )
    if is_set:
        messages.success(request, _("The period is open.") if form.opens else _("The period is locked."))
    return is_set
