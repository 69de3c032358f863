"""What a directory sends by SCIM, for whoever changes it at random: what is read of it, and what a patch does."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError
from scim2_models import Context, PatchOp, SCIMException

from spelregler.apps.identity.scim import resources
from spelregler.apps.identity.scim.views import TOLERANT, json_object
from spelregler.exchange.tests.mutated import Reader

USER = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
    "userName": "eva.ek@kommun.example",
    "externalId": "7",
    "name": {"givenName": "Eva", "familyName": "Ek", "formatted": "Eva Ek"},
    "emails": [{"value": "eva.ek@kommun.example", "type": "work", "primary": True}],
    "active": True,
}
GROUP = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    "displayName": "Chefer",
    "members": [{"value": "1", "$ref": "https://x.example/scim/v2/Users/1"}],
}
PATCH = {
    "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    "Operations": [
        {"op": "replace", "path": 'emails[type eq "work"].value', "value": "e@kommun.example"},
        {"op": "Add", "value": {"name.givenName": "E", "emails[primary eq true].value": "f@kommun.example"}},
        {"op": "remove", "path": "members", "value": [{"value": "1", "$ref": None}]},
        {"op": "replace", "path": "active", "value": "False"},
    ],
}


def bodies() -> Reader:
    """The reader of what provisioning sends."""
    seeds = tuple(json.dumps(each).encode() for each in (USER, GROUP, PATCH))
    return Reader("scim", seeds, _read, (SCIMException, ValidationError))


def _read(data: bytes) -> object:
    with TOLERANT:
        said = json_object(data)
        if "Operations" in said:
            return [_patched(said, model, held) for model, held in ((resources.User, USER), (resources.Group, GROUP))]
        if "members" in said:
            return resources.Group.model_validate(said, scim_ctx=Context.RESOURCE_CREATION_REQUEST)
        user = resources.User.model_validate(resources.with_address(said), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
        return resources.facts_of(resources.following(user))


def _patched(said: dict[str, Any], model: Any, held: dict[str, Any]) -> object:
    patch = PatchOp[model].model_validate(resources.in_standard_terms(said), scim_ctx=Context.RESOURCE_PATCH_REQUEST)
    resource = model.model_validate({**held, "id": "1"})
    patch.patch(resource)
    return resource.model_dump(scim_ctx=Context.RESOURCE_PATCH_RESPONSE, mode="json")
