"""A photograph that came before its report could be kept: one has to sign in first, or to say
something better. It is set aside on the server for the browser that sent it, and for nobody else.

What is set aside is read and written anew at once (contributing/uploads.py), so that nothing
personal hides in it. It is shown and sent no more after KEPT; it goes with the daily
run or before the next one comes.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.utils import timezone

from knowledge.contributing.uploads import cleaned, take_photo

from .models import PhotoAside

SESSION = "report_photo"
KEPT = timedelta(days=1)


def set_aside(request: HttpRequest, sheet: int, file: Any) -> None:
    """The last one counts. Raises BadPhotoError."""
    content = cleaned(file)
    let_go(request)
    forget_photos(timezone.now())
    row = PhotoAside.objects.create(content=content)
    request.session[SESSION] = {"key": str(row.key), "sheet": sheet}


def aside(request: HttpRequest, sheet: int | None = None) -> PhotoAside | None:
    """That of this browser, where it is of the sheet; of any sheet without one."""
    mine = request.session.get(SESSION)
    if not mine or sheet not in (None, mine["sheet"]):
        return None
    fresh = PhotoAside.objects.filter(made_at__gte=timezone.now() - KEPT)
    return fresh.filter(key=uuid.UUID(mine["key"])).first()


def let_go(request: HttpRequest) -> None:
    mine = request.session.pop(SESSION, None)
    if mine:
        PhotoAside.objects.filter(key=uuid.UUID(mine["key"])).delete()


def into_library(photo: PhotoAside, *, user: User, title: str) -> Any:
    """The picture of the report. What was set aside stays until the report is kept."""
    return take_photo(ContentFile(bytes(photo.content)), user=user, title=title)


def forget_photos(now: datetime) -> int:
    """Those that nobody came back for."""
    number, _rows = PhotoAside.objects.filter(made_at__lt=now - KEPT).delete()
    return number
