"""The page of one form, the same in every room."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from spelregler.apps.acting.acting_role import Request
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

Named = ParamSpec("Named")
View = Callable[Concatenate[Request, Named], HttpResponse]


def only_sent(view: View[Named]) -> View[Named]:
    """The address that a form is sent to. Whoever reads it is led to the page that the form lies in, one step up."""

    @wraps(view)
    def answered(request: Request, /, *names: Named.args, **named: Named.kwargs) -> HttpResponse:
        return view(request, *names, **named) if request.method == "POST" else HttpResponseRedirect("../")

    return answered


def sent(request: HttpRequest) -> QueryDict | None:
    """What was typed, where a form was sent, be it empty; nothing where its page is only read."""
    return request.POST if request.method == "POST" else None


def sent_with(request: HttpRequest, name: str) -> QueryDict | None:
    """What was typed, where of a page's forms the one with that field was sent; nothing where another was."""
    return request.POST if name in request.POST else None


def form_page(
    request: Request,
    page: Page,
    form: PlainForm,
    *,
    button: str,
    back: str,
    template: str = "ui/entering.html",
    **more: Any,
) -> HttpResponse:
    """What was typed stays, and what is wrong stands at its field. `back` is where the reader goes instead."""
    context = {"page": page, "form": form, "button": button, "back": back, **more}
    return render(request, template, context, status=form.status)


def done(request: Request, message: str, address: str) -> HttpResponse:
    """What was done is told on the page that shows it."""
    messages.success(request, message)
    return HttpResponseRedirect(address)
