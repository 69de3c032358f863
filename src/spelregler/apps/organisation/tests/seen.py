"""What a page says, for the HTTP tests of every room."""

from __future__ import annotations

from typing import Any


def words(answer: Any, status: int = 200) -> str:
    """The page's text, where it answers as it should."""
    text: str = answer.content.decode()
    assert answer.status_code == status, f"{answer.status_code} instead of {status}: {text[:2000]}"
    return text


def error_at(text: str, field: str) -> str:
    """What is said at the field with that id, which is not the same as that it is said somewhere."""
    assert f'id="{field}_error"' in text, f"nothing is said at {field}"
    return text.split(f'id="{field}_error"')[1].split("</ul>")[0]
