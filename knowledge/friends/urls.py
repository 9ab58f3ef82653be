"""Addresses of what Friends do."""

from django.urls import path

from . import peer_views, profile_views, views

app_name = "friends"

urlpatterns = [
    path("", profile_views.directory, name="directory"),
    path("me/", profile_views.mine, name="mine"),
    path("<int:pk>/", profile_views.person, name="person"),
    path("sheets/<int:pk>/", views.reports, name="reports"),
    path("sheets/<int:pk>/report/", views.report, name="report"),
    path("sheets/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("reports.csv", views.reports_file, name="reports_file"),
    path("photo/", views.photo, name="photo"),
    path("send/", views.send_parked, name="send"),
    path("peers/", peer_views.peers, name="peers"),
    path("peers/<int:pk>/", peer_views.answer, name="answer"),
]
