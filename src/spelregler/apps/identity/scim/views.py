"""The endpoints of provisioning, /scim/v2/ (RFC 7644). A key opens them; no session, no cookie, no role."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError as Unfit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import (
    Context,
    Error,
    InvalidSyntaxException,
    ListResponse,
    NotFoundException,
    PatchOp,
    Resource,
    ResourceType,
    ResponseParameters,
    Schema,
    SCIMException,
    ScimPolicy,
    SearchRequest,
)

from spelregler.apps.identity.operations.provisioning import holder_of
from spelregler.apps.identity.scim import resources
from spelregler.domain import reading
from spelregler.exchange.bounded import Unfit as Unread
from spelregler.exchange.bounded import read_json
from spelregler.platform import clock
from spelregler.platform.errors import DomainError

CONTENT_TYPE = "application/scim+json"
KINDS: dict[str, Any] = {"Users": resources.Users(), "Groups": resources.Groups()}
TOLERANT = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)
"""What directories in use send beside the letter of the standard: attributes that are not kept here, and more."""
ScimReply = tuple[Any, int]
Endpoint = Callable[..., ScimReply]


def speaks_scim(**methods: Endpoint) -> Callable[..., HttpResponse]:
    """A view of the protocol: a key is asked for first, and every refusal is said in the protocol's own words."""

    @csrf_exempt
    def view(request: HttpRequest, **place: str) -> HttpResponse:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        who = holder_of(key) if scheme.lower() == "bearer" and key else None
        if who is None:
            refused = _said(Error(status=401, detail="A valid bearer token is needed."), 401)
            refused["WWW-Authenticate"] = 'Bearer realm="scim"'
            return refused
        base = request.build_absolute_uri("/scim/v2/")
        moment = resources.Moment(who=who, now=clock.now(), today=clock.today(), base=base)
        endpoint = methods.get(request.method or "")
        if endpoint is None:
            return _said(Error(status=405, detail="This method is not used here."), 405)
        try:
            with TOLERANT:
                return _said(*endpoint(request, moment, **place))
        except SCIMException as error:
            return _refusal(error.to_error())
        except ValidationError as error:
            return _refusal(Error.from_validation_errors(error)[0])
        except Unfit as error:
            return _refusal(Error(status=400, scim_type="invalidValue", detail=" ".join(error.messages)))
        except DomainError as error:
            kind = "uniqueness" if error.status == 409 else "invalidValue"
            return _refusal(Error(status=error.status, scim_type=kind, detail=error.words.en))

    return view


def _said(body: Any, status: int) -> HttpResponse:
    if body is None:
        return HttpResponse(status=status)
    told = body if isinstance(body, dict) else body.model_dump(mode="json")
    return JsonResponse(told, status=status, content_type=CONTENT_TYPE)


def _refusal(error: Error) -> HttpResponse:
    return _said(error, int(error.status or 400))


def json_object(body: bytes) -> dict[str, Any]:
    """What is sent, or a refusal in the protocol's words."""
    try:
        payload = read_json(body, figure=float)  # nothing kept here has decimals, and the library knows no Decimal
    except Unread as error:
        raise InvalidSyntaxException(detail=f"The body cannot be read: {error}") from error
    if not isinstance(payload, dict):
        raise InvalidSyntaxException(detail="The body is a JSON object.")
    return payload


def _payload(request: HttpRequest, kind: str) -> dict[str, Any]:
    payload = json_object(request.body)
    return resources.with_address(payload) if kind == "Users" else payload


def _row(kind: str, number: str) -> Any:
    row = KINDS[kind].rows().filter(pk=reading.read_or(reading.identity, number, None)).first()
    if row is None:
        raise NotFoundException(detail=f"{kind}/{number} does not exist.")
    return row


def _told(request: HttpRequest, kind: str, row: Any, moment: resources.Moment, context: Context) -> dict[str, Any]:
    model: Any = KINDS[kind].model
    wanted = ResponseParameters[model].model_validate(_query(request))
    resource: Any = KINDS[kind].told(row, moment)
    told: dict[str, Any] = resource.model_dump(scim_ctx=context, response_parameters=wanted, mode="json")
    return told


def _query(request: HttpRequest, *also: str) -> dict[str, str]:
    return {name: request.GET[name] for name in ("attributes", "excludedAttributes", *also) if name in request.GET}


def listed(request: HttpRequest, moment: resources.Moment, kind: str) -> ScimReply:
    """One page of those that fit the filter."""
    return _searched(kind, moment, _query(request, "filter", "startIndex", "count"))


def searched(request: HttpRequest, moment: resources.Moment, kind: str) -> ScimReply:
    """The same, asked in a body, so that what is looked for stands in no log of addresses (§3.4.3)."""
    return _searched(kind, moment, _payload(request, ""))


