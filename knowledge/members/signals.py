"""What other apps may wish to know of an account."""

from django.dispatch import Signal

renamed = Signal()
"""Somebody chose another name to show; with `user`."""
