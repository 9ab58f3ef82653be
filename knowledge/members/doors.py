"""The pages of allauth that this site has: those named here, and no other.

No reset of passwords: who forgot it signs in by a code, and takes it away in the account.
"""

from allauth.account import views as account
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns
from allauth.socialaccount.providers.orcid.provider import OrcidProvider
from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from .views.door import closed

_code = "reauthenticate/code/"
_to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", _to_sign_in, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", closed, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path(
        _code,
        account.request_reauthentication_code,
        name="account_request_reauthentication_code",
    ),
    path(
        f"{_code}confirm/",
        account.confirm_reauthentication_code,
        name="account_confirm_reauthentication_code",
    ),
    path("email/", account.email, name="account_email"),
    path(
        "confirm-email/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("keys/", include("allauth.mfa.urls")),
]

# Without a language: the address is registered at ORCID, once.
orcid_urlpatterns: list = []

if settings.HAS_ORCID:
    urlpatterns += [
        path("orcid/failed/", social.login_error, name="socialaccount_login_error"),
        path("orcid/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
        path("orcid/signup/", social.signup, name="socialaccount_signup"),
        path("orcid/", social.connections, name="socialaccount_connections"),
    ]
    orcid_urlpatterns += default_urlpatterns(OrcidProvider)
