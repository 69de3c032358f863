"""The secretary enters what has been decided about the rules of the game: a package, a document, a review."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.policy.access import PACKAGE, Action
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.operations import adoption, governing_documents
from spelregler.apps.policy.packages import offers
from spelregler.apps.policy.packages.in_force import folder_of
from spelregler.apps.policy.pages.entering.forms import AdoptionForm, CorrectionForm, DocumentForm, ReviewForm, held
from spelregler.apps.policy.pages.packages import presenters as packages_presenters
from spelregler.apps.policy.pages.policy import presenters as policy_presenters
from spelregler.apps.policy.queries import documents
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import done
from spelregler.ui.formatting import long_date
from spelregler.ui.page import Page


def adopt(request: Request) -> HttpResponse:
    """Choose a package, see what it demands and its faults, and enter the council's decision on it."""
    acting_role = request.acting_role
    must(acting_role, Action.ENTER, PACKAGE)
    found = offers.offers(as_of=acting_role.today)
    chosen = next((each for each in found if each.name == request.GET.get("paket", "")), None)
    councils = offers.councils(as_of=acting_role.today)
    form = AdoptionForm(request.POST or None, councils=councils, today=acting_role.today)
    if chosen and request.method == "POST" and form.is_valid() and _adopted(request, chosen, form):
        return HttpResponseRedirect(reverse("policy:documents"))
    context = {
        "page": _page(request, _("Adopt a policy package"), _("The council decides; the decision is entered here.")),
        "offers": [packages_presenters.offer_view(each, acting_role.language) for each in found],
        "chosen": packages_presenters.offer_view(chosen, acting_role.language) if chosen else None,
        "demands": packages_presenters.demands_view(
            offers.demands(chosen, as_of=acting_role.today), acting_role.language
        )
        if chosen
        else None,
        "form": form,
        "has_council": bool(councils),
    }
    return render(request, "policy/adopt.html", context, status=_status(form))


def _adopted(request: Request, chosen: offers.Offer, form: AdoptionForm) -> bool:
    said = form.cleaned_data
    start = said["start"] or said["decided_on"]

    def act() -> None:
        adoption.adopt(
            source=str(folder_of(chosen.name)),
            body=said["body"],
            decided_on=said["decided_on"],
            paragraph=said["paragraph"],
            start=start,
            who=request.acting_role.who,
        )
        day = long_date(start, request.acting_role.language)
        messages.success(request, _("The package %(name)s holds from %(day)s.") % {"name": chosen.name, "day": day})

    return done(form, act)


def register(request: Request) -> HttpResponse:
    """A governing document's version is registered with its decision; the version before ends."""
    acting_role = request.acting_role
    must(acting_role, Action.ENTER, PACKAGE)
    named = {each.id: each for each in offers.named_documents(as_of=acting_role.today)}
    form = DocumentForm(
        request.POST or None,
        documents=[(each.id, policy_presenters.pick(each.title, acting_role.language)) for each in named.values()],
        bodies=documents.body_names(),
        today=acting_role.today,
        initial={"document": request.GET.get("dokument", "")},
    )

    def act() -> None:
        document = named[form.cleaned_data["document"]]
        title, adopted = document.title.sv, form.adopted
        governing_documents.register_document(
            document=document.id, title=title, adopted=adopted, on=acting_role.today, who=acting_role.who
        )
        messages.success(request, _("The document is registered."))

    if request.method == "POST" and form.is_valid() and done(form, act):
        return HttpResponseRedirect(reverse("policy:documents"))
    lead = _("Document, version and decision as the minutes give them. The version before ends where this one begins.")
    page = _page(request, _("Register a governing document"), lead)
    return _form_page(request, page, form, _("Register the document"))


def correct(request: Request, pk: int) -> HttpResponse:
    """What was entered wrong about a version is put right, with a reason."""
    acting_role = request.acting_role
    must(acting_role, Action.ENTER, PACKAGE)
    version = _version(pk)
    bodies = list(dict.fromkeys([*documents.body_names(), version.adopted_by]))
    form = CorrectionForm(request.POST or None, bodies=bodies, today=acting_role.today, initial=held(version))

    def act() -> None:
        reason = form.cleaned_data["reason"]
        governing_documents.correct_document(
            version=version, to=form.adopted, reason=reason, on=acting_role.today, who=acting_role.who
        )
        messages.success(request, _("It is corrected. What stood there is kept in the trail."))

    if request.method == "POST" and form.is_valid() and done(form, act):
        return HttpResponseRedirect(reverse("policy:documents"))
    page = _page(request, _("Correct %(version)s") % {"version": version})
    return _form_page(request, page, form, _("Correct"))


def review(request: Request, pk: int) -> HttpResponse:
    """The document has been gone through: the time until the next review runs from that day (P26)."""
    acting_role = request.acting_role
    must(acting_role, Action.ENTER, PACKAGE)
    version = _version(pk)
    form = ReviewForm(request.POST or None, initial={"reviewed_on": acting_role.today})

    def act() -> None:
        day = form.cleaned_data["reviewed_on"]
        governing_documents.review_document(version=version, reviewed_on=day, on=acting_role.today, who=acting_role.who)
        messages.success(request, _("The review is entered."))

    if request.method == "POST" and form.is_valid() and done(form, act):
        return HttpResponseRedirect(reverse("policy:documents"))
    page = _page(request, _("Review of %(version)s") % {"version": version})
    return _form_page(request, page, form, _("Enter the review"))


def _version(pk: int) -> DocumentVersion:
    found = documents.version_by_pk(pk=pk)
    if found is None:
        raise NotVisible(
            sv="Dokumentet finns inte.",
            en="No such document.",
            way_sv="Gå till Policyn och välj där.",
            way_en="Go to The policy and choose there.",
        )
    return found


def _form_page(request: Request, page: Page, form: forms.Form, words: str) -> HttpResponse:
    context = {"page": page, "form": form, "button": words, "back": reverse("policy:documents")}
    return render(request, "ui/entering.html", context, status=_status(form))


def _status(form: forms.Form) -> int:
    return 400 if form.is_bound else 200


def _page(request: Request, title: str, lead: str = "") -> Page:
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[(_("The policy"), reverse("policy:documents")), (title, "")],
        current="policy:documents",
        modules=("POL",),
        can_travel=False,
    )
