"""The parts of an address that are a number, a year or a code: by the one reader of each kind, else no such address.

Django's own `int` and `slug` take any number of digits and letters; a year 0 or a number past what a database holds
would be found out too late.
"""

from __future__ import annotations

from typing import Any

from django.urls import register_converter

from spelregler.domain import reading


class _Converter:
    regex = ""

    def to_url(self, value: Any) -> str:
        """As it is read."""
        return str(value)


class Identity(_Converter):
    """`<id:pk>`: the number of a row."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """The number; a refusal is a ValueError, which is no such address."""
        return reading.identity(value)


class Count(_Converter):
    """`<count:number>`: a whole number."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The number."""
        return reading.count(value)


class Year(_Converter):
    """`<year:year>`: a year that a municipality decides for."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        """The year."""
        return reading.year(value)


class Code(_Converter):
    """`<code:code>`: the code of a body, a unit, a goal …"""

    regex = f"[-A-Za-z0-9_]{{1,{reading.LONGEST_CODE}}}"

    def to_python(self, value: str) -> str:
        """The code."""
        return reading.code(value)


register_converter(Identity, "id")
register_converter(Count, "count")
register_converter(Year, "year")
register_converter(Code, "code")
