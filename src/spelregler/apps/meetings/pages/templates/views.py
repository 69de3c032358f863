"""The municipality's own Word templates: brought, seen with made-up content, used, and left."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.report_files import KINDS as FILES
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.access.planned_for import must_plan_somewhere
from spelregler.apps.meetings.files.template_fields import LINES, PARTS, example
from spelregler.apps.meetings.models import WordTemplate
from spelregler.apps.meetings.pages.templates.forms import KINDS, TemplateForm
from spelregler.apps.meetings.pages.words import HERE
from spelregler.apps.meetings.queries import templates as queries
from spelregler.exchange.documents import Document, fill
from spelregler.platform.attachments.store import as_download, place_of


def templates(request: Request) -> HttpResponse:
    """What is used and what waits, and a new one brought."""
    acting_role = request.acting_role
    must_plan_somewhere(acting_role)
    form = TemplateForm(sent(request), request.FILES or None)

    def act(said: dict[str, Any]) -> None:
        operations.bring_template(on=acting_role.today, who=acting_role.who, **said)

    if form.carried_out(act):
        return done(request, _("The template waits. See how it looks, and use it."), reverse("meetings:templates"))
    title = _("Templates for notice and minutes")
    page = page_shell(
        request,
        title=title,
        lead=_("Word documents are made in your own template. PDF has the product's own layout."),
        crumbs=[(_("Meetings"), reverse(HERE)), (title, "")],
        current=HERE,
        can_travel=False,
    )
    rows = queries.templates_now()
    more = {
        "kinds": [(words, [each for each in rows if each.kind == kind]) for kind, words in KINDS.items()],
        "fields": [(words, [*LINES[kind], *PARTS[kind]]) for kind, words in KINDS.items()],
    }
    button, back = _("Bring the template"), reverse(HERE)
    return form_page(request, page, form, button=button, back=back, template="meetings/templates.html", **more)


def template(request: Request, pk: int) -> FileResponse:
    """The template itself, to save."""
    must_plan_somewhere(request.acting_role)
    return as_download(queries.template_by_pk(pk).file)


def example_of(request: Request, pk: int) -> HttpResponse:
    """How the template looks with made-up content. Only who keeps the meetings asks, so it is made at once."""
    must_plan_somewhere(request.acting_role)
    found = queries.template_by_pk(pk)
    title = str(KINDS[WordTemplate.Kind(found.kind)])
    report = Document(title=title, language="sv", made=request.acting_role.today, blocks=[])
    data = fill(place_of(found.file.sha256).read_bytes(), report, example(found.kind))
    headers = {"Content-Disposition": 'attachment; filename="exempel.docx"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=FILES["docx"], headers=headers)


@require_POST
def use(request: Request, pk: int) -> HttpResponse:
    """Documents are made in the template from now on."""
    must_plan_somewhere(request.acting_role)
    found = queries.template_by_pk(pk)
    operations.use_template(template=found, on=request.acting_role.today, who=request.acting_role.who)
    return done(request, _("The template is used from now on."), reverse("meetings:templates"))


@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    """The template is used no longer."""
    must_plan_somewhere(request.acting_role)
    found = queries.template_by_pk(pk)
    operations.retire_template(template=found, on=request.acting_role.today, who=request.acting_role.who)
    return done(request, _("The template is used no longer."), reverse("meetings:templates"))
