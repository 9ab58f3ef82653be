"""Addresses of writing and reviewing, below /<language>/contribute/."""

from django.urls import path

from .views import editing

app_name = "contributing"

urlpatterns = [
    path("", editing.start, name="start"),
    path("worker.js", editing.worker, name="worker"),
    path("mine/", editing.my_proposals, name="mine"),
    path("new/<slug:kind>/", editing.new, name="new"),
    path("change/<slug:kind>/<int:pk>/", editing.change, name="change"),
    path("<uuid:key>/", editing.edit, name="edit"),
    path("<uuid:key>/keep/", editing.keep, name="keep"),
    path("<uuid:key>/settle/", editing.settle, name="settle"),
    path("<uuid:key>/preview/", editing.preview, name="preview"),
    path("<uuid:key>/claim/", editing.claim, name="claim"),
    path("<uuid:key>/withdraw/", editing.withdraw, name="withdraw"),
    path("<uuid:key>/discard/", editing.discard, name="discard"),
]
