"""The only place that turns a refusal or a fault into a response."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.page_shell import page_shell
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import record_refusal
from spelregler.platform.bounds import COME_BACK
from spelregler.platform.errors import DomainError, Refused
from spelregler.platform.findings import titles
from spelregler.platform.forms import PlainForm, language_of_reader
from spelregler.platform.looking import LOOK, LookFirst, as_typed
from spelregler.ui import formatting
from spelregler.ui.page import Refusal
from spelregler.ui.sending import FIELD, WHOSE

NOT_HERE = 404
COME_BACK_LATER = {429, 503}
SQLITE_BUSY = "database is locked"


class DomainErrorMiddleware:
    """A refusal is shown with its rule, its reason and the right way to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; `process_exception` does the work."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Our own refusals, what a model would not accept and a database that is busy; all else is seen as a fault."""
        if isinstance(exception, LookFirst):
            return looked_at(request, exception.form)
        if isinstance(exception, OperationalError) and (busy := as_busy(exception)):
            return refused(request, busy)
        if isinstance(exception, ValidationError):
            return refused(request, _as_refusal(exception))
        if isinstance(exception, Refused):
            note_refusal(request, exception)
        return refused(request, exception) if isinstance(exception, DomainError) else None


def note_refusal(request: Any, refusal: Refused) -> None:
    """Recorded without blame: which role, action and clause, never who. The act itself was rolled back before this."""
    asked = refusal.action or getattr(request.resolver_match, "view_name", "") or request.path
    record_refusal(role=request.acting_role.role, action=asked, clause=refusal.clause)


class Busy(DomainError):
    """A large file holds the only writer's lock of SQLite for longer than anybody should wait."""

    code, status = "busy", 503


def as_busy(error: OperationalError) -> Busy | None:
    """What to say where the database waited in vain for its turn; None for every other fault of it."""
    if SQLITE_BUSY not in str(error):
        return None
    return Busy(
        Words("Somebody else is storing a great deal, and only one at a time can write. Nothing of yours is stored."),
        way=Words("Wait a minute, go back and try again."),
    )


def _as_refusal(error: ValidationError) -> DomainError:
    words = " ".join(error.messages)
    return DomainError(Pair(words), way=Words("Go back and correct it."))


def looked_at(request: Any, form: PlainForm) -> HttpResponse:
    """What will happen, that it cannot be undone, and what was typed; from here it is done, or changed first."""
    language, look = language_of_reader(), form.look
    page = page_shell(request, title=_("Look once more"), can_travel=False)
    name = form.add_prefix(LOOK)
    context = {
        "page": page,
        "words": look.text(language) if look else "",
        "rows": [(label, _in_words(said, language)) for label, said in as_typed(form)],
        "path": request.get_full_path(),
        "name": name,
        "fields": [
            (each, value)
            for each, values in request.POST.lists()
            if each not in (name, FIELD, WHOSE, "csrfmiddlewaretoken")
            for value in values
        ],
    }
    return render(request, "ui/look.html", context)


def _in_words(said: object, language: str) -> str:
    if isinstance(said, bool):
        return _("yes")
    return formatting.long_date(said, language) if isinstance(said, date) else str(said)


def _typed(request: Any) -> list[str]:
    """The words that somebody wrote in the form that was refused: they are shown, to be copied, and never lost."""
    if request.method != "POST":
        return []
    said = (value.strip() for name, values in request.POST.lists() for value in values if "password" not in name)
    return [value for value in said if " " in value]


def refused(request: Any, error: DomainError) -> HttpResponse:
    """The page of a refusal: what rule, why, and what to do instead. Nothing was stored."""
    language = language_of_reader()
    title = _("Not here") if error.status == NOT_HERE else _("This is not done")
    page = page_shell(request, title=title, can_travel=False)
    known = titles(as_of=request.acting_role.as_of).get(error.clause)
    refusal = Refusal(
        title=_("What the rules say"),
        reason=error.words.text(language),
        clause=error.clause,
        clause_title=known.text(language) if known else "",
        clause_url=reverse("policy:clause", args=[error.clause]) if known else "",
        way=error.way.text(language),
    )
    context = {"page": page, "refused": refusal, "typed": _typed(request)}
    response = render(request, "ui/refusal.html", context, status=error.status)
    if error.status in COME_BACK_LATER:
        response.headers["Retry-After"] = str(COME_BACK)
    return response
