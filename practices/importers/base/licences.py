"""Which licences we know, and how strict: an import may tighten a sheet's terms, never loosen."""

from practices.models.sources import Licence

STRICTNESS = {
    Licence.FACTS.value: 0,
    Licence.CC0.value: 0,
    Licence.CC_BY_4.value: 1,
    Licence.CC_BY_SA_4.value: 2,
    Licence.CC_BY_NC_SA_3.value: 3,
    Licence.CC_BY_NC_SA_3_IGO.value: 3,
    Licence.CC_BY_NC_SA_4.value: 3,
}


def is_known(licence: str) -> bool:
    return licence in STRICTNESS


def strictest(current: str, newer: str) -> str:
    """The newer licence, unless it allows more than the current one; "" is none yet."""
    return current if STRICTNESS.get(current, -1) > STRICTNESS[newer] else newer
