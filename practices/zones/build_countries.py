"""Make `countries.json`: codes, names in three languages, sub-region and other names.

Names come from i18n-iso-countries; where its first choice is the long form, or not the one
in use, `_NAMES` has ours. Sub-regions come from CLDR's territory containment.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .entries import LANGUAGES
from .packed import DATA
from .regions import regions

# ISO keeps XK for the user; XKX is what the World Bank, the EU and others use for Kosovo.
_ALPHA3 = {"XK": "XKX"}
# M49 puts Antarctica in no region but makes it one; CLDR files it with remote islands.
_SUBREGIONS = {"AQ": "010"}

_NAMES = {
    "en": {
        "BN": "Brunei",
        "CD": "Democratic Republic of the Congo",
        "CG": "Congo",
        "CI": "Côte d'Ivoire",
        "CN": "China",
        "CV": "Cabo Verde",
        "CZ": "Czechia",
        "FM": "Micronesia",
        "GM": "Gambia",
        "IR": "Iran",
        "KR": "South Korea",
        "LA": "Laos",
        "MD": "Moldova",
        "MK": "North Macedonia",
        "NL": "Netherlands",
        "PN": "Pitcairn Islands",
        "PS": "Palestine",
        "RE": "Réunion",
        "RU": "Russia",
        "SY": "Syria",
        "TW": "Taiwan",
        "TZ": "Tanzania",
        "VA": "Holy See",
        "VG": "British Virgin Islands",
        "VI": "United States Virgin Islands",
    },
    "fr": {
        "AE": "Émirats arabes unis",
        "AS": "Samoa américaines",
        "BN": "Brunei",
        "BY": "Bélarus",
        "CF": "République centrafricaine",
        "CG": "Congo",
        "CI": "Côte d'Ivoire",
        "CV": "Cabo Verde",
        "CZ": "Tchéquie",
        "DO": "République dominicaine",
        "IO": "Territoire britannique de l'océan Indien",
        "KN": "Saint-Kitts-et-Nevis",
        "LR": "Libéria",
        "NU": "Niue",
        "SA": "Arabie saoudite",
        "ST": "Sao Tomé-et-Principe",
        "SZ": "Eswatini",
        "TF": "Terres australes et antarctiques françaises",
        "TZ": "Tanzanie",
        "US": "États-Unis d'Amérique",
        "VA": "Saint-Siège",
        "VG": "Îles Vierges britanniques",
        "VI": "Îles Vierges américaines",
        "ZW": "Zimbabwe",
    },
    "es": {
        "BH": "Baréin",
        "BJ": "Benín",
        "BL": "San Bartolomé",
        "BN": "Brunéi",
        "CD": "República Democrática del Congo",
        "CI": "Côte d'Ivoire",
        "CW": "Curazao",
        "CZ": "Chequia",
        "FJ": "Fiyi",
        "GG": "Guernesey",
        "GW": "Guinea-Bisáu",
        "HM": "Islas Heard y McDonald",
        "IQ": "Irak",
        "IR": "Irán",
        "KN": "San Cristóbal y Nieves",
        "KP": "Corea del Norte",
        "KR": "Corea del Sur",
        "LA": "Laos",
        "LS": "Lesoto",
        "MF": "San Martín (parte francesa)",
        "PN": "Islas Pitcairn",
        "PW": "Palaos",
        "SH": "Santa Elena",
        "SR": "Surinam",
        "SX": "San Martín (parte neerlandesa)",
        "SY": "Siria",
        "US": "Estados Unidos de América",
        "VG": "Islas Vírgenes Británicas",
    },
}
# Other names met in practice databases and reports, beside those of the source and of the map.
_ALSO = {
    "AE": ["UAE", "Emirates", "EAU"],
    "BO": ["Bolivia (Plurinational State of)", "Estado Plurinacional de Bolivia"],
    "BY": ["Biélorussie", "Bielorrusia"],
    "CD": [
        "DRC",
        "DR Congo",
        "RDC",
        "RD Congo",
        "Dem. Rep. Congo",
        "Congo-Kinshasa",
        "Congo (Kinshasa)",
        "Zaire",
        "Zaïre",
    ],
    "CF": ["CAR", "RCA"],
    "CG": ["Republic of the Congo", "Rép. du Congo", "Congo-Brazzaville", "Congo (Brazzaville)"],
    "CI": ["Ivory Coast", "Costa de Marfil", "Cote d Ivoire"],
    "CN": ["PR China", "PRC", "Mainland China"],
    "CV": ["Cape Verde", "Cap-Vert"],
    "CZ": ["Czech Republic", "République tchèque", "República Checa"],
    "FK": ["Falkland Islands", "Malvinas"],
    "GB": [
        "UK",
        "United Kingdom of Great Britain and Northern Ireland",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
    ],
    "GW": ["Guinea Bissau", "Guinée Bissau"],
    "HK": ["Hong Kong SAR"],
    "IR": ["Islamic Republic of Iran"],
    "KG": ["Kyrgyz Republic", "Kirghizstan"],
    "KP": ["DPRK", "Democratic People's Republic of Korea"],
    "KR": ["ROK", "Republic of Korea"],
    "LA": ["Lao PDR", "Lao People's Democratic Republic", "Lao"],
    "LY": ["Libyan Arab Jamahiriya", "Libye"],
    "MK": ["Macedonia", "FYROM", "The former Yugoslav Republic of Macedonia"],
    "MM": ["Burma", "Birmanie", "Birmania"],
    "MO": ["Macau"],
    "NL": ["Holland"],
    "PG": ["PNG"],
    "PS": ["Palestinian Territories", "Occupied Palestinian Territory", "West Bank and Gaza"],
    "RE": ["La Réunion", "Reunion Island"],
    "RU": ["Russian Federation", "Fédération de Russie", "Federación de Rusia"],
    "SK": ["Slovak Republic"],
    "SO": ["Somaliland"],
    "SV": ["Salvador"],
    "SY": ["Syrian Arab Republic"],
    "SZ": ["Swaziland", "Suazilandia", "Royaume d'Eswatini", "Kingdom of Eswatini"],
    "TL": ["East Timor", "Timor oriental"],
    "TR": ["Turkey", "Turkiye"],
    "TZ": ["Tanganyika", "Zanzibar"],
    "US": ["USA", "United States", "États-Unis", "Estados Unidos", "EE. UU.", "EUA"],
    "VA": ["Vatican", "Vatican City", "Ciudad del Vaticano"],
    "VE": ["Venezuela (Bolivarian Republic of)", "República Bolivariana de Venezuela"],
    "VN": ["Viet Nam", "Viêt Nam"],
    "XK": ["Kosovo (UNSCR 1244)"],
}

Names = dict[str, dict[str, list[str]]]  # by language, then by alpha-2 code


def write_countries(folder: Path) -> None:
    """`folder` holds `i18n-iso-countries/` and `territoryContainment.json`."""
    names = {language: _names(folder, language) for language in LANGUAGES}
    within = _subregions(folder)
    rows = [
        [alpha3, alpha2, within[alpha2], *_chosen(names, alpha2), _others(names, alpha2)]
        for alpha2, alpha3 in iso_codes(folder)
    ]
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in sorted(rows))
    (DATA / "countries.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


def iso_codes(folder: Path) -> Iterator[tuple[str, str]]:
    for alpha2, alpha3, *_ in _load(folder / "i18n-iso-countries" / "codes.json"):
        yield alpha2, _ALPHA3.get(alpha2, alpha3)


def codes_of_numbers(folder: Path) -> dict[str, str]:
    """ISO number to alpha-3 code: "716" is "ZWE"."""
    rows = _load(folder / "i18n-iso-countries" / "codes.json")
    return {number: alpha3 for _, alpha3, number, _ in rows}


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _names(folder: Path, language: str) -> dict[str, list[str]]:
    names = _load(folder / "i18n-iso-countries" / f"{language}.json")["countries"]
    return {code: [name] if isinstance(name, str) else name for code, name in names.items()}


def _subregions(folder: Path) -> dict[str, str]:
    """The M49 sub-region of each alpha-2 code."""
    tree = _load(folder / "territoryContainment.json")["supplemental"]["territoryContainment"]
    areas = [entry.code for entry in regions() if entry.parent_code]
    return {country: code for code in areas for country in tree[code]["_contains"]} | _SUBREGIONS


def _chosen(names: Names, alpha2: str) -> list[str]:
    return [_NAMES[lang].get(alpha2) or names[lang][alpha2][0] for lang in LANGUAGES]


def _others(names: Names, alpha2: str) -> list[str]:
    """Every other name of a country, each once; "Congo" alone is Brazzaville's, not Kinshasa's."""
    known = [name for lang in LANGUAGES for name in names[lang][alpha2]] + _ALSO.get(alpha2, [])
    fresh = dict.fromkeys(name for name in known if name not in _chosen(names, alpha2))
    return [name for name in fresh if (alpha2, name) != ("CD", "Congo")]
