"""Turn docs/*.md into the help pages that ship: a page for each file, and one for each section that a dialog opens.

A section of algorithms.md is named by its algorithms (aurorasar:crop gives crop.html), one of panels.md by its heading
(Change explorer gives change-explorer.html): links to a place within a file are lost by some systems' browsers.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

SECTIONED = ("algorithms", "panels")
STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.2em; margin-top: 2em; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .25em 1em .25em 0; vertical-align: top; }
tr { border-bottom: 1px solid #8884; } img { max-width: 100%; } code { background: #8882; }
pre { background: #8882; padding: .5em 1em; overflow-x: auto; } nav a { margin-right: 1em; }
"""


def build(docs: Path, folder: Path) -> list[Path]:
    """Write the pages and the pictures that they show; returns the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(docs.glob("*.md"))
    written = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        for picture in re.findall(r"\]\(([^():]+\.(?:jpg|png))\)", text):
            shutil.copy2(docs / picture, folder)
        for name, title, body in _pages(file.stem, text):
            path = folder / f"{name}.html"
            path.write_text(_page(title, body, [one.stem for one in files]), encoding="utf-8")
            written.append(path)
    return written


def _pages(stem: str, text: str) -> Iterator[tuple[str, str, str]]:
    """(name, title, Markdown) of the whole and of its sections."""
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    yield stem, title[1] if title else stem, text
    for heading, body in sections(text) if stem in SECTIONED else ():
        for name in names(heading):
            yield name, heading, f"# {heading}\n{body}"


def sections(text: str) -> list[tuple[str, str]]:
    """(heading, what follows) of each second-level heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2]))


def names(heading: str) -> list[str]:
    """The algorithms that a heading names, or else the heading as a name of a file."""
    return re.findall(r"aurorasar:(\w+)", heading) or [re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")]


def _page(title: str, text: str, pages: list[str]) -> str:
    links = "".join(f'<a href="{name}.html">{name.capitalize()}</a>' for name in pages)
    body = MarkdownIt("commonmark").enable("table").render(re.sub(r"\]\((\w+)\.md\)", r"](\1.html)", text))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>AuroraSAR: {escape(title)}</title>\n'
        f"<style>{STYLE}</style></head>\n<body><nav>{links}</nav>\n{body}</body></html>\n"
    )
