"""The only place that turns a refusal into a response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from spelregler.platform.errors import DomainError


class DomainErrorMiddleware:
    """A refusal is shown with its rule, its reason and the right way to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; `process_exception` does the work."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only our own refusals; anything else is a fault and is seen as one."""
        if not isinstance(exception, DomainError):
            return None
        swedish = (get_language() or "sv").startswith("sv")
        context: dict[str, Any] = {
            "message": exception.sv if swedish else exception.en,
            "way": exception.way_sv if swedish else exception.way_en,
            "clause": exception.clause,
            "status": exception.status,
        }
        return render(request, "refusal.html", context, status=exception.status)
