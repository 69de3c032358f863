"""A report: read, written, handed in, returned, corrected, and valued by its body (MR-14, MR-31)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.followup import operations
from spelregler.apps.followup.access.reports import Action, matter_of, may_do, must_read
from spelregler.apps.followup.files.keeping import keep_documents
from spelregler.apps.followup.models import HandedIn, Section
from spelregler.apps.followup.pages.report import presenters
from spelregler.apps.followup.pages.report.compared_presenters import compared
from spelregler.apps.followup.pages.report.figure_presenters import about_report, workbook
from spelregler.apps.followup.pages.report.forms import (
    AdoptForm,
    CorrectForm,
    HandInForm,
    ReturnForm,
    ValueForm,
    WriteForm,
)
from spelregler.apps.followup.pages.report.presenters import kept_sections, title_of, written_sections
from spelregler.apps.followup.pages.words import decided_words, period_words, place_of, reports_page, standing
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries.figures import Figure, figures_of, kept_figures
from spelregler.apps.followup.queries.reports import State
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.organisation.queries.posts import leading_posts
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import as_download
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.platform.table_files import as_file


def report(request: Request, pk: int) -> HttpResponse:
    """The report: as it was handed in, or as far as it is written for whoever writes or follows it."""
    acting_role, state = request.acting_role, _read(request, pk)
    language, follows = acting_role.language, _follows(request, state)
    adopts = _adopts(request, state)
    handed = state.handed_to(follows=follows, adopts=adopts)
    is_hidden = state.proposed is not None and state.proposed not in handed
    shown = state.holds if not state.is_open and not is_hidden else None if follows else state.seen
    if shown is not None:
        sections = kept_sections(queries.kept_texts(shown.pk), kept_figures(shown.pk), language)
    else:
        draft = queries.draft_of(state.report)
        sections = written_sections(draft, _figures(request, state, draft.sections), language)
    status, word = standing(state, acting_role)
    context = {
        "page": reports_page(request, title_of(state, language), occasion=state.report.occasion),
        "state": state,
        "pk": pk,
        "status": status,
        "word": word,
        "shown": shown,
        "sections": sections,
        "reopened": state.last if state.is_open and state.last in handed else None,
        "versions": presenters.versions(handed, language),
        "said": presenters.said_of(state, language),
        "writes": may_do(acting_role, Action.WRITE, state),
        "returns": bool(state.holds) and may_do(acting_role, _returning(state), state),
        "values": state.is_to_value and may_do(acting_role, Action.VALUE, state),
        "adopts": bool(state.proposed) and may_do(acting_role, Action.VALUE, state),
        "adopted": decided_words(shown.adopted, language) if shown and shown.adopted else "",
    }
    return render(request, "followup/report.html", context)


def write(request: Request, pk: int) -> HttpResponse:
    """The sections are written, with the figures beside and the texts from below to take up."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, Action.WRITE, matter_of(state))
    if not state.is_open and request.method == "GET":
        return HttpResponseRedirect(reverse("followup:report", args=[pk]))
    draft = queries.draft_of(state.report)
    last = {} if draft.texts or state.handed else queries.last_texts(state.report)
    form = WriteForm(sent(request), sections=draft.sections, held=draft.texts, last=last)
    if form.carried_out(
        lambda _told: operations.write_report(
            report=state.report, written=form.said(), on=acting_role.today, who=acting_role.who
        )
    ):
        if form.result.kept_beside:
            words = _("Somebody else had written meanwhile. Your text is kept beside, and nothing is lost.")
            return done(request, words, reverse("followup:write", args=[pk]))
        return done(request, _("The report is saved."), reverse("followup:report", args=[pk]))
    figures = _figures(request, state, draft.sections)
    beside = {each.title: each for each in written_sections(draft, figures, acting_role.language)}
    below = queries.texts_from_below(state.report)
    taken = {each.kept_id: each for each in draft.taken_up}
    rows = [
        {
            "text": text,
            "version": version,
            "beside": beside[section.title],
            "others": list(draft.texts[section.pk].others.all()) if section.pk in draft.texts else [],
            "below": [
                (each, place_of(each.handed_in.report, acting_role.language), taken.get(each.pk))
                for each in below
                if each.title == section.title
            ],
        }
        for section, text, version in form.rows()
    ]
    context = {
        "page": _page(request, state, _("Write the report"), is_own=True),
        "form": form,
        "rows": rows,
        "pk": pk,
        "is_copied": bool(last) and not form.is_bound,
    }
    return render(request, "followup/write.html", context, status=form.status)


