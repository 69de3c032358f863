"""What the buttons say by which somebody signs in, changes role or changes language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.platform.forms import ButtonForm, CodeField


class OnwardForm(ButtonForm):
    """A button that says where one goes on."""

    next = forms.CharField(required=False)

    def onward(self, host: str) -> str:
        """The page that is named, if it is one of ours; else the first page."""
        wanted = self.said("next")
        safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={host})
        return str(wanted) if wanted and safe else reverse("home:home")


class CastForm(OnwardForm):
    """Who of the cast one becomes in the demonstration."""

    cast = CodeField()


class RoleForm(OnwardForm):
    """Another of the roles that one holds."""

    hat = forms.ChoiceField()

    def __init__(self, *args: Any, held: Iterable[RoleAssignment], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("hat", [(each.code, each.code) for each in held])


class LanguageForm(OnwardForm):
    """One of the product's languages."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)
