"""Kolada's addresses over our own open figures. Anybody may read them; nothing here needs or knows an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from spelregler.apps.comparison.feed.feed import PARTS, BadQuestion, answer, read_question
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.platform import clock


@require_safe
def catalogue(request: HttpRequest, what: str, ids: str = "") -> JsonResponse:
    """`kpi`, `municipality`, `ou` and the groups: all of them, or those with the ids."""
    return _told(request, what, {"id": [ids] if ids else []})


@require_safe
def figures(request: HttpRequest, what: str, rest: str = "") -> JsonResponse:
    """`data` and `oudata`: the parts in the path (kpi/…/municipality/…/year/…) or as kpi_id, municipality_id, year."""
    path = [each for each in rest.split("/") if each]
    named = dict(zip(path[::2], path[1::2], strict=False))
    if len(path) % 2 or set(named) - set(PARTS[what]):
        return _refused("Adressen går inte att läsa. The address cannot be read.", status=404)
    query = {part: request.GET.getlist("year" if part == "year" else f"{part}_id") for part in PARTS[what]}
    ids = {part: [*query[part], *([named[part]] if part in named else [])] for part in PARTS[what]}
    if not any(ids.values()):
        return _refused("Ange kpi, municipality eller year. Give kpi, municipality or year.")
    return _told(request, what, ids)


def _told(request: HttpRequest, what: str, ids: Mapping[str, Sequence[str]]) -> JsonResponse:
    own = municipality()
    if own is None:
        return _refused("Ingen kommun är inlagd. No municipality is entered.", status=404)
    try:
        asked = read_question(ids=ids, query={name: request.GET.getlist(name) for name in request.GET})
    except BadQuestion as refused:
        return _refused(f"{refused.words.sv} {refused.words.en}")
    found = answer(what, asked, own=own, as_of=clock.today())
    document = {
        "values": found.values,
        "count": len(found.values),
        "next_url": None if found.is_last else _page(request, asked.page + 1),
        "previous_url": _page(request, asked.page - 1) if asked.page > 1 else None,
    }
    return _open(JsonResponse(document, json_dumps_params={"ensure_ascii": False}))


def _page(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _refused(detail: str, *, status: int = 400) -> JsonResponse:
    return _open(JsonResponse({"detail": detail}, status=status, json_dumps_params={"ensure_ascii": False}))


def _open(response: JsonResponse) -> JsonResponse:
    """Open data may be read by a page on any site."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