def hand_in(request: Request, pk: int) -> HttpResponse:
    """The report goes to the level above, and is kept as it is."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, Action.WRITE, matter_of(state))

    def act(_said: dict[str, Any]) -> None:
        operations.hand_in(
            report=state.report,
            figures=_figures(request, state, queries.sections_of(state.report), is_over_years=True),
            on=acting_role.today,
            role=acting_role.role,
            who=acting_role.who,
        )
        keep_documents.enqueue()

    return _form(request, state, HandInForm(sent(request)), act, title=_("Hand in the report"), button=_("Hand it in"))


def return_report(request: Request, pk: int) -> HttpResponse:
    """The level above returns it with a comment; so does the body that is to adopt it, as the secretary enters."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, _returning(state), matter_of(state))

    def act(said: dict[str, Any]) -> None:
        operations.return_report(report=state.report, on=acting_role.today, who=acting_role.who, **said)

    return _form(request, state, ReturnForm(sent(request)), act, title=_("Return the report"), button=_("Return it"))


def correct(request: Request, pk: int) -> HttpResponse:
    """Who wrote it begins a correction."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, Action.WRITE, matter_of(state))

    def act(said: dict[str, Any]) -> None:
        operations.correct_report(report=state.report, on=acting_role.today, who=acting_role.who, **said)

    return _form(
        request, state, CorrectForm(sent(request)), act, title=_("Correct the report"), button=_("Begin a correction")
    )


def value(request: Request, pk: int) -> HttpResponse:
    """The secretary enters what the body said of the report."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, Action.VALUE, matter_of(state))
    handed_in = state.holds
    if handed_in is None or not state.is_to_value:
        raise _not_here()
    posts = leading_posts(body=state.report.body, as_of=acting_role.today)
    form = ValueForm(sent(request), today=acting_role.today, body=state.report.body, posts=posts)

    def act(_said: dict[str, Any]) -> None:
        operations.value_report(handed_in=handed_in, said=form.said(), today=acting_role.today, who=acting_role.who)

    return _form(request, state, form, act, title=_("What the body said"), button=_("Enter the decision"))


def adopt(request: Request, pk: int) -> HttpResponse:
    """The secretary enters by which decision the body adopted its own report, which so goes on."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, Action.VALUE, matter_of(state))
    handed_in, body = state.proposed, state.report.adopter
    if handed_in is None or body is None:
        raise _not_here()
    form = AdoptForm(sent(request), today=acting_role.today, body=body)

    def act(_said: dict[str, Any]) -> None:
        operations.adopt_report(handed_in=handed_in, minutes=form.minuted, today=acting_role.today, who=acting_role.who)

    return _form(request, state, form, act, title=_("The body adopted the report"), button=_("Enter the decision"))


@require_POST
def take_up(request: Request, pk: int, kept: int) -> HttpResponse:
    """A text from below is taken up, with whose it is."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, Action.WRITE, matter_of(state))
    found = queries.kept_text_by_pk(kept)
    if found is None:
        raise _not_here()
    operations.take_up(report=state.report, kept=found, on=acting_role.today, who=acting_role.who)
    return done(request, _("The text is taken up, and says whose it is."), reverse("followup:write", args=[pk]))


