"""Values by file: fetched with the keys filled in, looked through in the background, and submitted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import look_through, store_again
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals.files import requested_values, tasks
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.forms import TableForm
from spelregler.apps.goals.queries import reporting
from spelregler.apps.goals.queries.reporting import Asked
from spelregler.platform.table_files import FORMS, as_file


def start(request: Request) -> HttpResponse:
    """Fetch the table of what is asked for, or choose the one that is filled in."""
    return _page(request, {"asked": len(_asked(request)), "form": TableForm()})


def download(request: Request, form: str) -> HttpResponse:
    """One row for each value that is asked of the role."""
    asked, language = _asked(request), request.acting_role.language
    return as_file(requested_values.export_asked(asked, form=FORMS[form][0], language=language), f"varden.{form}")


@only_sent
def try_values(request: Request) -> HttpResponse:
    """The file is put aside, and the worker looks it through."""
    asked, form, command = _asked(request), TableForm(request.POST, request.FILES), "import values FIL --apply"
    if form.carried_out(lambda said: look_through(tasks.bring_values, request, command=command, **said)):
        return redirect("goals:value_work", form.result)
    return _page(request, {"asked": len(asked), "form": form}, path=reverse("goals:value_file"), status=form.status)


def follow(request: Request, begun: UUID) -> HttpResponse:
    """How far the work has come, and once it is done what the file would change or has changed."""
    return _page(request, background_work.shown(background_work.begun_by(tasks.bring_values, request, begun)))


@require_POST
def submit(request: Request, begun: UUID) -> HttpResponse:
    """The file that was looked through is submitted by the worker, all of it or nothing."""
    _asked(request)
    return redirect("goals:value_work", store_again(tasks.bring_values, request, begun))


def _asked(request: Request) -> list[Asked]:
    """What is asked of the role; whoever may report nothing anywhere is told by the rules."""
    found = requested_values.all_asked(request.acting_role)
    if not found:
        must(request.acting_role, reporting.ENTER, reporting.own_value(request.acting_role.role_assignment))
    return found


def _page(request: Request, context: dict[str, object], *, path: str = "", status: int = 200) -> HttpResponse:
    title = _("Values by file")
    page = page_shell(
        request,
        title=title,
        lead=_(
            "Fetch what is asked of you, fill it in and bring it back. Nothing is submitted before you have seen it."
        ),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Report"), reverse("goals:report")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
        path=path,
    )
    shown = {"page": page, "start": reverse("goals:value_file"), **context}
    return render(request, "goals/value_file.html", shown, status=status)
