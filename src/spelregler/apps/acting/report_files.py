"""A report that is asked for as a file: the file once it is made, till then a page that says how far it is (ADR 44)."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.exchange.documents import Document
from spelregler.platform import documents

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
ON_ITS_WAY = 202


def answer(request: Request, document: Document, *, kind: str, name: str, back: str) -> HttpResponseBase:
    """The file, or the page that waits for it; `back` is where everything in it stands as a page."""
    return shown(request, documents.ask(document, kind=kind, client=client_of(request)), name=name, back=back)


def shown(
    request: Request, asked: documents.Asked, *, name: str, back: str, is_secret: bool = False
) -> HttpResponseBase:
    """The same for a report that was asked for before. What is secret is fetched once, and is gone."""
    # A page that asks by itself how far it is gets a link; whoever follows it, or the address, gets the file.
    if asked.file is not None and "HX-Request" not in request.headers:
        file = asked.file.open("rb")
        if is_secret:
            documents.forget(asked.key, asked.kind)
        return FileResponse(file, as_attachment=True, filename=f"{name}.{asked.kind}", content_type=KINDS[asked.kind])
    page = page_shell(request, title=_("The document is being made"), can_travel=False)
    context = {"page": page, "asked": asked, "address": request.get_full_path(), "back": back}
    return render(request, "ui/document.html", context, status=200 if asked.file else ON_ITS_WAY)


def client_of(request: Request) -> str:
    """Who asks: an account, or a place on the net, which is not kept in words."""
    if request.acting_role.account:
        return f"account {request.acting_role.account}"
    place = str(get_adapter().get_client_ip(request))
    return salted_hmac("spelregler.documents", place, algorithm="sha256").hexdigest()[:20]