@require_POST
def let_go(request: Request, pk: int, taken: int) -> HttpResponse:
    """A text that was taken up is left out again."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, Action.WRITE, matter_of(state))
    found = queries.taken_up_by_pk(taken)
    if found is None or found.report_id != pk:
        raise _not_here()
    operations.let_go(taken=found, who=acting_role.who)
    return done(request, _("The text is left out."), reverse("followup:write", args=[pk]))


@require_POST
def settle(request: Request, pk: int, other: int) -> HttpResponse:
    """A text that was kept beside is taken care of."""
    acting_role, state = request.acting_role, _state(request, pk)
    must(acting_role, Action.WRITE, matter_of(state))
    found = queries.other_text_by_pk(other)
    if found is None or found.of.report_id != pk:
        raise _not_here()
    operations.settle_report_text(other=found, on=acting_role.today, who=acting_role.who)
    return done(request, _("The other text is settled."), reverse("followup:write", args=[pk]))


def version(request: Request, pk: int, number: int) -> HttpResponse:
    """The report as it was handed in that time."""
    state, language = _read(request, pk), request.acting_role.language
    found = _version(request, state, number)
    context = {
        "page": _page(request, state, _("Version %(number)s") % {"number": number}, is_own=True),
        "sections": kept_sections(queries.kept_texts(found.pk), kept_figures(found.pk), language),
        "pk": pk,
        "version": presenters.version(found, language),
    }
    return render(request, "followup/version.html", context)


def compare(request: Request, pk: int, number: int, other: int) -> HttpResponse:
    """Two versions that were handed in, and what differs between them; the earlier stands first."""
    state, language = _read(request, pk), request.acting_role.language
    older, newer = sorted((number, other))
    sides = [
        kept_sections(queries.kept_texts(found.pk), kept_figures(found.pk), language)
        for found in (_version(request, state, each) for each in (older, newer))
    ]
    title = _("Version %(number)s and %(other)s compared") % {"number": older, "other": newer}
    context = {
        "page": _page(request, state, title, is_own=True),
        "sections": compared(*sides),
        "older": older,
        "newer": newer,
    }
    return render(request, "followup/compare.html", context)


def kept_file(request: Request, pk: int, number: int, kind: str) -> HttpResponseBase:
    """The document as it was kept, or a workbook of the figures that were kept with it."""
    state = _read(request, pk)
    found = _version(request, state, number)
    if kind == "excel":
        return _workbook(request, state, found)
    if kind not in ("word", "pdf"):
        raise _not_here()
    file = getattr(found, kind)
    if file is None:
        raise NotVisible(Words("The document is being made."), way=Words("Come back in a minute."))
    return as_download(file)


def _workbook(request: Request, state: State, found: HandedIn) -> HttpResponse:
    language, occasion = request.acting_role.language, state.report.occasion
    period = period_words(occasion, language)
    about = about_report(title_of(state, language), period=period, day=found.handed_on, version=found.number)
    rows = [(place_of(state.report, language), kept_figures(found.pk))]
    return as_file(workbook(rows, about=about, language=language), f"rapport-{found.pk}.xlsx")


def _form(
    request: Request, state: State, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str, button: str
) -> HttpResponse:
    back = reverse("followup:report", args=[state.report.pk])
    if form.carried_out(act):
        return done(request, _("It is saved."), back)
    return form_page(request, _page(request, state, title), form, button=button, back=back)


def _page(request: Request, state: State, title: str, *, is_own: bool = False) -> Any:
    name, here = title_of(state, request.acting_role.language), reverse("followup:report", args=[state.report.pk])
    between = ((name, here),)
    lead = "" if is_own else name
    return reports_page(request, title, lead=lead, occasion=state.report.occasion, between=between, can_travel=False)


def _figures(
    request: Request, state: State, sections: Iterable[Section], *, is_over_years: bool = False
) -> list[Figure]:
    day = request.acting_role.as_of
    wanted = {each.figures for each in sections}
    return figures_of(state.report, as_of=day, scale=scale_on(day), wanted=wanted, is_over_years=is_over_years)


def _version(request: Request, state: State, number: int) -> HandedIn:
    handed = state.handed_to(follows=_follows(request, state), adopts=_adopts(request, state))
    found = next((each for each in handed if each.number == number), None)
    if found is None:
        raise _not_here()
    return found


def _follows(request: Request, state: State) -> bool:
    """Whether the role follows the report while it is written: its writer, and those who return it."""
    return may_do(request.acting_role, Action.WRITE, state) or may_do(request.acting_role, Action.RETURN, state)


def _returning(state: State) -> Action:
    """With which right it is sent back: a body sends back by its decision, which the secretary enters."""
    return Action.VALUE if state.proposed else Action.RETURN


def _adopts(request: Request, state: State) -> bool:
    """Whether the role is of the body that adopts the report, or enters that it has."""
    body = state.report.adopter
    is_own = body is not None and request.acting_role.place == ("committee", body.code)
    return is_own or may_do(request.acting_role, Action.VALUE, state)


def _read(request: Request, pk: int) -> State:
    state = _state(request, pk)
    must_read(request.acting_role, state)
    return state


def _state(request: Request, pk: int) -> State:
    found = queries.state_by_pk(pk, as_of=request.acting_role.as_of)
    if found is None:
        raise _not_here()
    return found


def _not_here() -> NotVisible:
    return NotVisible(Words("There is no such report."), way=Words("Go to Reports and choose there."))
