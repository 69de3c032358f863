"""A secretary enters what a body has delegated, a delegate registers what was decided, and the body is told (MR-37)."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.delegation.models import DelegatedDecision, DelegationOrder, PassingOn
from spelregler.apps.delegation.queries.orders import order_of
from spelregler.platform.findings import Wanted, answers
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
MINUTES = {"decided_on": "2026-10-20", "paragraph": "190", "text": "", "start": "2026-11-01"}
ROW = {"code": "A.1", "title": "Bevilja bidrag", "matter": "delegable", "level": "4", "lowest": "4", "post": ""}
HEADING = "Kod;Typ av beslut;Vem som beslutar;Längst ut det får ligga;Arbetsgivarärende;Varför det ligger högre upp\n"


def page(name: str, *args: object) -> str:
    return reverse(f"delegation:{name}", args=args)


def answer_of(code: str, clause: str = "MR-37", kind: str = "committee"):
    (found,) = answers(Wanted(clauses=[clause], places=[(kind, code)]), as_of=TODAY)
    return found


class TestASecretaryEntersAnOrder:
    def test_row_by_row_and_the_answer_changes(self, wearing):
        assert answer_of("kfn").status == "not_assessed"
        client = wearing("SE")
        client.post(page("new", "kfn"), MINUTES)
        order = DelegationOrder.objects.get(body__code="kfn")
        refused = client.post(page("new_row", order.pk), {**ROW, "matter": "principle"})
        assert refused.status_code == 400
        assert "KL 6 kap. 38 §" in text_of(refused)
        assert "Bevilja bidrag" in text_of(client.post(page("new_row", order.pk), ROW, follow=True))
        client.post(page("new_row", order.pk), {**ROW, "code": "A.2", "level": "3"})
        client.post(page("enter", order.pk), {"look": "ask"})
        assert order_of(body="kfn", as_of=TODAY) is None
        told = text_of(client.post(page("enter", order.pk), {"look": "done"}, follow=True))
        assert "Delegationsordningen är införd." in told
        assert (answer_of("kfn").status, answer_of("kfn").inputs["without_reason"]) == ("breach", 1)
        assert client.get(page("version", order.pk)).status_code == 404

    def test_from_a_file_that_is_seen_first(self, wearing):
        client = wearing("SE")
        text = HEADING + "A.1;Bevilja bidrag;enhetschefen;;nej;\nA.2;Förhandla;förvaltningschefen;;ja;\n"
        sent = {**MINUTES, "file": SimpleUploadedFile("ordning.csv", text.encode())}
        told = text_of(client.post(page("order_file_upload", "kfn"), sent, follow=True))
        assert "Nya typer: 2" in told
        assert not DelegationOrder.objects.filter(body__code="kfn").exists()
        client.post(page("order_file_store", "kfn"))
        assert answer_of("kfn").status == "kept"
        fetched = client.get(page("table", "kfn", "csv")).content.decode("utf-8-sig")
        assert fetched.count("\n") == 3

    def test_a_fault_in_the_file_stands_at_its_row(self, wearing):
        client = wearing("SE")
        sent = {
            **MINUTES,
            "file": SimpleUploadedFile("o.csv", (HEADING + "A.1;Bidrag;presidiet;organet självt;;\n").encode()),
        }
        told = text_of(client.post(page("order_file_upload", "kfn"), sent, follow=True))
        assert "rad 2, kolumn C" in told
        client.post(page("order_file_store", "kfn"))
        assert not DelegationOrder.objects.filter(body__code="kfn").exists()


def test_what_a_version_changes_is_told(wearing):
    order = order_of(body="von", as_of=TODAY)
    told = text_of(wearing("CI").get(page("differs", order.pk)))
    assert "enhetschefen" in told
    assert "5 typer är oförändrade." in told


class TestMayIDecideThis:
    def asked(self, client, words: str = "medarbetare", organ: str = "un") -> str:
        return text_of(client.get(page("start"), {"q": words, "organ": organ}))

    def test_who_has_it_is_told_so(self, wearing):
        assert "Ja, det får du" in self.asked(wearing("EC", unit="oxeloskolan"))

    @pytest.mark.parametrize("role", ["FC", "KC", "N", "CT"])
    def test_others_are_told_who_has_it(self, wearing, role):
        told = self.asked(wearing(role))
        assert "Ja, det får du" not in told
        assert "Enhetschefen" in told

    def test_a_resident_is_told_who_decides_and_nothing_of_themselves(self, wearing):
        told = self.asked(wearing("CI"))
        assert "Enhetschefen" in told
        assert "Får jag?" not in told

    def test_nothing_found_says_who_decides_then(self, wearing):
        assert "beslutar organet självt" in self.asked(wearing("EC"), "rymdfärd")


SAID = {"code": "3.2", "decided_on": "2026-10-20", "subject": "Skolskjuts, ett barn"}


class TestADelegatedDecision:
    def test_is_registered_by_the_secretary_and_told(self, wearing):
        client = wearing("SE")
        head = DelegatedDecision.objects.filter(row__code="3.2").first()
        holder = f"{head.post.code}:{head.person.code}"
        told = text_of(client.post(page("record", "un"), {**SAID, "holder": holder}, follow=True))
        assert "Skolskjuts, ett barn" in told
        assert page("tell", "un") in text_of(client.get(reverse("home:tasks")))
        meeting = {"decided_on": "2026-11-02", "paragraph": "201", "look": "done"}
        told = text_of(client.post(page("tell", "un"), meeting, follow=True))
        assert "Anmält 2 november 2026, § 201" in told
        assert page("tell", "un") not in text_of(client.get(reverse("home:tasks")))

    def test_whoever_does_not_have_it_is_refused_at_the_field(self, wearing):
        teacher = DelegatedDecision.objects.filter(row__code="1.1").first()
        sent = {**SAID, "holder": f"{teacher.post.code}:{teacher.person.code}"}
        answer = wearing("SE").post(page("record", "un"), sent)
        assert answer.status_code == 400
        assert "Ordningen ger beslutet till förvaltningschefen." in text_of(answer)

    def test_a_delegate_registers_the_own_and_takes_it_back(self, wearing):
        client = wearing("FC", department="utbildningsforvaltningen")
        form = text_of(client.get(page("record", "un")))
        assert "Anställa medarbetare" not in form
        holder = form.split('name="holder"')[1].split('<option value="')[1].split('"')[0]
        client.post(page("record", "un"), {**SAID, "holder": holder})
        made = DelegatedDecision.objects.latest("pk")
        client.post(page("withdraw", made.pk), {"reason": "Fel barn."})
        made.refresh_from_db()
        assert made.withdrawn_for == "Fel barn."

    def test_by_file(self, wearing):
        client, made = wearing("SE"), DelegatedDecision.objects.filter(row__code="3.2").first()
        text = f"Typ av beslut;Beslutsdag;Tjänsten;Vad som beslutades\n3.2;2026-10-21;{made.post.code};Skolskjuts\n"
        sent = {"file": SimpleUploadedFile("b.csv", text.encode())}
        assert "Registrera besluten" in text_of(client.post(page("register_file_upload", "un"), sent, follow=True))
        assert "1 beslut är registrerat." in text_of(client.post(page("register_file_store", "un"), follow=True))


@pytest.mark.parametrize("role", ["CI", "KF", "CT", "EM", "UN", "N"])
def test_others_enter_nothing_and_read_only_what_is_open(wearing, role):
    client, made = (
        wearing(role, body="un" if role == "N" else ""),
        DelegatedDecision.objects.filter(row__code="1.1").first(),
    )
    told = text_of(client.get(page("register", "un")))
    assert (made.subject in told) is (role == "N")
    for name in ("new", "order_file", "record", "tell", "register_file"):
        assert client.get(page(name, "un")).status_code == 403, name
    assert client.post(page("withdraw", made.pk), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "address", ["/delegation/ordning/finnsinte/", "/delegation/version/999999/", "/delegation/rad/99999/"]
)
def test_what_is_not_there_is_not_found(wearing, address):
    assert wearing("SE").get(address).status_code == 404


class TestFromAVoucherToTheDelegation:
    UNIT = "ramdalsskolan"

    def test_the_auditor_goes_from_the_ledgers_row_to_the_decision_and_the_row_of_the_order(self, wearing):
        auditor, ledger = wearing("RE"), reverse("frames:unit_vouchers", args=[self.UNIT])
        made = DelegatedDecision.objects.get(subject="Läroböcker i matematik")
        told = text_of(auditor.get(ledger))
        assert "D 362" in told
        assert "Beslutat på delegation" not in told
        named = text_of(wearing("SE").post(page("vouchers", made.pk), {"vouchers": "D 362"}, follow=True))
        assert "D 362/2026" in named
        assert f'<a href="{page("decided", made.pk)}">2.1 Köpa in' in text_of(auditor.get(ledger))
        decision = text_of(auditor.get(page("decided", made.pk)))
        assert "Läroböcker i matematik" in decision
        order = re.search(r'href="(/delegation/ordning/un/[^"]*)"', decision.partition("<dl")[2])[1]
        assert "Enligt kommunens regler för inköp." in text_of(auditor.get(order.replace("&amp;", "&")))

    def test_named_anew_the_ledger_leads_there_no_more(self, wearing):
        client, made = wearing("SE"), DelegatedDecision.objects.get(subject="Läroböcker i matematik")
        for voucher in ("D 362", "D 9999"):
            client.post(page("vouchers", made.pk), {"vouchers": voucher})
        told = text_of(wearing("RE").get(reverse("frames:unit_vouchers", args=[self.UNIT])))
        assert page("decided", made.pk) not in told

    def test_what_is_typed_wrongly_is_told_at_the_field(self, wearing):
        made = DelegatedDecision.objects.get(subject="Läroböcker i matematik")
        answer = wearing("SE").post(page("vouchers", made.pk), {"vouchers": "D 10 42"})
        assert (answer.status_code, "D 10 42 är ingen verifikation." in text_of(answer)) == (400, True)
        assert not made.vouchers.exists()

    @pytest.mark.parametrize("role", ["CI", "KF", "EC", "RE"])
    def test_others_name_none_and_read_what_is_open(self, wearing, role):
        client, made = wearing(role), DelegatedDecision.objects.get(subject="Läroböcker i matematik")
        told = text_of(client.get(page("decided", made.pk)))
        assert ("Läroböcker i matematik" in told) is (role == "RE")
        assert "2.1 Köpa in" in told
        assert page("vouchers", made.pk) not in told
        assert client.post(page("vouchers", made.pk), {"vouchers": "D 1"}).status_code == 403


class TestPassedOn:
    SAID = {
        "code": "A.9",
        "giver": "chef-utbildningsforvaltningen",
        "taker": "chef-oxeloskolan",
        "start": "2026-11-01",
    }

    @pytest.fixture
    def ordered(self, wearing):
        text = HEADING.replace("Arbetsgivarärende", "Får delegeras vidare")
        rows = "A.9;Bevilja ledighet;förvaltningschefen;enhetschefen;ja;Lika för alla.\n"
        client = wearing("SE")
        sent = {**MINUTES, "file": SimpleUploadedFile("ordning.csv", (text + rows).encode())}
        client.post(page("order_file_upload", "un"), sent)
        assert client.post(page("order_file_store", "un")).status_code == 302
        return client

    def test_the_head_passes_a_decision_on_and_the_head_teacher_may_register_it(self, ordered, wearing):
        head = wearing("FC", department="utbildningsforvaltningen")
        assert "Lämna ett beslut vidare" in text_of(head.get(page("order", "un")))
        assert head.post(page("pass_on", "un"), {**self.SAID, "taker": self.SAID["giver"]}).status_code == 400
        shown = text_of(head.post(page("pass_on", "un"), self.SAID, follow=True))
        assert "A.9" in shown
        assert PassingOn.objects.get().taker.code == self.SAID["taker"]
        teacher = wearing("EC", unit="oxeloskolan")
        told = text_of(teacher.get(page("start"), {"q": "ledighet"}))
        assert "det är lämnat vidare till dig" in told
        pk = PassingOn.objects.get().pk
        assert head.post(page("end_passing", pk), {"end": "2026-11-02"}).status_code == 302
        assert "det är lämnat vidare till dig" not in text_of(teacher.get(page("start"), {"q": "ledighet"}))

    def test_outsiders_pass_nothing_on(self, ordered, wearing):
        ordered.post(page("pass_on", "un"), self.SAID)
        pk = PassingOn.objects.get().pk
        for role in ("CI", "N", "RE"):
            client = wearing(role)
            assert client.post(page("pass_on", "un"), self.SAID).status_code == 403
            assert client.post(page("end_passing", pk), {"end": "2026-11-02"}).status_code == 403
        other = wearing("FC", department="aldreomsorgsforvaltningen")
        assert other.post(page("end_passing", pk), {"end": "2026-11-02"}).status_code == 403
