"""Many limits on how units work by file: shown with what it would enter, and stored (MR-26)."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.tried_table import TriedTable, table_views
from spelregler.apps.autonomy import files
from spelregler.apps.autonomy.pages.how_limits.shared import MODULES, limited_places
from spelregler.ui.page import Page


def _table(request: Request) -> TriedTable:
    own, title = {code for code, _name in limited_places(request)}, _("Limits by file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("One row for each rule, instruction or routine. Nothing is stored before you have seen it."),
            crumbs=[
                (_("Units"), reverse("autonomy:field")),
                (_("Limits on freedom"), reverse("autonomy:limits")),
                (title, ""),
            ],
            current="autonomy:field",
            modules=MODULES,
            can_travel=False,
            path=path,
        )

    return TriedTable(
        request,
        name="autonomy:how_limits_file",
        template="autonomy/file.html",
        page=page,
        words={
            "fetched": _("It has the headings, and says what each column holds."),
            "note": _("At most 500 rows at a time."),
            "store": _("Enter the limits"),
        },
        fetched_at="autonomy:how_limits_file_template",
        columns=files.COLUMNS,
        headings=files.template,
        called="begransningar",
        bring=partial(files.bring, places=own, role=request.acting_role.role),
        told=lambda count: ngettext("%(n)d limit is entered.", "%(n)d limits are entered.", count) % {"n": count},
        after=reverse("autonomy:limits"),
    )


TABLE = table_views(_table)
