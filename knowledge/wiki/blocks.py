"""The few blocks of a page's body."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.segments import StringSegmentValue

from practices.models.sources import Licence

MAX_WORDS = 255
# Bare facts have no author; a picture has.
LICENCES = [choice for choice in Licence.choices if choice[0] != Licence.FACTS]

BLANK_LINES = re.compile(r"\n[ \t]*\n+")


class MarkdownBlock(TextBlock):
    """Text whose paragraphs are translated one by one, in the admin and in PO files: of a text that
    was changed, only the paragraphs that changed are to be translated anew."""

    def get_translatable_segments(self, value: str) -> list[StringSegmentValue]:
        paragraphs = BLANK_LINES.split(value.replace("\r\n", "\n").strip("\n"))
        return [StringSegmentValue("", text) for text in paragraphs if text.strip()]

    def restore_translated_segments(
        self, value: str, segments: Iterable[StringSegmentValue]
    ) -> str:
        ordered = sorted(segments, key=lambda segment: segment.order)
        return "\n\n".join(segment.render_text() for segment in ordered)


class PictureBlock(StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    caption = CharBlock(label=_("caption"), required=False, max_length=MAX_WORDS)
    credit = CharBlock(label=_("credit"), required=False, max_length=MAX_WORDS)
    licence = ChoiceBlock(label=_("licence"), choices=LICENCES, required=False)

    class Meta:
        icon = "image"
        label = _("picture")


BODY_BLOCKS = [
    ("markdown", MarkdownBlock(label=_("text"), rows=12)),
    ("image", PictureBlock()),
]
