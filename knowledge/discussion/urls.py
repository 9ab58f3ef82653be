"""Addresses of discussions, below /<language>/discussion/."""

from django.urls import path

from . import views

app_name = "discussion"

urlpatterns = [
    path("send/", views.send_parked, name="send"),
    path("comment/<int:pk>/", views.comment, name="comment"),
    path("comment/<int:pk>/edit/", views.edit, name="edit"),
    path("comment/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("comment/<int:pk>/accept/", views.accept, name="accept"),
    path("comment/<int:pk>/history/", views.history, name="history"),
    path("<slug:kind>/<int:pk>/", views.discussion, name="all"),
]
