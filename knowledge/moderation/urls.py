"""Addresses of moderating posts, below /<language>/moderation/."""

from django.urls import path

from . import views

app_name = "moderation"

urlpatterns = [
    path("undo/<int:pk>/", views.undo, name="undo"),  # before those that begin with a kind
    path("<slug:kind>/<int:pk>/", views.post, name="post"),
    path("<slug:kind>/<int:pk>/decide/", views.decide, name="decide"),
    path("<slug:kind>/<int:pk>/flag/", views.flag, name="flag"),
    path("figures/", views.figures, name="figures"),
]
