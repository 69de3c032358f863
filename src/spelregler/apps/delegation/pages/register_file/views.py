"""Many delegated decisions by file: shown with what it would register, and stored."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.rights import must
from spelregler.apps.acting.tried_table import TriedTable, table_views
from spelregler.apps.delegation.access.rights import Action, registration_matter
from spelregler.apps.delegation.files.decided_table import COLUMNS, bring_decided, template
from spelregler.apps.delegation.pages.words import body_page
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.ui.page import Page


def _table(request: Request, code: str) -> TriedTable:
    must(request.acting_role, Action.REGISTER, registration_matter(code))
    body = body_by_code(code, as_of=request.acting_role.today)

    def page(path: str) -> Page:
        lead = _("One row for each decision. Nothing is stored before you have seen it.")
        return body_page(request, body, _("Many decisions by file"), lead=lead, can_travel=False, path=path)

    return TriedTable(
        request,
        name="delegation:register_file",
        args=(body.code,),
        template="delegation/register_file.html",
        page=page,
        words={
            "fetched": _(
                "It has the headings. The type is the code in the delegation order, the post its code in the "
                "organisation."
            ),
            "note": _("Without a person it is whoever held the post that day. At most 500 rows at a time."),
            "store": _("Register the decisions"),
        },
        fetched_at="delegation:register_file_template",
        columns=COLUMNS,
        headings=template,
        called=f"delegationsbeslut-{code}",
        bring=partial(bring_decided, body=body, role=request.acting_role.role),
        told=lambda n: ngettext("%(n)d decision is registered.", "%(n)d decisions are registered.", n) % {"n": n},
        after=reverse("delegation:register", args=[code]),
    )


TABLE = table_views(_table)
