"""Many tasks of posts by file: shown with what it would enter, and stored (CP-26)."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.tried_table import TriedTable, table_views
from spelregler.apps.delegation.files.tasks_table import COLUMNS, bring_tasks, template
from spelregler.apps.delegation.pages.tasks_of_posts.shared import must_enter
from spelregler.apps.delegation.pages.words import HERE
from spelregler.ui.page import Page


def _table(request: Request) -> TriedTable:
    own, title = must_enter(request), _("Tasks that decide, by file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("One row for each post and task. Nothing is stored before you have seen it."),
            crumbs=[
                (_("Delegation"), reverse(HERE)),
                (_("Posts that are to decide"), reverse("delegation:tasks")),
                (title, ""),
            ],
            current=HERE,
            modules=("WORK", "DEL"),
            can_travel=False,
            path=path,
        )

    return TriedTable(
        request,
        name="delegation:tasks_file",
        template="delegation/register_file.html",
        page=page,
        words={
            "fetched": _("It has the headings, and says what each column holds."),
            "note": _("At most 500 rows at a time."),
            "store": _("Enter the tasks"),
        },
        fetched_at="delegation:tasks_file_template",
        columns=COLUMNS,
        headings=template,
        called="uppgifter",
        bring=partial(bring_tasks, places=own),
        told=lambda count: ngettext("%(n)d task is entered.", "%(n)d tasks are entered.", count) % {"n": count},
        after=reverse("delegation:tasks"),
    )


TABLE = table_views(_table)
