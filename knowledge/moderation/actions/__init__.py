"""The verbs on posts. Each is one transaction."""

from .admitting import admit
from .deciding import DecidedError, TooLateError, keep, publish, remove, undo
from .flagging import OwnPostError, flag
from .rolling_back import roll_back_posts

__all__ = [
    "DecidedError",
    "OwnPostError",
    "TooLateError",
    "admit",
    "flag",
    "keep",
    "publish",
    "remove",
    "roll_back_posts",
    "undo",
]
