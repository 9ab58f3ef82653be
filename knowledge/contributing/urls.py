from django.urls import URLPattern

app_name = "contributing"

urlpatterns: list[URLPattern] = []
