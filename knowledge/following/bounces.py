"""Reads what a mail server sends back (RFC 3464), whatever it holds."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message

from .tokens import returned_to

MOST_BYTES = 1_000_000
WHOM = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
FULL = "2"
"""The subject of a status that is about the mailbox; a full one (x.2.2) may be emptied."""


@dataclass(frozen=True)
class Bounce:
    """Whose mail came back; `is_hard`: there is no use in trying again."""

    user: int
    is_hard: bool


def bounce_in(raw: bytes) -> Bounce | None:
    """None for what is no notification of a failure of a mail of ours."""
    message = email.message_from_bytes(raw[:MOST_BYTES], policy=policy.compat32)
    user = next((user for one in _addresses(message) if (user := returned_to(one))), None)
    statuses = list(_failures(message))
    if user is None or not statuses:
        return None
    return Bounce(user, any(map(_is_hard, statuses)))


def _addresses(message: Message) -> Iterator[str]:
    for name in WHOM:
        yield from (str(value) for value in message.get_all(name, []))


def _failures(message: Message) -> Iterator[tuple[str, str, str]]:
    """The status of each recipient whom it could not reach; "delayed" is none yet."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if not isinstance(block, Message):
                continue
            if str(block.get("Action", "")).strip().lower() == "failed":
                found = STATUS.search(str(block.get("Status", "")))
                yield (found[1], found[2], found[3]) if found else ("4", "0", "0")


def _is_hard(status: tuple[str, str, str]) -> bool:
    kind, subject, detail = status
    return kind == "5" and (subject, detail) != (FULL, "2")
