"""Accounts from a table, links by mail and letter, and directory accounts matched without doubling anybody."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from spelregler.apps.identity.models import ScimUser
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.operations.structure import add_body, add_person, add_seat
from spelregler.apps.organisation.operations.tenure import seat_member
from spelregler.apps.start.operations import accounts
from spelregler.apps.start.operations.accounts import Attribute
from spelregler.apps.start.tests.conftest import TODAY, WHO
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import open_account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.mail.models import Letter

pytestmark = pytest.mark.django_db
HEADING = "Personkod;Namn;E-post\n"


@pytest.fixture
def people(begun):
    return [
        add_person(code=code, name=name, email=email, who=WHO)
        for code, name, email in (("bo-by", "Bo By", ""), ("ida-o", "Ida Ö", "ida@kommun.example"))
    ]


def bring(rows, store=True):
    return accounts.import_accounts(data=(HEADING + rows).encode(), file_name="konton.csv", store=store, who=WHO)


def test_a_row_opens_an_account_without_a_password_and_the_organisations_address_will_do(people):
    brought, opened = bring("bo-by;;Bo@kommun.example\nida-o;;\n")
    assert (len(brought.new), brought.stored) == (2, True)
    assert [each.email for each in opened] == ["bo@kommun.example", "ida@kommun.example"]
    assert not any(each.has_usable_password() for each in opened)
    assert Person.objects.get(code="bo-by").account.email == "bo@kommun.example"


def test_tried_without_storing_leaves_nothing(people):
    brought, opened = bring("bo-by;;bo@kommun.example\n", store=False)
    assert (len(brought.new), brought.stored, opened) == (1, False, [])
    assert Account.objects.count() == 1
    assert not AuditRow.objects.filter(subject="bo@kommun.example").exists()


def test_the_same_file_again_changes_nothing(people):
    bring("bo-by;;bo@kommun.example\n")
    brought, opened = bring("bo-by;;bo@kommun.example\n")
    assert (brought.new, brought.same, opened) == ([], 1, [])
    assert Account.objects.filter(email="bo@kommun.example").count() == 1


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("finns-inte;;x@kommun.example\n", "ingen person har koden ”finns-inte”"),
        ("bo-by;;inte en adress\n", "giltig e-postadress"),
        ("bo-by;;eva.ek@kommun.example\n", "är redan Eva Eks"),
        ("eva-ek;;annan@kommun.example\n", "har redan konto, med adressen eva.ek@kommun.example"),
        ("bo-by;;sam@kommun.example\nida-o;;sam@kommun.example\n", "är redan Bo Bys"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(people, rows, told):
    brought, _opened = bring("ida-o;;ida@kommun.example\n" + rows if "ida-o" not in rows else rows)
    assert any(told in fault.text("sv") for fault in brought.faults), [f.text("sv") for f in brought.faults]
    assert not brought.stored
    assert Account.objects.count() == 1


def test_a_row_of_the_template_that_is_not_filled_in_is_left(people):
    brought, _opened = bring("bo-by;Bo By;\nida-o;;\n")
    assert (brought.left, len(brought.new), brought.faults) == (1, 1, [])


def test_what_is_written_out_is_read_back_and_nothing_is_new(people, begun):
    data = accounts.export_accounts(form="csv", language="sv", today=TODAY)
    assert accounts.import_accounts(data=data, file_name="k.csv", store=True, who=WHO)[0].faults == []


def test_a_link_by_letter_says_its_days_and_the_trail_knows(people, settings):
    settings.SPELREGLER_LETTER_DAYS = 14
    bring("bo-by;;bo@kommun.example\n")
    (link,) = accounts.links(
        accounts=Account.objects.filter(email="bo@kommun.example"), days=accounts.letter_days(), who=WHO
    )
    assert link.url.startswith("http://127.0.0.1:8000/konto/losenord/valj/")
    assert '"days":14' in AuditRow.objects.filter(act="give-password-address").last().content.replace(" ", "")


def test_those_who_have_signed_in_are_asked_for_no_more(people):
    bring("bo-by;;bo@kommun.example\nida-o;;\n")
    Account.objects.filter(email="bo@kommun.example").update(last_login=timezone.now())
    assert {each.email for each in accounts.unused()} == {"eva.ek@kommun.example", "ida@kommun.example"}


def test_without_a_mail_server_mail_is_refused_and_with_one_each_gets_their_own(people, settings):
    bring("bo-by;;bo@kommun.example\n")
    chosen = Account.objects.filter(email="bo@kommun.example")
    settings.SPELREGLER_MAIL_FROM = ""
    with pytest.raises(accounts.mail.MailNotConfigured):
        accounts.mail_links(accounts=chosen, municipality="Strandby", who=WHO)
    settings.SPELREGLER_MAIL_FROM = "spelregler@kommun.example"
    assert accounts.mail_links(accounts=chosen, municipality="Strandby", who=WHO) == 1
    letter = Letter.objects.get()
    assert letter.to == "bo@kommun.example"
    assert "/konto/losenord/valj/" in letter.text


def directory(email, name, *, user_name="", number=""):
    account, now = open_account(email=email, name=name, who=WHO), timezone.now()
    ScimUser.objects.create(
        account=account, user_name=user_name or email, external_id=number, created_at=now, changed_at=now
    )
    return account


@pytest.mark.parametrize(
    ("attribute", "found"), [(Attribute.EMAIL, "ida-o"), (Attribute.USER_NAME, "bo-by"), (Attribute.NUMBER, "1001")]
)
def test_a_directory_account_is_matched_by_the_chosen_attribute(people, attribute, found):
    add_person(code="1001", name="Per Pil", who=WHO)
    account = directory("ida@kommun.example", "Ida Ö", user_name="bo-by@ad.example", number="1001")
    (row,) = accounts.unmatched(attribute=attribute)
    assert row.person == found
    before = Person.objects.count()
    assert accounts.match(pairs=[(row.account, row.person)], who=WHO) == 1
    assert Person.objects.get(code=found).account == account
    assert Person.objects.count() == before


def test_two_accounts_that_point_at_one_person_propose_nobody_and_a_second_match_is_refused(people):
    first = directory("a@kommun.example", "A", number="bo-by")
    second = directory("b@kommun.example", "B", number="bo-by")
    assert {each.person for each in accounts.unmatched(attribute=Attribute.NUMBER)} == {""}
    with pytest.raises(accounts.AccountRefused):
        accounts.match(pairs=[(first.pk, "bo-by"), (second.pk, "bo-by")], who=WHO)
    assert Person.objects.get(code="bo-by").account is None


# Pages --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "status"), [("administrator", 200), ("committee_secretary", 403), ("resident", 404)])
@pytest.mark.parametrize("page", [reverse("start:accounts"), reverse("start:file", args=["konton"])])
def test_who_sees_the_pages(wearing, page, kind, status):
    assert wearing(kind).get(page).status_code == status


def test_those_whose_address_the_organisation_knows_get_accounts_in_one_press(people, wearing):
    body = add_body(code="un", name="Utbildningsnämnden", kind="committee", start=date(2020, 1, 1), who=WHO)
    for number, person in enumerate(people, start=1):
        seat = add_seat(body=body, number=number, who=WHO)
        seat_member(seat=seat, person=person, function="member", start=date(2023, 1, 1), who=WHO)
    client = wearing("administrator")
    assert "Öppna för 1 med känd adress" in client.get(reverse("start:accounts")).content.decode()
    client.post(reverse("start:open_known"))
    assert Person.objects.get(code="ida-o").account.email == "ida@kommun.example"
    assert Person.objects.get(code="bo-by").account is None


@pytest.mark.both
def test_an_address_that_is_anothers_already_opens_nothing(people, wearing):
    Person.objects.filter(code="ida-o").update(email="eva.ek@kommun.example")
    body = add_body(code="un", name="Utbildningsnämnden", kind="committee", start=date(2020, 1, 1), who=WHO)
    seat = add_seat(body=body, number=1, who=WHO)
    seat_member(seat=seat, person=people[1], function="member", start=date(2023, 1, 1), who=WHO)
    answer = wearing("administrator").post(reverse("start:open_known"))
    assert answer.status_code == 400
    assert "är redan Eva Eks" in answer.content.decode()
    assert Account.objects.count() == 1


def test_nobody_else_mails_prints_or_matches(wearing):
    client = wearing("committee_secretary")
    for name in ("start:mail_links", "start:letters", "start:match", "start:open_known"):
        assert client.post(reverse(name)).status_code == 403


def test_a_file_is_looked_through_and_then_stored_at_the_page(people, wearing, the_worker_works, settings, tmp_path):
    settings.HOME = tmp_path
    client = wearing("administrator")
    file = SimpleUploadedFile("konton.csv", (HEADING + "bo-by;;bo@kommun.example\n").encode())
    address = client.post(reverse("start:file_try", args=["konton"]), {"file": file}).headers["Location"]
    the_worker_works()
    assert "Bo By: bo@kommun.example" in client.get(address).content.decode()
    assert Account.objects.count() == 1
    stored = client.post(f"{address}lagra/").headers["Location"]
    the_worker_works()
    assert "Filen är lagrad" in client.get(stored).content.decode()
    assert Account.objects.filter(email="bo@kommun.example").exists()


def test_letters_are_a_file_with_a_page_for_each_which_is_fetched_once(
    people, wearing, settings, tmp_path, the_worker_works
):
    settings.HOME = tmp_path
    bring("bo-by;;bo@kommun.example\n")
    client = wearing("administrator")
    address = client.post(reverse("start:letters")).headers["Location"]
    assert client.get(address).status_code == 202
    assert wearing("resident").get(address).status_code == 404
    the_worker_works()
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert client.get(address).status_code == 404
    assert list((tmp_path / "documents").iterdir()) == []
    assert AuditRow.objects.filter(act="give-password-address", subject="bo@kommun.example").count() == 1


@pytest.mark.both
def test_a_second_press_leaves_earlier_letters_working_unless_new_ones_are_asked_for(
    people, wearing, client, settings, tmp_path
):
    settings.HOME = tmp_path
    bring("bo-by;;bo@kommun.example\n")
    account = Account.objects.get(email="bo@kommun.example")
    first = accounts.links(accounts=[account], days=14, who=WHO)[0].url
    page = wearing("administrator")
    assert "har redan fått en länk" in page.get(reverse("start:accounts")).content.decode()
    assert page.post(reverse("start:letters")).headers["Location"] == reverse("start:accounts")
    assert not client.get(first, follow=True).context.get("token_fail")
    assert page.post(reverse("start:letters"), {"again": "ja"}).headers["Location"].startswith("/start/konton/brev/")
    assert Client().get(first, follow=True).context["token_fail"]


def test_a_directory_account_is_matched_at_the_page(people, wearing):
    directory("ida@kommun.example", "Ida Ö")
    client = wearing("administrator")
    assert "Ida Ö (ida-o)" in client.get(reverse("start:accounts")).content.decode()
    pair = f"{Account.objects.get(email='ida@kommun.example').pk}:ida-o"
    client.post(reverse("start:match"), {"pair": [pair]})
    assert Person.objects.get(code="ida-o").account.email == "ida@kommun.example"


def test_only_those_that_are_ticked_are_matched_and_none_is_told(people, wearing):
    directory("ida@kommun.example", "Ida Ö")
    client, address = wearing("administrator"), f"{reverse('start:match')}?efter=email"
    answer = client.post(address, {"sending": "x"})
    assert answer.status_code == 400
    assert "Kryssa i dem som ska kopplas." in answer.content.decode()
    strange = client.post(address, {"pair": ["999:ida-o"]})
    assert strange.status_code == 400
    assert Person.objects.get(code="ida-o").account is None


def test_links_that_cannot_be_mailed_leave_the_page_with_the_box_as_it_was_ticked(people, wearing, settings):
    bring("bo-by;;bo@kommun.example\n")
    accounts.links(accounts=Account.objects.filter(email="bo@kommun.example"), days=14, who=WHO)
    answer = wearing("administrator").post(reverse("start:mail_links"), {"again": "on"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Personer och konton" in page
    assert 'name="again"' in page.split("checked")[0].rsplit("<input", 1)[1]
