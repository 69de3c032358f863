"""Many records of what was held with unions by file: shown with what it would enter, and stored (CP-32)."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.tried_table import TriedTable, table_views
from spelregler.apps.delegation.files.union_table import COLUMNS, bring_union, template
from spelregler.apps.delegation.pages.union.shared import must_record
from spelregler.apps.delegation.pages.words import HERE
from spelregler.ui.page import Page


def _table(request: Request) -> TriedTable:
    own, title = must_record(request), _("Records by file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("One row for each time. Nothing is stored before you have seen it."),
            crumbs=[
                (_("Delegation"), reverse(HERE)),
                (_("Information and negotiation with unions"), reverse("delegation:union")),
                (title, ""),
            ],
            current=HERE,
            modules=("COOP", "DEL"),
            can_travel=False,
            path=path,
        )

    return TriedTable(
        request,
        name="delegation:union_file",
        template="delegation/register_file.html",
        page=page,
        words={
            "fetched": _("It has the headings, and says what each column holds."),
            "note": _("At most 500 rows at a time."),
            "store": _("Record them"),
        },
        fetched_at="delegation:union_file_template",
        columns=COLUMNS,
        headings=template,
        called="fackliga-kontakter",
        bring=partial(bring_union, places=own),
        told=lambda count: ngettext("%(n)d record is stored.", "%(n)d records are stored.", count) % {"n": count},
        after=reverse("delegation:union"),
    )


TABLE = table_views(_table)
