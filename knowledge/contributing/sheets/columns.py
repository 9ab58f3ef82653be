"""What the columns of pasted measurements and costs are called, beside the labels of the form."""

import unicodedata
from collections.abc import Mapping

from ..pasting.columns import Pasting, folded

CONTENT, STOCK, YIELD = "224", "308", "product_yield"
CARBON = frozenset(
    map(folded, ("SOC", "COS", "C org", "soil organic carbon", "soil carbon", "organic carbon"))
) | frozenset(
    map(folded, ("carbone organique du sol", "carbone du sol", "carbono orgánico del suelo"))
)
"""Content or stock: the unit tells."""
BY_UNIT = {"g/kg": CONTENT, "%": CONTENT, "Mg/ha": STOCK, "kg/m2": STOCK}
OUTCOMES = {
    **dict.fromkeys(map(folded, ("SOC content", "teneur en COS", "contenido de COS")), CONTENT),
    **dict.fromkeys(map(folded, ("SOC stock", "stock de COS", "reserva de COS")), STOCK),
    **dict.fromkeys(map(folded, ("yield", "crop yield", "rendement", "rendimiento")), YIELD),
    **dict.fromkeys(CARBON, "SOC"),
}
ERRORS = {
    **dict.fromkeys(map(folded, ("SE", "SEM", "erreur standard", "erreur-type", "EE")), "SE"),
    **dict.fromkeys(map(folded, ("SD", "écart-type", "ET", "DE", "desvío estándar")), "SD"),
}
UNITS = {
    **dict.fromkeys(("g/kg", "gkg-1", "g/kgsoil", "gc/kg", "gckg-1"), "g/kg"),
    **dict.fromkeys(("%", "percent", "pourcent", "porciento"), "%"),
    **dict.fromkeys(("t/ha", "mg/ha", "tha-1", "mgha-1", "tc/ha", "mgc/ha", "tcha-1"), "Mg/ha"),
    **dict.fromkeys(("kg/m2", "kgm-2", "kgc/m2"), "kg/m2"),
    **dict.fromkeys(("kg/ha", "kgha-1"), "kg/ha"),
}


def unit_of(text: str) -> str:
    """The code of a unit, however it is written; empty for none that we take."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("−", "-")
    return UNITS.get(
        "".join(sign for sign in plain if not sign.isspace() and sign not in ".·*"), ""
    )


def _by_unit(row: dict[str, str]) -> dict[str, str]:
    """ "SOC" in g/kg is its content, in t/ha its stock; of another unit it is not told."""
    if row.get("outcome") != "SOC":
        return row
    return row | {"outcome": BY_UNIT.get(row.get("unit", ""), "")}


MEASUREMENTS = Pasting(
    names={
        "outcome": ("outcome", "variable", "measured", "indicator", "indicateur", "indicador"),
        "control_mean": ("control", "control mean", "témoin", "moyenne témoin", "testigo"),
        "treatment_mean": (
            *("treatment", "treatment mean", "practice", "traitement", "pratique"),
            *("tratamiento", "práctica", "moyenne traitement"),
        ),
        "unit": ("units", "unités", "unidades"),
        "replicates": ("n", "reps", "plots", "répétitions", "parcelles", "repeticiones"),
        "depth": (*("soil depth", "profondeur", "profundidad"), "profondeur du sol"),
        "depth_from_cm": ("depth from", "top", "upper depth", "profondeur de", "profundidad desde"),
        "depth_to_cm": ("depth to", "bottom", "lower depth", "profondeur à", "profundidad hasta"),
        "duration_yr": ("duration", "years", "durée", "années", "duración", "años"),
        "error_type": ("error", "error type", "erreur", "tipo de error"),
        "control_error": ("control error", "erreur témoin", "error testigo"),
        "treatment_error": ("treatment error", "erreur traitement", "error tratamiento"),
        "period": ("período", "période"),
        "start_year": ("start", "from year", "début", "inicio"),
        "end_year": ("end", "to year", "year", "fin", "année", "año"),
        "control_description": ("control is", "control treatment", "description témoin"),
        "treatment_description": ("treatment is", "description traitement"),
        "source": ("reference", "publication", "DOI", "référence", "fuente", "referencia"),
        "location_in_source": ("table", "page", "tableau", "tabla", "página"),
        "no_source_reason": ("remark", "why no source", "remarque", "observación"),
    },
    values={"outcome": OUTCOMES, "error_type": ERRORS},
    pairs={"depth": ("depth_from_cm", "depth_to_cm"), "period": ("start_year", "end_year")},
    measured=("control_mean", "treatment_mean", "control_error", "treatment_error"),
    fixed={
        **dict.fromkeys(("depth", "depth_from_cm", "depth_to_cm"), ("cm",)),
        "duration_yr": ("years", "year", "yr", "y", "ans", "an", "années", "años", "año", "a"),
    },
    needs=("outcome", "unit"),
    unit_of=unit_of,
    refined=_by_unit,
)

_PHASES: Mapping[str, tuple[str, ...]] = {
    "establishment": ("begin", "start", "début", "installation", "inicio", "instalación"),
    "maintenance": ("yearly", "a year", "upkeep", "par an", "annuel", "anual", "al año"),
}
COSTS = Pasting(
    names={
        "name": ("item", "cost", "what", "poste", "intrant", "désignation", "concepto", "rubro"),
        "phase": ("phase", "fase"),
        "group": ("group", "category", "groupe", "catégorie", "grupo", "categoría"),
        "unit": ("units", "unités", "unidades"),
        "quantity": ("amount", "number", "nombre", "número"),
        "unit_cost": ("unit cost", "price", "unit price", "prix", "prix unitaire", "precio"),
        "total_cost": ("total", "total cost", "coût total", "costo total", "coste total"),
        "borne_by_land_users_percent": ("own share", "part de l'exploitant", "parte propia"),
    },
    values={
        "phase": {folded(word): code for code, words in _PHASES.items() for word in words},
        "group": {
            folded(word): code
            for code, words in {
                "labour": ("work", "labor", "main d'oeuvre", "travail", "trabajo"),
                "plant_material": ("seed", "seeds", "seedlings", "semences", "plants", "semillas"),
                "fertilizers_biocides": ("fertiliser", "fertilizer", "engrais", "fertilizante"),
                "equipment": ("tools", "machines", "outils", "herramientas"),
            }.items()
            for word in words
        },
    },
    defaults={"group": "other"},
    needs=("phase",),
)
