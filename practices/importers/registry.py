"""Which sources there are: every package in this folder that offers an `IMPORTER`."""

from importlib import import_module
from pkgutil import iter_modules

from .source import BadSource, Importer


def importer_codes() -> list[str]:
    """The codes of the sources, which are the names of their folders."""
    folders = import_module(__package__).__path__
    return sorted(module.name for module in iter_modules(folders) if module.ispkg)


def importer_of(code: str) -> Importer:
    """The importer of a source. Raises BadSource for a code that has none."""
    if code not in importer_codes():
        known = ", ".join(importer_codes())
        raise BadSource(f"There is no source {code!r}; choose one of: {known}.")
    return import_module(f"{__package__}.{code}").IMPORTER
