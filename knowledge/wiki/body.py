"""The body of a page as one Markdown text, and back, without loss.

A picture is a line of its own: `![caption](image:12 "credit | CC-BY-4.0")`.
"""

import re
from collections.abc import Iterable
from typing import Any

RawBlock = dict[str, Any]

PICTURE = re.compile(
    r"^!\[(?P<caption>(?:\\.|[^\\\[\]])*)\]"
    r'\(image:(?P<id>\d{1,9})(?: "(?P<rights>(?:\\.|[^\\"])*)")?\)$'
)
SPECIAL = re.compile(r'([\\\[\]"|])')
ESCAPED = re.compile(r"\\(.)")
RIGHTS = re.compile(r"((?:\\.|[^\\|])*?)(?: \| ((?:\\.|[^\\|])*))?")


def to_markdown(blocks: Iterable[RawBlock]) -> str:
    """`blocks` as Wagtail stores them: `page.body.raw_data`."""
    parts = (
        _picture_line(block["value"]) if block["type"] == "image" else block["value"].strip("\n")
        for block in blocks
    )
    return "\n\n".join(part for part in parts if part.strip())


def _picture_line(value: RawBlock) -> str:
    caption, credit, licence = (value.get(name) or "" for name in ("caption", "credit", "licence"))
    rights = f"{_escaped(credit)} | {licence}" if licence else _escaped(credit)
    title = f' "{rights}"' if rights else ""
    return f"![{_escaped(caption)}](image:{value['image']}{title})"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def from_markdown(text: str) -> list[RawBlock]:
    """Blocks as Wagtail stores them; text between two pictures is one block."""
    blocks: list[RawBlock] = []
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        found = PICTURE.match(line.rstrip())
        if found:
            blocks += [*_text_block(lines), {"type": "image", "value": _picture(found)}]
            lines = []
        else:
            lines.append(line)
    return blocks + _text_block(lines)


def _text_block(lines: list[str]) -> list[RawBlock]:
    text = "\n".join(lines).strip("\n")
    return [{"type": "markdown", "value": text}] if text.strip() else []


def _picture(found: re.Match[str]) -> RawBlock:
    rights = RIGHTS.fullmatch(found["rights"] or "")
    credit, licence = rights.groups() if rights else (found["rights"], "")
    return {
        "image": int(found["id"]),
        "caption": _plain(found["caption"]),
        "credit": _plain(credit or ""),
        "licence": licence or "",
    }


def _plain(text: str) -> str:
    return ESCAPED.sub(r"\1", text)
