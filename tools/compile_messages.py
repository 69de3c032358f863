"""Compile the Swedish catalogue without gettext's programs, and find texts that lack a translation.

    python tools/compile_messages.py            django.po → django.mo and marked.mo
    python tools/compile_messages.py --check    fail if one of the two is older than the .po says
    python tools/compile_messages.py --missing  print entries to fill in for every text without Swedish (needs Django)
    python tools/compile_messages.py --unused   print the entries that the product says nowhere any more

Message ids are English. Append an entry to src/spelregler/config/locale/sv/LC_MESSAGES/django.po, compile, and
commit the files.

A word that a municipality may have its own for is marked in the Swedish, as spelregler/domain/terms.py tells (ADR 70):
django.mo has the product's words in place of the marks, and marked.mo the marked texts as they are.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "spelregler"
CATALOGUE = SOURCE / "config" / "locale" / "sv" / "LC_MESSAGES" / "django.po"
sys.path.insert(0, str(ROOT / "src"))

from spelregler.domain.terms import OPENED, OURS, MarkFault, fill  # noqa: E402  # this tree's own, installed or not

Message = tuple[str, ...]
"""A message id, with its plural if it has one; a context stands before the id with \\x04 between, as in a .mo file."""

MARKERS = {
    "_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2, "Words": 1,
}  # fmt: skip
CONTEXT_MARKERS = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}


class CatalogueError(Exception):
    """The catalogue cannot be read; says on which line."""


def read_catalogue(text: str) -> dict[Message, tuple[str, ...]]:
    """Every translated entry, in the product's own words. Refuses as `read_marked` does, and a mark that is wrong."""
    try:
        return {
            message: tuple(fill(each, OURS) for each in translation)
            for message, translation in read_marked(text).items()
        }
    except MarkFault as fault:
        raise CatalogueError(str(fault)) from fault


def read_marked(text: str) -> dict[Message, tuple[str, ...]]:
    """Every translated entry as it stands, with its marks.

    A fuzzy or empty one counts as untranslated; two that differ are refused.
    """
    entries: dict[Message, tuple[str, ...]] = {}
    for block in _blocks(text):
        fields, fuzzy, line = block
        if "msgid" not in fields or fuzzy:
            continue
        key = fields["msgid"] if "msgctxt" not in fields else f"{fields['msgctxt']}\x04{fields['msgid']}"
        message = (key, fields["msgid_plural"]) if "msgid_plural" in fields else (key,)
        names = sorted(name for name in fields if name.startswith("msgstr"))
        translation = tuple(fields[name] for name in names)
        if not all(translation):
            continue
        if entries.get(message, translation) != translation:
            raise CatalogueError(f"line {line}: {key!r} is translated twice, and differently")
        entries[message] = translation
    return entries


def _blocks(text: str) -> Iterator[tuple[dict[str, str], bool, int]]:
    """The entries of a .po file: fields, whether it is marked fuzzy, and where it begins."""
    fields: dict[str, str] = {}
    fuzzy, current, start = False, "", 1
    for number, raw in enumerate([*text.splitlines(), ""], start=1):
        line = raw.strip()
        opens = re.match(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(\".*\")$", line)
        new_entry = not line or line.startswith("#") or (opens and opens[1] in ("msgctxt", "msgid"))
        if new_entry and any(name.startswith("msgstr") for name in fields):
            yield fields, fuzzy, start
            fields, fuzzy, current = {}, False, ""
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
        elif opens:
            current = opens[1]
            start = number if not fields else start
            fields[current] = ast.literal_eval(opens[2])
        elif line.startswith('"') and current:
            fields[current] += ast.literal_eval(line)
        elif line and not line.startswith("#"):
            raise CatalogueError(f"line {number}: cannot read {line!r}")


def compile_catalogue(text: str) -> bytes:
    """The .mo file of everything that is said, in the product's own words."""
    return _compiled(read_catalogue(text))


def compile_marked(text: str) -> bytes:
    """The .mo file of what has a mark, as it stands, under the same head."""
    return _compiled(
        {
            message: translation
            for message, translation in read_marked(text).items()
            if not message[0] or OPENED in "".join(translation)
        }
    )


def _compiled(said: dict[Message, tuple[str, ...]]) -> bytes:
    """A file that gettext reads: two sorted tables of lengths and places, then the strings."""
    entries = sorted(
        ("\0".join(message).encode(), "\0".join(translation).encode()) for message, translation in said.items()
    )
    count = len(entries)
    place = 28 + count * 16
    tables: list[bytes] = []
    strings: list[bytes] = []
    for column in (0, 1):
        for entry in entries:
            tables.append(struct.pack("<II", len(entry[column]), place))
            strings.append(entry[column] + b"\0")
            place += len(strings[-1])
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + count * 8, 0, 28 + count * 16)
    return head + b"".join(tables) + b"".join(strings)


