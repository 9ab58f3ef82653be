"""The few blocks of a page's body."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageChooserBlock

from practices.models.sources import Licence

MAX_WORDS = 255
# Bare facts have no author; a picture has.
LICENCES = [choice for choice in Licence.choices if choice[0] != Licence.FACTS]


class PictureBlock(StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    caption = CharBlock(label=_("caption"), required=False, max_length=MAX_WORDS)
    credit = CharBlock(label=_("credit"), required=False, max_length=MAX_WORDS)
    licence = ChoiceBlock(label=_("licence"), choices=LICENCES, required=False)

    class Meta:
        icon = "image"
        label = _("picture")


BODY_BLOCKS = [
    ("markdown", TextBlock(label=_("text"), rows=12)),
    ("image", PictureBlock()),
]
