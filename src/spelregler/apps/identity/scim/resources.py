"""SCIM's users and groups (RFC 7643), told from our rows and told to our operations.

The library of models holds the protocol: types, filters, patches, errors. Here stands only what is ours: which
attributes are kept (no more than an account needs), and which row each is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from pydantic import EmailStr, Field
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ComplexAttribute,
    Context,
    ETag,
    Filter,
    InvalidValueException,
    ListResponse,
    Meta,
    Mutability,
    Name,
    Patch,
    PatchOp,
    Reference,
    Required,
    Resource,
    ResourceType,
    ResponseParameters,
    Schema,
    SearchRequest,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

from spelregler.apps.identity.models import ScimGroup, ScimUser
from spelregler.apps.identity.operations.provisioning import (
    UserFacts,
    change_user,
    create_user,
    keep_group,
    remove_group,
    remove_user,
)
from spelregler.apps.identity.scim.kinds import MOST, Json, Kind, Moment
from spelregler.domain import reading

DERIVED = "userName"
"""The type of an address that nobody told: it is the user's name."""


class Address(ComplexAttribute):
    """An e-mail address of a user."""

    value: Annotated[EmailStr | None, Required.true] = None
    """The address itself."""
    type: str | None = None
    """Which address it is, such as work."""
    primary: bool | None = None
    """Whether it is the one to use."""


class User(Resource[Any]):
    """The part of a SCIM user that is kept here; what a provider sends beside it is left out, not stored."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    """What the provisioning system calls the person."""
    name: Name | None = None
    """The person's name in parts."""
    display_name: str | None = None
    """The person's name as shown."""
    emails: Annotated[list[Address] | None, Required.true] = None
    """Addresses; the primary one, or else the first, is what the person signs in with."""
    active: bool | None = None
    """Whether the account is open."""


