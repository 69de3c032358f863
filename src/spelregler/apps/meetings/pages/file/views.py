"""Meetings by file: the table is fetched, shown with what it plans, and stored."""

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
from spelregler.apps.acting.rights import may, must
from spelregler.apps.meetings.access.rights import Action, meetings_of
from spelregler.apps.meetings.files import calendar_file
from spelregler.apps.meetings.pages.words import HERE
from spelregler.apps.meetings.queries import calendar
from spelregler.apps.organisation.models import Body
from spelregler.exchange.bounded import whole
from spelregler.platform.table_files import FORMS, MOST_BYTES, as_file
from spelregler.ui.formatting import days_in_words

MOST_SHOWN = 100


def start(request: Request) -> HttpResponse:
    """Fetch the table, or choose the one that is filled in."""
    _bodies(request)
    return _page(request, {"form": FileForm()})


def template(request: Request, form: str) -> HttpResponse:
    """A row for each body that the role plans for."""
    data = calendar_file.template(_bodies(request), form=FORMS[form][0], language=request.acting_role.language)
    return as_file(data, f"sammantraden.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown with what it says. Nothing is stored."""
    _bodies(request)
    form = FileForm(request.POST, request.FILES)
    if not form.carried_out(lambda said: _held(request).put(most_bytes=MOST_BYTES, command="", **said)):
        return _page(request, {"form": form}, status=form.status, path=reverse("meetings:file"))
    return HttpResponseRedirect(reverse("meetings:file_plan"))


def plan(request: Request) -> HttpResponse:
    """What the table plans; storing it is one button further on."""
    found, language = _bring(request, store=False), request.acting_role.language
    shown = {
        "rows": found.planned[:MOST_SHOWN],
        "left": max(0, len(found.planned) - MOST_SHOWN),
        "faults": [days_in_words(each.text(language), language) for each in found.faults],
        "faults_left": 0,
        "may_store": found.planned and not found.faults,
    }
    return _page(request, {"found": found, **shown})


@require_POST
def store(request: Request) -> HttpResponse:
    """The table that was shown is stored, all of it or nothing."""
    found = _bring(request, store=True)
    if found.faults:
        return HttpResponseRedirect(reverse("meetings:file_plan"))
    _held(request).drop()
    count = len(found.planned)
    words = ngettext("%(n)d meeting is planned.", "%(n)d meetings are planned.", count) % {"n": count}
    return done(request, words, reverse(HERE))


def _bring(request: Request, *, store: bool) -> calendar_file.CalendarFile:
    held, acting_role, bodies = _held(request), request.acting_role, _bodies(request)
    with held.opened() as file:
        return calendar_file.bring(
            data=whole(file),
            file_name=held.said["name"],
            bodies=bodies,
            lists_a_year=calendar.lists_a_year(as_of=acting_role.today),
            store=store,
            today=acting_role.today,
            who=acting_role.who,
        )


def _bodies(request: Request) -> list[Body]:
    """The bodies that the role plans for. Refuses with the rule whoever plans for none."""
    acting_role = request.acting_role
    found = calendar.meeting_bodies(as_of=acting_role.today)
    own = [each for each in found if may(acting_role, Action.PLAN, meetings_of(each.code))]
    if not own:
        must(acting_role, Action.PLAN, meetings_of("any"))
    return own


def _held(request: Request) -> HeldFile:
    return HeldFile(request, "meetings-upload")


def _page(request: Request, context: dict[str, object], *, status: int = 200, path: str = "") -> HttpResponse:
    title = _("Plan from a file")
    page = page_shell(
        request,
        title=title,
        lead=_("A row for each meeting. Nothing is stored before you have seen it."),
        crumbs=[(_("Meetings"), reverse(HERE)), (title, "")],
        current=HERE,
        can_travel=False,
        path=path,
    )
    return render(request, "meetings/file.html", {"page": page, **context}, status=status)
