"""The pages of the municipality's own templates: brought, seen with made-up content, used, and left.

A room says who may, which kinds there are with which fields, and how an example is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done
from spelregler.apps.acting.report_files import KINDS as FILES
from spelregler.platform import own_templates
from spelregler.platform.attachments.fields import AttachedField
from spelregler.platform.attachments.store import as_download
from spelregler.platform.forms import PlainForm
from spelregler.platform.own_templates import Kept
from spelregler.ui.page import Page


class TemplateForm(PlainForm):
    """What it is for, and the file."""

    kind = forms.ChoiceField(label=gettext_lazy("What is the template for?"), widget=forms.RadioSelect)
    file = AttachedField(label=gettext_lazy("The template, as .docx"))

    def __init__(self, *given: Any, kinds: Sequence[tuple[str, Any]], label: Any = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.offer("kind", list(kinds))
        if label:
            self.fields["file"].label = label


@dataclass(frozen=True)
class TemplateKind:
    """A kind of template: its name, the fields within a text, and those that stand alone."""

    words: Any
    lines: Sequence[str] = ()
    parts: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class TemplatePages(Generic[Kept]):
    """The pages of a room's templates, at the addresses that end with `templates`, `template`, `template_example`,
    `use_template` and `retire_template` after `at`. The caller has asked whether the role may.
    """

    request: Request
    model: type[Kept]
    at: str
    kinds: Mapping[str, TemplateKind]
    page: Callable[[], Page]
    bring: Callable[..., object]
    back: str

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The kinds, for the form."""
        return [(kind, each.words) for kind, each in self.kinds.items()]

    def start(self, form: TemplateForm) -> HttpResponse:
        """What is used and what waits, and a new one brought by the form."""
        acting_role = self.request.acting_role

        def act(said: dict[str, Any]) -> None:
            self.bring(on=acting_role.today, who=acting_role.who, **said)

        if form.carried_out(act):
            return done(self.request, _("The template waits. See how it looks, and use it."), self._address())
        rows = own_templates.templates_now(self.model)
        context = {
            "page": self.page(),
            "form": form,
            "button": _("Bring the template"),
            "back": self.back,
            "kinds": [
                (each.words, [self._row(row) for row in rows if row.kind == kind]) for kind, each in self.kinds.items()
            ],
            "fields": [(each.words, [*each.lines, *each.parts]) for each in self.kinds.values() if each.lines],
            "alone": list(dict.fromkeys(name for each in self.kinds.values() for name in each.parts)),
        }
        return render(self.request, "ui/own_templates.html", context, status=form.status)

    def saved(self, pk: int) -> FileResponse:
        """The template itself, to save."""
        return as_download(own_templates.template_by_pk(self.model, pk).file)

    def example(self, pk: int, make: Callable[[Kept], tuple[bytes, str]]) -> HttpResponse:
        """How it looks with made-up content, and as which kind of file. Few ask, so it is made at once."""
        data, kind = make(own_templates.template_by_pk(self.model, pk))
        headers = {
            "Content-Disposition": f'attachment; filename="exempel.{kind}"',
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(data, content_type=FILES[kind], headers=headers)

    def use(self, pk: int) -> HttpResponse:
        """Documents are made in it from now on."""
        acting_role, found = self.request.acting_role, own_templates.template_by_pk(self.model, pk)
        own_templates.use_template(found, on=acting_role.today, who=acting_role.who)
        return done(self.request, _("The template is used from now on."), self._address())

    def retire(self, pk: int) -> HttpResponse:
        """It is used no longer."""
        acting_role, found = self.request.acting_role, own_templates.template_by_pk(self.model, pk)
        own_templates.retire_template(found, on=acting_role.today, who=acting_role.who)
        return done(self.request, _("The template is used no longer."), self._address())

    def _row(self, row: Kept) -> dict[str, Any]:
        ways = {name: reverse(f"{self.at}{end}", args=[row.pk]) for name, end in ENDS.items()}
        return {"name": row.file.name, "used_from": row.used_from, "brought_on": row.brought_on, **ways}

    def _address(self) -> str:
        return reverse(f"{self.at}templates")


ENDS = {"saved": "template", "example": "template_example", "use": "use_template", "retire": "retire_template"}
"""What a row's addresses end with."""
