"""Following: one's list, the forms, and what the addresses in mails do."""

from .following import end, follow, mine, rhythm, search
from .stopping import again, stop

__all__ = ["again", "end", "follow", "mine", "rhythm", "search", "stop"]
