"""The dialogues between each body and the officials: which have been held, to record one, and to take it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.followup import operations
from spelregler.apps.followup.access.dialogues import may_record, must_record
from spelregler.apps.followup.models import Dialogue
from spelregler.apps.followup.pages.dialogues.forms import KINDS, DialogueForm, WithdrawForm
from spelregler.apps.followup.queries import dialogues as queries
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page

MODULES = ("REP",)


def dialogues(request: Request) -> HttpResponse:
    """Each body with its latest dialogue, and the way to them all."""
    acting_role = request.acting_role
    page = page_shell(
        request,
        title=_("Dialogues"),
        lead=_("Where politicians and officials have talked about results and budget."),
        crumbs=[(_("Follow-up"), reverse("followup:list")), (_("Dialogues"), "")],
        current="followup:list",
        modules=MODULES,
    )
    found = queries.bodies_talking(as_of=acting_role.as_of)
    rows = [(body, days[-1] if days else None, len(days)) for body, days in found]
    return render(request, "followup/dialogues.html", {"page": page, "rows": rows})


def of_body(request: Request, code: str) -> HttpResponse:
    """A body's dialogues; its presidium and the secretary record one here."""
    acting_role = request.acting_role
    about = body_by_code(code, as_of=acting_role.as_of)
    form = _form(request, about)
    if form is not None and form.carried_out(
        lambda _told: operations.record_dialogue(
            body=about, said=form.said(), today=acting_role.today, role=acting_role.role, who=acting_role.who
        )
    ):
        return done(request, _("The dialogue is recorded."), reverse("followup:dialogues_of", args=[code]))
    day = acting_role.as_of
    rows = [
        (each, KINDS[Dialogue.Kind(each.kind)], bool(each.ended_on and each.ended_on <= day))
        for each in queries.dialogues_of(body=about, as_of=day)
    ]
    context = {"page": _page(request, about, _("Dialogues")), "form": form, "rows": rows}
    return render(request, "followup/dialogues_of.html", context, status=form.status if form else 200)


def _form(request: Request, about: Body) -> DialogueForm | None:
    """The form, for whoever records the body's dialogues; whoever sends it without the right is refused."""
    acting_role = request.acting_role
    if request.method == "POST":
        must_record(acting_role, about.code)
    elif acting_role.as_of != acting_role.today or not may_record(acting_role, about.code):
        return None
    return DialogueForm(sent(request), today=acting_role.today)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was recorded by mistake counts no longer."""
    acting_role, row = request.acting_role, queries.dialogue_by_pk(pk=pk)
    if row is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    must_record(acting_role, row.body.code)
    form, back = WithdrawForm(sent(request)), reverse("followup:dialogues_of", args=[row.body.code])
    if form.carried_out(
        lambda said: operations.withdraw_dialogue(dialogue=row, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It counts no longer."), back)
    page = _page(request, row.body, _("Take back what was recorded"))
    return form_page(request, page, form, button=_("Take it back"), back=back)


def _page(request: Request, about: Body, title: str) -> Page:
    name = request.acting_role.say(about.name, about.name_en)
    return page_shell(
        request,
        title=f"{title}: {name}",
        crumbs=[
            (_("Follow-up"), reverse("followup:list")),
            (_("Dialogues"), reverse("followup:dialogues")),
            (name, ""),
        ],
        current="followup:list",
        modules=MODULES,
        scope_kind="committee",
        scope=about.code,
        can_travel=request.method == "GET",
    )
