"""Photographs that people send: looked at, made smaller, freed of all that is personal.

A file is never kept as it came: its pixels are read and written anew, so that the place where it
was taken, the camera, the owner and whatever else hides in a file are gone.
"""

import uuid
import warnings
from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from django.core.files.images import ImageFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from wagtail.images import get_image_model

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 2000
"""px; a page shows 960 at most, and print twice that."""
QUALITY = 85


class BadPhotoError(ValueError):
    """A file that is no photograph for us; says why, to the person who sent it."""


def take_photo(file: Any, *, user: User | None, title: str) -> Any:
    """The picture in the library of images. Raises BadPhotoError.

    Nobody can guess its address: it may wait for a moderator, and its title is known.
    """
    content = BytesIO(cleaned(file))
    name = f"{uuid.uuid4().hex}.jpg"
    return get_image_model().objects.create(
        title=title[:255] or _("Photograph"),
        file=ImageFile(content, name=name),
        uploaded_by_user=user,
    )


def cleaned(file: Any) -> bytes:
    """A JPEG of its pixels, at most LONGEST_SIDE wide or high. Raises BadPhotoError."""
    picture = _read(file)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    content, pixels = BytesIO(), picture.convert("RGB")
    pixels.info.clear()  # a comment inside the file would be written again
    pixels.save(content, "JPEG", quality=QUALITY, optimize=True)
    return content.getvalue()


def _read(file: Any) -> Image.Image:
    """The pixels, the right side up. What is in the name of a file says nothing of what it is."""
    if file.size > MOST_BYTES:
        raise BadPhotoError(_("This file is larger than 15 MB. Make it smaller and try again."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise BadPhotoError(_("This picture has too many pixels. Make it smaller."))
            picture.load()
            return ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPhotoError(
            _("This is no photograph that we can read: send JPEG or PNG.")
        ) from None
    except (OSError, ValueError, SyntaxError) as error:
        if isinstance(error, BadPhotoError):
            raise
        raise BadPhotoError(_("This photograph is damaged: it did not arrive whole.")) from error
