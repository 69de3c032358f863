"""The endpoints of provisioning, /scim/v2/ (RFC 7644). A key opens them; no session, no cookie, no role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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
    ResourceType,
    Schema,
    SCIMException,
    ScimPolicy,
    SearchRequest,
)

from spelregler.apps.identity.operations.provisioning import holder_of
from spelregler.apps.identity.scim import resources
from spelregler.apps.identity.scim.kinds import MOST_SEARCHED, Json, Moment, stretch
from spelregler.exchange.bounded import Unfit as Unread
from spelregler.exchange.bounded import read_json
from spelregler.platform import clock
from spelregler.platform.errors import DomainError

CONTENT_TYPE = "application/scim+json"
USERS, GROUPS = resources.Users(), resources.Groups()
KINDS: dict[str, resources.Users | resources.Groups] = {"Users": USERS, "Groups": GROUPS}
TOLERANT = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)
"""What directories in use send beside the letter of the standard: attributes that are not kept here, and more."""
ScimReply = tuple[Json | None, int]
Endpoint = Callable[..., ScimReply]


def speaks_scim(**methods: Endpoint) -> Callable[..., HttpResponse]:
    """A view of the protocol: a key is asked for first, and every refusal is said in the protocol's own words."""

    @csrf_exempt
    def view(request: HttpRequest, **place: str) -> HttpResponse:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        who = holder_of(key) if scheme.lower() == "bearer" and key else None
        if who is None:
            refused = _refusal(Error(status=401, detail="A valid bearer token is needed."))
            refused["WWW-Authenticate"] = 'Bearer realm="scim"'
            return refused
        base = request.build_absolute_uri("/scim/v2/")
        moment = Moment(who=who, now=clock.now(), today=clock.today(), base=base)
        endpoint = methods.get(request.method or "")
        if endpoint is None:
            return _refusal(Error(status=405, detail="This method is not used here."))
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


def _said(body: Json | None, status: int) -> HttpResponse:
    if body is None:
        return HttpResponse(status=status)
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def _refusal(error: Error) -> HttpResponse:
    return _said(error.model_dump(mode="json"), int(error.status or 400))


def json_object(body: bytes) -> Json:
    """What is sent, or a refusal in the protocol's words."""
    try:
        payload = read_json(body, figure=float)  # nothing kept here has decimals, and the library knows no Decimal
    except Unread as error:
        raise InvalidSyntaxException(detail=f"The body cannot be read: {error}") from error
    if not isinstance(payload, dict):
        raise InvalidSyntaxException(detail="The body is a JSON object.")
    return payload


def _query(request: HttpRequest, *also: str) -> dict[str, str]:
    return {name: request.GET[name] for name in ("attributes", "excludedAttributes", *also) if name in request.GET}


def listed(request: HttpRequest, moment: Moment, kind: str) -> ScimReply:
    """One page of those that fit the filter."""
    return KINDS[kind].searched(_query(request, "filter", "startIndex", "count"), moment), 200


def searched(request: HttpRequest, moment: Moment, kind: str) -> ScimReply:
    """The same, asked in a body, so that what is looked for stands in no log of addresses (§3.4.3)."""
    return KINDS[kind].searched(json_object(request.body), moment), 200


def searched_everywhere(request: HttpRequest, moment: Moment) -> ScimReply:
    """Users and groups that fit, together."""
    asked = SearchRequest[resources.User | resources.Group].model_validate(json_object(request.body))
    users = (USERS.told(row, moment) for row in USERS.rows()[:MOST_SEARCHED])
    groups = (GROUPS.told(row, moment) for row in GROUPS.rows()[:MOST_SEARCHED])
    every: list[resources.User | resources.Group] = [*users, *groups]
    fitting = [each for each in every if asked.filter is None or asked.filter.match(each)]
    start, count = stretch(asked.start_index, asked.count)
    page = fitting[start - 1 : start - 1 + count]
    answer = ListResponse[resources.User | resources.Group](
        total_results=len(fitting), start_index=start, items_per_page=len(page), resources=page
    )
    return answer.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json", response_parameters=asked), 200


def read(request: HttpRequest, moment: Moment, kind: str, number: str) -> ScimReply:
    """One of them."""
    return KINDS[kind].read(number, moment, _query(request)), 200


def created(request: HttpRequest, moment: Moment, kind: str) -> ScimReply:
    """A new one."""
    return KINDS[kind].created(json_object(request.body), moment, _query(request)), 201


def replaced(request: HttpRequest, moment: Moment, kind: str, number: str) -> ScimReply:
    """The whole of it anew."""
    return KINDS[kind].replaced(number, json_object(request.body), moment, _query(request)), 200


def patched(request: HttpRequest, moment: Moment, kind: str, number: str) -> ScimReply:
    """A part of it."""
    payload = resources.in_standard_terms(json_object(request.body))
    return KINDS[kind].patched(number, payload, moment, _query(request)), 200


def removed(request: HttpRequest, moment: Moment, kind: str, number: str) -> ScimReply:
    """A leaver, or a group that is gone."""
    KINDS[kind].removed(number, moment)
    return None, 204


def capabilities(request: HttpRequest, moment: Moment) -> ScimReply:
    """What the server can."""
    return resources.capabilities(moment.base).model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json"), 200


def _one_of(found: Iterable[ResourceType | Schema], name: str) -> ScimReply:
    one = next((each for each in found if str(each.id).lower() == name.lower()), None)
    if one is None:
        raise NotFoundException(detail=f"{name} does not exist.")
    return one.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json"), 200


def _every(found: Sequence[ResourceType] | Sequence[Schema]) -> dict[str, int]:
    return {"total_results": len(found), "start_index": 1, "items_per_page": len(found)}


def resource_types(request: HttpRequest, moment: Moment, name: str = "") -> ScimReply:
    """Users and groups."""
    found = [*resources.described(moment.base)]
    if name:
        return _one_of(found, name)
    answer = ListResponse[ResourceType](**_every(found), resources=found)
    return answer.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json"), 200


def schemas(request: HttpRequest, moment: Moment, name: str = "") -> ScimReply:
    """Their attributes."""
    found = [*resources.schemas(moment.base)]
    if name:
        return _one_of(found, name)
    answer = ListResponse[Schema](**_every(found), resources=found)
    return answer.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE, mode="json"), 200


def nothing(request: HttpRequest, moment: Moment, path: str) -> ScimReply:
    """An address that the protocol does not have."""
    raise NotFoundException(detail=f"{path} does not exist.")
