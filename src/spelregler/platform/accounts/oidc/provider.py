"""The municipality's own sign-in as the library sees it: code flow with PKCE, a nonce, and nothing from the visitor."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse

from spelregler.platform.accounts.oidc.views import StrictAdapter


class StrictProvider(OpenIDConnectProvider):  # type: ignore[misc]  # the library has no types
    """One provider per table [[oidc]] in the identity file."""

    id = "oidc"
    name = "OpenID Connect"
    oauth2_adapter_class = StrictAdapter
    pkce_enabled_default = True
    supports_token_authentication = False

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **_: Any
    ) -> HttpResponse:
        """Send the visitor to the provider with a nonce of this sign-in's own. What the address asks for is ignored."""
        nonce = secrets.token_urlsafe(32)
        response: HttpResponse = super().redirect(
            request,
            AuthProcess.LOGIN,
            next_url=next_url,
            scope=self.get_scope(),
            auth_params={**self.get_auth_params(), "nonce": nonce},
            nonce=nonce,
        )
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The provider's own name for the person, from the signed token."""
        return str(data["sub"])

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """What an account needs: address and name, no more."""
        told = self.app.settings
        return {"email": data.get(told.get("email_claim", "email")), "name": data.get(told.get("name_claim", "name"))}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Kept of what the provider told: the groups, which the table of groups reads; nothing else of the person."""
        told = self.app.settings
        groups = groups_in(data, told.get("groups_claim", "groups"))
        return {"groups": [] if groups is None and told.get("no_claim_means_no_groups") else groups}


def groups_in(claims: dict[str, Any], name: str) -> list[str] | None:
    """The groups that a claim names, as a list whatever its form; None where the claim is not there.

    A provider with too many groups to tell leaves the claim out and points to where they can be asked for
    (OpenID Connect Core 1.0 §5.6.2, distributed claims): what is not told is not "no groups".
    """
    told = claims.get(name)
    if told is None or name in (claims.get("_claim_names") or {}):
        return None
    return sorted({str(each) for each in (told if isinstance(told, list) else [told]) if each not in (None, "")})


provider_classes = [StrictProvider]
