"""Open cases by file, for a municipality that moves in: shown with what it would register, and stored."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.acting.tried_table import TriedTable, table_views
from spelregler.apps.registry.access.rights import NEW, Action
from spelregler.apps.registry.files.open_cases import COLUMNS, bring_open_cases, template
from spelregler.apps.registry.queries.settings import pattern
from spelregler.ui.page import Page


def _table(request: Request) -> TriedTable:
    must(request.acting_role, Action.REGISTER, NEW)

    def page(path: str) -> Page:
        title = _("Open cases by file")
        return page_shell(
            request,
            title=title,
            lead=_("For a municipality that moves in with its open cases. Each keeps its number."),
            crumbs=[(_("Registry"), reverse("registry:list")), (title, "")],
            current="registry:list",
            can_travel=False,
            path=path,
        )

    return TriedTable(
        request,
        name="registry:cases_file",
        template="registry/cases_file.html",
        page=page,
        words={
            "fetched": _(
                "It has the headings. Numbers are written as %(pattern)s, which is changed under Numbers and "
                "template. The post is its code in the organisation."
            )
            % {"pattern": pattern()},
            "note": _(
                "Write the last number that each body gave in the year in a row of its own, so that no number is given "
                "twice. At most 5 000 rows at a time."
            ),
            "store": _("Register the cases"),
        },
        fetched_at="registry:cases_file_template",
        columns=COLUMNS,
        headings=template,
        called="oppna-arenden",
        bring=bring_open_cases,
        told=lambda count: ngettext("%(n)d row is registered.", "%(n)d rows are registered.", count) % {"n": count},
        after=reverse("registry:list"),
    )


TABLE = table_views(_table)