def _searched(kind: str, moment: resources.Moment, wanted: dict[str, Any]) -> ScimReply:
    model: Any = KINDS[kind].model
    asked = SearchRequest[model].model_validate(wanted)
    rows = resources.found(KINDS[kind], asked.filter, moment)
    total = len(rows) if isinstance(rows, list) else rows.count()  # type: ignore[call-arg]
    start, count = asked.start_index or 1, min(resources.MOST if asked.count is None else asked.count, resources.MOST)
    page = [KINDS[kind].told(row, moment) for row in rows[start - 1 : start - 1 + count]]
    return _page(model, page, total, start, response_parameters=asked), 200


def searched_everywhere(request: HttpRequest, moment: resources.Moment) -> ScimReply:
    """Users and groups that fit, together."""
    model: Any = resources.User | resources.Group
    asked = SearchRequest[model].model_validate(_payload(request, ""))
    every = [kind.told(row, moment) for kind in KINDS.values() for row in kind.rows()[: resources.MOST_SEARCHED]]
    fitting = [each for each in every if asked.filter is None or asked.filter.match(each)]
    start, count = asked.start_index or 1, min(resources.MOST if asked.count is None else asked.count, resources.MOST)
    page = fitting[start - 1 : start - 1 + count]
    return _page(model, page, len(fitting), start, response_parameters=asked), 200


def _page(model: Any, page: list[Any], total: int, start: int = 1, **more: Any) -> dict[str, Any]:
    answer = ListResponse[model](total_results=total, start_index=start, items_per_page=len(page), resources=page)
    told: dict[str, Any] = answer.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json", **more)
    return told


def read(request: HttpRequest, moment: resources.Moment, kind: str, number: str) -> ScimReply:
    """One of them."""
    return _told(request, kind, _row(kind, number), moment, Context.RESOURCE_QUERY_RESPONSE), 200


def created(request: HttpRequest, moment: resources.Moment, kind: str) -> ScimReply:
    """A new one."""
    wanted: Any = KINDS[kind].model.model_validate(_payload(request, kind), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    row = KINDS[kind].create(wanted, moment)
    return _told(request, kind, row, moment, Context.RESOURCE_CREATION_RESPONSE), 201


def replaced(request: HttpRequest, moment: resources.Moment, kind: str, number: str) -> ScimReply:
    """The whole of it anew."""
    row = _row(kind, number)
    wanted: Any = KINDS[kind].model.model_validate(
        _payload(request, kind), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST
    )
    wanted.replace(KINDS[kind].told(row, moment))
    row = KINDS[kind].replace(row, wanted, moment)
    return _told(request, kind, row, moment, Context.RESOURCE_REPLACEMENT_RESPONSE), 200


def patched(request: HttpRequest, moment: resources.Moment, kind: str, number: str) -> ScimReply:
    """A part of it."""
    row, model = _row(kind, number), KINDS[kind].model
    patch: Any = PatchOp[model].model_validate(  # type: ignore[valid-type]
        resources.in_standard_terms(_payload(request, "")), scim_ctx=Context.RESOURCE_PATCH_REQUEST
    )
    resource: Any = KINDS[kind].told(row, moment)
    if patch.patch(resource):
        row = KINDS[kind].change(row, resource, moment)
    return _told(request, kind, row, moment, Context.RESOURCE_PATCH_RESPONSE), 200


def removed(request: HttpRequest, moment: resources.Moment, kind: str, number: str) -> ScimReply:
    """A leaver, or a group that is gone."""
    KINDS[kind].remove(_row(kind, number), moment)
    return None, 204


def capabilities(request: HttpRequest, moment: resources.Moment) -> ScimReply:
    """What the server can."""
    return resources.capabilities(moment.base).model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json"), 200


def _all_of(model: Any, found: Iterable[Resource[Any]]) -> ScimReply:
    every = list(found)
    return _page(model, every, len(every)), 200


def _one_of(found: Iterable[Resource[Any]], name: str) -> ScimReply:
    one = next((each for each in found if str(each.id).lower() == name.lower()), None)
    if one is None:
        raise NotFoundException(detail=f"{name} does not exist.")
    return one.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json"), 200


def resource_types(request: HttpRequest, moment: resources.Moment, name: str = "") -> ScimReply:
    """Users and groups."""
    found = resources.described(moment.base)
    return _one_of(found, name) if name else _all_of(ResourceType, found)


def schemas(request: HttpRequest, moment: resources.Moment, name: str = "") -> ScimReply:
    """Their attributes."""
    found = resources.schemas(moment.base)
    return _one_of(found, name) if name else _all_of(Schema, found)


def nothing(request: HttpRequest, moment: resources.Moment, path: str) -> ScimReply:
    """An address that the protocol does not have."""
    raise NotFoundException(detail=f"{path} does not exist.")
