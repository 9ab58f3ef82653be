"""Which sources there are: every package beside this one, each with an `IMPORTER`."""

from importlib import import_module
from pkgutil import iter_modules

from practices import importers

from ..source import BadSource, Importer


def importer_codes() -> list[str]:
    """The codes of the sources, which are the names of their folders."""
    folders = importers.__path__
    ours = __package__.rpartition(".")[2]
    found = (module.name for module in iter_modules(folders) if module.ispkg)
    return sorted(name for name in found if name != ours)


def importer_of(code: str) -> Importer:
    """The importer of a source. Raises BadSource for a code that has none."""
    if code not in importer_codes():
        known = ", ".join(importer_codes())
        raise BadSource(f"There is no source {code!r}; choose one of: {known}.")
    return import_module(f"{importers.__name__}.{code}").IMPORTER
