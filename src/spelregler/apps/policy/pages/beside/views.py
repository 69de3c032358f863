"""The governing documents beside the policy: which hold and when they are reviewed, and a new version is registered."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.models import Department
from spelregler.apps.policy.access import PROGRAMME, Action
from spelregler.apps.policy.operations.governing_documents import register_document
from spelregler.apps.policy.pages.beside import presenters
from spelregler.apps.policy.pages.entering.forms import BesideForm
from spelregler.apps.policy.pages.shell import entering_page, room_page
from spelregler.apps.policy.queries import documents
from spelregler.domain.policy import BESIDE_POLICY


def beside(request: Request) -> HttpResponse:
    """Every document that a rule asks for beside the policy, with its version, decision, next review and answer."""
    rows = presenters.beside_rows(request.acting_role)
    lead = _("Which hold, and when each is reviewed next.")
    return render(
        request, "policy/beside.html", {"page": room_page(request, _title(), lead, modules=("POL",)), "rows": rows}
    )


def register(request: Request) -> HttpResponse:
    """A version of such a document is registered with who decided it; the version before ends."""
    acting_role = request.acting_role
    known = presenters.beside_documents(acting_role, on=acting_role.today)
    own = {each.key: each for each in known if presenters.may_enter(acting_role, each)}
    if not own:
        must(acting_role, Action.ENTER_BESIDE, PROGRAMME)
    form = BesideForm(
        sent(request),
        documents=[(key, each.title) for key, each in own.items()],
        bodies=documents.body_names(),
        today=acting_role.today,
        initial={"document": request.GET.get("dokument", "")},
    )

    def act(said: dict[str, Any]) -> None:
        chosen = own[said["document"]]
        department = Department.objects.get(code=chosen.department) if chosen.department else None
        register_document(
            document=chosen.document,
            title=BESIDE_POLICY[chosen.document].sv,
            adopted=form.adopted,
            on=acting_role.today,
            who=acting_role.who,
            department=department,
        )

    if form.carried_out(act):
        return done(request, _("The document is registered."), reverse("policy:beside"))
    back = reverse("policy:beside")
    page = entering_page(request, _("Register a version"), below=[(_title(), back)])
    return form_page(request, page, form, button=_("Register the document"), back=back)


def _title() -> str:
    return _("Governing documents beside the policy")
