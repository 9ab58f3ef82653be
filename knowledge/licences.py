"""What the sources page says beyond the records: what was taken of each source, and what was not;
and the data that come with the code, read from DATA_LICENSES.md, which is where they are listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Extent:
    """What we took of a source, and what we left there."""

    taken: Promise
    left: Promise


EXTENTS: Mapping[str, Extent] = {
    "wocat": Extent(
        _(
            "Technologies with all that describes them: steps, inputs and costs, places, "
            "judged impacts, strengths and weaknesses, references, the names of those who "
            "wrote them, and the addresses of their pictures."
        ),
        _(
            "E-mail addresses, telephone numbers, names of land users, approaches, and "
            "records that are not published or that no licence covers."
        ),
    ),
    "era": Extent(
        _(
            "Comparisons of soil carbon as numbers: both means with their unit, depth and "
            "years, the codes of practices, crops and outcomes, the place, and the citation."
        ),
        _(
            "Descriptions in the words of ERA or of the papers, agro-ecological zones that it "
            "modelled, and rows that repeat others. Outcomes other than soil carbon are not "
            "brought along; an import adds them."
        ),
    ),
}

# What DATA_LICENSES.md says in words, rather than by a name.
SAID: Mapping[str, Promise] = {
    "practice records": _("practice records"),
    "soil-carbon comparisons: numbers, codes, DOI, coordinates, citations": _(
        "soil-carbon comparisons: numbers, codes, DOI, coordinates, citations"
    ),
    "WOCAT's code lists with labels": _("WOCAT’s code lists with labels"),
    "outcomes and crops": _("outcomes and crops"),
    "practice tree, definitions, synonyms, crosswalk": _(
        "practice tree, definitions, synonyms, crosswalk"
    ),
    "Köppen-Geiger climate, 1991–2020": _("Köppen-Geiger climate, 1991–2020"),
    "IPCC 2019 climate zones": _("IPCC 2019 climate zones"),
    "described soil profiles and soil correlations": _(
        "described soil profiles and soil correlations"
    ),
    "outlines; names; regions": _("outlines and names of countries; regions"),
    "names of 89 concepts in three languages, with their addresses; names of kinds and of other "
    "things left out": _("names of 89 concepts in three languages, with their addresses"),
    "FAO, AGROVOC, as collected in soilwise-he/metadata-augmentation a25b7e6 (MIT), only the "
    "labels that it marks as curated": _(
        "FAO, AGROVOC, as collected by soilwise-he/metadata-augmentation (MIT): only the labels "
        "marked there as curated"
    ),
    "drawn plates and icons": _("drawn plates and icons"),
    "the pages that a wiki starts with": _("the pages that a wiki starts with"),
    "ours; the sources of each are named in it": _("ours; the sources of each are named in it"),
    "ours": _("ours"),
    "facts, cited": _("facts, cited"),
    "facts; labels CC BY 4.0": _("facts; labels CC BY 4.0"),
    "as named": _("as named"),
    "codes of CGIAR ERA; French and Spanish labels are ours": _(
        "codes of CGIAR ERA; French and Spanish labels are ours"
    ),
    "WOCAT, the World Overview of Conservation Approaches and Technologies; "
    "the compilers named in each record": _("WOCAT, and the compilers named in each record"),
    "CDE, University of Bern, questionnaire configuration (qcat); typography and agreement of "
    "some labels mended here": _(
        "CDE, University of Bern: settings of the questionnaire (qcat); typography and agreement "
        "of some labels are mended here"
    ),
}


@dataclass(frozen=True)
class DataFile:
    """A line of DATA_LICENSES.md."""

    what: Promise | str
    origin: Promise | str
    licence: Promise | str


@cache
def data_files() -> list[DataFile]:
    text = (settings.BASE_DIR / "DATA_LICENSES.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows[2:]]
    return [DataFile(*(SAID.get(cell, cell) for cell in described)) for _files, *described in cells]
