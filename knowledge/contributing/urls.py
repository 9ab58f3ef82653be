"""Addresses of writing and reviewing, below /<language>/contribute/."""

from django.urls import path

from .views import (
    alike,
    deciding,
    editing,
    history,
    keeping,
    persons,
    reviewing,
    telling,
    translating,
)

app_name = "contributing"

urlpatterns = [
    path("", editing.start, name="start"),
    path("worker.js", editing.worker, name="worker"),
    path("mine/", editing.my_proposals, name="mine"),
    path("new/<slug:kind>/", editing.new, name="new"),
    path("alike/<slug:kind>/", alike.alike, name="alike"),
    path("change/<slug:kind>/<int:pk>/", editing.change, name="change"),
    path("translate/", translating.most_wanted, name="most_wanted"),
    path("translate/<int:pk>/", translating.translations, name="translations"),
    path("translate/<int:pk>/<slug:language>/", translating.translate, name="translate"),
    path("translate/<int:pk>/<slug:language>.po", translating.po_file, name="po_file"),
    path("translate/<int:pk>/<slug:language>/upload/", translating.upload, name="upload_po"),
    path("<uuid:key>/", editing.edit, name="edit"),
    path("<uuid:key>/keep/", keeping.keep, name="keep"),
    path("<uuid:key>/settle/", editing.settle, name="settle"),
    path("<uuid:key>/preview/", editing.preview, name="preview"),
    path("<uuid:key>/claim/", editing.claim, name="claim"),
    path("<uuid:key>/withdraw/", editing.withdraw, name="withdraw"),
    path("<uuid:key>/discard/", editing.discard, name="discard"),
    path("error/<slug:kind>/<int:pk>/", telling.tell_error, name="tell_error"),
    path("history/<slug:kind>/<int:pk>/", history.history, name="history"),
    path("history/<slug:kind>/<int:pk>/restore/<int:revision>/", history.restore, name="restore"),
    path("review/", reviewing.queue, name="queue"),
    path("review/due/", reviewing.due, name="due"),
    path("review/<uuid:key>/", reviewing.proposal, name="review_proposal"),
    path("review/measurement/<int:pk>/", deciding.measurement, name="review_measurement"),
    path("review/import/<int:pk>/", deciding.difference, name="review_import"),
    path("review/flag/<int:pk>/", deciding.flag, name="review_flag"),
    path("review/still-right/<slug:kind>/<int:pk>/", deciding.confirm, name="confirm"),
    path("review/person/<int:pk>/", persons.person, name="review_person"),
    path("review/person/<int:pk>/roll-back/", persons.roll_back, name="roll_back"),
]