class Member(ComplexAttribute):
    """Somebody in a group. Groups in groups are not kept: what gives a role has to be plain to see."""

    value: Annotated[str | None, Required.true, Mutability.immutable, CaseExact.true] = None
    """The user's id."""
    ref: Annotated[Reference[User] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    """The user's address."""


class Group(Resource[Any]):
    """A group and who is in it."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    """What the table of groups calls it."""
    members: list[Member] | None = None
    """Those who are in it."""


class Users(Kind[ScimUser, User]):
    """The users, as the endpoint /Users tells and takes them."""

    name = "Users"
    model = User
    patch = PatchOp[User]
    search = SearchRequest[User]
    shown = ResponseParameters[User]
    listing = ListResponse[User]
    columns = {"username": "user_name__iexact", "externalid": "external_id", "id": "pk"}

    def rows(self) -> QuerySet[ScimUser]:
        """Everyone who has not been removed."""
        return ScimUser.objects.filter(removed=False).select_related("account").order_by("pk")

    def told(self, row: ScimUser, moment: Moment) -> User:
        """The user as SCIM says it."""
        return User.model_validate(
            {
                **row.told,
                "id": str(row.pk),
                "externalId": row.external_id or None,
                "userName": row.user_name,
                # Not told means open; a closed account is always said to be closed.
                "active": row.account.is_active if "active" in row.told or not row.account.is_active else None,
                "meta": _meta("User", "Users", row, moment),
            }
        )

    def create(self, thing: User, moment: Moment) -> ScimUser:
        """A new user; open unless it is said to be closed."""
        thing.active = thing.active is not False
        return create_user(facts=facts_of(thing), **moment.acting)

    def change(self, row: ScimUser, thing: User, moment: Moment) -> ScimUser:
        """The user as it is from now on; where nothing is said of `active`, a closed account stays closed."""
        if thing.active is None and not row.account.is_active:
            thing.active = False
        return change_user(user=row, facts=facts_of(following(thing)), **moment.acting)

    def replace(self, row: ScimUser, thing: User, moment: Moment) -> ScimUser:
        """The same as a change."""
        return self.change(row, thing, moment)

    def whole(self, payload: Json) -> Json:
        """With the address that is the user's name, where no other is told."""
        return with_address(payload)

    def remove(self, row: ScimUser, moment: Moment) -> None:
        """A leaver."""
        remove_user(user=row, **moment.acting)


class Groups(Kind[ScimGroup, Group]):
    """The groups, as the endpoint /Groups tells and takes them."""

    name = "Groups"
    model = Group
    patch = PatchOp[Group]
    search = SearchRequest[Group]
    shown = ResponseParameters[Group]
    listing = ListResponse[Group]
    columns = {"displayname": "name__iexact", "externalid": "external_id", "id": "pk"}

    def rows(self) -> QuerySet[ScimGroup]:
        """Every group, with its members."""
        return ScimGroup.objects.prefetch_related("members").order_by("pk")

    def told(self, row: ScimGroup, moment: Moment) -> Group:
        """The group as SCIM says it."""
        members = [{"value": str(each.pk), "$ref": f"{moment.base}Users/{each.pk}"} for each in row.members.all()]
        return Group.model_validate(
            {
                "schemas": [str(Group.__schema__)],
                "id": str(row.pk),
                "externalId": row.external_id or None,
                "displayName": row.name,
                "members": members,
                "meta": _meta("Group", "Groups", row, moment),
            }
        )

    def create(self, thing: Group, moment: Moment) -> ScimGroup:
        """A new group."""
        return self.change(ScimGroup(), thing, moment)

    def change(self, row: ScimGroup, thing: Group, moment: Moment) -> ScimGroup:
        """The group as it is from now on."""
        row.name, row.external_id = (thing.display_name or "")[:200], thing.external_id or ""
        keep_group(group=row, members=_members(thing), **moment.acting)
        return self.rows().get(pk=row.pk)

    def replace(self, row: ScimGroup, thing: Group, moment: Moment) -> ScimGroup:
        """The whole group anew; where nothing is said of `members` they stay, and an empty list empties the group."""
        if thing.members is None:
            thing.members = self.told(row, moment).members
        return self.change(row, thing, moment)

    def remove(self, row: ScimGroup, moment: Moment) -> None:
        """The group is gone."""
        remove_group(group=row, today=moment.today, who=moment.who)


def facts_of(user: User) -> UserFacts:
    """What our operations need of a SCIM user."""
    emails = [each for each in user.emails or [] if each.value]
    if not emails:
        raise InvalidValueException(detail="emails holds at least one address")
    chosen = next((each for each in emails if each.primary), emails[0])
    parts = user.name or Name()
    whole = " ".join(part for part in (parts.given_name, parts.family_name) if part)
    kept = user.model_dump(scim_ctx=Context.DEFAULT, mode="json")
    return UserFacts(
        user_name=(user.user_name or "")[:200],
        email=str(chosen.value),
        name=user.display_name or parts.formatted or whole or str(user.user_name),
        active=user.active is not False,
        external_id=user.external_id or "",
        told={name: kept[name] for name in ("schemas", "name", "displayName", "emails", "active") if name in kept},
    )


def with_address(payload: Json) -> Json:
    """A user whose name is an address, and who has no other, has that one: so some directories send them."""
    if payload.get("emails") or not _is_address(payload.get("userName")):
        return payload
    return {**payload, "emails": [{"value": payload["userName"], "primary": True, "type": DERIVED}]}


def following(user: User) -> User:
    """An address that was taken from the user's name follows the name, until the directory tells one of its own."""
    emails = user.emails or []
    if any(each.type != DERIVED for each in emails):
        user.emails = [each for each in emails if each.type != DERIVED]
    elif [each.type for each in emails] == [DERIVED] and _is_address(user.user_name):
        user.emails = [Address(value=str(user.user_name), primary=True, type=DERIVED)]
    return user


def in_standard_terms(patch: Json) -> Json:
    """A patch as the standard would write it, of what directories in use send (RFC 7644 §3.5.2).

    Without a path, a key that is a path ("emails[type eq \"work\"].value") is an operation of its own. Members are
    taken out by their value alone: what else is sent beside it, an empty $ref for one, does not tell them apart.
    """
    operations = patch.get("Operations")
    if not isinstance(operations, list) or not all(isinstance(each, dict) for each in operations):
        return patch
    return {**patch, "Operations": [made for each in operations for made in _told_apart(each)]}


def _told_apart(operation: Json) -> Iterator[Json]:
    value, path = operation.get("value"), operation.get("path")
    if not path and isinstance(value, dict):
        paths = {name: each for name, each in value.items() if not name.startswith("urn:") and set(name) & set("[.")}
        if rest := {name: each for name, each in value.items() if name not in paths}:
            yield {**operation, "value": rest}
        yield from ({**operation, "path": name, "value": each} for name, each in paths.items())
    elif str(operation.get("op", "")).lower() == "remove" and isinstance(path, str) and isinstance(value, list | dict):
        named = [value] if isinstance(value, dict) else value
        keys = [{"value": each["value"]} if isinstance(each, dict) and "value" in each else each for each in named]
        yield {**operation, "value": keys}
    else:
        yield operation


def _is_address(text: object) -> bool:
    if not isinstance(text, str):
        return False
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _members(group: Group) -> list[ScimUser]:
    wanted = {str(each.value) for each in group.members or [] if each.value}
    numbers = {reading.read_or(reading.identity, each, 0) for each in wanted} - {0}
    known = {str(each.pk): each for each in Users().rows().filter(pk__in=numbers)}
    if missing := wanted - set(known):
        raise InvalidValueException(detail=f"no such user: {', '.join(sorted(missing)[:5])}")
    return list(known.values())


def _meta(kind: str, place: str, row: ScimUser | ScimGroup, moment: Moment) -> Meta:
    return Meta(
        resource_type=kind,
        created=row.created_at,
        last_modified=row.changed_at,
        location=f"{moment.base}{place}/{row.pk}",
    )


def capabilities(base: str) -> ServiceProviderConfig:
    """What this server can, and what it cannot."""
    return ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=False),
        etag=ETag(supported=False),
        authentication_schemes=[
            AuthenticationScheme(
                type=AuthenticationScheme.Type.oauthbearertoken,
                name="Bearer token",
                description="spelregler identity token NAME",
                primary=True,
            )
        ],
        meta=Meta(resource_type="ServiceProviderConfig", location=f"{base}ServiceProviderConfig"),
    )


def described(base: str) -> Iterator[ResourceType]:
    """The kinds of things that are provisioned."""
    for model in (User, Group):
        kind = ResourceType.from_resource(model)
        kind.meta = Meta(resource_type="ResourceType", location=f"{base}ResourceTypes/{kind.id}")
        yield kind


def schemas(base: str) -> Iterator[Schema]:
    """Which attributes they have."""
    for model in (User, Group):
        schema = model.to_schema()
        schema.meta = Meta(resource_type="Schema", location=f"{base}Schemas/{schema.id}")
        yield schema
