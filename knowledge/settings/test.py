"""As in development, with nothing kept: tests write to a folder of their own."""

import tempfile
from pathlib import Path

from .dev import *  # noqa: F403

DEBUG = False
VAR_DIR = Path(tempfile.mkdtemp(prefix="soil-carbon-tests-"))
MEDIA_ROOT = VAR_DIR / "media"
SEARCH_INDEX_DIR = VAR_DIR / "index"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
