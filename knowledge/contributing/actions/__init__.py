"""The verbs on proposals. Each is one transaction."""

from .drafting import begin, claim, discard, keep, park, set_aside, settle
from .reviewing import approve, look_over, send_back, take_over
from .sending import send, withdraw
from .undoing import roll_back_person, undo

__all__ = [
    "approve",
    "begin",
    "claim",
    "discard",
    "keep",
    "look_over",
    "park",
    "roll_back_person",
    "send",
    "send_back",
    "set_aside",
    "settle",
    "take_over",
    "undo",
    "withdraw",
]
