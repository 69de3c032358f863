"""A body in pieces reaches Django whole, and one too long is refused in words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from spelregler.config import chunked


def answered(body: bytes, **told: str) -> tuple[dict[str, Any], str]:
    """What the application was told, and the status."""
    seen: dict[str, Any] = {}
    statuses: list[str] = []

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())
        start("200 OK", [])
        return []

    environ = {"wsgi.input": BytesIO(body), "HTTP_TRANSFER_ENCODING": "chunked", **told}
    list(chunked.with_whole_bodies(application)(environ, lambda status, _headers: statuses.append(status)))
    return seen, statuses[0]


def test_a_body_in_pieces_is_told_with_its_length() -> None:
    seen, status = answered(b'{"userName": "kim"}')
    assert (seen["CONTENT_LENGTH"], seen["body"], status) == ("19", b'{"userName": "kim"}', "200 OK")


def test_one_with_a_length_is_left_as_it_is() -> None:
    body = BytesIO(b"abc")
    seen, _status = answered(b"", **{"CONTENT_LENGTH": "3", "wsgi.input": body})  # type: ignore[arg-type]
    assert (seen["CONTENT_LENGTH"], seen["wsgi.input"]) == ("3", body)


def test_one_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunked, "MOST", 4)
    seen, status = answered(b"12345")
    assert (seen, status) == ({}, "411 Length Required")
