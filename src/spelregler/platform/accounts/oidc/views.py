"""Where the visitor leaves for the municipality's own sign-in, and where they come back."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException

from spelregler.platform.accounts.oidc.tokens import TokenRefused, verified_claims


class StrictAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the library has no types
    """The library trusts an identity token unread because it came over TLS, and knows no nonce. This one reads it."""

    nonce: str | None = None
    """What this sign-in's request carried; None refuses every token."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider publishes of itself; it must be the provider that was configured (Discovery §4.3)."""
        config: dict[str, Any] = super().openid_config
        configured = self.get_provider().app.settings["server_url"]
        if str(config.get("issuer", "")).rstrip("/") != configured.rstrip("/"):
            raise OAuth2Error("issuer")
        return config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who signed in, by the token's word; the provider's page of facts may add to it but never about another."""
        issuer = self.openid_config["issuer"]
        if request.GET.get("iss", issuer) != issuer:
            raise OAuth2Error("iss")  # an answer from another provider (RFC 9207)
        try:
            claims = verified_claims(
                kwargs["response"].get("id_token", ""),
                keys=self._keys(),
                issuer=issuer,
                client=app.client_id,
                nonce=self.nonce,
            )
        except TokenRefused as refused:
            raise OAuth2Error(str(refused)) from refused
        return self.get_provider().sociallogin_from_response(request, {**self._facts(token, claims), **claims})

    def _keys(self) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
            keys: dict[str, Any] = response.json()
        return keys

    def _facts(self, token: SocialToken, claims: dict[str, Any]) -> dict[str, Any]:
        if "userinfo_endpoint" not in self.openid_config:
            return {}
        facts: dict[str, Any] = self._fetch_user_info(token.token)
        if facts.get("sub") != claims["sub"]:
            raise OAuth2Error("sub")  # Core §5.3.2
        return facts

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """The address that is registered at the provider, one per provider."""
        address = reverse("oidc_callback", kwargs={"provider_id": self.provider_id})
        return str(build_absolute_uri(request, address))


class StrictCallbackView(OAuth2CallbackView):  # type: ignore[misc]  # the library has no types
    """Hands the nonce of this sign-in to whoever reads the token."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce")
        return state, response


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider."""
    return _view(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider."""
    return _view(StrictCallbackView, request, provider_id)


def _view(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        adapter = StrictAdapter(request, provider_id)
        response: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    except (OAuth2Error, RequestException) as error:
        # The provider does not answer, or says that it is another than the one that was configured.
        response = render_authentication_error(request, adapter.get_provider(), exception=error)
    return response
