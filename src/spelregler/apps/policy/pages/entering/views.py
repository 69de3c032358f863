"""The secretary enters what has been decided about the rules of the game: a package, a document, a review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.queries.bodies import the_council
from spelregler.apps.policy.access import PACKAGE, PROGRAMME, Action, own_policy_of
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.operations import adoption, governing_documents
from spelregler.apps.policy.packages import offers
from spelregler.apps.policy.packages.in_force import folder_of
from spelregler.apps.policy.pages.entering.forms import (
    DECIDING_OFFICIALS,
    AdoptionForm,
    CorrectionForm,
    DocumentForm,
    ReviewForm,
    held,
)
from spelregler.apps.policy.pages.packages import presenters as packages_presenters
from spelregler.apps.policy.pages.packages.difference_presenters import difference_rows
from spelregler.apps.policy.pages.policy import presenters as policy_presenters
from spelregler.apps.policy.pages.shell import entering_page
from spelregler.apps.policy.queries import documents
from spelregler.domain.policy import BESIDE_POLICY
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.formatting import long_date


def adopt(request: Request) -> HttpResponse:
    """Choose a package, see what it demands and its faults, and enter the council's decision on it."""
    acting_role = request.acting_role
    must(acting_role, Action.ENTER, PACKAGE)
    found = offers.offers(as_of=acting_role.today)
    chosen = next((each for each in found if each.name == request.GET.get("paket", "")), None)
    councils = offers.councils(as_of=acting_role.today)
    form = AdoptionForm(sent(request), councils=councils, today=acting_role.today)
    if chosen and _adopted(request, chosen, form):
        return HttpResponseRedirect(reverse("policy:documents"))
    asked = offers.demands(chosen, as_of=acting_role.today) if chosen else None
    context = {
        "page": entering_page(
            request, _("Adopt a policy package"), _("The council decides; the decision is entered here.")
        ),
        "offers": [packages_presenters.offer_view(each, acting_role.language) for each in found],
        "chosen": packages_presenters.offer_view(chosen, acting_role.language) if chosen else None,
        "demands": packages_presenters.demands_view(asked, acting_role.language) if asked else None,
        "rows": difference_rows(asked.otherwise, acting_role.language) if asked else [],
        "form": form,
        "has_council": bool(councils),
    }
    return render(request, "policy/adopt.html", context, status=form.status)


def _adopted(request: Request, chosen: offers.Offer, form: AdoptionForm) -> bool:
    acting_role = request.acting_role

    def act(said: dict[str, Any]) -> None:
        start = said["start"] or said["decided_on"]
        decided = {**said, "start": start, "meant": form.meant}
        adoption.adopt(source=str(folder_of(chosen.name)), who=acting_role.who, **decided)
        day = long_date(start, acting_role.language)
        messages.success(request, _("The package %(name)s holds from %(day)s.") % {"name": chosen.name, "day": day})

    return form.carried_out(act)


def register(request: Request) -> HttpResponse:
    """A governing document's version is registered with its decision; the version before ends."""
    acting_role = request.acting_role
    must(acting_role, Action.ENTER, PACKAGE)
    named = {each.id: each for each in offers.named_documents(as_of=acting_role.today)}
    council = the_council(as_of=acting_role.today)
    form = DocumentForm(
        sent(request),
        documents=[(each.id, policy_presenters.pick(each.title, acting_role.language)) for each in named.values()],
        bodies=documents.body_names(),
        today=acting_role.today,
        initial={"document": request.GET.get("dokument", ""), "body": council.name if council else ""},
    )

    def act(said: dict[str, Any]) -> None:
        document, adopted = named[said["document"]], form.adopted
        governing_documents.register_document(
            document=document.id, title=document.title.sv, adopted=adopted, on=acting_role.today, who=acting_role.who
        )

    if form.carried_out(act):
        return done(request, _("The document is registered."), reverse("policy:documents"))
    lead = _("Document, version and decision as the minutes give them. The version before ends where this one begins.")
    return _form_page(request, form, _("Register a governing document"), _("Register the document"), lead)


def correct(request: Request, pk: int) -> HttpResponse:
    """What was entered wrong about a version is put right, with a reason."""
    acting_role, version = request.acting_role, _version(pk)
    _must_enter(acting_role, version)
    is_beside = version.document in BESIDE_POLICY
    officials = [each.sv for each in DECIDING_OFFICIALS] if is_beside else []
    bodies = list(dict.fromkeys([*documents.body_names(), *officials, version.adopted_by]))
    form = CorrectionForm(sent(request), bodies=bodies, today=acting_role.today, initial=held(version))
    form.fields["paragraph"].required = not is_beside

    def act(said: dict[str, Any]) -> None:
        to, reason = form.adopted, said["reason"]
        governing_documents.correct_document(
            version=version, to=to, reason=reason, on=acting_role.today, who=acting_role.who
        )

    if form.carried_out(act):
        told = _("It is corrected. What stood there is kept in the trail.")
        return done(request, told, _list_of(version))
    title = _("Correct %(version)s") % {"version": version}
    return _form_page(request, form, title, _("Correct"), back=_list_of(version))


def review(request: Request, pk: int) -> HttpResponse:
    """The document has been gone through: the time until the next review runs from that day (P26)."""
    acting_role, version = request.acting_role, _version(pk)
    _must_enter(acting_role, version)
    form = ReviewForm(sent(request), initial={"reviewed_on": acting_role.today})

    def act(said: dict[str, Any]) -> None:
        governing_documents.review_document(version=version, on=acting_role.today, who=acting_role.who, **said)

    if form.carried_out(act):
        return done(request, _("The review is entered."), _list_of(version))
    title = _("Review of %(version)s") % {"version": version}
    return _form_page(request, form, title, _("Enter the review"), back=_list_of(version))


def _must_enter(acting_role: ActingRole, version: DocumentVersion) -> None:
    """The policy's documents are the secretary's to enter; those beside it also theirs who keep them in order."""
    if version.document not in BESIDE_POLICY:
        must(acting_role, Action.ENTER, PACKAGE)
    elif version.department is None:
        must(acting_role, Action.ENTER_BESIDE, PROGRAMME)
    else:
        department = version.department
        must(acting_role, Action.ENTER_BESIDE, own_policy_of(department=department.code, body=department.body.code))


def _list_of(version: DocumentVersion) -> str:
    return reverse("policy:beside" if version.document in BESIDE_POLICY else "policy:documents")


def _version(pk: int) -> DocumentVersion:
    found = documents.version_by_pk(pk=pk)
    if found is None:
        raise NotVisible(
            Words("No such document."),
            way=Words("Go to The policy and choose there."),
        )
    return found


def _form_page(
    request: Request, form: PlainForm, title: str, words: str, lead: str = "", *, back: str = ""
) -> HttpResponse:
    return form_page(
        request, entering_page(request, title, lead), form, button=words, back=back or reverse("policy:documents")
    )
