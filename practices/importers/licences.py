"""How strict a licence is: an import or an edit may tighten the terms of a sheet, never loosen."""

from practices.models.sources import Licence

_STRICTNESS = {
    Licence.FACTS: 0,
    Licence.CC0: 0,
    Licence.CC_BY_4: 1,
    Licence.CC_BY_SA_4: 2,
    Licence.CC_BY_NC_SA_3: 3,
    Licence.CC_BY_NC_SA_3_IGO: 3,
    Licence.CC_BY_NC_SA_4: 3,
}


def strictest(current: str, newer: str) -> str:
    """The newer licence, unless it allows more than the current one."""
    if current in Licence.values and _STRICTNESS[Licence(current)] > _STRICTNESS[Licence(newer)]:
        return current
    return newer
