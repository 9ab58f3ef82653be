"""One machine, no other service: SQLite, the embedded index, a key that protects nothing."""

from .base import *  # noqa: F403
from .base import env

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env("SECRET_KEY", default="development-only-key-which-protects-nothing-at-all")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# On one's own machine, behind one's own door, a second key would only be in the way.
MEMBERS_SECOND_FACTOR = env.bool("SECOND_FACTOR", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Static files straight from the folders: nothing to collect before `make run`.
WHITENOISE_USE_FINDERS = True
SERVE_PICTURES = True
