"""Where a calendar program fetches somebody's own dates, without signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from spelregler.apps.notices.files.calendar_file import calendar_file
from spelregler.apps.notices.operations.addresses import BETWEEN, fetch_allowed, holder_of
from spelregler.exchange.calendar import MEDIA_TYPE
from spelregler.platform import clock

TOO_MANY = 429


@require_safe
def calendar(_request: HttpRequest, key: str) -> HttpResponse:
    """The dates of whoever has the address. One that is unknown or withdrawn is no page; one asked too often waits."""
    address = holder_of(key)
    if address is None:
        raise Http404
    headers = {"Cache-Control": "private, max-age=3600", "X-Robots-Tag": "noindex"}
    if not fetch_allowed(address, now=clock.now()):
        return HttpResponse(status=TOO_MANY, headers={**headers, "Retry-After": str(int(BETWEEN.total_seconds()))})
    dates = calendar_file(address.account, on=clock.today())
    return HttpResponse(dates, content_type=MEDIA_TYPE, headers=headers)
