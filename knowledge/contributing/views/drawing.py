"""The editor's page, as each view of it answers."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ..subjects import Subject, kinds, subject_of
from .page import Editor

MAY_SEND = "contributing.add_proposal"


def known_subject(kind: str) -> Subject:
    """Raises Http404."""
    if kind not in kinds():
        raise Http404
    return subject_of(kind)


def new_subject(kind: str) -> Subject:
    """Of a kind that can be proposed for without an object. Raises Http404."""
    subject = known_subject(kind)
    if not subject.can_be_new:
        raise Http404
    return subject


def draw(request: HttpRequest, editor: Editor, status: int = 200) -> HttpResponse:
    """The editor as a page."""
    context: dict[str, Any] = {
        "editor": editor,
        "proposal": editor.proposal,
        "base": json.dumps(editor.proposal.answers),
        "must_agree": not request.user.has_perm(MAY_SEND),
    }
    return render(request, "contributing/edit.html", context, status=status)
