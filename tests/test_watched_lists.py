"""Somebody sees what waits for another who is away: sees it, does nothing, and never what is behind a closed door."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.acting import work_list
from spelregler.apps.acting.acting_role import acting_role_again
from spelregler.apps.autonomy import operations as autonomy
from spelregler.apps.notices.models import Watch
from spelregler.apps.notices.operations import letters, watches
from spelregler.apps.notices.operations.forgetting import forget
from spelregler.apps.notices.operations.watches import WatchRefused
from spelregler.apps.notices.queries import own_watch, watched_lists
from spelregler.apps.organisation.models import Appointment, Person, Unit
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.domain.work_list import Task
from spelregler.platform import clock
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.mail.models import Letter
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
UNIT, UTB = "oxeloskolan", "utbildningsforvaltningen"
LAST = TODAY + timedelta(days=12)


def person_of(client: Client) -> Person:
    return Person.objects.get(account__pk=client.session["_auth_user_id"])


def duties_of(person: Person) -> list[str]:
    return [each.code for each in role_assignments_of(person=person, as_of=TODAY)]


def role_of(client: Client, *, today: date = TODAY):
    return acting_role_again(
        person_code=person_of(client).code,
        assignment_code=client.session["worn-hat"],
        account="",
        language="sv",
        today=today,
    )


def named(owner: Client, by: Client, **said) -> Watch:
    facts = {
        "person": person_of(owner),
        "watcher": person_of(by),
        "duties": [owner.session["worn-hat"]],
        "first_day": TODAY,
        "last_day": LAST,
        "today": TODAY,
        "who": SYSTEM,
    }
    return watches.name_watcher(**{**facts, **said})


def shown(client: Client) -> str:
    return re.sub(r"\s+", " ", client.get(reverse("home:tasks")).content.decode())


@pytest.fixture
def manager(wearing: Callable) -> Client:
    return wearing("EC", unit=UNIT)


@pytest.fixture
def head(wearing: Callable) -> Client:
    return wearing("FC", department=UTB)


@pytest.fixture
def controller(wearing: Callable) -> Client:
    return wearing("CT")


def section(client: Client, name: str) -> str:
    page = shown(client)
    found = re.search(rf"<section[^>]*> <h2[^>]*>För {name}, som är borta till [^<]+</h2>.*?</section>", page)
    return found[0] if found else ""


class TestTheList:
    def test_is_seen_by_its_owners_name_with_titles_and_days_and_no_way_to_the_forms(self, manager, controller):
        named(manager, controller)
        told = section(controller, person_of(manager).name)
        assert "som är borta till 14 november 2026" in told
        assert "Rapportera 8 mått för januari–oktober 2026" in told
        assert re.findall(r'href="([^"#]*)', told) == [reverse("help:chapter", args=["lasare", "paminnelser"])]
        assert "MR-30" in told

    @pytest.mark.once
    def test_gives_the_watcher_no_right(self, manager, controller):
        named(manager, controller)
        answer = controller.post(reverse("autonomy:move_money", args=[UNIT]), {"amount": "1"})
        assert answer.status_code == 403

    def test_leaves_out_the_signals_that_the_watchers_own_role_may_not_see(self, manager, head, wearing):
        """Another unit's manager sees what waits but no signal about the unit; the department's head sees both."""
        autonomy.open_signal(
            unit=Unit.objects.get(code=UNIT), ground="MR-50", opened_on=TODAY, evidence="prov", who=SYSTEM
        )
        other = wearing("EC", unit="bjorntorp")
        words = "yttrande"
        assert words in shown(manager)
        watch = named(manager, other)
        assert "Rapportera 8 mått" in section(other, person_of(manager).name)
        assert words not in section(other, person_of(manager).name)
        watch.delete()
        named(manager, head)
        assert words in section(head, person_of(manager).name)

    def test_leaves_out_what_no_source_has_said_may_be_told(self, manager, head, monkeypatch):
        case = Task(title="Ärende om ledarskap", url="/")
        monkeypatch.setattr(work_list, "_own", [lambda _role: [case]])
        named(manager, head)
        assert "Ärende om ledarskap" in shown(manager)
        assert "Ärende om ledarskap" not in section(head, person_of(manager).name)
        assert "Inget som du får veta om väntar" in section(head, person_of(manager).name)

    @pytest.mark.both
    def test_is_seen_on_its_days_only_and_until_it_is_ended(self, manager, controller):
        watch = named(manager, controller, first_day=TODAY + timedelta(days=1))
        assert not watched_lists(role_of(controller))
        assert watched_lists(role_of(controller, today=LAST))
        assert not watched_lists(role_of(controller, today=LAST + timedelta(days=1)))
        Watch.objects.filter(pk=watch.pk).update(start=TODAY)
        assert watched_lists(role_of(controller))
        watches.end_watch(person=person_of(manager), now=clock.now(), today=TODAY, who=SYSTEM)
        assert not watched_lists(role_of(controller))
        assert AuditRow.objects.filter(act="end-watch").exists()

    @pytest.mark.both
    def test_is_gone_when_the_watcher_or_the_owner_has_left(self, manager, controller):
        named(manager, controller)
        role = role_of(controller)
        posts = Appointment.objects.on(TODAY)
        posts.filter(person=person_of(manager)).update(end=TODAY)
        assert not watched_lists(role), "the owner holds the duty no longer"
        posts.filter(person=person_of(controller)).update(end=TODAY)
        assert role_of(controller) is None
        assert not section(controller, person_of(manager).name), "a watcher without a duty acts as a resident"

    @pytest.mark.once
    def test_is_not_shown_to_anybody_else_nor_to_the_watcher_as_a_resident(self, manager, controller, head, client):
        named(manager, controller)
        name = person_of(manager).name
        assert not section(head, name)
        assert not section(client, name)
        controller.post(reverse("home:wear"), {"hat": "resident"})
        assert not section(controller, name)

    def test_the_first_page_tells_the_watcher(self, manager, controller):
        named(manager, controller)
        assert f"Du ser vad som väntar på {person_of(manager).name}" in controller.get("/").content.decode()

    @pytest.mark.both
    def test_what_is_kept_goes_with_either_name(self, manager, controller):
        for who in (manager, controller):
            named(manager, controller)
            forget(person_of(who), SYSTEM)
            assert not Watch.objects.exists()


class TestNaming:
    @pytest.mark.both
    def test_by_the_page_with_a_search_and_back_again(self, manager, controller):
        watcher = person_of(controller)
        page = manager.post(reverse("notices:watch"), {"sok": "watcher", "watcher_sok": watcher.name[:5]})
        assert watcher.name in page.content.decode()
        said = {
            "watcher": watcher.code,
            "first_day": str(TODAY + timedelta(days=3)),
            "last_day": str(LAST),
            "duties": duties_of(person_of(manager)),
        }
        read = manager.get(reverse("notices:watch")).content.decode()
        assert re.findall(r'name="duties" value="([^"]+)"', read) == said["duties"], "no resident among one's duties"
        answer = manager.post(reverse("notices:watch"), said)
        assert answer.status_code == 302
        row = Watch.objects.get()
        assert (row.watcher, row.start, row.last_day) == (watcher, TODAY + timedelta(days=3), LAST)
        trail = AuditRow.objects.get(act="name-watcher")
        assert trail.after["duties"] == sorted(said["duties"])
        assert trail.concerns == watcher.code
        settings = manager.get(reverse("notices:settings")).content.decode()
        assert watcher.name in settings
        assert "Ångra" in settings
        manager.post(reverse("notices:undo_watch"))
        assert not Watch.objects.exists()
        assert AuditRow.objects.filter(act="undo-watch").exists()

    @pytest.mark.once
    def test_what_has_begun_is_ended_and_not_undone(self, manager, controller):
        named(manager, controller)
        manager.post(reverse("notices:undo_watch"))
        assert "Avsluta nu" in manager.get(reverse("notices:settings")).content.decode()
        manager.post(reverse("notices:end_watch"))
        assert Watch.objects.get().ended_at
        assert own_watch(person_of(manager).code, held=[], today=TODAY) is None

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"first_day": TODAY - timedelta(days=1)}, "first_day"),
            ({"last_day": TODAY - timedelta(days=1)}, "last_day"),
            ({"last_day": TODAY + timedelta(days=92)}, "last_day"),
            ({"duties": []}, "duties"),
            ({"duties": ["post-0"]}, "duties"),
        ],
    )
    def test_is_refused_at_its_field(self, manager, controller, said, field):
        with pytest.raises(WatchRefused) as refused:
            named(manager, controller, **said)
        assert refused.value.field == field

    def test_is_not_oneself_nor_somebody_of_the_other_party_nor_out_of_service(self, manager, wearing):
        chair = wearing("Np", body="un")
        gone = Person.objects.create(code="gone", name="Slutat Igår")
        for watcher in (person_of(manager), person_of(chair), gone):
            with pytest.raises(WatchRefused) as refused:
                named(manager, chair, watcher=watcher)
            assert refused.value.field == "watcher"

    @pytest.mark.both
    def test_is_one_at_a_time(self, manager, controller, head):
        named(manager, controller)
        with pytest.raises(WatchRefused):
            named(manager, head, first_day=LAST + timedelta(days=1), last_day=LAST + timedelta(days=2))
        watches.end_watch(person=person_of(manager), now=clock.now(), today=TODAY, who=SYSTEM)
        assert named(manager, head).pk

    @pytest.mark.once
    def test_nobody_without_a_duty_names_anybody(self, client):
        assert client.get(reverse("notices:watch")).status_code == 302, "a resident is asked to sign in"
        client.force_login(Account.objects.create_account(email="drift@kommun.example", name="Dag Drift"))
        for name in ("watch", "find_watcher"):
            assert client.get(reverse(f"notices:{name}")).status_code == 403
        for name in ("end_watch", "undo_watch"):
            assert client.post(reverse(f"notices:{name}")).status_code == 403

    @pytest.mark.once
    def test_what_was_typed_stays_when_it_is_refused(self, manager, controller):
        said = {"watcher": person_of(controller).code, "first_day": "2026-12-01", "last_day": "2026-11-20"}
        answer = manager.post(reverse("notices:watch"), {**said, "duties": duties_of(person_of(manager))})
        assert answer.status_code == 400
        for value in ("2026-12-01", "2026-11-20", person_of(controller).name):
            assert value in answer.content.decode()


def test_the_letter_tells_of_the_other_list_by_name_without_links(manager, controller, settings):
    settings.SPELREGLER_MAIL_FROM = "spelregler@kommunen.se"
    task = Task(title="Rapportera måtten", url="/mal/rapportera/", last_day=TODAY, behind=())
    named(manager, controller)
    account = Account.objects.get(pk=controller.session["_auth_user_id"])
    with pytest.MonkeyPatch.context() as patched:
        code = person_of(manager).code
        patched.setattr(work_list, "_own", [lambda role: [task] if role.person_code == code else []])
        assert letters.send_letter(account=account, on=TODAY, who=SYSTEM)
        assert not letters.send_letter(account=account, on=TODAY + timedelta(days=1), who=SYSTEM), "told yesterday"
    text = Letter.objects.get(to=account.email, kind="what-waits").text.replace("\xa0", " ")
    heading = f"FÖR {person_of(manager).name.upper()}, SOM ÄR BORTA TILL 14 NOVEMBER 2026"
    assert heading in text
    assert "Rapportera måtten – senast 2 november 2026" in text
    assert "/mal/rapportera/" not in text


def test_nobody_is_away_asks_once(controller, django_assert_num_queries):
    role = role_of(controller)
    with django_assert_num_queries(1):
        watched_lists(role)
