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
        return {"email": data.get("email"), "name": data.get("name")}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Kept of what the provider told: the groups, which the table of groups reads; nothing else of the person."""
        return {"groups": groups_in(data, self.app.settings.get("groups_claim", "groups"))}


def groups_in(claims: dict[str, Any], name: str) -> list[str]:
    """The groups that a claim names, as a list whatever its form."""
    told = claims.get(name) or []
    return sorted({str(each) for each in (told if isinstance(told, list) else [told])})


provider_classes = [StrictProvider]
