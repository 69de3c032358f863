"""What must hold of an identity token (OpenID Connect Core 1.0 §3.1.3.7). Pure: keys and time are given."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that only the provider can make. `none`, and HS256 with the shared secret, are not among them."""
LEEWAY_SECONDS = 60


class TokenRefused(Exception):
    """The identity token is not from this provider, for us, for this sign-in, now. Says which."""


def verified_claims(
    token: str, *, keys: Mapping[str, Any], issuer: str, client: str, nonce: str | None
) -> dict[str, Any]:
    """The claims of a token that is signed by the provider, meant for us, answers this sign-in and has not expired.

    Refuses with `TokenRefused` any other; the word says which of these it is not.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_signing_key(token, keys),
            algorithms=list(ALGORITHMS),
            issuer=issuer,
            audience=client,
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as error:
        raise TokenRefused(type(error).__name__) from error
    if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")), nonce):
        # A token from another sign-in, perhaps another person's, put in the place of this one's.
        raise TokenRefused("nonce")
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != client:
        raise TokenRefused("azp")
    return claims


def _signing_key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError(str(header.get("alg")))
    known = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    fitting = [key for key in known if "kid" not in header or key.key_id == header["kid"]]
    if len(fitting) != 1:
        raise jwt.InvalidKeyError("no single key fits the token")
    return fitting[0]
