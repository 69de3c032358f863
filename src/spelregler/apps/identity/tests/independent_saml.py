"""An independent SAML identity provider (pysaml2) on loopback: its own reading of our question, its own answer.

It asks for the password on a page of its own and sends the browser back with an answer it has built and signed.
Told so, it misbehaves in one way, because a provider's faults are what the door must hold against.
"""

from __future__ import annotations

import base64
import html
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests
import xmlsec
from lxml import etree
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.authn_context import PASSWORDPROTECTEDTRANSPORT
from saml2.config import IdPConfig
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID
from saml2.server import Server
from saml2.sigver import CryptoBackend
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

PASSWORD = "grodor äter plommon"
PAGE = """<form method="post" action="{action}">{fields}</form>"""
CARRIED = ("SAMLRequest", "RelayState")
URI_NAMES = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"
MAIL, NAME, GROUPS = (
    "urn:oid:0.9.2342.19200300.100.1.3",
    "urn:oid:2.16.840.1.113730.3.1.241",
    "urn:oid:1.3.6.1.4.1.5923.1.5.1.1",
)
"""How the attributes are called by a federation, which is what the identity file then tells."""
EVA = {"mail": "eva@kommun.example", "displayName": "Eva Ek", "isMemberOf": ["rektorer"]}


class Signer(CryptoBackend):
    """Signs what pysaml2 has prepared with the xmlsec library, so that the program xmlsec1 is not needed."""

    version = xmlsec.__version__

    def sign_statement(self, statement: object, node_name: str, key_file: str, node_id: str) -> str:
        """The element with the number signed where pysaml2 left room for the signature."""
        tree = etree.fromstring(statement if isinstance(statement, bytes) else str(statement).encode())
        xmlsec.tree.add_ids(tree, ["ID"])
        element = tree if tree.get("ID") == node_id else tree.find(f".//*[@ID='{node_id}']")
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_file(key_file, xmlsec.KeyFormat.PEM)
        context.sign(element.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))
        return etree.tostring(tree).decode()


@dataclass
class Faults:
    """How the provider is told to misbehave; nothing at first."""

    minutes: int = 15
    signs: bool = True
    audience: str = ""
    key: bytes = b""
    algorithm: str = SIG_RSA_SHA256


class Provider:
    """The provider's pages and its key. It knows us by the description that we publish at an address."""

    def __init__(self, *, folder: Path, private: bytes, certificate: str) -> None:
        self.folder, self.private, self.certificate = folder, private, certificate
        self.faults, self.our_description = Faults(), ""
        self.web = ThreadingHTTPServer(("localhost", 0), _pages_of(self))
        self.address = f"http://localhost:{self.web.server_port}"
        self.entity = f"{self.address}/metadata"
        threading.Thread(target=self.web.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self.web.shutdown()
        self.web.server_close()

    def answer(self, question: str) -> tuple[str, str]:
        """Where the answer goes, and the answer: made by pysaml2 from the question as pysaml2 reads it."""
        server = self._server()
        asked = server.parse_authn_request(question, BINDING_HTTP_REDIRECT).message
        told = server.response_args(asked, [BINDING_HTTP_POST])
        made = server.create_authn_response(
            identity=EVA,
            in_response_to=told["in_response_to"],
            destination=told["destination"],
            sp_entity_id=self.faults.audience or told["sp_entity_id"],
            name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text="eva"),
            authn={"class_ref": PASSWORDPROTECTEDTRANSPORT, "authn_auth": self.address},
            sign_assertion=self.faults.signs,
            sign_response=False,
            sign_alg=self.faults.algorithm,
            digest_alg=DIGEST_SHA256,
        )
        return told["destination"], str(made)

    def _server(self) -> Server:
        ours = requests.get(self.our_description, timeout=10).text
        files = {
            "idp.key": self.faults.key or self.private,
            "idp.crt": self.certificate.encode(),
            "sp.xml": ours.encode(),
        }
        known = ["sp.xml"]
        if self.faults.audience:
            name = etree.fromstring(ours.encode()).get("entityID")
            files["another.xml"] = ours.replace(name, self.faults.audience).encode()
            known.append("another.xml")
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        made = Server(config=IdPConfig().load(self._told(known)))
        made.sec.crypto = Signer()
        return made

    def _told(self, known: list[str]) -> dict[str, object]:
        service = {
            "endpoints": {"single_sign_on_service": [(f"{self.address}/sso", BINDING_HTTP_REDIRECT)]},
            "policy": {"default": {"lifetime": {"minutes": self.faults.minutes}, "name_form": URI_NAMES}},
            "name_id_format": [NAMEID_FORMAT_PERSISTENT],
        }
        return {
            "entityid": self.entity,
            "service": {"idp": service},
            "metadata": {"local": [str(self.folder / name) for name in known]},
            "key_file": str(self.folder / "idp.key"),
            "cert_file": str(self.folder / "idp.crt"),
            "crypto_backend": "XMLSecurity",
        }


def _pages_of(provider_of: Provider) -> type[BaseHTTPRequestHandler]:
    class Pages(BaseHTTPRequestHandler):
        """The page that asks for the password, and the page that carries the answer to us."""

        def do_GET(self) -> None:
            given = parse_qs(urlsplit(self.path).query)
            self._page(f"{provider_of.address}/sso", {name: given.get(name, [""])[0] for name in CARRIED})

        def do_POST(self) -> None:
            given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            carried = {name: given.get(name, [""])[0] for name in CARRIED}
            if given.get("password") != [PASSWORD]:
                self._page(f"{provider_of.address}/sso", carried)
                return
            where, answer = provider_of.answer(carried["SAMLRequest"])
            coded = base64.b64encode(answer.encode()).decode()
            self._page(where, {"SAMLResponse": coded, "RelayState": carried["RelayState"]})

        def _page(self, action: str, fields: dict[str, str]) -> None:
            inputs = "".join(f'<input name="{name}" value="{html.escape(value)}">' for name, value in fields.items())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PAGE.format(action=html.escape(action), fields=inputs).encode())

        def log_message(self, *words: object) -> None:
            """Tests are quiet."""

    return Pages
