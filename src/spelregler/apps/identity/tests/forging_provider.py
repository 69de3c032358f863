"""A provider on loopback that gives whatever identity token a test tells it to give."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

Forge = Callable[[dict[str, Any]], str]


class ForgingProvider:
    """Publishes one key; signs with it, with another, or not at all."""

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.other_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.nonce = ""
        self.forge: Forge = self.signed
        self.facts: dict[str, Any] = {"sub": "eva", "email": "eva@kommun.example", "name": "Eva Ek"}
        self.asked_for_token: dict[str, str] = {}
        self.published_issuer = address

    def claims(self, **changed: Any) -> dict[str, Any]:
        """What an honest token says."""
        now = int(time.time())
        honest = {"iss": self.issuer, "sub": "eva", "aud": "spelregler", "iat": now, "exp": now + 300}
        return {**honest, "nonce": self.nonce, "groups": ["rektorer"], **changed}

    def signed(self, claims: dict[str, Any]) -> str:
        """An honest signature."""
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "k1"})

    def answer(self, path: str, body: dict[str, str]) -> Any:
        """Discovery, keys, token, facts."""
        if path.startswith("/.well-known/"):
            return {
                "issuer": self.published_issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "userinfo_endpoint": f"{self.issuer}/facts",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**public, "kid": "k1", "use": "sig", "alg": "RS256"}]}
        if path == "/facts":
            return self.facts
        self.asked_for_token = body
        return {"access_token": "a", "token_type": "Bearer", "id_token": self.forge(self.claims())}


@contextmanager
def serving() -> Iterator[ForgingProvider]:
    """The provider, answering on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            form = parse_qs(self.rfile.read(length).decode())
            told = json.dumps(provider.answer(self.path, {name: each[0] for name, each in form.items()})).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_POST = do_GET

        def log_message(self, *words: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = ForgingProvider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
