"""A package's files as they are sent: together in a zip or one by one, and never more than a package holds."""

from __future__ import annotations

import io
import zipfile

import pytest

from spelregler.exchange import limits
from spelregler.exchange.package.packed import PackedRefused, packed, unpacked

FILES = {"policy.yaml": b"package: a", "roles.cedar": b"// none"}


def zipped(*entries: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def test_what_is_packed_is_unpacked_the_same_and_the_same_files_are_the_same_zip():
    data = packed(FILES, folder="strandby")
    assert unpacked([("strandby.zip", data)]).files == FILES
    assert packed(dict(reversed(FILES.items())), folder="strandby") == data


def test_files_one_by_one_are_the_same_as_a_zip_of_them_and_what_else_is_there_is_told():
    found = unpacked([*FILES.items(), ("LÄSMIG.md", b"hej")])
    assert (found.files, found.passed_over) == (FILES, ("LÄSMIG.md",))
    inside = zipped(("a/b/policy.yaml", b"package: a"), ("a/.git/config", b"x"), (r"a\roles.cedar", b"// none"))
    assert unpacked([("x.zip", inside)]).files == FILES


def test_no_name_in_a_zip_leads_anywhere():
    found = unpacked([("x.zip", zipped(("../../etc/policy.yaml", b"a"), ("/etc/passwd", b"b")))])
    assert (found.files, found.passed_over) == ({"policy.yaml": b"a"}, ("/etc/passwd",))


@pytest.mark.parametrize(
    "sent",
    [
        [],
        [("bild.png", b"x")],
        [("policy.yaml", b"a"), ("b/policy.yaml", b"b")],
        [("x.zip", b"PK\3\4")],
        [("x.zip", zipped(*FILES.items())[:-30])],
        [("x.zip", zipped(("policy.yaml", b"a"), how=zipfile.ZIP_LZMA))],
        [("x.zip", zipped(("policy.yaml", b"0" * (limits.PACKAGE_FILE + 1))))],
        [("policy.yaml", b"0" * (limits.PACKAGE_FILE + 1))],
        [("x.zip", zipped(*((f"a/{number}", b"") for number in range(limits.PARTS + 1))))],
    ],
)
def test_what_is_no_package_or_too_much_is_refused_in_words(sent):
    with pytest.raises(PackedRefused) as refused:
        unpacked(sent)
    assert refused.value.words.sv
    assert refused.value.way.sv
