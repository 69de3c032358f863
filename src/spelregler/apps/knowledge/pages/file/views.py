"""Many units by file: the table is fetched with a row for each unit, shown with what it says, and stored."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, HeldFile
from spelregler.apps.acting.form_page import done, only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.knowledge.access.recorded_for import must_record_somewhere
from spelregler.apps.knowledge.files import informed_file
from spelregler.apps.knowledge.pages.words import HERE, MODULES
from spelregler.exchange.bounded import whole
from spelregler.platform.table_files import FORMS, MOST_BYTES, as_file
from spelregler.ui.formatting import days_in_words

MOST_SHOWN = 100


def start(request: Request) -> HttpResponse:
    """Fetch the table, or choose the one that is filled in."""
    must_record_somewhere(request.acting_role)
    return _page(request, {"form": FileForm()})


def template(request: Request, form: str) -> HttpResponse:
    """A row for each unit that the role records for."""
    places = must_record_somewhere(request.acting_role)
    data = informed_file.template(places, form=FORMS[form][0], language=request.acting_role.language)
    return as_file(data, f"policyn.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown with what it says. Nothing is stored."""
    must_record_somewhere(request.acting_role)
    form = FileForm(request.POST, request.FILES)
    if not form.carried_out(lambda said: _held(request).put(most_bytes=MOST_BYTES, command="", **said)):
        return _page(request, {"form": form}, status=form.status, path=reverse("knowledge:file"))
    return HttpResponseRedirect(reverse("knowledge:file_plan"))


def plan(request: Request) -> HttpResponse:
    """What the table says; storing it is one button further on."""
    found = _bring(request, store=False)
    language = request.acting_role.language
    shown = {
        "rows": found.said[:MOST_SHOWN],
        "left": max(0, len(found.said) - MOST_SHOWN),
        "faults": [days_in_words(each.text(language), language) for each in found.faults],
        "faults_left": found.faults_in_all - len(found.faults),
        "may_store": found.said and not found.faults,
    }
    return _page(request, {"found": found, **shown})


@require_POST
def store(request: Request) -> HttpResponse:
    """The table that was shown is recorded, all of it or nothing."""
    found = _bring(request, store=True)
    if found.faults_in_all:
        return HttpResponseRedirect(reverse("knowledge:file_plan"))
    _held(request).drop()
    count = len(found.said)
    words = ngettext("%(n)d unit is recorded.", "%(n)d units are recorded.", count) % {"n": count}
    return done(request, words, reverse("knowledge:file"))


def _bring(request: Request, *, store: bool) -> informed_file.InformedFile:
    held, acting_role = _held(request), request.acting_role
    places = must_record_somewhere(acting_role)
    with held.opened() as file:
        return informed_file.bring(
            data=whole(file),
            file_name=held.said["name"],
            places=places,
            store=store,
            today=acting_role.today,
            role=acting_role.role,
            who=acting_role.who,
        )


def _held(request: Request) -> HeldFile:
    return HeldFile(request, "informed-units-upload")


def _page(request: Request, context: dict[str, object], *, status: int = 200, path: str = "") -> HttpResponse:
    title = _("Many units by file")
    page = page_shell(
        request,
        title=title,
        lead=_(
            "Fetch the table, fill in day and numbers, and bring it back. Nothing is stored before you have seen it."
        ),
        crumbs=[(title, "")],
        current=HERE,
        modules=MODULES,
        can_travel=False,
        path=path,
    )
    return render(request, "knowledge/file.html", {"page": page, **context}, status=status)
