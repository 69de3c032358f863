"""What bodies have evaluated: to commission it, to hand it in, and to enter what the body decided (MR-21)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.followup import operations
from spelregler.apps.followup.access.commissioned import Action, matter_of, may_do, must_do
from spelregler.apps.followup.pages.commissioned import presenters
from spelregler.apps.followup.pages.commissioned.forms import CommissionForm, FollowUpForm, HandInForm, WithdrawForm
from spelregler.apps.followup.queries import commissioned as queries
from spelregler.apps.followup.queries.commissioned import Standing
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.posts import leading_posts
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import as_download
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

MODULES = ("EVAL",)
LIST = "followup:evaluations"


def evaluations(request: Request) -> HttpResponse:
    """Each body with what it has commissioned, and what of it waits for a decision."""
    acting_role = request.acting_role
    page = page_shell(
        request,
        title=_("Commissioned evaluations"),
        lead=_("What the bodies want to know, what was found, and what it led to."),
        crumbs=[(_("Follow-up"), reverse("followup:list")), (_("Commissioned evaluations"), "")],
        current="followup:list",
        modules=MODULES,
    )
    found = queries.bodies_evaluations(as_of=acting_role.as_of)
    named = {each.code: each for each in bodies(as_of=acting_role.as_of)}
    rows = [
        (
            named[each.body.key],
            max((one.commissioned_on for one in each.evaluations), default=None),
            sum(one.handed_on is None for one in each.evaluations),
            sum(one.handed_on is not None and one.followed_on is None for one in each.evaluations),
        )
        for each in found
    ]
    return render(request, "followup/evaluations.html", {"page": page, "rows": rows})


def of_body(request: Request, code: str) -> HttpResponse:
    """What the body has commissioned, the latest first."""
    acting_role = request.acting_role
    about = body_by_code(code, as_of=acting_role.as_of)
    months = presenters.months_to_decide(acting_role)
    rows = [
        presenters.row_of(each, acting_role, months=months)
        for each in queries.evaluations_of(body=about, as_of=acting_role.as_of)
    ]
    context = {
        "page": _page(request, about),
        "rows": rows,
        "code": code,
        "enters": may_do(acting_role, Action.ENTER, code),
    }
    return render(request, "followup/evaluations_of.html", context)


def commission(request: Request, code: str) -> HttpResponse:
    """The secretary enters that the body has commissioned an evaluation."""
    acting_role = request.acting_role
    about = body_by_code(code, as_of=acting_role.today)
    must_do(acting_role, Action.ENTER, code)
    subjects = queries.subjects_of(about, as_of=acting_role.today)
    form = CommissionForm(sent(request), today=acting_role.today, body=about, subjects=subjects)
    if form.carried_out(
        lambda _told: operations.commission_evaluation(
            body=about, said=form.said(), today=acting_role.today, who=acting_role.who
        )
    ):
        return done(request, _("It is saved."), reverse("followup:evaluation", args=[form.result.pk]))
    page = _page(request, about, _("Enter what is commissioned"), can_travel=False)
    return form_page(request, page, form, button=_("Enter the decision"), back=_of(about))


def evaluation(request: Request, pk: int) -> HttpResponse:
    """One evaluation from its commission to what it led to."""
    found = _found(request, pk)
    shown = presenters.shown(found, request.acting_role)
    page = _page(request, found.body, found.evaluation.title, lead=shown.row.about)
    return render(request, "followup/evaluation.html", {"page": page, "shown": shown, "pk": pk})


def hand_in(request: Request, pk: int) -> HttpResponse:
    """Whoever leads the department, or the secretary, hands it in to the body."""
    acting_role, found = request.acting_role, _found(request, pk)
    must_do(acting_role, Action.HAND_IN, found.body.code)
    form = HandInForm(sent(request), request.FILES or None, initial={"handed_on": acting_role.today})

    def act(_said: dict[str, Any]) -> None:
        operations.hand_in_evaluation(
            evaluation=found.evaluation, said=form.said(), today=acting_role.today, who=acting_role.who
        )

    title = _("Hand in the evaluation")
    return _form(request, found, form, act, title=title, button=title, template="followup/with_file.html")


def decide(request: Request, pk: int) -> HttpResponse:
    """The secretary enters what the body decided that it leads to."""
    acting_role, found = request.acting_role, _found(request, pk)
    must_do(acting_role, Action.ENTER, found.body.code)
    handed_in = found.handed_in
    if handed_in is None:
        raise _not_here()
    posts = leading_posts(body=found.body, as_of=acting_role.today)
    form = FollowUpForm(sent(request), today=acting_role.today, body=found.body, posts=posts)

    def act(_said: dict[str, Any]) -> None:
        operations.follow_evaluation(
            handed_in=handed_in, said=form.said(), today=acting_role.today, who=acting_role.who
        )

    return _form(request, found, form, act, title=_("What the evaluation leads to"), button=_("Enter the decision"))


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was entered by mistake counts no longer: what was handed in first, then the commission."""
    acting_role, found = request.acting_role, _found(request, pk)
    must_do(acting_role, Action.ENTER, found.body.code)
    form = WithdrawForm(sent(request))

    def act(said: dict[str, Any]) -> None:
        operations.withdraw_evaluation(evaluation=found.evaluation, on=acting_role.today, who=acting_role.who, **said)

    title = _("Take back what was handed in") if found.handed_in else _("Take back the commission")
    return _form(request, found, form, act, title=title, button=_("Take it back"))


def file(request: Request, pk: int) -> FileResponse:
    """The evaluation as a file to save, for whoever the body's insight reaches."""
    found = _found(request, pk)
    must(request.acting_role, Action.READ_FILE, matter_of(found.body.code))
    if found.handed_in is None or found.handed_in.file is None:
        raise _not_here()
    return as_download(found.handed_in.file)


def _form(
    request: Request, found: Standing, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str,
    button: str, template: str = "ui/entering.html",
) -> HttpResponse:  # fmt: skip
    back = reverse("followup:evaluation", args=[found.evaluation.pk])
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    between = ((found.evaluation.title, back),)
    page = _page(request, found.body, title, lead=found.evaluation.title, between=between, can_travel=False)
    return form_page(request, page, form, button=button, back=back, template=template)


def _page(
    request: Request,
    about: Body,
    title: str = "",
    *,
    lead: str = "",
    between: tuple[tuple[str, str], ...] = (),
    can_travel: bool = True,
) -> Page:
    name = request.acting_role.say(about.name, about.name_en)
    below = [(name, _of(about)), *between, (title, "")] if title else [(name, "")]
    return page_shell(
        request,
        title=title or f"{_('Commissioned evaluations')}: {name}",
        lead=lead,
        crumbs=[
            (_("Follow-up"), reverse("followup:list")),
            (_("Commissioned evaluations"), reverse(LIST)),
            *below,
        ],
        current="followup:list",
        modules=MODULES,
        scope_kind="committee",
        scope=about.code,
        can_travel=can_travel,
    )


def _of(about: Body) -> str:
    return reverse("followup:evaluations_of", args=[about.code])


def _found(request: Request, pk: int) -> Standing:
    found = queries.evaluation_by_pk(pk=pk, as_of=request.acting_role.as_of)
    if found is None:
        raise _not_here()
    return found


def _not_here() -> NotVisible:
    return NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
