"""The municipality's own templates for the documents of reports, and its mark."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.acting.template_pages import TemplateForm, TemplateKind, TemplatePages
from spelregler.apps.followup import operations
from spelregler.apps.followup.access.reports import NEW, Action
from spelregler.apps.followup.files.template_fields import EXAMPLE, EXAMPLE_BLOCKS, LINES, PARTS, example
from spelregler.apps.followup.models import ReportTemplate
from spelregler.apps.followup.pages.words import reports_page
from spelregler.exchange.documents import Document, Logo, fill, write_pdf
from spelregler.platform.attachments.store import place_of
from spelregler.ui.page import Page

Kind = ReportTemplate.Kind
KINDS = {
    Kind.REPORT: gettext_lazy("One report"),
    Kind.WHOLE: gettext_lazy("A committee's or the whole municipality's report"),
    Kind.LOGO: gettext_lazy("The mark in PDF, and in Word without a template"),
}

FILE = gettext_lazy("The template as .docx, or the mark as PNG or JPEG")


def templates(request: Request) -> HttpResponse:
    """What is used and what waits, and a new one brought."""
    pages = _pages(request)
    return pages.start(TemplateForm(sent(request), request.FILES or None, kinds=pages.choices, label=FILE))


def template(request: Request, pk: int) -> FileResponse:
    """The template itself, to save."""
    return _pages(request).saved(pk)


def example_of(request: Request, pk: int) -> HttpResponse:
    """How it looks with made-up content."""

    def make(found: ReportTemplate) -> tuple[bytes, str]:
        data, title = place_of(found.file.sha256).read_bytes(), EXAMPLE["rubrik"]
        day = request.acting_role.today
        if found.kind != Kind.LOGO:
            return fill(data, Document(title=title, language="sv", made=day, blocks=[]), example(found.kind)), "docx"
        mark = Logo(found.file.sha256, EXAMPLE["kommun"])
        return write_pdf(Document(title=title, language="sv", made=day, blocks=EXAMPLE_BLOCKS, logo=mark), data), "pdf"

    return _pages(request).example(pk, make)


@require_POST
def use(request: Request, pk: int) -> HttpResponse:
    """Documents are made in it from now on."""
    return _pages(request).use(pk)


@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    """It is used no longer."""
    return _pages(request).retire(pk)


def _pages(request: Request) -> TemplatePages[ReportTemplate]:
    must(request.acting_role, Action.OPEN, NEW)

    def page() -> Page:
        return reports_page(
            request,
            _("Templates for reports"),
            lead=_(
                "Word documents of reports are made in your own template. PDF has the product's layout and your mark."
            ),
            can_travel=False,
        )

    kinds = {
        kind.value: TemplateKind(words, LINES[kind], () if kind == Kind.LOGO else PARTS)
        for kind, words in KINDS.items()
    }
    return TemplatePages(
        request=request,
        model=ReportTemplate,
        at="followup:word_",
        kinds=kinds,
        page=page,
        bring=operations.bring_report_template,
        back=reverse("followup:reports"),
    )
