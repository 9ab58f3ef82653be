"""What the records tell the rest of the project."""

from django.dispatch import Signal

# `ids`: the sheets whose finding may have changed. Sent inside the transaction of the change, by
# whatever publishes, unpublishes, deletes, imports, undoes, or edits a word of a vocabulary.
sheets_changed = Signal()
