"""Every form that stores is safe to send twice: the second answer is the first one's result (ADR 43)."""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from spelregler.config.error_mapping import Busy, as_busy, refused
from spelregler.domain.words import Words
from spelregler.platform import clock, request_id
from spelregler.platform.errors import DomainError
from spelregler.platform.sending import operations
from spelregler.platform.sending.operations import Sent
from spelregler.ui.sending import FIELD, KEPT, WHOSE

TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)
SHOWS_ONLY = frozenset({"home:wear", "home:language", "home:log_in", "home:log_out", "account_logout"})
"""What changes only how the reader is shown things may be sent as often as anybody likes."""
logger = logging.getLogger(__name__)
LONGEST_WAIT_SECONDS, LOOK_AGAIN_SECONDS = 20, 0.1


class AlreadySent(DomainError):
    """The form was sent and stored, and is now sent with something else in it."""

    code, status = "already-sent", 409


class StillSending(DomainError):
    """The first sending has not been answered yet."""

    code, status = "still-sending", 409


class SentOnceMiddleware:
    """A form's one-time token is used once, by whoever is signed in. What has no token is served as it comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; where a sending began here it ends with the answer, or is given up where nothing was stored."""
        response = self.get_response(request)
        sent: Sent | None = getattr(request, "sent_once", None)
        if sent is not None:
            _end(sent, response)
        return response

    def process_view(self, request: Any, view: object, *_arguments: object) -> HttpResponse | None:
        """After the check that the form is ours and before the view: begin, or answer as the first was answered."""
        token = _token_of(request)
        if not token:
            return None
        try:
            sent = _begun(request, token)
        except OperationalError as error:
            if as_busy(error) is None:
                raise
            return refused(request, _not_taken())
        if sent.is_mine:
            request.sent_once = sent
            return None
        return _again(request, sent)


def token_sent(request: Any) -> str:
    """The form's one-time token; empty where there is none that is ours."""
    token = request.POST.get(FIELD, "")
    return token if TOKEN.fullmatch(token) else ""


def _token_of(request: Any) -> str:
    if request.method != "POST" or not request.user.is_authenticated:
        return ""
    return "" if request.resolver_match.view_name in SHOWS_ONLY else token_sent(request)


def _begun(request: Any, token: str) -> Sent:
    """The sending, begun now or before; one that is under way is waited for."""
    digest, until = digest_of(request), time.monotonic() + LONGEST_WAIT_SECONDS
    while True:
        sent = operations.begin(
            account=str(request.user.pk),
            token=token,
            digest=digest,
            request_id=request_id.current(),
            now=clock.now(),
        )
        if sent.is_mine or sent.is_done or time.monotonic() >= until:
            return sent
        time.sleep(LOOK_AGAIN_SECONDS)


def digest_of(request: HttpRequest) -> str:
    """Of the address and of all that was sent to it, files as well."""
    told = hashlib.sha256(request.get_full_path().encode())
    for name, values in sorted(request.POST.lists()):
        if name not in (FIELD, WHOSE, KEPT, "csrfmiddlewaretoken"):
            told.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            told.update(repr((name, file.name, file.size)).encode())
            for piece in file.chunks():
                told.update(piece)
            file.seek(0)
    return told.hexdigest()


def _again(request: Any, sent: Sent) -> HttpResponse:
    """As the first was answered; where that has taken too long, the trail knows whether it is stored already."""
    if not sent.is_done and not operations.has_stored(sent.row):
        return refused(request, _still_sending())
    if not sent.is_same:
        return refused(request, _already_sent())
    return HttpResponseRedirect(sent.row.location or where_it_stood(request))


def _end(sent: Sent, response: HttpResponse) -> None:
    """A redirect is done; a page or a refusal only where the trail says that something was stored all the same.

    What fails here fails after the write, which must not be told that it did; the trail knows what was stored.
    """
    is_led_on = 300 <= response.status_code < 400
    is_file = "Content-Disposition" in response.headers
    try:
        if is_led_on or (not is_file and operations.has_stored(sent.row)):
            operations.end(sent.row, location=response.headers.get("Location", ""), now=clock.now())
        else:
            operations.give_up(sent.row)
    except DatabaseError:
        logger.exception("It could not be noted how the sending ended")


def where_it_stood(request: HttpRequest) -> str:
    """The page that the form was on: there what was stored is seen."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return urlsplit(came_from).path or "/"
    return "/"


def _already_sent() -> AlreadySent:
    return AlreadySent(
        Words("The form has been sent and stored. What you sent now was something else, and none of it is stored."),
        way=Words("Open the page anew, see how it stands and fill it in again if something should change."),
    )


def _not_taken() -> Busy:
    """It is not known whether an earlier sending of the same form was stored, so that is not said."""
    return Busy(
        Words(
            "Somebody else is storing a great deal, and only one at a time can write. The form was not taken this time."
        ),
        way=Words("Wait a minute, go back and send it again. If you sent it before, it is stored once all the same."),
    )


def _still_sending() -> StillSending:
    return StillSending(
        Words("What you sent is still being stored. It is not sent once more."),
        way=Words("Wait a minute and open the page anew. There you see whether it is stored."),
    )
