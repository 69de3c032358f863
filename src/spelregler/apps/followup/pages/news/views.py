"""What each body was told and when: its reports' way to it, and bad news from when it was known (MR-31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.followup import operations
from spelregler.apps.followup.access.dialogues import may_record, must_record
from spelregler.apps.followup.pages.news.forms import WAYS, ToldForm, WithdrawToldForm
from spelregler.apps.followup.pages.words import OUTCOMES, reports_page
from spelregler.apps.followup.queries import news as queries
from spelregler.apps.followup.queries.for_checks import bodies_reports
from spelregler.apps.frames.pages.words import limits_on
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.bad_news import BodyNews, News, news_of
from spelregler.domain.reports import ReportToBody
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui import formatting

MOST = 100
"""Of the news and of the reports that are shown; the earliest news, and the latest reports."""


@dataclass(frozen=True)
class NewsRow:
    """Bad news, since when it was known, and how the body was told first."""

    what: str
    known_on: date
    told: str
    days: str
    status: str
    word: str


@dataclass(frozen=True)
class ReportRow:
    """A report's way to the body."""

    title: str
    due_on: date
    delivered: str
    valued: str


def told(request: Request, code: str) -> HttpResponse:
    """The body's reports with their days, and what was known when and told when; those who heard record it here."""
    acting_role = request.acting_role
    about = body_by_code(code, as_of=acting_role.as_of)
    news, language = _news(about, acting_role.as_of), acting_role.language
    form = _form(request, about, news)
    if form is not None and form.carried_out(
        lambda _told: operations.record_told(
            body=about, news=form.chosen(), said=form.said(), today=acting_role.today, who=acting_role.who
        )
    ):
        return done(request, _("It is recorded."), reverse("followup:told", args=[code]))
    reports = next((each.results for each in bodies_reports(as_of=acting_role.as_of) if each.body.key == code), [])
    latest = sorted(reports, key=lambda each: each.due_on, reverse=True)[:MOST]
    name = acting_role.say(about.name, about.name_en)
    context = {
        "page": reports_page(
            request,
            _("%(body)s: what was known, and when it was told") % {"body": name},
            lead=_("From what is recorded: forecasts, measured targets, reports and decisions."),
            can_travel=request.method == "GET",
        ),
        "news": [_row(each, acting_role.as_of, language) for each in news],
        "reports": [_report(each, language) for each in latest],
        "recorded": queries.told_of(body=about, as_of=acting_role.as_of),
        "records": form is not None or _records(request, code),
        "form": form,
    }
    return render(request, "followup/told.html", context, status=form.status if form else 200)


def withdraw_told(request: Request, pk: int) -> HttpResponse:
    """What was recorded by mistake counts no longer."""
    acting_role, row = request.acting_role, queries.told_by_pk(pk=pk)
    if row is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    must_record(acting_role, row.body.code)
    form, back = WithdrawToldForm(sent(request)), reverse("followup:told", args=[row.body.code])
    if form.carried_out(
        lambda said: operations.withdraw_told(told=row, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It counts no longer."), back)
    page = reports_page(request, _("Take back what was recorded"), lead=row.where, can_travel=False)
    return form_page(request, page, form, button=_("Take it back"), back=back)


def _news(about: Body, as_of: date) -> list[News]:
    found = queries.news_by_body(as_of=as_of, scale=scale_on(as_of)).get(about.code, BodyNews())
    return news_of(found, limits=limits_on(as_of))[:MOST]


def _records(request: Request, code: str) -> bool:
    acting_role = request.acting_role
    return acting_role.as_of == acting_role.today and may_record(acting_role, code)


def _form(request: Request, about: Body, news: list[News]) -> ToldForm | None:
    """The form, for whoever records what the body heard; whoever sends it without the right is refused."""
    if request.method == "POST":
        must_record(request.acting_role, about.code)
    elif not news or not _records(request, about.code):
        return None
    return ToldForm(sent(request), found=[(each, _called(each, request.acting_role.language)) for each in news])


def _called(each: News, language: str) -> str:
    day = formatting.long_date(each.known_on, language)
    return _("%(news)s, known %(day)s") % {"news": each.words.text(language), "day": day}


def _row(each: News, as_of: date, language: str) -> NewsRow:
    days = each.days(as_of)
    long = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    status, word = "attention", _("not told yet")
    if each.told is None and each.mended_on is not None:
        status, word = (
            "not_assessed",
            _("mended %(day)s, never told") % {"day": formatting.long_date(each.mended_on, language)},
        )
    elif each.told is not None:
        status, word = "kept", _("told %(day)s") % {"day": formatting.long_date(each.told.on, language)}
    how = f"{WAYS[each.told.way]}: {each.told.where}" if each.told else ""
    return NewsRow(each.words.text(language), each.known_on, how, long, status, word)


def _report(each: ReportToBody, language: str) -> ReportRow:
    delivered = formatting.long_date(each.delivered_on, language) if each.delivered_on else str(_("not delivered"))
    if each.days_late:
        late = ngettext("%(n)d day late", "%(n)d days late", each.days_late) % {"n": each.days_late}
        delivered = f"{delivered}, {late}"
    last = each.valued[-1] if each.valued else None
    said = f"{OUTCOMES[last.outcome]}, {formatting.long_date(last.on, language)}" if last else ""
    return ReportRow(each.title, each.due_on, delivered, said)
