"""The search engine of a large site: Elasticsearch, by its own client and `elasticsearch.dsl`."""

from search.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
