"""A SAML provider for the tests: writes an answer and signs it with the provider's key, or another, or not at all."""

from __future__ import annotations

import base64
import zlib
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from spelregler.platform import clock

ENTITY = "https://saml.kommun.example"
HOST = "spelregler.kommun.example"
ACS = f"http://{HOST}/konto/saml/kommunen/acs/"
AUDIENCE = f"http://{HOST}/konto/saml/kommunen/metadata/"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
ANSWER = """<samlp:Response
 xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
 ID="_r{number}" Version="2.0" IssueInstant="{now}" Destination="{acs}" InResponseTo="{asked}">
<saml:Issuer>{issuer}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="_a{number}" Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="{format}">{person}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData NotOnOrAfter="{end}" Recipient="{acs}" InResponseTo="{asked}"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{begin}" NotOnOrAfter="{end}"><saml:AudienceRestriction>
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}" SessionIndex="_s{number}"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>
<saml:Attribute Name="mail"><saml:AttributeValue>eva@kommun.example</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="displayName"><saml:AttributeValue>Eva Ek</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="groups"><saml:AttributeValue>rektorer</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion></samlp:Response>"""


def key_pair() -> tuple[bytes, str]:
    """A private key and its certificate, as the provider would publish it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "saml.kommun.example")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(clock.now() - timedelta(days=1))
    certificate = builder.not_valid_after(clock.now() + timedelta(days=1)).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private, certificate.public_bytes(serialization.Encoding.PEM).decode()


def asked_in(address: str) -> str:
    """The number of the question that stands in the address to the provider."""
    question = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
    return etree.fromstring(zlib.decompress(base64.b64decode(question), -15)).get("ID")


def answer(*, asked: str, number: int = 1, minutes: int = 5, **changed: str) -> etree._Element:
    """An honest answer to the question, unsigned."""
    at = lambda offset: (clock.now() + timedelta(minutes=offset)).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: E731
    told = {"issuer": ENTITY, "acs": ACS, "audience": AUDIENCE, "person": "eva", "format": PERSISTENT, **changed}
    text = ANSWER.format(
        asked=asked, number=number, now=at(min(0, minutes - 5)), begin=at(min(-1, minutes - 6)), end=at(minutes), **told
    )
    return etree.fromstring(text, etree.XMLParser(remove_blank_text=True))


def without_attribute(tree: etree._Element, name: str) -> etree._Element:
    """The answer without one of its attributes."""
    for each in tree.findall(".//{urn:oasis:names:tc:SAML:2.0:assertion}Attribute"):
        if each.get("Name") == name:
            each.getparent().remove(each)
    return tree


def signed(tree: etree._Element, key: bytes) -> etree._Element:
    """The assertion signed with the key."""
    assertion = tree.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
    place = xmlsec.template.create(assertion, xmlsec.Transform.EXCL_C14N, xmlsec.Transform.RSA_SHA256, ns="ds")
    assertion.insert(1, place)
    part = xmlsec.template.add_reference(place, xmlsec.Transform.SHA256, uri="#" + assertion.get("ID"))
    xmlsec.template.add_transform(part, xmlsec.Transform.ENVELOPED)
    xmlsec.template.add_transform(part, xmlsec.Transform.EXCL_C14N)
    xmlsec.tree.add_ids(assertion, ["ID"])
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(key, xmlsec.KeyFormat.PEM)
    context.sign(place)
    return tree


def posted(tree: etree._Element) -> dict[str, str]:
    """What the browser carries back."""
    return {"SAMLResponse": base64.b64encode(etree.tostring(tree)).decode()}