def messages_in_python(text: str) -> set[Message]:
    """Texts marked in Python source, found in its syntax tree."""
    found: set[Message] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            values = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            message = _message(name, values)
            if message:
                found.add(message)
    return found


def _message(name: str, values: list[str]) -> Message | None:
    if name in MARKERS and len(values) >= MARKERS[name]:
        return tuple(values[: MARKERS[name]])
    if name in CONTEXT_MARKERS and len(values) > CONTEXT_MARKERS[name]:
        context, *rest = values
        return (f"{context}\x04{rest[0]}", *rest[1 : CONTEXT_MARKERS[name]])
    return None


_STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_TEMPLATE_CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext|npgettext)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")


def messages_in_template(text: str) -> set[Message]:
    """Texts marked in a template: translate, blocktranslate and _("…") in a tag."""
    from django.utils.translation.template import templatize

    found: set[Message] = set()
    for call in _TEMPLATE_CALL.finditer(templatize(text)):
        values = [ast.literal_eval(string[0]) for string in re.finditer(_STRING, call[2])]
        message = _message(call[1], values)
        if message:
            found.add(message)
    return found


def messages_in_product() -> dict[Message, Path]:
    """Every marked text of the product and one file that uses it. Tests are not read by users."""
    found: dict[Message, Path] = {}
    for path in sorted(SOURCE.rglob("*")):
        inside = path.relative_to(SOURCE)
        if "tests" in inside.parts or path.suffix not in (".py", ".html", ".txt"):
            continue
        if path.suffix != ".py" and "templates" not in inside.parts:
            continue
        read = messages_in_python if path.suffix == ".py" else messages_in_template
        for message in read(path.read_text(encoding="utf-8")):
            found.setdefault(message, inside)
    return found


def missing_messages() -> dict[Message, Path]:
    """Texts of the product that the Swedish catalogue lacks."""
    known = read_catalogue(CATALOGUE.read_text(encoding="utf-8"))
    return {message: path for message, path in messages_in_product().items() if message not in known}


def unused_messages() -> list[Message]:
    """Entries that the product says nowhere: neither marked nor as any text of its Python, which may be marked later.

    The manual is held against the catalogue, so an entry that outlives its page would let the manual say old words.
    """
    said = {message[0] for message in messages_in_product()}
    for path in SOURCE.rglob("*.py"):
        if "tests" not in path.relative_to(SOURCE).parts:
            tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            said |= {node.value for node in tree if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    known = read_catalogue(CATALOGUE.read_text(encoding="utf-8"))
    return [message for message in known if message[0] and said.isdisjoint({message[0], message[0].split("\x04")[-1]})]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _entry(message: Message, path: Path) -> str:
    context, _, plain = message[0].rpartition("\x04")
    lines = [f"#: {path.as_posix()}"]
    lines += [f"msgctxt {_quoted(context)}"] if context else []
    lines += [f"msgid {_quoted(plain)}"]
    if len(message) == 1:
        return "\n".join([*lines, 'msgstr ""', ""])
    return "\n".join([*lines, f"msgid_plural {_quoted(message[1])}", 'msgstr[0] ""', 'msgstr[1] ""', ""])


def main(arguments: list[str]) -> int:
    """Compile, check, or print what is missing."""
    text = CATALOGUE.read_text(encoding="utf-8")
    fresh = {
        CATALOGUE.with_name("django.mo"): compile_catalogue(text),
        CATALOGUE.with_name("marked.mo"): compile_marked(text),
    }
    if "--missing" in arguments:
        missing = missing_messages()
        print("\n".join(_entry(message, path) for message, path in missing.items()))
        return 1 if missing else 0
    if "--unused" in arguments:
        unused = unused_messages()
        print("\n".join(message[0] for message in unused))
        return 1 if unused else 0
    if "--check" in arguments:
        same = all(file.exists() and file.read_bytes() == compiled for file, compiled in fresh.items())
        print("The catalogue is compiled." if same else "Run: python tools/compile_messages.py")
        return 0 if same else 1
    for file, compiled in fresh.items():
        file.write_bytes(compiled)
    print(f"{CATALOGUE.parent.relative_to(ROOT)}: {len(read_catalogue(text))} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
