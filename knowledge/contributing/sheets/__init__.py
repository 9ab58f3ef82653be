"""The sections of a practice sheet in the editor, in the order of the standard."""

from .changing import Changed
from .doing import Doing, Steps
from .judging import Judged, Limits, Who
from .land import Land
from .measuring import Measurements
from .money import CostItems, Costs
from .photos import Photos
from .places import Places
from .references import References
from .start import Start

SECTIONS = (
    Start,
    Places,
    Steps,
    Doing,
    Measurements,
    Costs,
    CostItems,
    Land,
    Changed,
    Judged,
    Limits,
    Who,
    References,
    Photos,
)
"""The first two ask what the first screen asks; the rest can wait."""
