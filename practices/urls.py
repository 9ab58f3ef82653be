"""Addresses of records: the id never changes, the slug may."""

from django.urls import path

from . import views

app_name = "practices"

urlpatterns = [
    path("sheets/<int:pk>-<slug:slug>/", views.sheet, name="sheet"),
    path("practices/", views.practice_list, name="practice_list"),
    path("practices/<int:pk>-<slug:slug>/", views.practice, name="practice"),
]
