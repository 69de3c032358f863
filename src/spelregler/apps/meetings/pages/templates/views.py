"""The municipality's own Word templates for the notice and the minutes."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.template_pages import TemplateForm, TemplateKind, TemplatePages
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.access.planned_for import must_plan_somewhere
from spelregler.apps.meetings.files.template_fields import LINES, PARTS, example
from spelregler.apps.meetings.models import WordTemplate
from spelregler.apps.meetings.pages.words import HERE
from spelregler.exchange.documents import Document, fill
from spelregler.platform.attachments.store import place_of
from spelregler.ui.page import Page

KINDS = {
    WordTemplate.Kind.NOTICE: gettext_lazy("The notice"),
    WordTemplate.Kind.MINUTES: gettext_lazy("The minutes"),
}


def templates(request: Request) -> HttpResponse:
    """What is used and what waits, and a new one brought."""
    pages = _pages(request)
    return pages.start(TemplateForm(sent(request), request.FILES or None, kinds=pages.choices))


def template(request: Request, pk: int) -> FileResponse:
    """The template itself, to save."""
    return _pages(request).saved(pk)


def example_of(request: Request, pk: int) -> HttpResponse:
    """How the template looks with made-up content."""

    def make(found: WordTemplate) -> tuple[bytes, str]:
        title = str(KINDS[WordTemplate.Kind(found.kind)])
        report = Document(title=title, language="sv", made=request.acting_role.today, blocks=[])
        return fill(place_of(found.file.sha256).read_bytes(), report, example(found.kind)), "docx"

    return _pages(request).example(pk, make)


@require_POST
def use(request: Request, pk: int) -> HttpResponse:
    """Documents are made in the template from now on."""
    return _pages(request).use(pk)


@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    """The template is used no longer."""
    return _pages(request).retire(pk)


def _pages(request: Request) -> TemplatePages[WordTemplate]:
    must_plan_somewhere(request.acting_role)
    title = _("Templates for notice and minutes")

    def page() -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("Word documents are made in your own template. PDF has the product's own layout."),
            crumbs=[(_("Meetings"), reverse(HERE)), (title, "")],
            current=HERE,
            can_travel=False,
        )

    return TemplatePages(
        request=request,
        model=WordTemplate,
        at="meetings:",
        kinds={kind.value: TemplateKind(words, LINES[kind], PARTS[kind]) for kind, words in KINDS.items()},
        page=page,
        bring=operations.bring_template,
        back=reverse(HERE),
    )
