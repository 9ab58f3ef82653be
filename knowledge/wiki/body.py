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
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
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
    written = text.replace("\r\n", "\n").split("\n")
    code = fenced(written)
    for number, line in enumerate(written):
        found = None if number in code else PICTURE.match(line.rstrip())
        if found:
            blocks += [*_text_block(lines), {"type": "image", "value": _picture(found)}]
            lines = []
        else:
            lines.append(line)
    return blocks + _text_block(lines)


def fenced(lines: list[str]) -> set[int]:
    """The numbers of the lines from a fence (```) to the next, which are code and say nothing else.
    A fence that nothing closes fences nothing."""
    inside: set[int] = set()
    begin, sign = 0, ""
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if fence and not sign:
            begin, sign = number, fence[1]
        elif fence and fence[1].startswith(sign):
            inside.update(range(begin, number + 1))
            sign = ""
    return inside


def named_as(blocks: list[RawBlock], before: Iterable[RawBlock]) -> list[RawBlock]:
    """With the ids that they had `before`: an equal block its own, a changed one that of the next
    of its type. By its id the admin finds what is translated of a block."""
    left = [block for block in before if block.get("id")]
    for is_same in (_is_equal, _is_alike):
        for block in (one for one in blocks if "id" not in one):
            found = next((old for old in left if is_same(old, block)), None)
            if found:
                left.remove(found)
                block["id"] = found["id"]
    return blocks


def _is_equal(one: RawBlock, other: RawBlock) -> bool:
    return _is_alike(one, other) and bool(one["value"] == other["value"])


def _is_alike(one: RawBlock, other: RawBlock) -> bool:
    return bool(one["type"] == other["type"])


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
