"""The indices of a site: one is promoted, others are being built or kept for a roll-back.

    <prefix>                          alias of the promoted one
    <prefix>-<fingerprint>-<seq>      an index
    <prefix>-<fingerprint>-<seq>-new  its own alias while it is built
    <prefix>-<fingerprint>-<seq>-all  its own alias once it is built whole

All aliases show sheets only. Writing goes by an alias that must be there, so that a lost index is
said to be lost: by its plain name the cluster would make a new one, with a mapping of its guess.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from elasticsearch import BadRequestError, ConflictError, Elasticsearch, NotFoundError
from elasticsearch.dsl import Q

from search.elasticsearch.client import MISSING, guarded
from search.elasticsearch.mapping import BUILDING, BUILT, FINGERPRINT, SETTINGS, STATE_ID, mapping
from search.engine import IndexMissingError

SHEETS = Q("exists", field="id").to_dict()
WHOLE = "-all"
NEW = "-new"
ABANDONED_SECONDS = 24 * 3600
"""After so long, a build that has not ended is taken for dead."""


class Generations:
    """Names, aliases and positions; it knows nothing of documents."""

    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self._client = client
        self.prefix = prefix
        self._name = re.compile(rf"{re.escape(prefix)}-([0-9a-f]+)-([0-9]+)")

    def current(self) -> str:
        """The promoted generation. Raises IndexMissingError."""
        if not (name := self.promoted()):
            raise IndexMissingError(MISSING)
        return name

    def promoted(self) -> str:
        """Its name, empty if there is none."""
        with guarded():
            try:
                found = self._client.indices.get_alias(name=self.prefix)
            except NotFoundError:
                return ""
        return str(next(iter(found.body), ""))

    def names(self) -> tuple[str, ...]:
        """All that were built whole, oldest first."""
        with guarded():
            try:
                found = self._client.indices.get_alias(name=f"{self.prefix}-*{WHOLE}")
            except NotFoundError:
                return ()
        return tuple(sorted(filter(self._name.fullmatch, found.body), key=_number))

    def fits(self, name: str) -> bool:
        """Whether it was built as this code would."""
        found = self._name.fullmatch(name)
        return bool(found and found[1] == FINGERPRINT)

    @contextmanager
    def created(self, shards: int) -> Iterator[str]:
        """Name of a new index, to be filled; it becomes whole at the end, or goes if that fails."""
        self._clear_abandoned()
        name = self._created(shards)
        try:
            yield name
            with guarded():
                self._client.indices.put_settings(index=name, settings=BUILT)
                self._client.indices.refresh(index=name)
            self._alias(
                {"remove": {"index": name, "alias": name + NEW}},
                {"add": {"index": name, "alias": name + WHOLE, "filter": SHEETS}},
            )
        except BaseException:
            self.delete(name)
            raise

    def _created(self, shards: int) -> str:
        """Another host may build at the same time: the next number is taken by who is first."""
        number = max((_number(name) for name in self._begun()), default=0)
        while True:
            number += 1
            name = f"{self.prefix}-{FINGERPRINT}-{number}"
            settings = {**SETTINGS, **BUILDING, "number_of_shards": shards}
            with guarded():
                try:
                    self._client.indices.create(
                        index=name,
                        settings=settings,
                        mappings=mapping(),
                        aliases={name + NEW: {"filter": SHEETS}},
                    )
                    return name
                except BadRequestError as error:
                    if error.error != "resource_already_exists_exception":
                        raise

    def promote(self, name: str) -> None:
        """At once for every reader. Raises IndexMissingError."""
        if name not in self.names():
            raise IndexMissingError(f"There is no index {name} in Elasticsearch.")
        others = [
            {"remove": {"index": one, "alias": self.prefix}} for one in [self.promoted()] if one
        ]
        self._alias(*others, {"add": {"index": name, "alias": self.prefix, "filter": SHEETS}})

    def delete(self, name: str) -> None:
        with guarded():
            self._client.indices.delete(index=name, ignore_unavailable=True)

    def position(self, alias: str) -> tuple[str, int | None]:
        """The index behind the alias, and how far in the change log it is applied, as of this
        moment. Raises IndexMissingError.
        """
        with guarded():
            try:
                found = self._client.get(index=alias, id=STATE_ID).body
            except NotFoundError as error:
                if "_index" not in error.body:
                    raise
                found = {**error.body, "_source": {}}  # the index is there, the document is not
        return str(found["_index"]), found["_source"].get("position")

    def set_position(self, alias: str, position: int | None) -> None:
        """Call it after the documents are in: it must never run ahead of them. Of two processes
        that write at once, the one that came further has the last word.
        """
        version: dict[str, Any] = {}
        if position is not None:
            version = {"version": position, "version_type": "external_gte"}
        document = {"position": position}
        with guarded(), suppress(ConflictError):
            self._client.index(
                index=alias, id=STATE_ID, document=document, require_alias=True, **version
            )

    def _begun(self) -> list[str]:
        with guarded():
            found = self._client.indices.get(index=f"{self.prefix}-*", ignore_unavailable=True)
        return [name for name in found.body if self._name.fullmatch(name)]

    def _clear_abandoned(self) -> None:
        """What builds that died have left; a young one may be another host's, at work."""
        with guarded():
            found = self._client.indices.get_settings(index=f"{self.prefix}-*")
        oldest = (time.time() - ABANDONED_SECONDS) * 1000
        whole = self.names()
        for name, settings in found.body.items():
            made = int(settings["settings"]["index"]["creation_date"])
            if self._name.fullmatch(name) and name not in whole and made < oldest:
                self.delete(name)

    def _alias(self, *actions: dict[str, Any]) -> None:
        with guarded():
            self._client.indices.update_aliases(actions=list(actions))


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])
