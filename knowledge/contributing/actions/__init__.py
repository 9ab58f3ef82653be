"""The verbs on proposals. Each is one transaction."""

from .confirming import confirm
from .drafting import begin, claim, discard, keep, park, set_aside, settle
from .flagging import decide_flag, tell_error
from .measuring import decide_measurement
from .partly import approve_some
from .pasting import take_pasted
from .restoring import propose_version, restore_version
from .reviewing import approve, look_over, send_back, take_over
from .sending import send, withdraw
from .translating import take_file
from .turning import turn_into_change
from .undoing import roll_back_other, roll_back_person, undo

__all__ = [
    "approve",
    "approve_some",
    "begin",
    "claim",
    "confirm",
    "decide_flag",
    "decide_measurement",
    "discard",
    "keep",
    "look_over",
    "park",
    "propose_version",
    "restore_version",
    "roll_back_other",
    "roll_back_person",
    "send",
    "send_back",
    "set_aside",
    "settle",
    "take_file",
    "take_over",
    "take_pasted",
    "tell_error",
    "turn_into_change",
    "undo",
    "withdraw",
]
