"""What the forms of this room have in common. A form reads what is typed and nothing more; an operation decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse, HttpResponseRedirect

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.decisions.pages.forms import MinutesForm

Choices = Sequence[tuple[str, str]]
Named = ParamSpec("Named")
View = Callable[Concatenate[Request, Named], HttpResponse]


def only_sent(view: View[Named]) -> View[Named]:
    """The address that a form is sent to. Whoever reads it is led to the page that the form lies in, one step up."""

    @wraps(view)
    def answered(request: Request, /, *names: Named.args, **named: Named.kwargs) -> HttpResponse:
        return view(request, *names, **named) if request.method == "POST" else HttpResponseRedirect("../")

    return answered


class MinutedForm(MinutesForm):
    """What a body decided, where a body has to: its decision is `needed`, `offered` or not asked for (`none`)."""

    def __init__(self, *args: Any, minutes: str = "needed", **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["text"]
        for name in ("decided_on", "paragraph"):
            if minutes == "none":
                del self.fields[name]
            else:
                self.fields[name].required = minutes == "needed"

    @property
    def minutes(self) -> dict[str, Any]:
        """The decision, where one was asked for."""
        said = self.cleaned_data
        return {"decided_on": said.get("decided_on"), "paragraph": said.get("paragraph", "")}
