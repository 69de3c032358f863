"""Members' questions: what a body has asked and been answered, to ask, and to answer (CP-12)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.decisions import operations
from spelregler.apps.decisions.access.actions import Action
from spelregler.apps.decisions.access.questions import QUESTION, asked_in, may_answer, put_to
from spelregler.apps.decisions.models import MemberQuestion
from spelregler.apps.decisions.pages.forms import BodySearch
from spelregler.apps.decisions.pages.questions.forms import AnswerForm, AskForm
from spelregler.apps.decisions.queries import PER_PAGE
from spelregler.apps.decisions.queries import questions as queries
from spelregler.apps.decisions.queries.questions import QuestionRow
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.posts import leading_posts
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page, Pager, page_asked

MODULES = ("DEC",)


def questions(request: Request) -> HttpResponse:
    """What members have asked and been answered, of every body or of one; what waits stands first."""
    acting_role, asked = request.acting_role, request.GET
    search = BodySearch(asked, bodies=bodies(as_of=acting_role.as_of))
    body = search.said("organ")
    found = QUESTION.let_through(acting_role, queries.questions_asked(as_of=acting_role.as_of, body=body))
    pager = Pager.of(
        page_asked(asked.get("sida", "")), total=len(found), most=PER_PAGE, organ=body, per=asked.get("per", "")
    )
    context = {
        "page": _page(
            request, _("Questions to the administration"), _("What members have asked, and the answers they have had.")
        ),
        "rows": found[pager.start : pager.start + PER_PAGE],
        "pager": pager,
        "search": search,
        "body": body,
        "may_ask": _may_ask(acting_role),
    }
    return render(request, "decisions/questions.html", context)


def _may_ask(acting_role: ActingRole) -> bool:
    now = acting_role.as_of == acting_role.today
    return now and bool(acting_role.body) and may(acting_role, Action.ASK, asked_in(acting_role.body))


def ask(request: Request) -> HttpResponse:
    """A member asks; the whole body will read the answer."""
    acting_role, made = request.acting_role, list[MemberQuestion]()
    must(acting_role, Action.ASK, asked_in(acting_role.body))
    body = body_by_code(acting_role.body, as_of=acting_role.today)
    posts = leading_posts(body=body, as_of=acting_role.today)
    if not posts:
        raise NotVisible(
            Words("Nobody leads a department of {body} yet.", body=acting_role.say(body.name, body.name_en)),
            way=Words("Ask the committee secretary to have the department's head entered."),
        )
    form = AskForm(sent(request), posts=posts)

    def act(_said: dict[str, Any]) -> None:
        made.append(
            operations.ask_question(
                body=body,
                asked_on=acting_role.today,
                asked_by=acting_role.person,
                who=acting_role.who,
                **form.question,
            )
        )

    if form.carried_out(act):
        return done(request, _("The question is put."), reverse("decisions:question", args=[made[0].pk]))
    lead = _("The answer goes to the whole body.")
    if len(posts) == 1:
        head = acting_role.say(posts[0].title, posts[0].title_en)
        lead = _("To %(head)s. The answer goes to the whole body.") % {"head": head}
    page = _page(request, _("Ask a question"), lead, below=True, can_travel=False)
    return form_page(request, page, form, button=_("Send the question"), back=reverse("decisions:questions"))


def question(request: Request, pk: int) -> HttpResponse:
    """One question, and its answer or the form to answer by."""
    row = _row(request, pk)
    return _shown(request, row, AnswerForm() if _offered(request, row) else None)


@only_sent
def answer(request: Request, pk: int) -> HttpResponse:
    """Whoever leads the department answers the whole body."""
    acting_role, row = request.acting_role, _row(request, pk)
    must(acting_role, Action.ANSWER_QUESTION, put_to(row))
    held, form = queries.question_by_pk(pk=pk), AnswerForm(request.POST)
    assert held is not None  # noqa: S101 - its row was found

    def act(_said: dict[str, Any]) -> None:
        operations.answer_question(question=held, answered_on=acting_role.today, who=acting_role.who, **form.told)

    if form.carried_out(act):
        words = _("The answer is given to %(body)s.") % {"body": acting_role.say(row.body_name, row.body_name_en)}
        return done(request, words, reverse("decisions:question", args=[pk]))
    return _shown(request, row, form)


def _offered(request: Request, row: QuestionRow) -> bool:
    acting_role = request.acting_role
    return acting_role.as_of == acting_role.today and may_answer(acting_role, row)


def _shown(request: Request, row: QuestionRow, form: AnswerForm | None) -> HttpResponse:
    own = reverse("decisions:question", args=[row.pk])
    context = {"page": _page(request, row.subject, "", below=True, path=own), "row": row, "form": form}
    return render(request, "decisions/question.html", context, status=form.status if form else 200)


def _row(request: Request, pk: int) -> QuestionRow:
    found = queries.question_row(pk=pk, as_of=request.acting_role.as_of)
    if found is None or not QUESTION.let_through(request.acting_role, [found]):
        raise NotVisible(
            Words("There is no such question that you may read on that day."),
            way=Words("Go to Decisions and choose Questions to the administration."),
        )
    return found


def _page(
    request: Request, title: str, lead: str, *, below: bool = False, can_travel: bool = True, path: str = ""
) -> Page:
    """The list's page, or one below it."""
    listed = reverse("decisions:questions")
    here = [(_("Questions"), listed), (title, "")] if below else [(_("Questions"), "")]
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[(_("Decisions"), reverse("decisions:list")), *here],
        current="decisions:list",
        modules=MODULES,
        can_travel=can_travel,
        path=path,
    )
