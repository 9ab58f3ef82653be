"""One's account, and the people of the site. Signing in and keys: doors.py."""

from django.urls import path

from . import views

app_name = "members"

urlpatterns = [
    path("", views.account, name="account"),
    path("terms/", views.terms, name="terms"),
    path("agree/", views.agree, name="agree"),
    path("export/", views.export, name="export"),
    path("delete/", views.delete, name="delete"),
    path("sign-out-elsewhere/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("password/remove/", views.remove_password, name="remove_password"),
    path("second-key/", views.second_key, name="second_key"),
    path("invitations/", views.invitations, name="invitations"),
    path("invited/<str:token>/", views.invited, name="invited"),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.person, name="person"),
]
