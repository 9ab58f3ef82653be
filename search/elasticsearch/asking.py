"""Questions as requests: one for a search, few and small ones to see how widely it is meant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from search.elasticsearch.aggregating import TEXTED, aggregations
from search.elasticsearch.client import guarded
from search.elasticsearch.filters import all_of, filters
from search.elasticsearch.mapping import MAX_REACH, PACKED
from search.elasticsearch.text import text_query
from search.engine import EngineUnavailableError
from search.indexed import sort_field
from search.query import Query
from search.sorting import sort_key
from search.widening import FEW, widened
from search.wording import Wording, ranked, tree
from search.words.plan import plan
from search.words.stemming import ANALYZERS

KEPT = "1m"
"""How long a state of the index is kept for the next part of a long list."""

Response = Mapping[str, Any]


Body = Mapping[str, Any]


def request(wording: Wording, query: Query) -> Body:
    """All that the answer needs. Raises EngineError on a field that cannot be asked for."""
    conditions = filters(query)
    with_texts = query.highlight and wording.plan and query.limit
    body = ordered(wording, query) | {
        "from": query.offset,
        "size": query.limit,
        "track_total_hits": True,
        "_source": [PACKED] if with_texts else False,
        "aggs": aggregations(query, conditions),
    }
    return body | ({"post_filter": all_of(conditions).to_dict()} if conditions else {})


def ordered(wording: Wording, query: Query) -> dict[str, Any]:
    """What the text finds in the order of the pages, ties and all."""
    if query.order == "relevance" and wording.plan and query.limit:
        scored = text_query(ranked(wording, query.language))
        return {"query": scored.to_dict(), "sort": ["_score", "id"]}
    return {"query": text_query(tree(wording)).to_dict(), "sort": list(_order(query))}


def _order(query: Query) -> Iterator[dict[str, Any]]:
    if query.order == "nearest" and query.near:
        lat, lon = query.near
        yield {"_geo_distance": {"place": {"lat": lat, "lon": lon}, "order": "asc", "unit": "m"}}
    elif key := sort_key(query):
        yield {sort_field(key): "asc"}
    yield {"id": "asc"}


@dataclass(frozen=True, slots=True)
class Asking:
    """One index, named by an alias that shows sheets only."""

    client: Elasticsearch
    alias: str

    def search(self, body: Body) -> Response:
        """Raises EngineUnavailableError where a part of the index did not answer in time."""
        return self.raw(body, index=self.alias)

    def raw(self, body: Body, **where: Any) -> Response:
        with guarded():
            response: Response = self.client.search(
                **where, body=dict(body), allow_partial_search_results=False
            ).body
        if response["timed_out"]:
            raise EngineUnavailableError("Elasticsearch answered in part only.")
        return response

    def understood(self, query: Query) -> tuple[Wording, Response]:
        """Most often one request; the text is understood more widely only if it finds too little
        without any filter.
        """
        exact = Wording(plan(query.text, query.concepts, ANALYZERS))
        response = self.search(request(exact, query))
        if not (query.fuzzy and exact.plan):
            return exact, response
        found = response["aggregations"][TEXTED]["doc_count"]
        wider = widened(self, exact, min(found, FEW))
        return (wider, self.search(request(wider, query))) if wider else (exact, response)

    def counts(self, wordings: Sequence[Wording], most: int | None = None) -> list[int]:
        """See `search.widening.Finder`; all in one request."""
        searches: list[dict[str, Any]] = []
        for wording in wordings:
            found = text_query(tree(wording)).to_dict()
            asked = {"query": found, "size": 0, "track_total_hits": most or True}
            searches += [{"index": self.alias}, asked]
        with guarded():
            responses = self.client.msearch(searches=searches).body["responses"]
        if failed := next((one["error"] for one in responses if "error" in one), None):
            raise EngineUnavailableError(f"Elasticsearch failed: {failed['type']}")
        return [one["hits"]["total"]["value"] for one in responses]

    def all_hits(self, body: Body) -> Iterator[Mapping[str, Any]]:
        """Every hit in its order, of one state of the index, however many there are."""
        with guarded():
            state = self.client.open_point_in_time(index=self.alias, keep_alive=KEPT)["id"]
        pit = {"pit": {"id": state, "keep_alive": KEPT}}
        asked = {**body, **pit, "size": MAX_REACH, "track_total_hits": False}
        try:
            while True:
                hits = self.raw(asked)["hits"]["hits"]
                yield from hits
                if len(hits) < MAX_REACH:
                    return
                asked["search_after"] = hits[-1]["sort"]
        finally:
            with guarded():
                self.client.close_point_in_time(id=state)
