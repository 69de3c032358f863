"""An archive that was made somewhere else, read as it was: its rules, a rule's answers, and the files of evidence."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.archive.access import ARCHIVES, Action
from spelregler.apps.archive.models import BroughtArchive
from spelregler.apps.archive.operations import put_away as take_away
from spelregler.apps.archive.pages.brought import presenters
from spelregler.apps.archive.pages.own.forms import PlaceForm
from spelregler.apps.archive.queries import (
    brought_archive,
    evidence_file,
    opened,
    package_in,
    rows_about,
    rule_told,
    whole,
)
from spelregler.domain.words import Words
from spelregler.exchange.archive import DECISIONS, FORECASTS, VALUES, file_in
from spelregler.exchange.attached import KINDS
from spelregler.platform.attachments.store import only_to_save
from spelregler.platform.errors import NotVisible
from spelregler.ui.formatting import long_date
from spelregler.ui.page import Page, Pager, page_asked

PER_PAGE = 50
TABLES = {"beslut": DECISIONS, "prognoser": FORECASTS, "varden": VALUES}
"""What answers rest on, by the word in the address."""
SENT_AS = {each.content_type for each in KINDS.values()}
"""The kinds of files that are sent as what they say that they are; another is sent as bytes alone."""


def one(request: Request, pk: int) -> HttpResponse:
    """Whose it is, what is in it, and how each rule stood on its day."""
    archive = _archive(request, pk)
    found, language = opened(archive), request.acting_role.language
    told = whole(found)
    groups = presenters.rule_rows(archive, package_in(archive, found), language)
    context = {
        "page": _page(request, archive),
        "archive": archive,
        "facts": presenters.facts(archive, language),
        "adoptions": presenters.adoption_lines(told, language),
        "documents": presenters.document_lines(told, language),
        "years": presenters.year_lines(told, language),
        "accounts": presenters.account_lines(told, language),
        "groups": presenters.shown_groups(groups),
        "tables": presenters.behind_links(archive),
    }
    return render(request, "archive/one.html", context)


def rule(request: Request, pk: int, clause: str) -> HttpResponse:
    """A rule in the archive: its text, the answers on the day, how they had changed, and what people had said."""
    archive = _archive(request, pk)
    found, language = opened(archive), request.acting_role.language
    package = package_in(archive, found)
    shown = next((each for each in (package.clauses if package else ()) if each.id == clause), None)
    if clause not in archive.standing and shown is None:
        raise _missing()
    counts = archive.standing.get(clause, {})
    pager = Pager.of(page_asked(request.GET.get("sida", "")), total=sum(counts.values()), most=PER_PAGE)
    told = rule_told(found, clause, start=pager.start, limit=PER_PAGE)
    context = {
        "page": _page(request, archive, title=shown.name.text(language) if shown else clause),
        "clause": clause,
        "text": shown.text.text(language) if shown else "",
        "counts": presenters.counts_words(counts, language),
        "answers": presenters.answer_rows(told.answers, language),
        "earlier": presenters.answer_rows(told.earlier, language),
        "earlier_in_all": told.earlier_in_all,
        "said": presenters.said_rows(archive, told, language),
        "tables": presenters.behind_links(archive),
        "pager": pager,
    }
    return render(request, "archive/rule.html", context)


def behind(request: Request, pk: int, table: str) -> HttpResponse:
    """What the answers rest on: decisions, forecasts or values, of one place or of all, the latest first."""
    archive = _archive(request, pk)
    if table not in TABLES:
        raise _missing()
    found, language, place = opened(archive), request.acting_role.language, request.GET.get("plats", "").strip()
    number = page_asked(request.GET.get("sida", ""))
    pager = Pager.of(number, total=found.parts.get(TABLES[table], {}).get("rows") or 0, most=PER_PAGE)
    told = rows_about(found, TABLES[table], place, start=pager.start, limit=PER_PAGE)
    if place:
        pager = Pager.of(number, total=told.in_all, most=PER_PAGE, plats=place)
    context = {
        "page": _page(request, archive, title=presenters.behind_title(table)),
        "archive": archive,
        "tables": presenters.behind_links(archive, chosen=table),
        "headings": presenters.behind_headings(table),
        "rows": presenters.behind_rows(table, told.rows, language),
        "form": PlaceForm({"plats": place}),
        "is_older": TABLES[table] not in found.parts,
        "pager": pager,
    }
    return render(request, "archive/behind.html", context)


def file(request: Request, pk: int, sha256: str) -> StreamingHttpResponse:
    """A file of evidence from the archive, to save and never shown as a page."""
    archive = _archive(request, pk)
    found = opened(archive)
    row = evidence_file(found, sha256)
    if row is None:
        raise _missing()
    kind = row["content_type"] if row["content_type"] in SENT_AS else "application/octet-stream"
    answer = StreamingHttpResponse(found.pieces(file_in(sha256)), content_type=kind)
    name = "".join(each for each in row["name"] if each.isprintable() and each not in '/\\:*?"<>|') or "underlag"
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return only_to_save(answer)


@only_sent
def put_away(request: Request, pk: int) -> HttpResponse:
    """The archive is taken away."""
    take_away(archive=_archive(request, pk), who=request.acting_role.who)
    return done(request, _("The archive is taken away. It can be brought again."), reverse("archive:list"))


def _archive(request: Request, pk: int) -> BroughtArchive:
    must(request.acting_role, Action.BRING, ARCHIVES)
    found = brought_archive(pk)
    if found is None:
        raise _missing()
    return found


def _page(request: Request, archive: BroughtArchive, *, title: str = "") -> Page:
    own = _("%(name)s, as of %(day)s") % {
        "name": archive.name,
        "day": long_date(archive.as_of, request.acting_role.language),
    }
    crumbs = [
        (_("Archives"), reverse("archive:list")),
        (own, reverse("archive:one", args=[archive.pk]) if title else ""),
    ]
    if title:
        crumbs.append((title, ""))
    lead = _("A brought archive, only to be read. Nothing here is this municipality's own.")
    return page_shell(request, title=title or own, lead=lead, crumbs=crumbs, current="archive:list", can_travel=False)


def _missing() -> NotVisible:
    return NotVisible(Words("That is not in the archive."), way=Words("Go to Archives and choose there."))
