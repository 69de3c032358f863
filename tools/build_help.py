"""Build the manual in docs/handbok into the pages that the product shows as Hjälp (ADR 50).

    python tools/build_help.py            docs/handbok → src/spelregler/apps/help/built
    python tools/build_help.py --check    fail if what is built is not what the sources say

Chapters are plain Markdown without HTML. A manual is a folder; its `index.md` says its name, whom it is for and, as a
list of links, which chapters it has and in what order. Links between chapters are relative, as on any page of files; a
link that begins with `/` leads to a page of the product. After a change, build and commit both.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "docs" / "handbok"
BUILT = ROOT / "src" / "spelregler" / "apps" / "help" / "built"
ADDRESS = "/hjalp/"


class ManualError(Exception):
    """A chapter cannot be built; says which, and why."""


def anchor(heading: str) -> str:
    """What a heading is called in an address, as hosts of source code do it, so that a link works there too."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip())


class Chapter(RendererHTML):
    """Draws one chapter with the product's own classes, and follows its links."""

    place = PurePosixPath()
    heading = ""

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Every heading can be linked to."""
        self.heading = tokens[idx + 1].content
        tokens[idx].attrSet("id", anchor(self.heading))
        return self.renderToken(tokens, idx, options, env)

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A wide table is scrolled inside its own box, also with the keyboard."""
        name = escape(self.heading, quote=True)
        return f'<div class="table-wrap" tabindex="0" role="region" aria-label="{name}"><table class="data">\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """And the box ends with it."""
        return "</table></div>\n"

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A long command is scrolled inside its own box, also with the keyboard."""
        return f'<pre tabindex="0"><code>{escape(tokens[idx].content)}</code></pre>\n'

    fence = code_block

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A column's heading says that it is one. How a column is set is the look's matter: no style in the text."""
        if tokens[idx].attrGet("style"):
            raise ManualError(f"{self.place}: a table sets its columns; the content policy allows no style")
        return '<th scope="col">'

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A link to another chapter's file becomes one to its page."""
        tokens[idx].attrSet("href", address_of(str(tokens[idx].attrGet("href")), place=self.place))
        return self.renderToken(tokens, idx, options, env)


def address_of(link: str, *, place: PurePosixPath) -> str:
    """Where a link of the chapter at `place` leads in the product. Other documents of the source are not shipped."""
    parts = urlsplit(link)
    if parts.scheme or link.startswith(("/", "#")):
        return link
    target = PurePosixPath("/".join(_walk((place.parent / parts.path).parts)))
    if target.suffix != ".md" or not (SOURCE / target).is_file():
        raise ManualError(f"{place}: no chapter at {link}")
    page = target.parent if target.name == "index.md" else target.with_suffix("")
    path = "" if str(page) == "." else f"{page}/"
    return f"{ADDRESS}{path}" + (f"#{parts.fragment}" if parts.fragment else "")


def _walk(parts: Sequence[str]) -> list[str]:
    """The parts of a path with every `..` taken."""
    walked: list[str] = []
    for part in parts:
        if part == "..":
            if not walked:
                raise ManualError(f"a link leaves the manual: {'/'.join(parts)}")
            walked.pop()
        else:
            walked.append(part)
    return walked


def draw(place: PurePosixPath) -> tuple[str, str, str]:
    """A chapter's title, its first paragraph, and the HTML of the rest. No HTML is read: what is typed is shown."""
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=Chapter).enable("table")
    renderer = parser.renderer
    assert isinstance(renderer, Chapter)
    renderer.place = place
    tokens = parser.parse((SOURCE / place).read_text(encoding="utf-8"))
    if len(tokens) < 6 or tokens[0].tag != "h1" or tokens[3].type != "paragraph_open":
        raise ManualError(f"{place}: a chapter begins with its title and a paragraph that says what it is for")
    if any(token.tag == "h1" for token in tokens[3:]):
        raise ManualError(f"{place}: a chapter has one title")
    if any(child.type not in ("text", "softbreak") for child in tokens[4].children or ()):
        raise ManualError(f"{place}: the first paragraph is plain text, for it is shown in lists too")
    title, lead = tokens[1].content, " ".join(tokens[4].content.split())
    renderer.heading = title
    return title, lead, renderer.render(tokens[6:], parser.options, {})


def chapters_of(manual: str) -> list[str]:
    """The chapters that the manual's index lists, in its order; each file of the folder stands there once."""
    listed = re.findall(r"\]\(([\w-]+)\.md\)", (SOURCE / manual / "index.md").read_text(encoding="utf-8"))
    there = {path.stem for path in (SOURCE / manual).glob("*.md")} - {"index"}
    if sorted(listed) != sorted(there):
        raise ManualError(f"{manual}/index.md lists {sorted(listed)}, but the folder has {sorted(there)}")
    return listed


def build() -> dict[str, str]:
    """Every file of the built manual by its name: a page per chapter, and the table of contents."""
    made: dict[str, str] = {}
    contents = []
    for manual in re.findall(r"\]\(([\w-]+)/index\.md\)", (SOURCE / "index.md").read_text(encoding="utf-8")):
        title, lead, made[f"{manual}.html"] = draw(PurePosixPath(manual, "index.md"))
        chapters = []
        for slug in chapters_of(manual):
            name, about, made[f"{manual}/{slug}.html"] = draw(PurePosixPath(manual, f"{slug}.md"))
            chapters.append({"slug": slug, "title": name, "lead": about})
        contents.append({"slug": manual, "title": title, "lead": lead, "chapters": chapters})
    made["contents.json"] = json.dumps(contents, ensure_ascii=False, indent=1) + "\n"
    return made


def stored() -> dict[str, str]:
    """What lies built in the product now."""
    files = (path for path in BUILT.rglob("*") if path.is_file())
    return {path.relative_to(BUILT).as_posix(): path.read_text(encoding="utf-8") for path in files}


def main(arguments: list[str]) -> int:
    """Build, or check."""
    try:
        made = build()
    except ManualError as error:
        print(error, file=sys.stderr)
        return 1
    if "--check" in arguments:
        same = made == stored()
        print("The manual is built." if same else "Run: python tools/build_help.py")
        return 0 if same else 1
    shutil.rmtree(BUILT, ignore_errors=True)
    for name, text in made.items():
        (BUILT / name).parent.mkdir(parents=True, exist_ok=True)
        (BUILT / name).write_text(text, encoding="utf-8")
    print(f"{BUILT.relative_to(ROOT)}: {len(made)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
