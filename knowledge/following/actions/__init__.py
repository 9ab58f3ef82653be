"""The verbs of following."""

from .bouncing import note_refused, note_unreached, send_again
from .following import TooManyFollows, change_rhythm, follow, save_search, stop_mails, unfollow
from .looking import look_into_searches
from .sending import send_waiting
from .writing import write_mails

__all__ = [
    "TooManyFollows",
    "change_rhythm",
    "follow",
    "look_into_searches",
    "note_refused",
    "note_unreached",
    "save_search",
    "send_again",
    "send_waiting",
    "stop_mails",
    "unfollow",
    "write_mails",
]
