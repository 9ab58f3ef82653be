"""Addresses of regions, below /<language>/regions/."""

from django.urls import path

from . import views

app_name = "regions"

urlpatterns = [
    path("", views.index, name="index"),
    path("mine/", views.mine, name="mine"),
    path("give/", views.give, name="give"),
    path("offers/<int:pk>/", views.offered, name="offered"),
    path("roles/<int:pk>/accept/", views.accept, name="accept"),
    path("roles/<int:pk>/end/", views.end, name="end"),
    path("roles/<int:pk>/show/", views.show, name="show"),
    path("roles/<int:pk>/seen/", views.seen, name="seen"),
    path("<str:key>/", views.region, name="region"),
    path("<str:key>/offer/", views.offer, name="offer"),
]
