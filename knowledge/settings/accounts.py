"""How one signs in: django-allauth, by a code in a mail; a password and ORCID if wished."""

from typing import Any

from .paths import VAR_DIR, env

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "members:account"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "knowledge.members.adapter.Adapter"
ACCOUNT_FORMS = {
    "add_email": "knowledge.members.door_forms.AddAddressForm",
    "change_password": "knowledge.members.door_forms.ChangePasswordForm",
    "login": "knowledge.members.door_forms.SignInForm",
    "reauthenticate": "knowledge.members.door_forms.ProveByPasswordForm",
    "set_password": "knowledge.members.door_forms.SetPasswordForm",
    "signup": "knowledge.members.door_forms.JoinForm",
}
MFA_FORMS = {
    "activate_totp": "knowledge.members.door_forms.SetUpAppForm",
    "add_webauthn": "knowledge.members.door_forms.AddKeyForm",
    "authenticate": "knowledge.members.door_forms.SecondKeyForm",
    "edit_webauthn": "knowledge.members.door_forms.RenameKeyForm",
    "reauthenticate": "knowledge.members.door_forms.ProveByKeyForm",
}
SOCIALACCOUNT_FORMS = {"signup": "knowledge.members.door_forms.JoinByOrcidForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# A mail may take minutes to reach a phone in the field.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# By address and by account: a village may share one address, so the first are wide.
ACCOUNT_RATE_LIMITS = {
    "signup": "20/m/ip,100/h/ip",
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
}
# How many proxies of ours stand before the site, and write X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "4 per 1000"
MFA_TOTP_TOLERANCE = 1  # telephones without a network drift
# Who may review or open the admin needs a second key beside the mail.
MEMBERS_SECOND_FACTOR = env.bool("SECOND_FACTOR", default=True)

# Off, and its button hidden, unless both are set; half-set is an error: members/checks.py.
ORCID = {
    "client_id": env("ORCID_CLIENT_ID", default=""),
    "secret": env("ORCID_SECRET", default=""),
    "domain": env("ORCID_DOMAIN", default="orcid.org"),
}
HAS_ORCID = bool(ORCID["client_id"] and ORCID["secret"])
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "orcid": {
        "BASE_DOMAIN": ORCID["domain"],
        "MEMBER_API": False,
        "APPS": [{"client_id": ORCID["client_id"], "secret": ORCID["secret"]}] if HAS_ORCID else [],
    }
}

# Where mail goes; as it is, into files that only this machine sees.
vars().update(env.email("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mails'}"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Soil carbon practices <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Mails about what people follow (knowledge/following): when those of a day or a week leave (hours
# of TIME_ZONE, days from Monday, 0), and where failures come back (`manage.py bounced`).
NEWS_HOUR = env.int("NEWS_HOUR", default=6)
NEWS_WEEKDAY = env.int("NEWS_WEEKDAY", default=0)
BOUNCE_ADDRESS = env("BOUNCE_ADDRESS", default="")

# Rate limits are counted here, so all workers must see one cache: files are, memory is not. Files
# cost no query and want no table; several machines share a CACHE_URL (docs/running.md).
CACHES = {
    "default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}"),
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
# The default of 300 entries would forget counts under an attack, which is when they matter.
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 20_000)
