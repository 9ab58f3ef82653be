"""What all environments share. Each value that may differ comes from the environment."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .accounts import *  # noqa: F403
from .accounts import HAS_ORCID, ORCID
from .paths import BASE_DIR, VAR_DIR, env

# Collected once for a release; apart where a release's files are read-only (Dockerfile).
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
for folder in (VAR_DIR, STATIC_ROOT):
    folder.mkdir(parents=True, exist_ok=True)

# A long sheet has a hundred measurements of twenty fields; a form that is refused loses words.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

SITE_NAME = "4 per 1000"
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
# Where a reader may have a comment translated: an address with {text}, {from} and {to}. None is
# built in: nothing of ours asks another site (docs/discussion.md).
TRANSLATE_LINK = env("TRANSLATE_LINK", default="")
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
# The admin asks nothing of other sites: no portraits by e-mail, no look for a new release.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
# The admin has no door of its own: passwords and addresses are changed in the account.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

INSTALLED_APPS = [
    "knowledge",
    "knowledge.members",
    "knowledge.wiki",
    "knowledge.contributing",
    "knowledge.following",
    "knowledge.moderation",
    "knowledge.discussion",
    "knowledge.friends",
    "knowledge.regions",
    "search",
    "practices",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.orcid",
    "ninja",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "knowledge.health.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "knowledge.open_data.open_data",
    "knowledge.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "knowledge.members.middleware.private_pages",
    "knowledge.members.middleware.consent",
    "knowledge.members.middleware.second_key",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "knowledge.urls"
WSGI_APPLICATION = "knowledge.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at BEGIN, so two writers queue instead of failing half-way.
    # That is why only writing requests are atomic (knowledge/transactions.py), not all of them.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "knowledge" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATICFILES_FINDERS = [
    "knowledge.styles.StyleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
# A site for others leaves /media/ to its web server: docs/running.md.
SERVE_PICTURES = False

SEARCH_INDEX_DIR = Path(env("SEARCH_INDEX_DIR", default=str(VAR_DIR / "index")))
# Without hosts the site runs on the embedded index alone; see search/elasticsearch/client.py.
ELASTICSEARCH = {
    "hosts": tuple(env.list("ELASTICSEARCH_URL", default=[])),
    "api_key": env("ELASTICSEARCH_API_KEY", default=""),
    "user": env("ELASTICSEARCH_USER", default=""),
    "password": env("ELASTICSEARCH_PASSWORD", default=""),
    "ca": env("ELASTICSEARCH_CA", default=""),
    "connect_seconds": env.float("ELASTICSEARCH_CONNECT_TIMEOUT", default=0.3),
    "read_seconds": env.float("ELASTICSEARCH_READ_TIMEOUT", default=1.0),
    "index": env("ELASTICSEARCH_INDEX", default="practices"),
    "shards": env.int("ELASTICSEARCH_SHARDS", default=1),
}
SOURCE_TOKENS = env.dict("SOURCE_TOKENS", default={})

# Our own pages: nothing from elsewhere, nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        # The way to ORCID is a form that is sent on.
        "form-action": [SELF, *([f"https://{ORCID['domain']}"] if HAS_ORCID else [])],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Wagtail shows an editor the page in a frame: not DENY, which the check wants.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "elastic_transport": {"level": "WARNING"},  # else a line a request
    },
}
