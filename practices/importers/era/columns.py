"""The columns of ERA's compiled table that a sheet needs, under ERA's own names."""

# A line of the table, or of a payload: column -> value, as text.
Row = dict[str, str]

STUDY, SITE, CONTRAST = "Code", "Site.ID", "plist"

# Without these a row is no comparison; a table that lacks one is not ERA's.
REQUIRED = (STUDY, SITE, CONTRAST, "Outcode", "MeanC", "MeanT")

# What says where a trial was; the values of one place are repeated on each of its rows.
PLACE = (
    SITE,
    "Country",
    "ISO.3166.1.alpha.3",
    "Latitude",
    "Longitude",
    "Buffer",
    "Elevation",
    "MAT",
    "MAP",
    "Soil.Type",
    "Soil.Classification",
    "Soil.Texture",
    "SOC",
    "SOC.Unit",
    "SOC.Depth",
    "Soil.pH",
)
MEASURE = (
    "Index",
    "CID",
    "C.Descrip",
    "TID",
    "T.Descrip",
    "Rep",
    "Duration",
    "M.Year",
    "M.Year.Start",
    "M.Year.End",
    "Season.Start",
    "Season.End",
    "EUlist",
    "Outcode",
    "Units",
    "MeanC",
    "MeanT",
    "MeanC.Error",
    "MeanT.Error",
    "Mean.Error.Type",
    "Upper",
    "Lower",
    "DataLoc",
    "MeanFlip",
    "Version",
    CONTRAST,
    "base.list",
)
# Practice codes of the two arms, one a column; a payload holds them joined, as "C" and "T".
ARMS = {arm: tuple(f"{arm}{number}" for number in range(1, 14)) for arm in ("C", "T")}

KEPT = (STUDY, *PLACE, *MEASURE)
# Descriptions of the arms shorter than this are facts; longer ones stay at the source.
SHORT = {"C.Descrip": 120, "T.Descrip": 120}

# The paper, for a study that the bibliography lacks.
PAPER = {"AUTHOR": "Author", "YEAR": "Date", "JOURNAL": "Journal", "DOI": "DOI"}
BIBLIOGRAPHY_KEY = "ERACODE"
