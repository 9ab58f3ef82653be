"""What people do with reports from the field, and what becomes of the sheets that they speak of.

Whether somebody may, and whether a report waits, is for the caller to know: rights and trust are
none of the records' business. Whatever changes announces its sheets (practices/signals.py).
"""

from .leaving import forget_words, leave, withdraw
from .moderating import hold, publish, remove
from .said import NotAPeerError, NotPublicError, Result, Said, SaidAlreadyError, rounded
from .saying import change, report
from .standing import touched, vouched_by
from .vouching import answer_as_peer, is_peer

__all__ = [
    "NotAPeerError",
    "NotPublicError",
    "Result",
    "Said",
    "SaidAlreadyError",
    "answer_as_peer",
    "change",
    "forget_words",
    "hold",
    "is_peer",
    "leave",
    "publish",
    "remove",
    "report",
    "rounded",
    "touched",
    "vouched_by",
    "withdraw",
]
