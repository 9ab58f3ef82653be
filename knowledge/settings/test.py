"""As in development, with nothing kept: tests write to a folder of their own."""

import tempfile
from pathlib import Path

from .dev import *  # noqa: F403
from .dev import DATABASES

DEBUG = False
VAR_DIR = Path(tempfile.mkdtemp(prefix="soil-carbon-tests-"))
MEDIA_ROOT = VAR_DIR / "media"
SEARCH_INDEX_DIR = VAR_DIR / "index"
# Each test's client would list every static file anew.
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: some tests look at the database from other processes.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
