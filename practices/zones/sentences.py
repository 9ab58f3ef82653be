"""What the zones tell people, in three languages. A place in braces is filled by the caller."""

from .entries import language_of

_SENTENCES = {
    "not_a_number": {
        "en": "A position is two numbers, in degrees; {value} is not one.",
        "fr": "Une position est faite de deux nombres, en degrés ; {value} n’en est pas un.",
        "es": "Una posición son dos números, en grados; {value} no lo es.",
    },
    "latitude_range": {
        "en": "Latitude {latitude} is outside -90 to 90 degrees.",
        "fr": "La latitude {latitude} est hors de -90 à 90 degrés.",
        "es": "La latitud {latitude} está fuera de -90 a 90 grados.",
    },
    "longitude_range": {
        "en": "Longitude {longitude} is outside -180 to 180 degrees.",
        "fr": "La longitude {longitude} est hors de -180 à 180 degrés.",
        "es": "La longitud {longitude} está fuera de -180 a 180 grados.",
    },
    "swapped": {
        "en": "Did you swap latitude and longitude?",
        "fr": "Avez-vous interverti la latitude et la longitude ?",
        "es": "¿Ha intercambiado la latitud y la longitud?",
    },
    "wrap": {
        "en": "Is it meant as {wrapped}?",
        "fr": "Vouliez-vous dire {wrapped} ?",
        "es": "¿Quiso decir {wrapped}?",
    },
    "sea": {
        "en": "This position is in the open sea: more than 20 km from any land known here.",
        "fr": "Cette position est en pleine mer : à plus de 20 km de toute terre connue ici.",
        "es": "Esta posición está en alta mar: a más de 20 km de toda tierra conocida aquí.",
    },
    "pole": {
        "en": "This is a pole: every longitude is the same place.",
        "fr": "C’est un pôle : toutes les longitudes y sont le même lieu.",
        "es": "Es un polo: todas las longitudes son el mismo lugar.",
    },
    "coast_country": {
        "en": "Off the coast: the country is that of the nearest land, {km} km away.",
        "fr": "Au large : le pays est celui de la terre la plus proche, à {km} km.",
        "es": "Frente a la costa: el país es el de la tierra más cercana, a {km} km.",
    },
    "coast_koppen": {
        "en": "No Köppen-Geiger climate is mapped here: it is that of the nearest land cell, "
        "{km} km away.",
        "fr": "Aucun climat de Köppen-Geiger n’est cartographié ici : c’est celui de la maille "
        "terrestre la plus proche, à {km} km.",
        "es": "Aquí no hay clima de Köppen-Geiger en el mapa: es el de la celda terrestre más "
        "cercana, a {km} km.",
    },
    "coast_ipcc": {
        "en": "No IPCC climate zone is mapped here: it is that of the nearest land cell, "
        "{km} km away.",
        "fr": "Aucune zone climatique du GIEC n’est cartographiée ici : c’est celle de la maille "
        "terrestre la plus proche, à {km} km.",
        "es": "Aquí no hay zona climática del IPCC en el mapa: es la de la celda terrestre más "
        "cercana, a {km} km.",
    },
    "no_koppen": {
        "en": "The Köppen-Geiger climate of this place is not known: no land cell of the map is "
        "near enough.",
        "fr": "Le climat de Köppen-Geiger de ce lieu n’est pas connu : aucune maille terrestre de "
        "la carte n’est assez proche.",
        "es": "No se conoce el clima de Köppen-Geiger de este lugar: ninguna celda terrestre del "
        "mapa está bastante cerca.",
    },
    "no_ipcc": {
        "en": "The IPCC climate zone of this place is not known: no land cell of the map is near "
        "enough.",
        "fr": "La zone climatique du GIEC de ce lieu n’est pas connue : aucune maille terrestre "
        "de la carte n’est assez proche.",
        "es": "No se conoce la zona climática del IPCC de este lugar: ninguna celda terrestre del "
        "mapa está bastante cerca.",
    },
    "no_country": {
        "en": "No country outline is within 20 km.",
        "fr": "Aucun contour de pays à moins de 20 km.",
        "es": "Ningún contorno de país a menos de 20 km.",
    },
    "disputed": {
        "en": "This territory is disputed and has no country code of its own.",
        "fr": "Ce territoire est disputé et n’a pas de code de pays.",
        "es": "Este territorio está en disputa y no tiene código de país.",
    },
    "no_profile": {
        "en": "No soil profile is known within 100 km.",
        "fr": "Aucun profil de sol n’est connu à moins de 100 km.",
        "es": "No se conoce ningún perfil de suelo a menos de 100 km.",
    },
    "far_profile": {
        "en": "The nearest soil profile is {km} km away: soils often change within one field.",
        "fr": "Le profil de sol le plus proche est à {km} km : les sols changent souvent au sein "
        "d’un même champ.",
        "es": "El perfil de suelo más cercano está a {km} km: los suelos suelen cambiar dentro de "
        "una misma parcela.",
    },
    "drawn_profile": {
        "en": "The nearest soil point, {km} km away, was read from a map or an image: nobody "
        "described a profile there.",
        "fr": "Le point de sol le plus proche, à {km} km, vient d’une carte ou d’une image : "
        "personne n’y a décrit de profil.",
        "es": "El punto de suelo más cercano, a {km} km, viene de un mapa o de una imagen: nadie "
        "describió allí un perfil.",
    },
}


def sentence(key: str, language: str = "en", **places: object) -> str:
    """The sentence of a key in a language, English if it is none of ours."""
    return _SENTENCES[key][language_of(language)].format(**places)
