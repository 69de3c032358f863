"""Which posts decide and who met the unions: entered through pages and files, and the rules change (CP-26, CP-32)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.delegation.models import DecidingTask, UnionRecord
from tests.conftest import answered, text_of

pytestmark = pytest.mark.django_db
UF, KFF = "utbildningsforvaltningen", "kultur-och-fritidsforvaltningen"
TASK, UNION = reverse("delegation:new_task"), reverse("delegation:record_union")
HEAD = f"chef-{KFF}"


def bring(client, name: str, text: str) -> None:
    client.post(reverse(f"delegation:{name}_upload"), {"file": SimpleUploadedFile("t.csv", text.encode())})
    client.post(reverse(f"delegation:{name}_store"))


def test_a_task_turns_the_rule_and_ends(wearing, client):
    said = {"post": HEAD, "task": "Anställer", "type": "ks 1.0", "start": "2026-10-01"}
    assert answered("CP-26", KFF) == "not_assessed"
    assert wearing("SE").post(TASK, said).status_code == 302
    assert answered("CP-26", KFF) == "kept"
    lacking = said | {"task": "Lånar", "type": "ks 6.1"}
    assert wearing("KC").post(TASK, lacking).status_code == 302
    assert answered("CP-26", KFF) == "breach"
    listed = reverse("delegation:tasks")
    read = text_of(client.get(listed))
    assert "Lånar" in read
    assert TASK not in read
    assert listed in text_of(client.get(reverse("policy:clause", args=["CP-26"])))
    end = reverse("delegation:end_task", args=[DecidingTask.objects.get(task="Lånar").pk])
    assert wearing("FC", department=UF).post(end, {"end": "2026-11-02"}).status_code == 403
    assert wearing("KC").post(end, {"end": "2026-11-02"}).status_code == 302
    assert answered("CP-26", KFF) == "kept"


def test_whoever_may_not_is_refused_and_a_head_enters_own_posts_alone(wearing):
    said = {"post": HEAD, "task": "Anställer", "type": "", "start": "2026-10-01"}
    for role in ("N", "EC", "UN"):
        assert wearing(role).post(TASK, said).status_code == 403
    assert wearing("FC", department=UF).post(TASK, said).status_code == 400
    assert not DecidingTask.objects.filter(post__code=HEAD).exists()
    own = said | {"post": f"chef-{UF}"}
    assert wearing("FC", department=UF).post(TASK, own).status_code == 302


def test_a_record_with_and_without_delegation_turns_the_rule(wearing, client):
    assert answered("CP-32", KFF) == "not_assessed"
    page = wearing("HR").get(UNION)
    holders = page.context["form"].fields["holder"].choices
    head = next(value for value, name in holders if value.startswith(f"{HEAD}:") and not name.endswith(")"))
    said = {"department": KFF, "held_on": "2026-11-02", "kind": "negotiation", "union": "Facket", "subject": "Lokaler"}
    answer = wearing("HR").post(UNION, said | {"holder": head})
    assert answer.status_code == 302, answer.context["form"].errors
    assert answered("CP-32", KFF) == "kept"
    other = next(value for value, name in holders if value.startswith("controller") and not name.endswith(")"))
    answer = wearing("SE").post(UNION, said | {"subject": "Mål", "holder": other}, follow=True)
    told = text_of(answer)
    assert "ingen delegation den dagen" in told
    assert answered("CP-32", KFF) == "breach"
    listed = reverse("delegation:union")
    read = text_of(client.get(listed))
    assert "Lokaler" in read
    assert UNION not in read
    back = reverse("delegation:withdraw_union", args=[UnionRecord.objects.get(subject="Mål").pk])
    assert wearing("FC", department=UF).post(back, {"reason": "Fel."}).status_code == 403
    assert wearing("HR").post(back, {"reason": "Fel."}).status_code == 302
    assert answered("CP-32", KFF) == "kept"


def test_whoever_neither_keeps_nor_leads_is_refused(wearing):
    for role in ("N", "EC", "CT"):
        assert wearing(role).get(UNION).status_code == 403
        assert wearing(role).get(reverse("delegation:union_file")).status_code == 403


def test_both_come_by_file(wearing):
    bring(
        wearing("SE"),
        "tasks_file",
        f"Tjänsten;Vad tjänsten ska besluta;Organ;Typ av beslut;Gäller från\n{HEAD};Anställer;ks;1.0;2026-10-01\n",
    )
    assert answered("CP-26", KFF) == "kept"
    bring(
        wearing("HR"),
        "union_file",
        "Förvaltning;Dag;Vad det var;Fack;Vad det gällde;Arbetsgivarens part;Person\n"
        f"{KFF};2026-11-02;information, MBL 19 §;Facket;Lokaler;{HEAD};\n",
    )
    assert answered("CP-32", KFF) == "kept"
