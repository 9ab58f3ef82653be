"""What one follows; the addresses in mails; feeds for everybody."""

from django.urls import path

from . import feeds, views

app_name = "following"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("search/", views.search, name="search"),
    path("send-again/", views.again, name="again"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("<int:pk>/rhythm/", views.rhythm, name="rhythm"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<slug:kind>/<slug:key>/", views.follow, name="follow"),
    path("<slug:kind>/<slug:key>/feed.atom", feeds.atom, name="feed"),
]
